import GRDB
import Ledger
import LedgerSchema

/// What `check` finds in receipts, in the cashier's book and in vouchers on cash and bank (出纳检查).
enum CashReview {
    static func ask(_ db: Database) throws -> [Finding] {
        var findings = try receipts(db)
        for row in try Row.fetchAll(db, sql: Schema.Cash.booksKept) {
            let reader = CashReader(db, id: row[0], code: row[1])
            findings += try limited(reader.register().problems.map { finding($0, reader.code) })
            findings += try limited(differences(reader).map { finding($0, reader.code) })
            findings += try limited(
                reader.unsigned().map {
                    finding(CashProblem.signatureMissing(voucher: $0.name), reader.code, voucher: $0.name)
                })
        }
        return findings
    }

    /// Days on which the cashier's book and the ledger come apart, each where it happened.
    static func differences(_ reader: CashReader, through day: CalendarDate? = nil) throws -> [CashProblem] {
        try reader.comparisons(through: day).flatMap { comparison in
            comparison.days.filter { $0.isNews && !$0.difference.isZero }.map {
                .dayDiffers(book: comparison.book, account: comparison.account, day: $0)
            }
        }
    }

    /// Vouchers that take money in without a number; one for a book that has none anywhere.
    private static func receipts(_ db: Database) throws -> [Finding] {
        var books: [(code: String, findings: [Finding])] = []
        let rows = try RawStatement(db, Schema.Cash.withoutReceipt)
        while try rows.step() {
            let code = rows.text(0)
            let name = FoundVoucher.place(
                book: code, date: rows.int(1), kind: rows.text(2), number: rows.int(3)
            ).voucher
            let problem = CashProblem.receiptMissing(
                line: Int(rows.int(4)), account: rows.text(5), amount: Money(fen: rows.int(6)))
            if books.last?.code != code { books.append((code, [])) }
            books[books.count - 1].findings.append(finding(problem, code, voucher: name))
        }
        return try books.flatMap { code, findings in
            let hears = try Bool.fetchOne(db, sql: Schema.Cash.hearsOfReceipts, arguments: [code]) ?? false
            if hears { return limited(findings) }
            let problem = CashProblem.receiptsUnheard(book: code, vouchers: findings.count)
            return [finding(problem, code, voucher: findings.first?.voucher)]
        }
    }

    static func finding(_ problem: any LedgerProblem, _ book: String, voucher: String? = nil) -> Finding {
        Finding(
            code: problem.code, severity: .warning, book: book, voucher: voucher, messageZh: problem.chinese,
            messageEn: problem.english)
    }

    private static func limited(_ findings: [Finding]) -> [Finding] {
        guard let first = findings.first, findings.count > Question.limit else { return findings }
        return findings.prefix(Question.limit) + [
            Question.rest(findings.count - Question.limit, code: first.code, .warning)
        ]
    }
}

/// Cash advances 备用金 that should be accounted for (备用金检查).
enum AdvanceReview {
    static func ask(_ db: Database, asOf day: CalendarDate?) throws -> [Finding] {
        try String.fetchAll(db, sql: Schema.Claims.booksWithAdvances).flatMap { code -> [Finding] in
            guard let day = try day ?? CashReader(db, book: code).lastDay(Schema.Cash.lastVoucherDay) else {
                return []
            }
            return try LedgerFile.cashAdvances(db, book: code, asOf: day).problems.map {
                CashReview.finding($0, code)
            }
        }
    }
}

extension ClosingReview {
    /// What the cashier's book and the receipts have to say to months being closed: days that differ from 101/102, no count
    /// of cash, vouchers no cashier signed, receipts nobody can account for.
    func cashWarnings(closing months: [Month]) throws -> [any LedgerProblem] {
        guard let last = months.last else { return [] }
        let reader = CashReader(act.db, id: book.id, code: book.code)
        var warnings: [any LedgerProblem] = try CashReview.differences(reader, through: last.lastDay).filter {
            guard case .dayDiffers(_, _, let day) = $0 else { return false }
            return months.contains(day.date.accountingMonth)
        }
        let counts = try reader.counts()
        for kept in try reader.kept() where kept.isCash {
            guard let first = kept.entries.first?.entry.date.accountingMonth else { continue }
            for month in months where month >= first {
                let isCounted = counts.contains {
                    $0.account == kept.code && $0.date.accountingMonth == month
                }
                if !isCounted {
                    warnings.append(
                        CashProblem.countMissing(book: book.code, account: kept.code, month: month))
                }
            }
        }
        for month in months {
            let unsigned = try reader.unsigned(from: month.firstDay, through: month.lastDay)
            guard let first = unsigned.first?.name else { continue }
            warnings.append(
                CashProblem.signaturesMissing(
                    book: book.code, month: month, vouchers: unsigned.count, first: first))
        }
        return try warnings + reader.register().problems
    }
}
