
---------------------------------------------------------------------------------------------- bank

CREATE TABLE bankAccount ( -- 银行账户; one account of the chart stands for each
    id INTEGER PRIMARY KEY CHECK (id >= 1),
    book INTEGER NOT NULL REFERENCES book,
    code TEXT NOT NULL CHECK (length(code) > 0),
    bank TEXT NOT NULL CHECK (length(bank) > 0),
    number TEXT NOT NULL CHECK (length(number) > 0),
    account INTEGER NOT NULL REFERENCES account,
    opened INTEGER NOT NULL,
    closed INTEGER CHECK (closed >= opened) -- 销户日; NULL while it is in service
) STRICT;
CREATE UNIQUE INDEX bankAccountByCode ON bankAccount (book, code);
CREATE UNIQUE INDEX bankAccountByAccount ON bankAccount (book, account);

CREATE TABLE bankMapping ( -- 列对照: which columns a bank's files have
    bank TEXT PRIMARY KEY CHECK (length(bank) > 0),
    mapping TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bankStatement ( -- 对账单: one file read in
    account INTEGER NOT NULL REFERENCES bankAccount,
    number INTEGER NOT NULL CHECK (number >= 1),
    name TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32), -- of what the file said
    fromDate INTEGER NOT NULL,
    throughDate INTEGER NOT NULL CHECK (throughDate >= fromDate), -- the last day it speaks of
    opening INTEGER NOT NULL, -- the bank's balance before its first line and after its last
    closing INTEGER NOT NULL,
    lines INTEGER NOT NULL CHECK (lines >= 0),
    PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX bankStatementByDigest ON bankStatement (account, digest);

CREATE TABLE bankLine ( -- 对账单明细: what the bank did, received above zero, paid below
    account INTEGER NOT NULL REFERENCES bankAccount,
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    statement INTEGER NOT NULL,
    row INTEGER NOT NULL CHECK (row >= 1), -- the line of the file
    date INTEGER NOT NULL CHECK (date BETWEEN 19000101 AND 29991231),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000 AND 1000000000000 AND amount <> 0),
    balance INTEGER NOT NULL CHECK (abs(balance) < 9007199254740992),
    party TEXT,
    partyNumber TEXT, -- masked
    summary TEXT NOT NULL,
    reference TEXT, -- the bank's own serial number 流水号
    PRIMARY KEY (account, sequence),
    FOREIGN KEY (account, statement) REFERENCES bankStatement DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX bankLineByDate ON bankLine (account, date, sequence);

CREATE TABLE bankOpening ( -- 期初未达账项: what was on one side alone before the first statement
    account INTEGER NOT NULL REFERENCES bankAccount,
    number INTEGER NOT NULL CHECK (number >= 1),
    side TEXT NOT NULL CHECK (side IN ('bank', 'book')), -- who had it
    date INTEGER NOT NULL CHECK (date BETWEEN 19000101 AND 29991231),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000 AND 1000000000000 AND amount <> 0),
    party TEXT,
    summary TEXT NOT NULL,
    PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;

-- 勾对: a group of bank lines and entries that are the same money. Its members go in first, the group itself seals them;
-- what was wrong is undone and stays to be seen. made and undone are acts of the operation log, which say who and when.
CREATE TABLE bankMatch (
    account INTEGER NOT NULL REFERENCES bankAccount,
    number INTEGER NOT NULL CHECK (number >= 1),
    how TEXT NOT NULL CHECK (length(how) > 0), -- the rule, or 'hand'
    made INTEGER NOT NULL CHECK (made >= 1),
    undone INTEGER CHECK (undone > made),
    PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX bankMatchByAct ON bankMatch (account, made);

CREATE TABLE bankMatchMember (
    account INTEGER NOT NULL REFERENCES bankAccount,
    match INTEGER NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('bank', 'book')),
    sequence INTEGER NOT NULL, -- of the bank line or the voucher; 0 for an opening item, whose number stands in line
    line INTEGER NOT NULL,
    PRIMARY KEY (account, match, side, sequence, line),
    FOREIGN KEY (account, match) REFERENCES bankMatch DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX bankMatchByMember ON bankMatchMember (account, side, sequence, line);

-- What a member is worth; NULL where there is no such line, or the entry stands on another account.
CREATE VIEW bankMemberAmount AS
SELECT m.account, m.match, m.side, m.sequence, m.line, CASE
    WHEN m.sequence = 0 THEN (SELECT o.amount FROM bankOpening o
        WHERE o.account = m.account AND o.number = m.line AND o.side = m.side)
    WHEN m.side = 'bank' THEN (SELECT b.amount FROM bankLine b
        WHERE b.account = m.account AND b.sequence = m.sequence AND m.line = 0)
    ELSE (SELECT l.debit - l.credit FROM line l JOIN bankAccount a ON a.id = m.account
        WHERE l.book = a.book AND l.sequence = m.sequence AND l.line = m.line AND l.account = a.account)
    END AS amount
FROM bankMatchMember m;

CREATE TRIGGER bankMatchInsert BEFORE INSERT ON bankMatch BEGIN
    SELECT RAISE(ABORT, 'bank.match-fixed') FROM bankMatch WHERE account = NEW.account AND number = NEW.number;
    SELECT RAISE(ABORT, 'bank.match-fixed') WHERE NEW.undone IS NOT NULL;
    SELECT RAISE(ABORT, 'audit.unknown') WHERE NEW.made > 1 + (SELECT coalesce(max(id), 0) FROM audit);
END;
CREATE TRIGGER bankMatchMade AFTER INSERT ON bankMatch BEGIN
    SELECT CASE
        WHEN count(*) < 2 THEN RAISE(ABORT, 'bank.match-too-few')
        WHEN count(amount) < count(*) THEN RAISE(ABORT, 'bank.match-unknown')
        WHEN sum(iif(side = 'bank', amount, -amount)) <> 0 THEN RAISE(ABORT, 'bank.match-unequal') END
    FROM bankMemberAmount WHERE account = NEW.account AND match = NEW.number;
    -- From the new group's members to the others of the same item: the other way round it would read all matches.
    SELECT RAISE(ABORT, 'bank.already-matched') FROM bankMatchMember m
        CROSS JOIN bankMatchMember o ON o.account = m.account AND o.side = m.side AND o.sequence = m.sequence
            AND o.line = m.line AND o.match <> m.match
        CROSS JOIN bankMatch g ON g.account = o.account AND g.number = o.match AND g.undone IS NULL
        WHERE m.account = NEW.account AND m.match = NEW.number;
END;
CREATE TRIGGER bankMatchUndone BEFORE UPDATE ON bankMatch BEGIN
    SELECT RAISE(ABORT, 'bank.match-fixed') WHERE OLD.undone IS NOT NULL OR NEW.undone IS NULL
        OR (NEW.account, NEW.number, NEW.how, NEW.made) IS NOT (OLD.account, OLD.number, OLD.how, OLD.made);
    SELECT RAISE(ABORT, 'audit.unknown') WHERE NEW.undone > 1 + (SELECT coalesce(max(id), 0) FROM audit);
END;
CREATE TRIGGER bankMatchDelete BEFORE DELETE ON bankMatch BEGIN SELECT RAISE(ABORT, 'bank.match-fixed'); END;
CREATE TRIGGER bankMatchMemberInsert BEFORE INSERT ON bankMatchMember BEGIN
    SELECT RAISE(ABORT, 'bank.match-fixed') FROM bankMatch WHERE account = NEW.account AND number = NEW.match;
    SELECT RAISE(ABORT, 'bank.match-fixed') FROM bankMatchMember WHERE account = NEW.account AND match = NEW.match
        AND side = NEW.side AND sequence = NEW.sequence AND line = NEW.line;
END;
CREATE TRIGGER bankMatchMemberUpdate BEFORE UPDATE ON bankMatchMember BEGIN
    SELECT RAISE(ABORT, 'bank.match-fixed');
END;
CREATE TRIGGER bankMatchMemberDelete BEFORE DELETE ON bankMatchMember BEGIN
    SELECT RAISE(ABORT, 'bank.match-fixed');
END;

-- What the bank said stands: lines go in before their statement, which seals them.
CREATE TRIGGER bankStatementInsert BEFORE INSERT ON bankStatement BEGIN
    SELECT RAISE(ABORT, 'bank.statement-fixed') FROM bankStatement WHERE account = NEW.account
        AND (number = NEW.number OR digest = NEW.digest);
    SELECT RAISE(ABORT, 'bank.statement-differs') WHERE
        NEW.lines <> (SELECT count(*) FROM bankLine WHERE account = NEW.account AND statement = NEW.number)
        OR NEW.closing - NEW.opening <> (
            SELECT coalesce(sum(amount), 0) FROM bankLine WHERE account = NEW.account AND statement = NEW.number);
END;
CREATE TRIGGER bankStatementUpdate BEFORE UPDATE ON bankStatement BEGIN
    SELECT RAISE(ABORT, 'bank.statement-fixed');
END;
CREATE TRIGGER bankStatementDelete BEFORE DELETE ON bankStatement BEGIN
    SELECT RAISE(ABORT, 'bank.statement-fixed');
END;
CREATE TRIGGER bankLineInsert BEFORE INSERT ON bankLine BEGIN
    SELECT RAISE(ABORT, 'bank.statement-fixed') FROM bankStatement
        WHERE account = NEW.account AND number = NEW.statement;
    SELECT RAISE(ABORT, 'bank.statement-fixed') FROM bankLine
        WHERE account = NEW.account AND sequence = NEW.sequence;
END;
CREATE TRIGGER bankLineUpdate BEFORE UPDATE ON bankLine BEGIN SELECT RAISE(ABORT, 'bank.statement-fixed'); END;
CREATE TRIGGER bankLineDelete BEFORE DELETE ON bankLine BEGIN SELECT RAISE(ABORT, 'bank.statement-fixed'); END;
CREATE TRIGGER bankOpeningInsert BEFORE INSERT ON bankOpening BEGIN
    SELECT RAISE(ABORT, 'bank.opening-fixed') FROM bankOpening
        WHERE account = NEW.account AND number = NEW.number;
END;
CREATE TRIGGER bankOpeningUpdate BEFORE UPDATE ON bankOpening BEGIN SELECT RAISE(ABORT, 'bank.opening-fixed'); END;
CREATE TRIGGER bankOpeningDelete BEFORE DELETE ON bankOpening BEGIN SELECT RAISE(ABORT, 'bank.opening-fixed'); END;

CREATE TRIGGER bankAccountInsert BEFORE INSERT ON bankAccount BEGIN
    SELECT RAISE(ABORT, 'bank.account-exists') FROM bankAccount
        WHERE id = NEW.id OR (book = NEW.book AND (code = NEW.code OR account = NEW.account));
    SELECT RAISE(ABORT, 'bank.not-a-bank-account') WHERE NOT EXISTS (
        SELECT 1 FROM account WHERE id = NEW.account AND role = 'bank' AND (book IS NULL OR book = NEW.book));
END;
CREATE TRIGGER bankAccountFixed BEFORE UPDATE ON bankAccount
WHEN (NEW.id, NEW.book, NEW.code, NEW.bank, NEW.number, NEW.account, NEW.opened)
    IS NOT (OLD.id, OLD.book, OLD.code, OLD.bank, OLD.number, OLD.account, OLD.opened) BEGIN
    SELECT RAISE(ABORT, 'bank.account-fixed');
END;
CREATE TRIGGER bankAccountDelete BEFORE DELETE ON bankAccount BEGIN SELECT RAISE(ABORT, 'bank.account-fixed'); END;
