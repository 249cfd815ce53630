
---------------------------------------------------------------------------------------------- attachments

-- 附件: source documents are files beside the ledger file, named by their SHA-256; here stands what they are and whose.
CREATE TABLE attachment (
    book INTEGER NOT NULL REFERENCES book,
    number INTEGER NOT NULL CHECK (number >= 1),
    digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
    name TEXT NOT NULL CHECK (name <> ''), -- as it is shown; never a path
    size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 1073741824),
    type TEXT NOT NULL CHECK (type IN ('pdf', 'ofd', 'png', 'jpeg', 'xml')),
    kind TEXT NOT NULL CHECK (kind IN ('invoice', 'receipt', 'contract', 'other')),
    sourceID TEXT CHECK (sourceID <> ''), -- the number printed on it, 发票号码
    draft INTEGER CHECK (draft >= 1), -- the draft it came with; NULL for one that came after posting
    sequence INTEGER CHECK (sequence >= 1), -- the voucher it became; NULL while it is a draft
    lateReason TEXT CHECK (lateReason <> ''), -- why it came after posting
    user INTEGER NOT NULL REFERENCES user,
    PRIMARY KEY (book, number),
    CHECK ((draft IS NULL) = (lateReason IS NOT NULL)),
    CHECK (draft IS NOT NULL OR sequence IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachmentByDigest ON attachment (book, digest);
CREATE INDEX attachmentBySource ON attachment (book, kind, sourceID) WHERE sourceID IS NOT NULL;
CREATE INDEX attachmentByDraft ON attachment (book, draft) WHERE draft IS NOT NULL;
CREATE INDEX attachmentBySequence ON attachment (book, sequence) WHERE sequence IS NOT NULL;

-- Documents that a book has already, by content or by the number printed on them, and who has them. The document of a
-- voucher that was reversed in full is free for the right one; `drafted` where that reversal is not posted yet.
CREATE VIEW attachmentTwice AS
SELECT a.book, a.number, a.draft, a.sequence, e.number AS earlier, EXISTS (
    SELECT 1 FROM draft d WHERE d.book = e.book AND d.reverses = e.sequence) AS drafted
-- From the document asked for to its twins by their indexes; put together first, all of a ledger would be.
FROM attachment a CROSS JOIN attachment e ON e.book = a.book AND +e.number < a.number AND e.number IN (
    SELECT number FROM attachment WHERE book = a.book AND digest = a.digest
    UNION SELECT number FROM attachment WHERE book = a.book AND kind = a.kind AND sourceID = a.sourceID)
WHERE NOT EXISTS (
    SELECT 1 FROM voucher r WHERE r.book = e.book AND r.reverses = e.sequence AND NOT EXISTS (
        SELECT 1 FROM voucher t WHERE t.book = r.book AND t.reverses = r.sequence));

CREATE TRIGGER attachmentInsert BEFORE INSERT ON attachment BEGIN
    SELECT RAISE(ABORT, 'attachment.fixed') FROM attachment WHERE book = NEW.book AND number = NEW.number;
    SELECT RAISE(ABORT, 'attachment.late') WHERE NEW.draft IS NOT NULL AND (NEW.sequence IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM draft WHERE book = NEW.book AND number = NEW.draft));
    SELECT RAISE(ABORT, 'voucher.unknown') WHERE NEW.draft IS NULL AND NOT EXISTS (
        SELECT 1 FROM voucher WHERE book = NEW.book AND sequence = NEW.sequence);
END;
CREATE TRIGGER attachmentInserted AFTER INSERT ON attachment BEGIN
    SELECT RAISE(ABORT, 'attachment.booked-twice') FROM attachmentTwice
        WHERE book = NEW.book AND number = NEW.number AND NOT drafted;
END;
CREATE TRIGGER attachmentUpdate BEFORE UPDATE ON attachment BEGIN SELECT RAISE(ABORT, 'attachment.fixed'); END;
CREATE TRIGGER attachmentDelete BEFORE DELETE ON attachment WHEN OLD.sequence IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'attachment.fixed');
END;
