#!/usr/bin/env python3
"""Makes the two prescribed statements from the input files alone: openings and vouchers, never the program's output.

sum-statements.py SAMPLEDATA > SampleData/expected/statements.csv

Prints CSV, books,month,statement,row,current_fen,comparison_fen: a line for each row with a figure that is not zero. What
belongs into which row stands below once more, by hand: lists of first-level accounts of the chart of 2023.
"""
import csv
import glob
import os
import re
import sys

BOOKS = [["V001"], ["V003"], ["V010"], ["V013"], ["V014"], ["V009", "V009W"]]
MONTHS = ["2025-08", "2025-12", "2026-02", "2026-12"]

CREDIT = {"133", "152", "162", "201", "211", "212", "213", "214", "221", "231", "241", "301", "311", "321", "322",
          "501", "502", "503", "504"}
SHEET = {
    "cash": "101 102", "short-investments": "111", "inventories": "121 401", "consumable-biological": "131",
    "long-investments": "141", "productive-cost": "132", "productive-depreciation": "133", "fixed-cost": "151",
    "fixed-depreciation": "152", "construction": "153", "disposal": "154", "intangible-cost": "161",
    "intangible-amortisation": "162", "public-biological": "134", "deferred": "171", "pending": "181",
    "short-loans": "201", "wages": "212", "labour": "213", "taxes": "214", "long-loans": "221", "one-issue": "231",
    "earmarked": "241", "capital": "301", "reserve": "311",
}
RESULT = ["501", "502", "503", "504", "511", "512", "513", "514", "515", "521"]


def fen(text):
    if not text:
        return 0
    sign, yuan, cents = re.fullmatch(r"(-?)(\d+)(?:\.(\d{1,2}))?", text).groups()
    return int(sign + "1") * (int(yuan) * 100 + int((cents or "0").ljust(2, "0")))


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def load(folder):
    """Per book: what stood there before everything, and (month, account, party, debit, credit, type) of each line."""
    opened = {row["book"]: row["opened"] for row in rows(os.path.join(folder, "books.csv"))}
    names = {row["book"]: row["name"] for row in rows(os.path.join(folder, "books.csv"))}
    base, lines = {book: [] for book in opened}, {book: [] for book in opened}
    for row in rows(os.path.join(folder, "opening.csv")):
        book, debit, credit = row["book"], fen(row["ytd_debit"]), fen(row["ytd_credit"])
        party = names.get(row["counterparty"], row["counterparty"])
        start = fen(row["year_opening"]) if row["year_opening"] else fen(row["balance"]) - debit + credit
        assert start + debit - credit == fen(row["balance"])
        base[book].append((row["account"], party, start))
        if debit or credit:
            year, month = opened[book].split("-")
            assert month > "01"
            lines[book].append((f"{year}-{int(month) - 1:02}", row["account"], party, debit, credit, "normal"))
    for path in sorted(glob.glob(os.path.join(folder, "vouchers", "*.csv"))):
        groups = {}
        for row in rows(path):
            groups.setdefault((row["book"], row["date"], row["kind"] or "记", row["voucher"]), []).append(row)
        for (book, date, _, _), group in groups.items():
            kind = group[0]["voucher_type"] or ("closing" if any(r["account"] == "321" for r in group) else "normal")
            parties = [names.get(row["counterparty"], row["counterparty"]) for row in group]
            named = {party for party in parties if party}
            for row, party in zip(group, parties):
                if not party and row["account"][:3] in RESULT and len(named) == 1:
                    party = min(named)  # the one the whole voucher is about
                lines[book].append((date[:7], row["account"], party, fen(row["debit"]), fen(row["credit"]), kind))
    return base, lines, names


class Figures:
    """What the books show together: what one has of the other is left out, where both say the same."""

    def __init__(self, base, lines, books, names):
        self.names = {names[book]: book for book in books}
        self.base = [(book,) + row for book in books for row in base[book]]
        self.lines = [(book,) + row for book in books for row in lines[book]]

    def balances(self, month):
        """Debit-positive by book, account and party at the end of a month."""
        found = {}
        for book, account, party, start in self.base:
            found[book, account, party] = found.get((book, account, party), 0) + start
        for book, when, account, party, debit, credit, _ in self.lines:
            if when <= month:
                found[book, account, party] = found.get((book, account, party), 0) + debit - credit
        return self.without_each_other(found, lambda key: key[2] if key[1][:3] in ("112", "113", "211", "221") else "")

    def without_each_other(self, found, party):
        """Drops what books of the set have of each other; in the sample they always agree."""
        def other(key):
            return self.names.get(party(key), key[0])
        pairs = {}
        for key, amount in found.items():
            if other(key) != key[0]:
                pair = tuple(sorted((key[0], other(key))))
                pairs[pair] = pairs.get(pair, 0) + amount
        assert not any(pairs.values()), pairs
        return {key: amount for key, amount in found.items() if other(key) == key[0]}

    def first_level(self, month, code):
        total = sum(amount for (_, account, _), amount in self.balances(month).items() if account[:3] == code)
        return -total if code in CREDIT else total

    def undistributed(self, month):
        return sum(-amount for (_, account, _), amount in self.balances(month).items()
                   if account[:3] in ["321", "322"] + RESULT)

    def sheet(self, month):
        made = {row: sum(self.first_level(month, code) for code in codes.split()) for row, codes in SHEET.items()}
        inner = [amount for (_, account, _), amount in self.balances(month).items() if account[:3] == "113"]
        made["receivables"] = self.first_level(month, "112") + sum(a for a in inner if a > 0)
        made["payables"] = self.first_level(month, "211") + sum(-a for a in inner if a < 0)
        made["productive"] = made["productive-cost"] - made["productive-depreciation"]
        made["fixed-net"] = made["fixed-cost"] - made["fixed-depreciation"]
        made["fixed"] = made["fixed-net"] + made["construction"] + made["disposal"]
        made["intangible"] = made["intangible-cost"] - made["intangible-amortisation"]
        made["current-assets"] = sum(made[r] for r in ["cash", "short-investments", "receivables", "inventories",
                                                       "consumable-biological"])
        made["non-current"] = sum(made[r] for r in ["long-investments", "productive", "fixed", "intangible",
                                                    "public-biological", "deferred", "pending"])
        made["assets"] = made["current-assets"] + made["non-current"]
        made["current-liabilities"] = sum(made[r] for r in ["short-loans", "payables", "wages", "labour", "taxes"])
        made["non-current-liabilities"] = made["long-loans"] + made["one-issue"] + made["earmarked"]
        made["liabilities"] = made["current-liabilities"] + made["non-current-liabilities"]
        made["undistributed"] = self.undistributed(month)
        made["equity"] = made["capital"] + made["reserve"] + made["undistributed"]
        made["liabilities-and-equity"] = made["liabilities"] + made["equity"]
        assert made["assets"] == made["liabilities-and-equity"], month
        return made

    def income(self, month):
        year = month[:4]
        within = [line for line in self.lines if year <= line[1] <= month and line[1][:4] == year]

        turned = {}
        for book, _, account, party, debit, credit, kind in within:
            if account[:3] in RESULT and kind != "closing":
                turned[book, account, party] = turned.get((book, account, party), 0) + debit - credit
        turned = self.without_each_other(turned, lambda key: key[2])

        def net(prefix):
            total = sum(amount for (_, account, _), amount in turned.items() if account.startswith(prefix))
            return -total if prefix[:3] in CREDIT else total

        made = {"operating-income": net("501"), "investment-income": net("502"), "subsidy-income": net("503"),
                "operating-cost": net("511"), "taxes": net("512"), "management": net("513"),
                "running-cost": net("51303"), "other-income": net("504"), "public-cost": net("514"),
                "other-cost": net("515"), "income-tax": net("521")}
        made["operating-result"] = net("501") + net("502") + net("503") - net("511") - net("512") - net("513")
        made["total-result"] = made["operating-result"] + net("504") - net("514") - net("515")
        made["net-result"] = made["total-result"] - net("521")
        made["prior-year-adjustment"] = sum(credit - debit for _, _, account, _, debit, credit, kind in within
                                            if account == "3220202" and kind not in ("closing", "distribution"))
        made["opening-undistributed"] = self.undistributed(f"{int(year) - 1}-12") + made["prior-year-adjustment"]
        made["transfer-in"] = sum(debit for _, _, account, _, debit, _, kind in within
                                  if account[:3] == "311" and kind == "distribution")
        made["distributable"] = made["net-result"] + made["opening-undistributed"] + made["transfer-in"]
        made["reserve"] = sum(debit for _, _, account, _, debit, _, _ in within if account == "3220101")
        made["members"] = sum(debit for _, _, account, _, debit, _, _ in within if account == "3220102")
        made["closing-undistributed"] = self.undistributed(month)
        made["other-distribution"] = (made["distributable"] - made["reserve"] - made["members"]
                                      - made["closing-undistributed"])
        return made


def main():
    base, lines, names = load(sys.argv[1])
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["books", "month", "statement", "row", "current_fen", "comparison_fen"])
    for books in BOOKS:
        figures = Figures(base, lines, books, names)
        for month in MONTHS:
            before = f"{int(month[:4]) - 1}-12"
            for name, make in (("balance-sheet", figures.sheet), ("income-distribution", figures.income)):
                current, comparison = make(month), make(before)
                for row in current:
                    if current[row] or comparison[row]:
                        out.writerow(["+".join(books), month, name, row, current[row], comparison[row]])


main()
