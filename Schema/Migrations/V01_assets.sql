---------------------------------------------------------------------------------------------- asset register

CREATE TABLE asset ( -- 资产卡片: what never changes of an asset; what may change stands in assetTerm
    id INTEGER PRIMARY KEY CHECK (id >= 1),
    book INTEGER NOT NULL REFERENCES book,
    code TEXT NOT NULL CHECK (length(code) > 0 AND instr(code, '/') = 0),
    kind TEXT NOT NULL CHECK (kind IN (
        'fixed', 'land', 'productive', 'consumptive', 'public-good', 'intangible', 'deferred')),
    name TEXT NOT NULL CHECK (length(name) > 0),
    category TEXT,
    acquired INTEGER NOT NULL CHECK (acquired BETWEEN 19000101 AND 29991231),
    started INTEGER NOT NULL CHECK (started BETWEEN acquired AND 29991231),
    begins INTEGER NOT NULL CHECK (begins BETWEEN 190001 AND 299912 AND begins % 100 BETWEEN 1 AND 12),
    costAccount TEXT NOT NULL CHECK (length(costAccount) >= 3),
    accumulatedAccount TEXT CHECK (length(accumulatedAccount) >= 3),
    counterparty TEXT,
    openingAccumulated INTEGER NOT NULL CHECK (openingAccumulated BETWEEN 0 AND 1000000000000),
    takenOver INTEGER CHECK (takenOver BETWEEN 190001 AND 299912 AND takenOver % 100 BETWEEN 1 AND 12),
    quantity INTEGER,
    unit TEXT,
    source TEXT,
    note TEXT,
    CHECK (openingAccumulated = 0 OR takenOver IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX assetByCode ON asset (book, code);

CREATE TABLE assetTerm ( -- 资产变更记录: what holds from a month on; never overwritten
    asset INTEGER NOT NULL REFERENCES asset,
    line INTEGER NOT NULL CHECK (line >= 1),
    month INTEGER NOT NULL CHECK (month BETWEEN 190001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
    cost INTEGER NOT NULL CHECK (cost BETWEEN 1 AND 1000000000000),
    salvage INTEGER NOT NULL CHECK (salvage >= 0 AND salvage < cost),
    method TEXT NOT NULL CHECK (method IN ('straight-line', 'units', 'double-declining', 'sum-of-years', 'none')),
    lifeMonths INTEGER CHECK (lifeMonths BETWEEN 1 AND 1200),
    unitsTotal INTEGER CHECK (unitsTotal BETWEEN 1 AND 1000000000000000),
    expenseAccount TEXT CHECK (length(expenseAccount) >= 3),
    use TEXT NOT NULL CHECK (use IN ('admin', 'let', 'operating', 'public-good', 'idle')),
    keeper TEXT,
    location TEXT,
    reason TEXT NOT NULL,
    PRIMARY KEY (asset, line),
    CHECK (line = 1 OR reason <> ''),
    CHECK (method IN ('units', 'none') OR lifeMonths IS NOT NULL),
    CHECK (method <> 'units' OR unitsTotal IS NOT NULL),
    CHECK (method = 'none' OR expenseAccount IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE assetUnits ( -- 工作量: what was done in a month, millionths of a unit
    asset INTEGER NOT NULL REFERENCES asset,
    month INTEGER NOT NULL CHECK (month BETWEEN 190001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
    units INTEGER NOT NULL CHECK (units BETWEEN 0 AND 1000000000000000),
    PRIMARY KEY (asset, month)
) STRICT, WITHOUT ROWID;

-- The vouchers the register makes are found by name 原凭证号 in their month, as drafts and as posted.
CREATE TABLE assetRun ( -- 折旧摊销计提
    book INTEGER NOT NULL REFERENCES book,
    name TEXT NOT NULL CHECK (name GLOB '折旧摊销 *'),
    month INTEGER NOT NULL CHECK (month BETWEEN 190001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
    amount INTEGER NOT NULL CHECK (amount >= 0), -- of the voucher; where it is 0 there is none
    PRIMARY KEY (book, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE assetRunLine ( -- 折旧摊销明细: what an asset wore off in a month
    book INTEGER NOT NULL,
    name TEXT NOT NULL,
    asset INTEGER NOT NULL REFERENCES asset,
    month INTEGER NOT NULL CHECK (month BETWEEN 190001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (book, name, asset, month),
    FOREIGN KEY (book, name) REFERENCES assetRun DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX assetRunLineByAsset ON assetRunLine (asset, month);

CREATE TABLE assetDisposal ( -- 资产处置
    asset INTEGER PRIMARY KEY REFERENCES asset,
    name TEXT NOT NULL CHECK (name GLOB '处置 *'), -- of its first voucher
    date INTEGER NOT NULL CHECK (date BETWEEN 19000101 AND 29991231),
    reason TEXT NOT NULL CHECK (reason <> ''),
    cost INTEGER NOT NULL CHECK (cost >= 1),
    accumulated INTEGER NOT NULL CHECK (accumulated BETWEEN 0 AND cost),
    proceeds INTEGER NOT NULL CHECK (proceeds >= 0),
    expenses INTEGER NOT NULL CHECK (expenses >= 0),
    vouchers INTEGER NOT NULL CHECK (vouchers >= 0)
) STRICT;

-- The vouchers the register may have made, by what it calls them: it asks for them line by line, and a book has tens of
-- thousands of others.
CREATE INDEX voucherByRegisterName ON voucher (book, month, originalName)
    WHERE originalName GLOB '折旧摊销 *' OR originalName GLOB '处置 *';

-- Where the voucher of a run or a disposal stands: posted, a draft, none because there is nothing to book, or void
-- because its draft was deleted or the voucher reversed.
CREATE VIEW assetRunState AS
SELECT r.book, r.name, r.month, r.amount, CASE WHEN r.amount = 0 THEN 'none'
    WHEN EXISTS (SELECT 1 FROM voucher v WHERE v.book = r.book AND v.month = r.month AND v.originalName = r.name
        AND v.originalName GLOB '折旧摊销 *' AND v.reverses IS NULL AND NOT EXISTS (
            SELECT 1 FROM voucher x WHERE x.book = v.book AND x.reverses = v.sequence)) THEN 'posted'
    WHEN EXISTS (SELECT 1 FROM draft d WHERE d.book = r.book AND d.originalName = r.name
        AND d.date / 100 = r.month) THEN 'draft'
    ELSE 'void' END AS state
FROM assetRun r;
-- A disposal stands while any of its vouchers does, lest its money be booked twice: posted while the one that takes the
-- asset out is, else a draft.
CREATE VIEW assetDisposalState AS
SELECT p.asset, p.name, p.date, CASE WHEN p.vouchers = 0 THEN 'none'
    WHEN EXISTS (SELECT 1 FROM voucher v WHERE v.book = a.book AND v.month = p.date / 100 AND v.originalName = p.name
        AND v.originalName GLOB '处置 *' AND v.reverses IS NULL AND NOT EXISTS (
            SELECT 1 FROM voucher x WHERE x.book = v.book AND x.reverses = v.sequence)) THEN 'posted'
    WHEN EXISTS (SELECT 1 FROM draft d WHERE d.book = a.book AND d.date / 100 = p.date / 100
        AND d.originalName IN (p.name, p.name || '-2', p.name || '-3', p.name || '-4'))
      OR EXISTS (SELECT 1 FROM voucher v WHERE v.book = a.book AND v.month = p.date / 100
        AND v.originalName IN (p.name || '-2', p.name || '-3', p.name || '-4')
        AND v.originalName GLOB '处置 *' AND v.reverses IS NULL AND NOT EXISTS (
            SELECT 1 FROM voucher x WHERE x.book = v.book AND x.reverses = v.sequence)) THEN 'draft'
    ELSE 'void' END AS state
FROM assetDisposal p JOIN asset a ON a.id = p.asset;
-- What stands as worn off, month by month.
CREATE VIEW assetWear AS
SELECT l.asset, l.month, l.amount, l.book, l.name, s.state FROM assetRunLine l
JOIN assetRunState s ON s.book = l.book AND s.name = l.name WHERE s.state <> 'void';

CREATE TRIGGER assetInsert BEFORE INSERT ON asset BEGIN
    SELECT RAISE(ABORT, 'asset.exists') FROM asset WHERE id = NEW.id OR (book = NEW.book AND code = NEW.code);
END;
CREATE TRIGGER assetFixed BEFORE UPDATE ON asset BEGIN SELECT RAISE(ABORT, 'asset.fixed'); END;
CREATE TRIGGER assetDelete BEFORE DELETE ON asset BEGIN SELECT RAISE(ABORT, 'asset.fixed'); END;

CREATE TRIGGER assetTermInsert BEFORE INSERT ON assetTerm BEGIN
    SELECT RAISE(ABORT, 'asset.fixed') WHERE NEW.line <> 1 + (
        SELECT coalesce(max(line), 0) FROM assetTerm WHERE asset = NEW.asset);
    SELECT RAISE(ABORT, 'asset.never-depreciated') FROM asset
        WHERE id = NEW.asset AND kind IN ('land', 'consumptive', 'public-good') AND NEW.method <> 'none';
    SELECT RAISE(ABORT, 'asset.change-too-early') FROM assetTerm WHERE asset = NEW.asset AND month > NEW.month;
    SELECT RAISE(ABORT, 'asset.change-too-early') FROM assetWear WHERE asset = NEW.asset AND month >= NEW.month;
    SELECT RAISE(ABORT, 'asset.change-too-early') FROM asset
        WHERE id = NEW.asset AND NEW.line > 1 AND takenOver >= NEW.month;
    SELECT RAISE(ABORT, 'asset.disposed') FROM assetDisposalState WHERE asset = NEW.asset AND state <> 'void';
END;
CREATE TRIGGER assetTermFixed BEFORE UPDATE ON assetTerm BEGIN SELECT RAISE(ABORT, 'asset.fixed'); END;
CREATE TRIGGER assetTermDelete BEFORE DELETE ON assetTerm BEGIN SELECT RAISE(ABORT, 'asset.fixed'); END;

CREATE TRIGGER assetUnitsInsert BEFORE INSERT ON assetUnits BEGIN
    SELECT RAISE(ABORT, 'asset.units-fixed') FROM assetUnits WHERE asset = NEW.asset AND month = NEW.month;
    SELECT RAISE(ABORT, 'asset.units-fixed') FROM assetWear WHERE asset = NEW.asset AND month = NEW.month;
END;
CREATE TRIGGER assetUnitsUpdate BEFORE UPDATE ON assetUnits BEGIN
    SELECT RAISE(ABORT, 'asset.units-fixed') WHERE (NEW.asset, NEW.month) IS NOT (OLD.asset, OLD.month);
    SELECT RAISE(ABORT, 'asset.units-fixed') FROM assetWear WHERE asset = NEW.asset AND month = NEW.month;
END;
CREATE TRIGGER assetUnitsDelete BEFORE DELETE ON assetUnits BEGIN
    SELECT RAISE(ABORT, 'asset.units-fixed') FROM assetWear WHERE asset = OLD.asset AND month = OLD.month;
END;

CREATE TRIGGER assetRunInsert BEFORE INSERT ON assetRun BEGIN
    SELECT RAISE(ABORT, 'asset.run-stands') FROM assetRun WHERE book = NEW.book AND name = NEW.name;
    SELECT RAISE(ABORT, 'period.closed') FROM period WHERE book = NEW.book AND month = NEW.month AND closed;
END;
CREATE TRIGGER assetRunFixed BEFORE UPDATE ON assetRun BEGIN SELECT RAISE(ABORT, 'asset.run-stands'); END;
CREATE TRIGGER assetRunDelete BEFORE DELETE ON assetRun BEGIN
    SELECT RAISE(ABORT, 'asset.run-stands') FROM assetRunState
        WHERE book = OLD.book AND name = OLD.name AND state <> 'void';
END;

CREATE TRIGGER assetRunLineInsert BEFORE INSERT ON assetRunLine BEGIN
    SELECT RAISE(ABORT, 'asset.run-stands') FROM assetRun WHERE book = NEW.book AND name = NEW.name;
    SELECT RAISE(ABORT, 'asset.unknown') WHERE NOT EXISTS (
        SELECT 1 FROM asset WHERE id = NEW.asset AND book = NEW.book);
    SELECT RAISE(ABORT, 'asset.already-depreciated') FROM assetRunLine
        WHERE book = NEW.book AND name = NEW.name AND asset = NEW.asset AND month = NEW.month;
    SELECT RAISE(ABORT, 'asset.already-depreciated') FROM assetWear WHERE asset = NEW.asset AND month = NEW.month;
    SELECT RAISE(ABORT, 'asset.never-depreciated') FROM asset a JOIN assetTerm t ON t.asset = a.id
        WHERE a.id = NEW.asset AND t.line = (
            SELECT max(line) FROM assetTerm WHERE asset = a.id AND (month <= NEW.month OR line = 1))
        AND (a.kind IN ('land', 'consumptive', 'public-good') OR t.method = 'none' OR t.cost <= 100
            OR NEW.month < a.begins OR NEW.month <= a.takenOver);
    -- All that wore off, lines of this run that wait for it among it, is at most what was to be spread.
    SELECT RAISE(ABORT, 'asset.over-depreciated') FROM asset a JOIN assetTerm t ON t.asset = a.id
        WHERE a.id = NEW.asset AND t.line = (
            SELECT max(line) FROM assetTerm WHERE asset = a.id AND (month <= NEW.month OR line = 1))
        AND NEW.amount + a.openingAccumulated
            + (SELECT coalesce(sum(amount), 0) FROM assetWear WHERE asset = a.id)
            + (SELECT coalesce(sum(amount), 0) FROM assetRunLine l WHERE l.asset = a.id AND l.book = NEW.book
                AND l.name = NEW.name) > t.cost - t.salvage;
END;
CREATE TRIGGER assetRunLineFixed BEFORE UPDATE ON assetRunLine BEGIN SELECT RAISE(ABORT, 'asset.run-stands'); END;
CREATE TRIGGER assetRunLineDelete BEFORE DELETE ON assetRunLine BEGIN
    SELECT RAISE(ABORT, 'asset.run-stands') FROM assetRunState
        WHERE book = OLD.book AND name = OLD.name AND state <> 'void';
END;

CREATE TRIGGER assetDisposalInsert BEFORE INSERT ON assetDisposal BEGIN
    SELECT RAISE(ABORT, 'asset.disposed') FROM assetDisposal WHERE asset = NEW.asset;
    SELECT RAISE(ABORT, 'asset.disposal-too-early') FROM assetWear
        WHERE asset = NEW.asset AND month > NEW.date / 100;
END;
CREATE TRIGGER assetDisposalFixed BEFORE UPDATE ON assetDisposal BEGIN SELECT RAISE(ABORT, 'asset.disposed'); END;
CREATE TRIGGER assetDisposalDelete BEFORE DELETE ON assetDisposal BEGIN
    SELECT RAISE(ABORT, 'asset.disposed') FROM assetDisposalState WHERE asset = OLD.asset AND state <> 'void';
END;
