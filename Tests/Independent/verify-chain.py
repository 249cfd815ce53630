#!/usr/bin/env python3
"""Recomputes both chains of a ledger file from the documentation article Sealing alone, with sqlite3 and hashlib.

verify-chain.py LEDGER [--hashes]

Says `good: … vouchers, … log rows` and exits 0, or names each hash that does not fit and exits 1. With --hashes it
prints the hash of every voucher it computed. It shares no code with the program.
"""
import hashlib
import os
import sqlite3
import sys

ZERO = bytes(32)


def attribute(name, value):
    """Length of the name, name, length of the value, value; an absent value is left out."""
    if value is None:
        return b""
    value = value if isinstance(value, bytes) else str(value).encode()
    return bytes([len(name)]) + name.encode() + len(value).to_bytes(4, "big") + value


def attributes(values):
    return b"".join(attribute(name, values[name]) for name in sorted(values, key=str.encode))


def elements(rows):
    """A list is one value: of each element its length and its attributes. An empty list is absent."""
    parts = [attributes(row) for row in rows]
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts) or None


def date(number):
    return number and f"{number // 10000}-{number // 100 % 100:02d}-{number % 100:02d}"


def vouchers(db):
    """Every voucher in the order of its book's chain: book, sequence, stored hash, its attributes."""
    query = """
        SELECT v.book, b.code, v.sequence, v.hash, v.date, v.attachmentReason, v.attachments, v.audit, v.corrects,
            e.name, v.kind, v.number, v.originYear, v.originalName, p.name, m.name, v.reverses, r.name, v.type,
            (SELECT c.chart FROM bookChart c WHERE c.book = v.book AND c.fromYear <= v.date / 10000
             ORDER BY c.fromYear DESC LIMIT 1)
        FROM voucher v JOIN book b ON b.id = v.book JOIN user e ON e.id = v.editor JOIN user p ON p.id = v.poster
            JOIN user m ON m.id = v.preparer JOIN user r ON r.id = v.reviewer
        ORDER BY b.code, v.sequence"""
    for row in db.execute(query):
        yield row[1], row[2], row[3], {
            "book": row[1], "sequence": row[2], "date": date(row[4]), "attachment-reason": row[5],
            "attachments": row[6], "audit": row[7], "corrects": row[8], "editor": row[9], "kind": row[10],
            "number": row[11], "origin-year": row[12], "original-name": row[13], "poster": row[14],
            "preparer": row[15], "reverses": row[16], "reviewer": row[17], "type": row[18], "chart": row[19],
            "version": 1, "lines": elements(lines(db, row[0], row[2]))}


def lines(db, book, sequence):
    query = """
        SELECT a.code, l.contract, c.code, l.credit, l.debit, l.dimensions, l.dueDate, m.excludedKind, m.fund,
            m.nature, m.otherBook, l.quantity, l.receipt, m.source, l.summary, l.unitPrice
        FROM line l JOIN account a ON a.id = l.account JOIN mark m ON m.id = l.mark
            LEFT JOIN counterparty c ON c.id = l.counterparty
        WHERE l.book = ? AND l.sequence = ? ORDER BY l.line"""
    names = ("account", "contract", "counterparty", "credit", "debit", "dimensions", "due-date", "excluded-kind",
             "fund", "nature", "other-book", "quantity", "receipt", "source", "summary", "unit-price")
    for row in db.execute(query, (book, sequence)):
        line = dict(zip(names, row))
        line["due-date"] = date(line["due-date"])
        for side in ("credit", "debit"):
            line[side] = line[side] or None
        yield line


def log(db):
    """Every row of the operation log: id, stored hash, its attributes."""
    names = ("id", "at", "user", "action", "book", "subject", "detail")
    for *row, stored in db.execute("SELECT id, at, user, action, book, subject, detail, hash FROM audit ORDER BY id"):
        entry = dict(zip(names, row), version=1)
        digests = db.execute("SELECT digest, key, record FROM auditDigest WHERE audit = ?", (row[0],)).fetchall()
        heads = db.execute("SELECT book, hash, sequence FROM auditHead WHERE audit = ?", (row[0],)).fetchall()
        digests.sort(key=lambda d: (d[2].encode(), d[1].encode()))
        heads.sort(key=lambda h: h[0].encode())
        entry["digests"] = elements(dict(zip(("digest", "key", "record"), d)) for d in digests)
        entry["heads"] = elements(dict(zip(("book", "hash", "sequence"), h)) for h in heads)
        yield row[0], stored, entry


def main():
    ledger, *options = sys.argv[1:]
    db = sqlite3.connect(f"file:{os.path.abspath(ledger)}?mode=ro", uri=True)
    db.execute("BEGIN")
    wrong, count, heads = [], 0, {}
    for book, sequence, stored, values in vouchers(db):
        computed = hashlib.sha256(heads.get(book, (0, ZERO))[1] + attributes(values)).digest()
        if computed != stored or sequence != heads.get(book, (0, ZERO))[0] + 1:
            wrong.append(f"voucher {book} sequence {sequence}: computed {computed.hex()}, stored {stored.hex()}")
        if "--hashes" in options:
            print(book, sequence, computed.hex())
        heads[book] = (sequence, stored)
        count += 1
    for book, sequence, stored in db.execute(
            "SELECT b.code, h.sequence, h.hash FROM book b LEFT JOIN bookHead h ON h.book = b.id"):
        if (sequence, stored) != heads.get(book, (0, ZERO)):
            wrong.append(f"book {book}: its head is not its last voucher")
    last, previous = 0, ZERO
    for last, stored, entry in log(db):
        computed = hashlib.sha256(previous + attributes(entry)).digest()
        if computed != stored:
            wrong.append(f"log row {last}: computed {computed.hex()}, stored {stored.hex()}")
        previous = stored
    if db.execute("SELECT audit, hash FROM ledgerHead").fetchall() != [(last, previous)]:
        wrong.append("the head of the log is not its last row")
    print("\n".join(wrong) or f"good: {count} vouchers, {last} log rows")
    sys.exit(1 if wrong else 0)


main()
