-- The ledger file, version 1. A released migration is never edited.
--
-- Money is fen. Dates are yyyymmdd, months yyyymm, quantities millionths, unit prices ten-thousandths of a yuan.
-- Tables named voucher…, line…, audit… hold only rows that never change once they are whole; heads, balances and
-- keys carry other words. Errors raised here are the codes of the domain, so every road says the same.

PRAGMA application_id = 1447839556; -- 'VLED'

---------------------------------------------------------------------------------------------- places and people

CREATE TABLE division ( -- 行政区划
    id INTEGER PRIMARY KEY CHECK (id >= 1),
    code TEXT NOT NULL UNIQUE CHECK (length(code) = 12),
    name TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('province', 'city', 'county', 'township', 'village')),
    parent INTEGER REFERENCES division,
    validFrom INTEGER,
    validTo INTEGER,
    predecessors TEXT
) STRICT;

CREATE TABLE book ( -- 账套
    id INTEGER PRIMARY KEY CHECK (id >= 1),
    code TEXT NOT NULL UNIQUE CHECK (length(code) > 0 AND code NOT GLOB '*[^-A-Za-z0-9_]*'), -- BookEntry.isCode
    division INTEGER NOT NULL REFERENCES division,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('cooperative', 'committee', 'group', 'other')),
    opened INTEGER NOT NULL CHECK (opened BETWEEN 190001 AND 299912 AND opened % 100 BETWEEN 1 AND 12),
    population INTEGER,
    charterReserveRate INTEGER, -- hundredths of a percent
    creditCode TEXT,
    chart2023From INTEGER NOT NULL DEFAULT 10000 -- the year from which on it uses the chart of 2023, see chartOf2023
) STRICT;
CREATE INDEX bookByDivision ON book (division);

CREATE TABLE bookChart ( -- 账套适用的科目表; it may change with a year
    book INTEGER NOT NULL REFERENCES book,
    fromYear INTEGER NOT NULL,
    untilYear INTEGER NOT NULL DEFAULT 9999,
    chart TEXT NOT NULL CHECK (chart IN ('2004', '2023')),
    PRIMARY KEY (book, fromYear)
) STRICT, WITHOUT ROWID;

-- What follows from the charts of a book: the last year of each, and the year from which on none but that of 2023 is used.
CREATE VIEW chartSpan AS
SELECT book, fromYear, coalesce((
    SELECT min(n.fromYear) FROM bookChart n WHERE n.book = c.book AND n.fromYear > c.fromYear) - 1, 9999) AS untilYear
FROM bookChart c;
CREATE VIEW chartOf2023 AS
SELECT id AS book, max(
    coalesce((SELECT 1 + max(untilYear) FROM bookChart WHERE book = id AND chart = '2004'), 0),
    coalesce((SELECT min(fromYear) FROM bookChart WHERE book = id AND chart = '2023'), 10000)) AS fromYear
FROM book;

-- The same after a chart is set and after one is taken back; the guards let nothing else be written there.
CREATE TRIGGER bookChartSet AFTER INSERT ON bookChart BEGIN
    UPDATE bookChart SET untilYear = (
        SELECT untilYear FROM chartSpan s WHERE s.book = bookChart.book AND s.fromYear = bookChart.fromYear)
    WHERE book = NEW.book;
    UPDATE book SET chart2023From = (SELECT fromYear FROM chartOf2023 WHERE book = NEW.book) WHERE id = NEW.book;
END;
CREATE TRIGGER bookChartTaken AFTER DELETE ON bookChart BEGIN
    UPDATE bookChart SET untilYear = (
        SELECT untilYear FROM chartSpan s WHERE s.book = bookChart.book AND s.fromYear = bookChart.fromYear)
    WHERE book = OLD.book;
    UPDATE book SET chart2023From = (SELECT fromYear FROM chartOf2023 WHERE book = OLD.book) WHERE id = OLD.book;
END;

CREATE TABLE user ( -- 用户; two users of one person are one person
    id INTEGER PRIMARY KEY CHECK (id >= 1),
    name TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
    displayName TEXT NOT NULL,
    roles TEXT NOT NULL,
    scope TEXT NOT NULL,
    person TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1))
) STRICT;

CREATE TABLE setting ( -- 参数: what an office decided where a rule leaves it open
    name TEXT NOT NULL,
    scope TEXT NOT NULL, -- a division's or a book's code; empty for the whole ledger
    value TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source <> ''), -- the document it rests on
    PRIMARY KEY (name, scope)
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------------------------------------- chart of accounts

CREATE TABLE account ( -- 科目: an account is (chart, code), never the code alone
    id INTEGER PRIMARY KEY CHECK (id >= 1),
    -- What a line on it must have: 1 nothing, 2 a source, 3 a counterparty; NULL where more has to be looked at.
    asks INTEGER AS (CASE WHEN chart = '2023' AND book IS NULL AND parentOf = 0
        AND (role IS NULL OR role <> 'current-year-income') AND NOT (takesSource AND takesCounterparty)
        THEN 1 + takesSource + 2 * takesCounterparty END) STORED,
    book INTEGER REFERENCES book, -- NULL: of every book
    parentOf INTEGER NOT NULL DEFAULT 0 CHECK (parentOf IN (0, 1, 2)), -- accounts below: none, of some books, of every
    takesSource INTEGER NOT NULL CHECK (takesSource IN (0, 1)), -- operating income 经营收入, 投资收益
    takesCounterparty INTEGER NOT NULL CHECK (takesCounterparty IN (0, 1)),
    chart TEXT NOT NULL CHECK (chart IN ('2004', '2023')),
    parent INTEGER REFERENCES account,
    category TEXT NOT NULL CHECK (category IN ('asset', 'liability', 'equity', 'cost', 'income', 'expense')),
    role TEXT,
    code TEXT NOT NULL CHECK (length(code) IN (3, 5, 7, 9, 11) AND code NOT GLOB '*[^0-9]*'),
    name TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('debit', 'credit', 'both')),
    defaultSource TEXT,
    defaultNature TEXT,
    dimensions TEXT,
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX accountByCode ON account (chart, code, coalesce(book, 0));
CREATE INDEX accountByParent ON account (parent);
CREATE INDEX accountDisabled ON account (disabled) WHERE disabled;

CREATE TABLE dimension ( -- 辅助核算
    name TEXT PRIMARY KEY,
    description TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE incomeSource ( -- 收入来源; those of the plan can't be removed
    code TEXT PRIMARY KEY,
    nameChinese TEXT NOT NULL,
    nameEnglish TEXT NOT NULL,
    usualAccounts TEXT NOT NULL,
    position INTEGER NOT NULL,
    ofPlan INTEGER NOT NULL CHECK (ofPlan IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE mark ( -- 标记: source, nature, fund, excluded kind and the other book of the village, as one
    id INTEGER PRIMARY KEY CHECK (id >= 0),
    source TEXT CHECK (source <> ''), -- an empty text would pass for a source, and for none in the index below
    nature TEXT CHECK (nature <> ''),
    fund TEXT CHECK (fund <> ''),
    excludedKind TEXT CHECK (excludedKind <> ''),
    otherBook TEXT CHECK (otherBook <> '')
) STRICT;
CREATE UNIQUE INDEX markByContent ON mark (
    coalesce(source, ''), coalesce(nature, ''), coalesce(fund, ''), coalesce(excludedKind, ''), coalesce(otherBook, ''));
INSERT INTO mark (id) VALUES (0);

CREATE TABLE counterparty ( -- 往来单位
    id INTEGER PRIMARY KEY CHECK (id >= 1),
    book INTEGER NOT NULL REFERENCES book,
    code TEXT NOT NULL CHECK (length(code) > 0),
    name TEXT NOT NULL,
    otherBook TEXT -- the code of another book of the same village
) STRICT;
CREATE UNIQUE INDEX counterpartyByCode ON counterparty (book, code);

---------------------------------------------------------------------------------------------- periods, openings

CREATE TABLE period ( -- 会计期间; a month without a row has never been closed
    book INTEGER NOT NULL REFERENCES book,
    month INTEGER NOT NULL CHECK (month BETWEEN 190001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    -- 结清, of a closed December: income, expense and 本年收益 stand at zero. Told by the lines, see yearEnd.
    cleared INTEGER NOT NULL DEFAULT 0 CHECK (cleared IN (0, 1)),
    PRIMARY KEY (book, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX periodByCleared ON period (month) WHERE cleared;

CREATE TABLE opening ( -- 期初余额
    book INTEGER NOT NULL REFERENCES book,
    line INTEGER NOT NULL,
    account INTEGER NOT NULL REFERENCES account,
    mark INTEGER NOT NULL REFERENCES mark,
    counterparty INTEGER REFERENCES counterparty,
    balance INTEGER NOT NULL CHECK (balance BETWEEN -1000000000000 AND 1000000000000), -- debit-positive
    yearOpening INTEGER CHECK (yearOpening BETWEEN -1000000000000 AND 1000000000000),
    yearDebit INTEGER NOT NULL CHECK (yearDebit BETWEEN -1000000000000 AND 1000000000000),
    yearCredit INTEGER NOT NULL CHECK (yearCredit BETWEEN -1000000000000 AND 1000000000000),
    contract TEXT,
    dimensions TEXT,
    originDate INTEGER,
    dueDate INTEGER,
    PRIMARY KEY (book, line),
    CONSTRAINT "opening.turnover-differs" CHECK (balance = yearOpening + yearDebit - yearCredit)
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------------------------------------- drafts

CREATE TABLE draft ( -- 凭证草稿
    book INTEGER NOT NULL REFERENCES book,
    number INTEGER NOT NULL CHECK (number >= 1),
    date INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('记', '收', '付', '转')),
    type TEXT NOT NULL CHECK (type IN ('normal', 'closing', 'distribution', 'correction', 'prior-year')),
    attachments INTEGER NOT NULL CHECK (attachments BETWEEN 0 AND 9999),
    attachmentReason TEXT,
    originalName TEXT,
    reverses INTEGER,
    corrects INTEGER,
    originYear INTEGER,
    preparer INTEGER NOT NULL REFERENCES user,
    editor INTEGER NOT NULL REFERENCES user,
    reviewer INTEGER REFERENCES user, -- NULL: not reviewed
    returnReason TEXT,
    PRIMARY KEY (book, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE draftLine ( -- 草稿分录
    book INTEGER NOT NULL,
    number INTEGER NOT NULL,
    line INTEGER NOT NULL CHECK (line BETWEEN 1 AND 999),
    account INTEGER NOT NULL REFERENCES account,
    debit INTEGER NOT NULL CHECK (debit BETWEEN -1000000000000 AND 1000000000000),
    credit INTEGER NOT NULL CHECK (credit BETWEEN -1000000000000 AND 1000000000000),
    mark INTEGER NOT NULL REFERENCES mark,
    counterparty INTEGER REFERENCES counterparty,
    summary TEXT NOT NULL,
    contract TEXT,
    dimensions TEXT,
    receipt TEXT,
    quantity INTEGER,
    unitPrice INTEGER,
    dueDate INTEGER,
    PRIMARY KEY (book, number, line),
    FOREIGN KEY (book, number) REFERENCES draft DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------------------------------------- posted for ever

CREATE TABLE voucher ( -- 记账凭证: a row that exists is posted
    book INTEGER NOT NULL REFERENCES book,
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    -- Cheapest tests first and no IN lists: each insert of a row would build them anew.
    date INTEGER NOT NULL CHECK (
        date BETWEEN 19000101 AND 29991231 AND date / 100 % 100 BETWEEN 1 AND 12 AND (
        date % 100 BETWEEN 1 AND 28 OR date % 100 BETWEEN 29 AND CASE date / 100 % 100
            WHEN 2 THEN 28 + (date / 10000 % 4 = 0 AND (date / 10000 % 100 <> 0 OR date / 10000 % 400 = 0))
            WHEN 4 THEN 30 WHEN 6 THEN 30 WHEN 9 THEN 30 WHEN 11 THEN 30 ELSE 31 END)),
    -- A column of its own, not computed: what an index holds of a computed one SQLite looks up in the row all the same.
    month INTEGER NOT NULL CHECK (month = date / 100),
    kind TEXT NOT NULL CHECK (kind = '记' OR kind = '收' OR kind = '付' OR kind = '转'),
    number INTEGER NOT NULL CHECK (number >= 1),
    type TEXT NOT NULL CHECK (
        type = 'normal' OR type = 'closing' OR type = 'distribution' OR type = 'correction' OR type = 'prior-year'),
    attachments INTEGER NOT NULL CHECK (attachments BETWEEN 0 AND 9999),
    attachmentReason TEXT,
    originalName TEXT, -- what the file it came from called it
    reverses INTEGER, -- the sequence it reverses in full; once only
    corrects INTEGER,
    originYear INTEGER,
    preparer INTEGER NOT NULL REFERENCES user,
    editor INTEGER NOT NULL REFERENCES user,
    reviewer INTEGER NOT NULL REFERENCES user,
    poster INTEGER NOT NULL REFERENCES user,
    -- The log row of the act, which goes in after its vouchers. A foreign key would look through all vouchers for each
    -- new log row; the trigger asks instead.
    audit INTEGER NOT NULL CHECK (audit >= 1),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (book, sequence),
    FOREIGN KEY (book, reverses) REFERENCES voucher,
    FOREIGN KEY (book, corrects) REFERENCES voucher
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX voucherByNumber ON voucher (book, month, kind, number);
CREATE UNIQUE INDEX voucherByReversed ON voucher (book, reverses) WHERE reverses IS NOT NULL;

CREATE TABLE line ( -- 分录: exactly one of debit and credit; a red amount is negative and keeps its side
    book INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    line INTEGER NOT NULL CHECK (line BETWEEN 1 AND 999),
    account INTEGER NOT NULL REFERENCES account,
    debit INTEGER NOT NULL CHECK (debit BETWEEN -1000000000000 AND 1000000000000),
    credit INTEGER NOT NULL CHECK (credit BETWEEN -1000000000000 AND 1000000000000),
    mark INTEGER NOT NULL REFERENCES mark,
    counterparty INTEGER REFERENCES counterparty,
    summary TEXT NOT NULL,
    contract TEXT,
    dimensions TEXT,
    receipt TEXT,
    quantity INTEGER,
    unitPrice INTEGER,
    dueDate INTEGER,
    PRIMARY KEY (book, sequence, line),
    CHECK ((debit = 0) <> (credit = 0)),
    FOREIGN KEY (book, sequence) REFERENCES voucher DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE audit ( -- 操作日志: one row per action of a user
    id INTEGER PRIMARY KEY CHECK (id >= 1),
    at TEXT NOT NULL,
    user TEXT NOT NULL,
    action TEXT NOT NULL,
    book TEXT,
    subject TEXT,
    detail TEXT,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE auditHead ( -- the heads of the books an action touched
    audit INTEGER NOT NULL REFERENCES audit DEFERRABLE INITIALLY DEFERRED,
    book TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (audit, book)
) STRICT, WITHOUT ROWID;

CREATE TABLE auditDigest ( -- the digest of each record an action made or changed
    audit INTEGER NOT NULL REFERENCES audit DEFERRABLE INITIALLY DEFERRED,
    record TEXT NOT NULL, -- 'account', 'book', 'counterparty', 'period', 'user', …
    key TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (audit, record, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX auditDigestByRecord ON auditDigest (record, key, audit);

---------------------------------------------------------------------------------------------- heads, sums, keys

CREATE TABLE ledgerHead ( -- the last row of the audit chain
    one INTEGER PRIMARY KEY CHECK (one = 1),
    audit INTEGER NOT NULL CHECK (audit BETWEEN 0 AND 9007199254740991),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO ledgerHead VALUES (1, 0, zeroblob(32));

CREATE TABLE bookHead ( -- the last voucher of a book's chain
    book INTEGER PRIMARY KEY REFERENCES book,
    sequence INTEGER NOT NULL CHECK (sequence BETWEEN 0 AND 9007199254740991),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    drafts INTEGER NOT NULL CHECK (drafts BETWEEN 0 AND 9007199254740991) -- the last draft number given
) STRICT;

CREATE TABLE balance ( -- 发生额 by month
    book INTEGER NOT NULL,
    month INTEGER NOT NULL,
    account INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    type TEXT NOT NULL,
    debit INTEGER NOT NULL CHECK (abs(debit) < 9007199254740992),
    credit INTEGER NOT NULL CHECK (abs(credit) < 9007199254740992),
    PRIMARY KEY (book, month, account, mark, type)
) STRICT, WITHOUT ROWID;

CREATE TABLE counterpartyBalance ( -- 往来发生额 by month
    book INTEGER NOT NULL,
    account INTEGER NOT NULL,
    counterparty INTEGER NOT NULL,
    month INTEGER NOT NULL,
    debit INTEGER NOT NULL CHECK (abs(debit) < 9007199254740992),
    credit INTEGER NOT NULL CHECK (abs(credit) < 9007199254740992),
    PRIMARY KEY (book, account, counterparty, month)
) STRICT, WITHOUT ROWID;

-- 年度发生额: what measures read. Income and expense by the year of the voucher, without closing and
-- distribution, with the year-to-date turnover of books taken over; prior-year adjustments by year of origin.
CREATE TABLE yearTurnover (
    year INTEGER NOT NULL,
    account INTEGER NOT NULL,
    book INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    debit INTEGER NOT NULL CHECK (abs(debit) < 9007199254740992),
    credit INTEGER NOT NULL CHECK (abs(credit) < 9007199254740992),
    PRIMARY KEY (year, account, book, mark)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency ( -- client-made keys and the digests of imported files
    key TEXT PRIMARY KEY,
    digest BLOB NOT NULL,
    result TEXT NOT NULL
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------------------------------------- the rules, once

-- Each posted voucher with the first rule it breaks, NULL where it breaks none. The one text of these rules in SQL:
-- the trigger asks it for the voucher posted; a bulk import and `check` for those only that the views below suspect.
CREATE VIEW voucherProblem AS
SELECT v.book, v.sequence,
    (SELECT CASE
        WHEN lines < 2 THEN 'voucher.too-few-lines'
        WHEN difference <> 0 THEN 'voucher.unbalanced'
        WHEN worstLine IS NOT NULL THEN CASE worstLine
            WHEN 5 THEN 'account.unknown' WHEN 4 THEN 'account.not-leaf' WHEN 3 THEN 'voucher.missing-source'
            WHEN 2 THEN 'voucher.missing-counterparty' ELSE 'counterparty.unknown' END
        WHEN book.id IS NULL THEN 'book.unknown'
        WHEN v.month < book.opened THEN 'period.before-opening'
        WHEN modern <> CASE (
            SELECT chart FROM bookChart WHERE book = v.book AND v.date / 10000 BETWEEN fromYear AND untilYear)
            WHEN '2023' THEN lines WHEN '2004' THEN 0 ELSE -1 END THEN 'account.other-chart'
        WHEN v.type <> 'closing' AND currentIncome THEN 'voucher.current-income-outside-closing'
        WHEN v.type = 'closing' AND NOT currentIncome THEN 'voucher.not-a-closing'
        WHEN v.type = 'closing' AND result + currentIncome + distribution < lines THEN 'voucher.closing-other-accounts'
        WHEN v.type = 'distribution' AND (result OR NOT distribution) THEN 'voucher.not-a-distribution'
        WHEN v.type = 'prior-year' AND (result OR NOT priorYear) THEN 'voucher.not-a-prior-year'
        WHEN CASE v.type WHEN 'prior-year' THEN coalesce(v.originYear, 0) NOT BETWEEN 1900 AND v.date / 10000 - 1
            ELSE v.originYear IS NOT NULL END THEN 'voucher.origin-year'
        WHEN red BETWEEN 1 AND lines - 1 AND v.type NOT IN ('closing', 'correction', 'prior-year')
            AND NOT rentInAdvance THEN 'voucher.mixed-signs'
        WHEN reviewer.id IS NULL OR preparer.id IS NULL OR editorPerson IS NULL OR posterPerson IS NULL
            THEN 'user.unknown'
        WHEN reviewer.person = preparer.person OR reviewer.person = editorPerson THEN 'voucher.same-person'
        WHEN v.reverses NOT BETWEEN 1 AND v.sequence - 1 OR v.corrects NOT BETWEEN 1 AND v.sequence - 1
            OR v.reverses IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM voucher p WHERE p.book = v.book AND p.sequence = v.reverses)
            OR v.corrects IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM voucher p WHERE p.book = v.book AND p.sequence = v.corrects)
            THEN 'voucher.reverses-unknown'
        WHEN coalesce(v.reverses, v.corrects) IS NOT NULL AND EXISTS (
            SELECT 1 FROM voucher p WHERE p.book = v.book AND p.sequence IN (v.reverses, v.corrects) AND p.date > v.date)
            THEN 'voucher.reversal-too-early'
        WHEN v.reverses IS NOT NULL AND result AND v.date / 10000 <> (
            SELECT p.date / 10000 FROM voucher p WHERE p.book = v.book AND p.sequence = v.reverses)
            THEN 'voucher.reversal-across-years'
        WHEN v.reverses IS NOT NULL AND EXISTS (
            SELECT 1 FROM (
                SELECT account, counterparty, mark, -debit AS debit, -credit AS credit, 1 AS one FROM line
                WHERE book = v.book AND sequence = v.sequence
                UNION ALL SELECT account, counterparty, mark, debit, credit, -1 FROM line
                WHERE book = v.book AND sequence = v.reverses) LEFT JOIN mark m ON m.id = mark
            GROUP BY account, counterparty, m.source, m.nature, m.fund, m.excludedKind, debit, credit
            HAVING sum(one) <> 0)
            THEN 'voucher.reversal-differs'
        END
        FROM (SELECT
            count(*) AS lines,
            sum(l.debit - l.credit) AS difference,
            sum(l.debit + l.credit < 0) AS red,
            sum(a.chart = '2023') AS modern,
            sum(a.category IN ('income', 'expense')) AS result,
            sum(coalesce(a.role, '') = 'current-year-income') AS currentIncome,
            sum(coalesce(a.role, '') IN ('distribution', 'undistributed', 'prior-year-adjustment')) AS distribution,
            sum(coalesce(a.role, '') = 'prior-year-adjustment') AS priorYear,
            sum(coalesce(a.role, '') = 'rent-in-advance') AS rentInAdvance,
            max(CASE
                WHEN a.id IS NULL OR m.id IS NULL OR a.book IS NOT NULL AND a.book <> v.book THEN 5
                WHEN a.parentOf > 0 AND (a.parentOf = 2 OR EXISTS (
                    SELECT 1 FROM account below WHERE below.parent = a.id AND below.book = v.book)) THEN 4
                WHEN a.takesSource AND m.source IS NULL THEN 3
                WHEN l.counterparty IS NULL THEN CASE WHEN a.takesCounterparty THEN 2 END
                WHEN c.book IS NOT v.book THEN 1
                END) AS worstLine,
            (SELECT person FROM user WHERE id = v.editor) AS editorPerson,
            (SELECT person FROM user WHERE id = v.poster) AS posterPerson
            FROM line l
            LEFT JOIN account a ON a.id = l.account
            LEFT JOIN mark m ON m.id = l.mark
            LEFT JOIN counterparty c ON c.id = l.counterparty
            WHERE l.book = v.book AND l.sequence = v.sequence)) AS code
FROM voucher v
LEFT JOIN book ON book.id = v.book
LEFT JOIN user preparer ON preparer.id = v.preparer
LEFT JOIN user reviewer ON reviewer.id = v.reviewer;

-- Whether a voucher can break a rule at all is told without asking each by name, in one pass over the heads and one over
-- the lines, because an import asks it a million times. What a line adds to the sum of its voucher: its amount, where it
-- is black and on an account that asks for nothing it lacks; any other line adds more than all amounts together could
-- take away. A voucher breaks no rule when it has lines, their sum is 0 and its head is the usual one.
CREATE VIEW lineWeight AS
SELECT l.book, l.sequence, CASE WHEN l.debit + l.credit > 0 AND (
    a.asks = 1 AND l.mark = 0 AND l.counterparty IS NULL
    OR a.asks = 2 AND l.counterparty IS NULL AND EXISTS (SELECT 1 FROM mark WHERE id = l.mark AND source IS NOT NULL)
    OR a.asks = 3 AND l.mark = 0 AND EXISTS (SELECT 1 FROM counterparty c WHERE c.id = l.counterparty AND c.book = l.book))
    THEN l.debit - l.credit ELSE 9007199254740992 END AS weight
FROM line l LEFT JOIN account a ON a.id = l.account;
CREATE VIEW unusualHead AS
SELECT v.book, v.sequence FROM voucher v
LEFT JOIN book ON book.id = v.book
LEFT JOIN user preparer ON preparer.id = v.preparer
LEFT JOIN user reviewer ON reviewer.id = v.reviewer
WHERE (v.type = 'normal' AND v.editor = v.preparer AND v.originYear IS NULL AND v.reverses IS NULL AND v.corrects IS NULL
    AND v.month >= book.opened AND v.date >= 10000 * book.chart2023From AND v.poster = v.preparer
    AND preparer.person <> reviewer.person) IS NOT TRUE;
CREATE VIEW suspectVoucher AS -- each once or twice
SELECT book, sequence FROM unusualHead
UNION ALL SELECT book, sequence FROM lineWeight GROUP BY book, sequence HAVING sum(weight) <> 0
UNION ALL SELECT v.book, v.sequence FROM voucher v
WHERE NOT EXISTS (SELECT 1 FROM line l WHERE l.book = v.book AND l.sequence = v.sequence);

-- Sequences of a book and numbers of a book, month and kind that are not 1, 2, 3 …; the trigger gives each its turn.
-- Both are unique and at least 1, so that a gap shows in the largest being more than there are.
CREATE VIEW numberingProblem AS
SELECT book, sequence, 'voucher.sequence-gap' AS code FROM (
    SELECT id AS book, (SELECT max(v.sequence) FROM voucher v WHERE v.book = book.id) AS sequence FROM book) l
WHERE sequence <> (SELECT count(*) FROM voucher v INDEXED BY voucherByNumber WHERE v.book = l.book)
UNION ALL
SELECT book, max(sequence), 'voucher.number-gap'
FROM voucher GROUP BY book, month, kind HAVING max(number) <> count(*);

-- Rules that hold at the moment of posting only: the same voucher stands lawfully in a month closed later, and on an
-- account disabled later.
CREATE VIEW postingProblem AS
SELECT v.book, v.sequence, CASE
    WHEN EXISTS (SELECT 1 FROM period p WHERE p.book = v.book AND p.month = v.month AND p.closed)
        THEN 'period.closed'
    WHEN EXISTS (SELECT 1 FROM account WHERE disabled) AND EXISTS (
        SELECT 1 FROM line l JOIN account a ON a.id = l.account AND a.disabled
        WHERE l.book = v.book AND l.sequence = v.sequence)
        THEN 'account.disabled'
    WHEN v.reviewer IN (SELECT user FROM cashier) OR v.poster IN (SELECT user FROM cashier) THEN 'voucher.cashier-duty'
    END AS code
FROM voucher v;

-- Each closed December and whether its year is cleared: income, expense and 本年收益 at zero, account by account, from
-- the first voucher on. From the lines and not from the balances, because the lines can't be changed.
CREATE VIEW yearEnd AS
SELECT p.book, p.month, NOT EXISTS (
    SELECT 1 FROM (
        SELECT l.account, l.debit - l.credit AS amount
        FROM voucher v CROSS JOIN line l ON l.book = v.book AND l.sequence = v.sequence
        WHERE v.book = p.book AND v.month <= p.month
        UNION ALL SELECT o.account, o.balance FROM opening o WHERE o.book = p.book) t
    CROSS JOIN account a ON a.id = t.account AND (
        a.category IN ('income', 'expense') OR a.role = 'current-year-income')
    GROUP BY t.account HAVING sum(t.amount) <> 0) AS cleared
FROM period p WHERE p.closed AND p.month % 100 = 12;

---------------------------------------------------------------------------------------------- the guards

-- REPLACE skips delete triggers unless recursive triggers are on, so every insert looks for what it would replace.
CREATE TRIGGER voucherInsert BEFORE INSERT ON voucher BEGIN
    SELECT CASE WHEN EXISTS (SELECT 1 FROM voucher WHERE book = NEW.book AND sequence = NEW.sequence)
        THEN RAISE(ABORT, 'voucher.posted') ELSE RAISE(ABORT, 'voucher.sequence-gap') END
        WHERE NEW.sequence <> 1 + (SELECT coalesce(max(sequence), 0) FROM voucher WHERE book = NEW.book);
    SELECT CASE WHEN EXISTS (
        SELECT 1 FROM voucher
        WHERE book = NEW.book AND month = NEW.date / 100 AND kind = NEW.kind AND number = NEW.number)
        THEN RAISE(ABORT, 'voucher.number-taken') ELSE RAISE(ABORT, 'voucher.number-gap') END
        WHERE NEW.number <> 1 + (
            SELECT coalesce(max(number), 0) FROM voucher
            WHERE book = NEW.book AND month = NEW.date / 100 AND kind = NEW.kind);
    SELECT RAISE(ABORT, 'voucher.already-reversed') FROM voucher
        WHERE NEW.reverses IS NOT NULL AND book = NEW.book AND reverses = NEW.reverses;
    SELECT RAISE(ABORT, 'audit.unknown') WHERE NEW.audit > 1 + (SELECT coalesce(max(id), 0) FROM audit);
END;

CREATE TRIGGER voucherPosted AFTER INSERT ON voucher BEGIN
    SELECT CASE (SELECT code FROM voucherProblem WHERE book = NEW.book AND sequence = NEW.sequence AND EXISTS (
        SELECT 1 FROM suspectVoucher WHERE book = NEW.book AND sequence = NEW.sequence))
        WHEN 'voucher.too-few-lines' THEN RAISE(ABORT, 'voucher.too-few-lines')
        WHEN 'voucher.unbalanced' THEN RAISE(ABORT, 'voucher.unbalanced')
        WHEN 'account.unknown' THEN RAISE(ABORT, 'account.unknown')
        WHEN 'account.not-leaf' THEN RAISE(ABORT, 'account.not-leaf')
        WHEN 'account.other-chart' THEN RAISE(ABORT, 'account.other-chart')
        WHEN 'voucher.missing-source' THEN RAISE(ABORT, 'voucher.missing-source')
        WHEN 'voucher.missing-counterparty' THEN RAISE(ABORT, 'voucher.missing-counterparty')
        WHEN 'counterparty.unknown' THEN RAISE(ABORT, 'counterparty.unknown')
        WHEN 'voucher.current-income-outside-closing' THEN RAISE(ABORT, 'voucher.current-income-outside-closing')
        WHEN 'voucher.not-a-closing' THEN RAISE(ABORT, 'voucher.not-a-closing')
        WHEN 'voucher.closing-other-accounts' THEN RAISE(ABORT, 'voucher.closing-other-accounts')
        WHEN 'voucher.not-a-distribution' THEN RAISE(ABORT, 'voucher.not-a-distribution')
        WHEN 'voucher.not-a-prior-year' THEN RAISE(ABORT, 'voucher.not-a-prior-year')
        WHEN 'voucher.origin-year' THEN RAISE(ABORT, 'voucher.origin-year')
        WHEN 'voucher.mixed-signs' THEN RAISE(ABORT, 'voucher.mixed-signs')
        WHEN 'user.unknown' THEN RAISE(ABORT, 'user.unknown')
        WHEN 'voucher.same-person' THEN RAISE(ABORT, 'voucher.same-person')
        WHEN 'period.before-opening' THEN RAISE(ABORT, 'period.before-opening')
        WHEN 'voucher.reverses-unknown' THEN RAISE(ABORT, 'voucher.reverses-unknown')
        WHEN 'voucher.reversal-too-early' THEN RAISE(ABORT, 'voucher.reversal-too-early')
        WHEN 'voucher.reversal-across-years' THEN RAISE(ABORT, 'voucher.reversal-across-years')
        WHEN 'voucher.reversal-differs' THEN RAISE(ABORT, 'voucher.reversal-differs')
        WHEN 'book.unknown' THEN RAISE(ABORT, 'book.unknown')
    END;
    SELECT CASE (SELECT code FROM postingProblem WHERE book = NEW.book AND sequence = NEW.sequence)
        WHEN 'period.closed' THEN RAISE(ABORT, 'period.closed')
        WHEN 'account.disabled' THEN RAISE(ABORT, 'account.disabled')
        WHEN 'voucher.cashier-duty' THEN RAISE(ABORT, 'voucher.cashier-duty')
    END;
END;

CREATE TRIGGER voucherUpdate BEFORE UPDATE ON voucher BEGIN SELECT RAISE(ABORT, 'voucher.posted'); END;
CREATE TRIGGER voucherDelete BEFORE DELETE ON voucher BEGIN SELECT RAISE(ABORT, 'voucher.posted'); END;

CREATE TRIGGER lineInsert BEFORE INSERT ON line BEGIN
    SELECT RAISE(ABORT, 'voucher.posted') FROM voucher WHERE book = NEW.book AND sequence = NEW.sequence;
END;
CREATE TRIGGER lineUpdate BEFORE UPDATE ON line BEGIN SELECT RAISE(ABORT, 'voucher.posted'); END;
CREATE TRIGGER lineDelete BEFORE DELETE ON line BEGIN
    SELECT RAISE(ABORT, 'voucher.posted') FROM voucher WHERE book = OLD.book AND sequence = OLD.sequence;
END;

CREATE TRIGGER auditInsert BEFORE INSERT ON audit BEGIN
    SELECT RAISE(ABORT, 'audit.sealed') WHERE NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM audit);
END;
CREATE TRIGGER auditUpdate BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit.sealed'); END;
CREATE TRIGGER auditDelete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit.sealed'); END;

CREATE TRIGGER auditHeadInsert BEFORE INSERT ON auditHead BEGIN
    SELECT RAISE(ABORT, 'audit.sealed') FROM audit WHERE id = NEW.audit;
END;
CREATE TRIGGER auditHeadUpdate BEFORE UPDATE ON auditHead BEGIN SELECT RAISE(ABORT, 'audit.sealed'); END;
CREATE TRIGGER auditHeadDelete BEFORE DELETE ON auditHead BEGIN SELECT RAISE(ABORT, 'audit.sealed'); END;

CREATE TRIGGER auditDigestInsert BEFORE INSERT ON auditDigest BEGIN
    SELECT RAISE(ABORT, 'audit.sealed') FROM audit WHERE id = NEW.audit;
END;
CREATE TRIGGER auditDigestUpdate BEFORE UPDATE ON auditDigest BEGIN SELECT RAISE(ABORT, 'audit.sealed'); END;
CREATE TRIGGER auditDigestDelete BEFORE DELETE ON auditDigest BEGIN SELECT RAISE(ABORT, 'audit.sealed'); END;

-- What posted vouchers say by id must go on meaning the same.
CREATE TRIGGER markUpdate BEFORE UPDATE ON mark BEGIN SELECT RAISE(ABORT, 'voucher.posted'); END;
CREATE TRIGGER markDelete BEFORE DELETE ON mark BEGIN SELECT RAISE(ABORT, 'voucher.posted'); END;
CREATE TRIGGER markInsert BEFORE INSERT ON mark BEGIN
    SELECT RAISE(ABORT, 'voucher.posted') FROM mark WHERE id = NEW.id OR (
        source IS NEW.source AND nature IS NEW.nature AND fund IS NEW.fund
        AND excludedKind IS NEW.excludedKind AND otherBook IS NEW.otherBook);
    SELECT RAISE(ABORT, 'mark.number-gap') WHERE NEW.id <> (SELECT count(*) FROM mark);
    SELECT RAISE(ABORT, 'source.unknown') WHERE NEW.source NOT IN (SELECT code FROM incomeSource);
END;

-- UPDATE OF id would not hear of an id changed by the name rowid, so old and new are compared.
CREATE TRIGGER accountFixed BEFORE UPDATE ON account
WHEN (NEW.id, NEW.chart, NEW.book, NEW.parent, NEW.takesSource, NEW.takesCounterparty, NEW.category, NEW.code, NEW.role)
    IS NOT (OLD.id, OLD.chart, OLD.book, OLD.parent, OLD.takesSource, OLD.takesCounterparty, OLD.category, OLD.code,
        OLD.role) BEGIN
    SELECT RAISE(ABORT, 'account.fixed');
END;
CREATE TRIGGER accountParentOf BEFORE UPDATE OF parentOf ON account BEGIN
    SELECT RAISE(ABORT, 'account.fixed') WHERE NEW.parentOf <> CASE
        WHEN EXISTS (SELECT 1 FROM account WHERE parent = NEW.id AND (book IS NULL OR book IS NEW.book)) THEN 2
        WHEN EXISTS (SELECT 1 FROM account WHERE parent = NEW.id) THEN 1 ELSE 0 END;
END;
CREATE TRIGGER accountAdded AFTER INSERT ON account WHEN NEW.parent IS NOT NULL BEGIN
    UPDATE account SET parentOf = max(parentOf, CASE WHEN NEW.book IS book THEN 2 ELSE 1 END) WHERE id = NEW.parent;
END;
CREATE TRIGGER accountStatutory BEFORE UPDATE OF name, side, disabled ON account WHEN OLD.parent IS NULL BEGIN
    SELECT RAISE(ABORT, 'account.statutory');
END;
CREATE TRIGGER accountDelete BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT, 'account.fixed'); END;
CREATE TRIGGER accountInsert BEFORE INSERT ON account BEGIN
    SELECT RAISE(ABORT, 'account.exists') FROM account WHERE id = NEW.id OR (chart = NEW.chart AND code = NEW.code
        AND (book IS NULL OR NEW.book IS NULL OR book = NEW.book));
    -- An account is of the kind of the one its code stands below, or entries could be had without what that one asks.
    SELECT RAISE(ABORT, 'account.no-parent') WHERE NEW.parentOf <> 0 OR CASE length(NEW.code)
        WHEN 3 THEN NEW.parent IS NOT NULL OR NEW.book IS NOT NULL
        ELSE NOT EXISTS (
            SELECT 1 FROM account p WHERE p.id = NEW.parent AND p.chart = NEW.chart
                AND p.code = substr(NEW.code, 1, length(NEW.code) - 2) AND (p.book IS NULL OR p.book = NEW.book)
                AND (p.category, p.takesSource, p.takesCounterparty)
                    = (NEW.category, NEW.takesSource, NEW.takesCounterparty)) END;
    SELECT RAISE(ABORT, 'account.role-misplaced') FROM account p WHERE p.id = NEW.parent
        AND CASE p.role WHEN 'current-year-income' THEN 1 WHEN 'distribution' THEN 2 WHEN 'undistributed' THEN 2
            WHEN 'prior-year-adjustment' THEN 2 WHEN 'reserve' THEN 3 ELSE 0 END
        <> CASE NEW.role WHEN 'current-year-income' THEN 1 WHEN 'distribution' THEN 2 WHEN 'undistributed' THEN 2
            WHEN 'prior-year-adjustment' THEN 2 WHEN 'reserve' THEN 3 ELSE 0 END;
    -- Those of the first level are the standard's; they come with the file, before anything is done in it.
    SELECT RAISE(ABORT, 'account.statutory') WHERE length(NEW.code) = 3 AND EXISTS (SELECT 1 FROM audit);
    SELECT RAISE(ABORT, 'account.has-entries') FROM line
        WHERE NEW.book IS NULL AND account = NEW.parent;
    SELECT RAISE(ABORT, 'account.has-entries') FROM line
        WHERE book = NEW.book AND account = NEW.parent;
    SELECT RAISE(ABORT, 'account.has-entries') FROM opening
        WHERE account = NEW.parent AND (NEW.book IS NULL OR book = NEW.book);
END;

CREATE TRIGGER incomeSourceFixed BEFORE UPDATE ON incomeSource
WHEN (NEW.code, NEW.ofPlan) IS NOT (OLD.code, OLD.ofPlan) BEGIN
    SELECT RAISE(ABORT, 'source.fixed');
END;
CREATE TRIGGER incomeSourceDelete BEFORE DELETE ON incomeSource BEGIN SELECT RAISE(ABORT, 'source.fixed'); END;
CREATE TRIGGER incomeSourceInsert BEFORE INSERT ON incomeSource BEGIN
    SELECT RAISE(ABORT, 'source.fixed') FROM incomeSource WHERE code = NEW.code;
END;

CREATE TRIGGER counterpartyInsert BEFORE INSERT ON counterparty BEGIN
    SELECT RAISE(ABORT, 'counterparty.exists') FROM counterparty
        WHERE id = NEW.id OR (book = NEW.book AND code = NEW.code);
END;
CREATE TRIGGER counterpartyFixed BEFORE UPDATE ON counterparty
WHEN (NEW.id, NEW.book, NEW.code) IS NOT (OLD.id, OLD.book, OLD.code) BEGIN
    SELECT RAISE(ABORT, 'counterparty.fixed');
END;
CREATE TRIGGER counterpartyDelete BEFORE DELETE ON counterparty BEGIN SELECT RAISE(ABORT, 'counterparty.fixed'); END;

CREATE TRIGGER userInsert BEFORE INSERT ON user BEGIN
    SELECT RAISE(ABORT, 'user.exists') FROM user WHERE id = NEW.id OR name = NEW.name;
END;
CREATE TRIGGER userFixed BEFORE UPDATE ON user
WHEN (NEW.id, NEW.name, NEW.person) IS NOT (OLD.id, OLD.name, OLD.person) BEGIN
    SELECT RAISE(ABORT, 'user.fixed');
END;
CREATE TRIGGER userDelete BEFORE DELETE ON user BEGIN SELECT RAISE(ABORT, 'user.fixed'); END;
CREATE TRIGGER bookInsert BEFORE INSERT ON book BEGIN
    SELECT RAISE(ABORT, 'book.exists') FROM book WHERE id = NEW.id OR code = NEW.code;
    SELECT RAISE(ABORT, 'book.fixed') WHERE NEW.chart2023From <> 10000; -- its charts come after it and tell
END;
CREATE TRIGGER bookFixed BEFORE UPDATE ON book
WHEN (NEW.id, NEW.code, NEW.opened) IS NOT (OLD.id, OLD.code, OLD.opened)
    OR NEW.chart2023From <> (SELECT fromYear FROM chartOf2023 WHERE book = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'book.fixed');
END;
-- What vouchers and openings mean by their accounts is the chart of their year.
CREATE VIEW monthBegun AS
SELECT book, month FROM voucher
UNION ALL SELECT book, month FROM period WHERE closed
UNION ALL SELECT o.book, b.opened FROM opening o JOIN book b ON b.id = o.book;
CREATE TRIGGER bookChartInsert BEFORE INSERT ON bookChart BEGIN
    SELECT RAISE(ABORT, 'book.chart-year-begun') FROM monthBegun WHERE book = NEW.book AND month >= NEW.fromYear * 100;
END;
CREATE TRIGGER bookChartFixed BEFORE UPDATE ON bookChart BEGIN
    SELECT RAISE(ABORT, 'book.fixed') WHERE (NEW.book, NEW.fromYear, NEW.chart) IS NOT (OLD.book, OLD.fromYear, OLD.chart)
        OR NEW.untilYear <> (SELECT untilYear FROM chartSpan WHERE book = NEW.book AND fromYear = NEW.fromYear);
END;
CREATE TRIGGER bookChartDelete BEFORE DELETE ON bookChart BEGIN
    SELECT RAISE(ABORT, 'book.chart-year-begun') FROM monthBegun WHERE book = OLD.book AND month >= OLD.fromYear * 100;
END;
CREATE TRIGGER bookDelete BEFORE DELETE ON book BEGIN SELECT RAISE(ABORT, 'book.fixed'); END;

-- A month is closed after the one before it and reopened before the one after it.
CREATE TRIGGER periodInsert BEFORE INSERT ON period BEGIN
    SELECT RAISE(ABORT, 'period.fixed') FROM period WHERE book = NEW.book AND month = NEW.month;
    SELECT RAISE(ABORT, 'period.fixed') WHERE NEW.cleared; -- nobody says it, periodClosed finds it out
END;
CREATE TRIGGER periodClose BEFORE INSERT ON period WHEN NEW.closed BEGIN
    SELECT RAISE(ABORT, 'period.previous-open') WHERE NEW.month > (SELECT opened FROM book WHERE id = NEW.book)
        AND NOT EXISTS (SELECT 1 FROM period WHERE book = NEW.book AND closed
            AND month = NEW.month - CASE NEW.month % 100 WHEN 1 THEN 89 ELSE 1 END);
END;
CREATE TRIGGER periodChange BEFORE UPDATE ON period BEGIN
    SELECT RAISE(ABORT, 'period.fixed') WHERE NEW.book <> OLD.book OR NEW.month <> OLD.month;
    SELECT RAISE(ABORT, 'period.previous-open') WHERE NEW.closed AND NEW.month > (
        SELECT opened FROM book WHERE id = NEW.book) AND NOT EXISTS (
        SELECT 1 FROM period WHERE book = NEW.book AND closed
            AND month = NEW.month - CASE NEW.month % 100 WHEN 1 THEN 89 ELSE 1 END);
    SELECT RAISE(ABORT, 'period.not-last') WHERE OLD.closed AND NOT NEW.closed AND EXISTS (
        SELECT 1 FROM period WHERE book = NEW.book AND closed AND month > OLD.month);
END;
-- No voucher enters a closed year, so that it is cleared or not is settled here once and taken back with the closing.
CREATE TRIGGER periodClosed AFTER INSERT ON period WHEN NEW.closed AND NEW.month % 100 = 12 BEGIN
    UPDATE period SET cleared = (SELECT cleared FROM yearEnd WHERE book = NEW.book AND month = NEW.month)
    WHERE book = NEW.book AND month = NEW.month;
END;
CREATE TRIGGER periodReclosed AFTER UPDATE OF closed ON period WHEN NEW.month % 100 = 12 BEGIN
    UPDATE period SET cleared = coalesce(
        (SELECT cleared FROM yearEnd WHERE book = NEW.book AND month = NEW.month), 0)
    WHERE book = NEW.book AND month = NEW.month;
END;
CREATE TRIGGER periodCleared BEFORE UPDATE OF cleared ON period BEGIN
    SELECT RAISE(ABORT, 'period.fixed') WHERE NEW.cleared <> CASE WHEN NEW.closed THEN coalesce(
        (SELECT cleared FROM yearEnd WHERE book = NEW.book AND month = NEW.month), 0) ELSE 0 END;
END;
CREATE TRIGGER periodDelete BEFORE DELETE ON period BEGIN SELECT RAISE(ABORT, 'period.fixed'); END;

-- Openings stand from the first voucher or closed month on.
CREATE VIEW openingFixed AS
SELECT id AS book FROM book WHERE EXISTS (SELECT 1 FROM voucher v WHERE v.book = book.id)
    OR EXISTS (SELECT 1 FROM period p WHERE p.book = book.id AND p.closed);
CREATE TRIGGER openingInsert BEFORE INSERT ON opening BEGIN
    SELECT RAISE(ABORT, 'opening.fixed') FROM openingFixed WHERE book = NEW.book;
END;
CREATE TRIGGER openingUpdate BEFORE UPDATE ON opening BEGIN
    SELECT RAISE(ABORT, 'opening.fixed') FROM openingFixed WHERE book IN (OLD.book, NEW.book);
END;
CREATE TRIGGER openingDelete BEFORE DELETE ON opening BEGIN
    SELECT RAISE(ABORT, 'opening.fixed') FROM openingFixed WHERE book = OLD.book;
END;
