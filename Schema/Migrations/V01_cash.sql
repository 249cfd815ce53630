
---------------------------------------------------------------------------------------------- receipts, the cashier's book

-- A part of version 1: receipts 票据, the cashier's book 出纳账 apart from the accountant's, and the log of dunning 催收.
-- What is written here stands: a wrong entry is cancelled by another, a number is made void or given back once.

CREATE TABLE receiptRange ( -- 票据领用: a run of numbers handed to a book
    book INTEGER NOT NULL REFERENCES book,
    number INTEGER NOT NULL CHECK (number >= 1),
    prefix TEXT NOT NULL, -- what stands before the digits, the same for all
    digits INTEGER NOT NULL CHECK (digits BETWEEN 1 AND 15),
    first INTEGER NOT NULL CHECK (first >= 0),
    last INTEGER NOT NULL CHECK (last BETWEEN first AND first + 99999),
    issued INTEGER NOT NULL CHECK (issued BETWEEN 19000101 AND 29991231),
    holder TEXT NOT NULL CHECK (holder <> ''), -- 领用人
    recorder INTEGER NOT NULL REFERENCES user,
    PRIMARY KEY (book, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE receiptEvent ( -- 票据作废、交回
    book INTEGER NOT NULL REFERENCES book,
    number INTEGER NOT NULL CHECK (number >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('void', 'returned')),
    prefix TEXT NOT NULL,
    digits INTEGER NOT NULL CHECK (digits BETWEEN 1 AND 15),
    first INTEGER NOT NULL CHECK (first >= 0),
    last INTEGER NOT NULL CHECK (last >= first),
    date INTEGER NOT NULL CHECK (date BETWEEN 19000101 AND 29991231),
    reason TEXT NOT NULL CHECK (reason <> ''),
    recorder INTEGER NOT NULL REFERENCES user,
    PRIMARY KEY (book, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE cashEntry ( -- 出纳收支: what the cashier took in and paid out
    book INTEGER NOT NULL REFERENCES book,
    number INTEGER NOT NULL CHECK (number >= 1),
    date INTEGER NOT NULL CHECK (date BETWEEN 19000101 AND 29991231),
    kind TEXT NOT NULL CHECK (kind IN ('opening', 'receipt', 'payment')),
    account INTEGER NOT NULL REFERENCES account,
    amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
    party TEXT, -- who paid or was paid
    summary TEXT NOT NULL CHECK (summary <> ''),
    receipt TEXT CHECK (receipt <> ''),
    against TEXT, -- the code of the account on the other side, where the cashier knows it
    pair INTEGER, -- of money moved from one account to another: the other half
    cancels INTEGER, -- the entry it takes back
    recorder INTEGER NOT NULL REFERENCES user,
    PRIMARY KEY (book, number),
    CHECK (amount <> 0 OR kind = 'opening'),
    CHECK ((amount < 0) = (cancels IS NOT NULL) OR kind = 'opening')
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX cashEntryByCancelled ON cashEntry (book, cancels) WHERE cancels IS NOT NULL;

CREATE TABLE cashVoucher ( -- 出纳收支所制凭证: the draft an entry went into, and the voucher once it is posted
    book INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    draft INTEGER NOT NULL,
    sequence INTEGER,
    PRIMARY KEY (book, entry),
    FOREIGN KEY (book, entry) REFERENCES cashEntry,
    FOREIGN KEY (book, sequence) REFERENCES voucher
) STRICT, WITHOUT ROWID;
CREATE INDEX cashVoucherByDraft ON cashVoucher (book, draft);

CREATE TABLE cashSignature ( -- 出纳签字: of a draft, or of a posted voucher
    book INTEGER NOT NULL REFERENCES book,
    number INTEGER NOT NULL CHECK (number >= 1),
    draft INTEGER,
    sequence INTEGER,
    signer INTEGER NOT NULL REFERENCES user,
    PRIMARY KEY (book, number),
    FOREIGN KEY (book, sequence) REFERENCES voucher,
    CHECK (draft IS NOT NULL OR sequence IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX cashSignatureByDraft ON cashSignature (book, draft) WHERE draft IS NOT NULL;
CREATE UNIQUE INDEX cashSignatureBySequence ON cashSignature (book, sequence) WHERE sequence IS NOT NULL;

CREATE TABLE cashCount ( -- 现金盘点表
    book INTEGER NOT NULL REFERENCES book,
    number INTEGER NOT NULL CHECK (number >= 1),
    date INTEGER NOT NULL CHECK (date BETWEEN 19000101 AND 29991231),
    account INTEGER NOT NULL REFERENCES account,
    notes TEXT NOT NULL, -- pieces by face value, 100=3;50=1;0.1=4
    counted INTEGER NOT NULL CHECK (counted BETWEEN 0 AND 1000000000000),
    expected INTEGER NOT NULL, -- the balance of the cashier's book at the end of the day
    reason TEXT CHECK (reason <> ''), -- why the two differ
    witness TEXT NOT NULL CHECK (witness <> ''), -- 监盘人
    recorder INTEGER NOT NULL REFERENCES user,
    PRIMARY KEY (book, number),
    CONSTRAINT "cash.count-unexplained" CHECK (counted = expected OR reason IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE dunning ( -- 催收记录
    book INTEGER NOT NULL REFERENCES book,
    number INTEGER NOT NULL CHECK (number >= 1),
    date INTEGER NOT NULL CHECK (date BETWEEN 19000101 AND 29991231),
    account INTEGER NOT NULL REFERENCES account,
    counterparty INTEGER NOT NULL REFERENCES counterparty,
    due INTEGER NOT NULL,
    stage INTEGER NOT NULL, -- days after the due date, negative before it
    amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000),
    recorder INTEGER NOT NULL REFERENCES user,
    PRIMARY KEY (book, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX dunningByItem ON dunning (book, account, counterparty, due, stage);

-- Everybody whose person is a cashier 出纳 in service: who may neither review, approve nor post (不相容岗位).
CREATE VIEW cashier AS
SELECT u.id AS user FROM user u JOIN user c ON c.person = u.person
WHERE NOT c.disabled AND instr('|' || c.roles || '|', '|cashier|') > 0;

CREATE TRIGGER receiptRangeInsert BEFORE INSERT ON receiptRange BEGIN
    SELECT RAISE(ABORT, 'cash.fixed') WHERE NEW.number <> 1 + (
        SELECT coalesce(max(number), 0) FROM receiptRange WHERE book = NEW.book);
    SELECT RAISE(ABORT, 'receipt.overlap') FROM receiptRange WHERE book = NEW.book AND prefix = NEW.prefix
        AND digits = NEW.digits AND first <= NEW.last AND last >= NEW.first;
END;
CREATE TRIGGER receiptRangeUpdate BEFORE UPDATE ON receiptRange BEGIN SELECT RAISE(ABORT, 'cash.fixed'); END;
CREATE TRIGGER receiptRangeDelete BEFORE DELETE ON receiptRange BEGIN SELECT RAISE(ABORT, 'cash.fixed'); END;

CREATE TRIGGER receiptEventInsert BEFORE INSERT ON receiptEvent BEGIN
    SELECT RAISE(ABORT, 'cash.fixed') WHERE NEW.number <> 1 + (
        SELECT coalesce(max(number), 0) FROM receiptEvent WHERE book = NEW.book);
    SELECT RAISE(ABORT, 'receipt.unknown') WHERE NOT EXISTS (
        SELECT 1 FROM receiptRange WHERE book = NEW.book AND prefix = NEW.prefix AND digits = NEW.digits
            AND NEW.first BETWEEN first AND last AND NEW.last BETWEEN first AND last);
    SELECT RAISE(ABORT, 'receipt.before-issue') FROM receiptRange WHERE book = NEW.book AND prefix = NEW.prefix
        AND digits = NEW.digits AND NEW.first BETWEEN first AND last AND NEW.date < issued;
    SELECT RAISE(ABORT, 'receipt.gone') FROM receiptEvent WHERE book = NEW.book AND prefix = NEW.prefix
        AND digits = NEW.digits AND first <= NEW.last AND last >= NEW.first;
END;
CREATE TRIGGER receiptEventUpdate BEFORE UPDATE ON receiptEvent BEGIN SELECT RAISE(ABORT, 'cash.fixed'); END;
CREATE TRIGGER receiptEventDelete BEFORE DELETE ON receiptEvent BEGIN SELECT RAISE(ABORT, 'cash.fixed'); END;

CREATE TRIGGER cashEntryInsert BEFORE INSERT ON cashEntry BEGIN
    SELECT RAISE(ABORT, 'cash.fixed') WHERE NEW.number <> 1 + (
        SELECT coalesce(max(number), 0) FROM cashEntry WHERE book = NEW.book);
    SELECT RAISE(ABORT, 'cash.not-money') WHERE NOT EXISTS (
        SELECT 1 FROM account WHERE id = NEW.account AND role IN ('cash', 'bank'));
    SELECT RAISE(ABORT, 'period.closed') FROM period
        WHERE book = NEW.book AND month = NEW.date / 100 AND closed;
    SELECT RAISE(ABORT, 'cash.cancelled') WHERE NEW.cancels IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM cashEntry e WHERE e.book = NEW.book AND e.number = NEW.cancels AND e.cancels IS NULL
            AND (e.kind, e.account, e.amount) = (NEW.kind, NEW.account, -NEW.amount) AND NOT EXISTS (
            SELECT 1 FROM cashEntry c WHERE c.book = NEW.book AND c.cancels = NEW.cancels));
END;
CREATE TRIGGER cashEntryCancel BEFORE INSERT ON cashEntry WHEN NEW.cancels IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'cash.drafted') FROM cashVoucher l WHERE l.book = NEW.book AND l.entry = NEW.cancels
        AND NOT EXISTS (SELECT 1 FROM voucher r WHERE r.book = l.book AND r.reverses = l.sequence);
END;
CREATE TRIGGER cashEntryUpdate BEFORE UPDATE ON cashEntry BEGIN SELECT RAISE(ABORT, 'cash.fixed'); END;
CREATE TRIGGER cashEntryDelete BEFORE DELETE ON cashEntry BEGIN SELECT RAISE(ABORT, 'cash.fixed'); END;

-- A draft may go again; what is posted stands, unless it was reversed, so that the entry can be drafted anew.
CREATE TRIGGER cashVoucherInsert BEFORE INSERT ON cashVoucher BEGIN
    SELECT RAISE(ABORT, 'cash.drafted') FROM cashVoucher WHERE book = NEW.book AND entry = NEW.entry;
END;
CREATE TRIGGER cashVoucherUpdate BEFORE UPDATE ON cashVoucher BEGIN
    SELECT RAISE(ABORT, 'cash.fixed') WHERE OLD.sequence IS NOT NULL
        OR (NEW.book, NEW.entry, NEW.draft) IS NOT (OLD.book, OLD.entry, OLD.draft);
END;
CREATE TRIGGER cashVoucherDelete BEFORE DELETE ON cashVoucher WHEN OLD.sequence IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'cash.fixed') WHERE NOT EXISTS (
        SELECT 1 FROM voucher WHERE book = OLD.book AND reverses = OLD.sequence);
END;

CREATE TRIGGER cashSignatureInsert BEFORE INSERT ON cashSignature BEGIN
    SELECT RAISE(ABORT, 'cash.fixed') FROM cashSignature
        WHERE book = NEW.book AND (number = NEW.number OR draft = NEW.draft OR sequence = NEW.sequence);
    SELECT RAISE(ABORT, 'cash.signer-reviewed') FROM user s JOIN user r ON r.person = s.person
        WHERE s.id = NEW.signer AND r.id IN (
            SELECT reviewer FROM draft WHERE book = NEW.book AND number = NEW.draft
            UNION ALL SELECT reviewer FROM voucher WHERE book = NEW.book AND sequence = NEW.sequence
            UNION ALL SELECT approver FROM approval
            WHERE book = NEW.book AND (draft = NEW.draft AND sequence IS NULL OR sequence = NEW.sequence));
END;
CREATE TRIGGER cashSignatureUpdate BEFORE UPDATE ON cashSignature BEGIN
    SELECT RAISE(ABORT, 'cash.fixed') WHERE OLD.sequence IS NOT NULL
        OR (NEW.book, NEW.number, NEW.draft, NEW.signer) IS NOT (OLD.book, OLD.number, OLD.draft, OLD.signer);
END;
CREATE TRIGGER cashSignatureDelete BEFORE DELETE ON cashSignature WHEN OLD.sequence IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'cash.fixed');
END;

CREATE TRIGGER cashCountInsert BEFORE INSERT ON cashCount BEGIN
    SELECT RAISE(ABORT, 'cash.fixed') WHERE NEW.number <> 1 + (
        SELECT coalesce(max(number), 0) FROM cashCount WHERE book = NEW.book);
END;
CREATE TRIGGER cashCountUpdate BEFORE UPDATE ON cashCount BEGIN SELECT RAISE(ABORT, 'cash.fixed'); END;
CREATE TRIGGER cashCountDelete BEFORE DELETE ON cashCount BEGIN SELECT RAISE(ABORT, 'cash.fixed'); END;

CREATE TRIGGER dunningInsert BEFORE INSERT ON dunning BEGIN
    SELECT RAISE(ABORT, 'cash.fixed') WHERE NEW.number <> 1 + (
        SELECT coalesce(max(number), 0) FROM dunning WHERE book = NEW.book);
    SELECT RAISE(ABORT, 'claims.dunned') FROM dunning WHERE book = NEW.book AND account = NEW.account
        AND counterparty = NEW.counterparty AND due = NEW.due AND stage = NEW.stage;
END;
CREATE TRIGGER dunningUpdate BEFORE UPDATE ON dunning BEGIN SELECT RAISE(ABORT, 'cash.fixed'); END;
CREATE TRIGGER dunningDelete BEFORE DELETE ON dunning BEGIN SELECT RAISE(ABORT, 'cash.fixed'); END;
