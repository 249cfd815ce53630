
---------------------------------------------------------------------------------------------- approvals

-- 审批: the steps behind the first one, which is the draft's reviewer.
CREATE TABLE approval (
    book INTEGER NOT NULL REFERENCES book,
    draft INTEGER NOT NULL CHECK (draft >= 1),
    step INTEGER NOT NULL CHECK (step BETWEEN 2 AND 3),
    approver INTEGER NOT NULL REFERENCES user,
    role TEXT NOT NULL, -- in which he approved
    at TEXT NOT NULL,
    sequence INTEGER CHECK (sequence >= 1), -- the voucher it became; NULL while it is a draft
    PRIMARY KEY (book, draft, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX approvalBySequence ON approval (book, sequence) WHERE sequence IS NOT NULL;

CREATE TRIGGER approvalInsert BEFORE INSERT ON approval BEGIN
    SELECT RAISE(ABORT, 'voucher.cashier-duty') WHERE NEW.approver IN (SELECT user FROM cashier);
    SELECT RAISE(ABORT, 'approval.fixed') FROM approval
        WHERE book = NEW.book AND draft = NEW.draft AND step = NEW.step;
    SELECT RAISE(ABORT, 'approval.order') WHERE NEW.sequence IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM draft WHERE book = NEW.book AND number = NEW.draft AND reviewer IS NOT NULL)
        OR NEW.step = 3 AND NOT EXISTS (
            SELECT 1 FROM approval WHERE book = NEW.book AND draft = NEW.draft AND step = 2);
    SELECT RAISE(ABORT, 'voucher.same-person') FROM user u WHERE u.id = NEW.approver AND EXISTS (
        SELECT 1 FROM user o WHERE o.person = u.person AND (
            EXISTS (SELECT 1 FROM draft d WHERE d.book = NEW.book AND d.number = NEW.draft
                AND o.id IN (d.preparer, d.editor, d.reviewer))
            OR EXISTS (SELECT 1 FROM approval a WHERE a.book = NEW.book AND a.draft = NEW.draft
                AND a.approver = o.id)));
END;
CREATE TRIGGER approvalUpdate BEFORE UPDATE ON approval BEGIN SELECT RAISE(ABORT, 'approval.fixed'); END;
CREATE TRIGGER approvalDelete BEFORE DELETE ON approval WHEN OLD.sequence IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'approval.fixed');
END;
