
---------------------------------------------------------------------------------------------- templates

CREATE TABLE template ( -- 凭证模板
    scope TEXT NOT NULL, -- a book's code; empty for every book
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT,
    type TEXT,
    attachmentReason TEXT,
    parameters TEXT NOT NULL, -- `name=value;name`: those with a value may be left out
    PRIMARY KEY (scope, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE templateLine ( -- 模板分录: codes and formulas, nothing looked up yet
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    line INTEGER NOT NULL CHECK (line BETWEEN 1 AND 999),
    side TEXT NOT NULL CHECK (side IN ('debit', 'credit')),
    account TEXT NOT NULL,
    formula TEXT NOT NULL CHECK (formula <> ''),
    summary TEXT NOT NULL,
    source TEXT,
    counterparty TEXT,
    contract TEXT,
    dimensions TEXT,
    PRIMARY KEY (scope, name, line),
    FOREIGN KEY (scope, name) REFERENCES template DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE recurring ( -- 定期凭证: a template that makes a draft in certain months, by whose authority
    book INTEGER NOT NULL REFERENCES book,
    template TEXT NOT NULL,
    scope TEXT NOT NULL,
    fromMonth INTEGER NOT NULL CHECK (fromMonth BETWEEN 190001 AND 299912 AND fromMonth % 100 BETWEEN 1 AND 12),
    toMonth INTEGER NOT NULL CHECK (toMonth BETWEEN fromMonth AND 299912 AND toMonth % 100 BETWEEN 1 AND 12),
    everyMonths INTEGER NOT NULL CHECK (everyMonths BETWEEN 1 AND 120),
    day INTEGER NOT NULL CHECK (day BETWEEN 0 AND 31), -- 0: the last of the month
    parameters TEXT NOT NULL,
    user INTEGER NOT NULL REFERENCES user,
    PRIMARY KEY (book, template),
    FOREIGN KEY (scope, template) REFERENCES template (scope, name) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE recurringRun ( -- 定期凭证生成记录: once for each month
    book INTEGER NOT NULL REFERENCES book,
    template TEXT NOT NULL,
    month INTEGER NOT NULL CHECK (month BETWEEN 190001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
    draft INTEGER NOT NULL CHECK (draft >= 1),
    sequence INTEGER CHECK (sequence >= 1), -- the voucher it became; NULL while it is a draft
    PRIMARY KEY (book, template, month)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX recurringRunByDraft ON recurringRun (book, draft);

CREATE TRIGGER recurringRunInsert BEFORE INSERT ON recurringRun BEGIN
    SELECT RAISE(ABORT, 'recurring.made') FROM recurringRun
        WHERE book = NEW.book AND (template = NEW.template AND month = NEW.month OR draft = NEW.draft);
    SELECT RAISE(ABORT, 'period.closed') FROM period
        WHERE book = NEW.book AND month = NEW.month AND closed;
END;
CREATE TRIGGER recurringRunUpdate BEFORE UPDATE ON recurringRun BEGIN SELECT RAISE(ABORT, 'recurring.made'); END;
CREATE TRIGGER recurringRunDelete BEFORE DELETE ON recurringRun WHEN OLD.sequence IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'recurring.made');
END;
