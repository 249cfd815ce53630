#!/usr/bin/env python3
"""Adds up the account balances of every book from the input files alone: openings and vouchers, never an export.

sum-input.py SAMPLEDATA [--through 2026-12-31]

Prints JSON, {"V001": {"10101": 163578, …}, …}: debit-positive fen of each account written on, zero balances left out.
"""
import csv
import glob
import json
import os
import re
import sys


def fen(text):
    """Yuan as the files write them, exactly: no floating point."""
    if not text:
        return 0
    sign, yuan, cents = re.fullmatch(r"(-?)(\d+)(?:\.(\d{1,2}))?", text).groups()
    return int(sign + "1") * (int(yuan) * 100 + int((cents or "0").ljust(2, "0")))


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def main():
    folder = sys.argv[1]
    through = sys.argv[3] if sys.argv[2:3] == ["--through"] else "9999-12-31"
    books = {row["book"]: {} for row in rows(os.path.join(folder, "books.csv"))}

    def add(book, account, amount):
        books[book][account] = books[book].get(account, 0) + amount

    for row in rows(os.path.join(folder, "opening.csv")):
        add(row["book"], row["account"], fen(row["balance"]))
    files = sorted(glob.glob(os.path.join(folder, "vouchers", "*.csv")))
    assert files, "no voucher files"
    for path in files:
        for row in rows(path):
            if row["date"] <= through:
                add(row["book"], row["account"], fen(row["debit"]) - fen(row["credit"]))
    for book, accounts in books.items():
        assert sum(accounts.values()) == 0, f"{book} does not add up to zero"
    json.dump({book: {code: amount for code, amount in accounts.items() if amount} for book, accounts in books.items()},
              sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)


main()
