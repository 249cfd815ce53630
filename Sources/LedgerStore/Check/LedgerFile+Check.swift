import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// Asks every question of consistency about the posted books 检查, and answers with what should be looked at.
    ///
    /// In a stable order: question by question, book by book. Nothing is compared with the clock.
    ///
    /// - Parameter day: what is counted in days is counted to this one; nil is the last day of each book with a voucher.
    public func check(asOf day: CalendarDate? = nil) throws -> [Finding] {
        try read { db in
            var findings: [Finding] = []
            for question in Question.all { findings += try question.ask(db) }
            findings += try NegativeCash.ask(db)
            findings += try DifferingSums.ask(db)
            findings += try CashReview.ask(db)
            findings += try AdvanceReview.ask(db, asOf: day)
            return findings
        }
    }
}

/// One question of `check` (检查项): a query whose rows are findings.
struct Question {
    let code: String?
    let severity: Finding.Severity
    let sql: String
    let message: (RawStatement) -> (zh: String, en: String)

    /// Beyond this many of one kind the rest is only counted.
    static let limit = 1000

    func ask(_ db: Database) throws -> [Finding] {
        var findings: [Finding] = []
        var count = 0
        let rows = try RawStatement(db, sql)
        while try rows.step() {
            count += 1
            guard count <= Self.limit else { continue }
            let text = message(rows)
            let book = rows.optionalText(0)
            let voucher = book.flatMap { book in
                rows.isNull(3)
                    ? nil
                    : FoundVoucher.place(
                        book: book, date: rows.int(1), kind: rows.text(2), number: rows.int(3)
                    ).voucher
            }
            findings.append(
                Finding(
                    code: code ?? rows.text(4), severity: severity, book: book, voucher: voucher,
                    messageZh: text.zh,
                    messageEn: text.en))
        }
        if let first = findings.first, count > Self.limit {
            findings.append(Self.rest(count - Self.limit, code: first.code, severity))
        }
        return findings
    }

    static func rest(_ count: Int, code: String, _ severity: Finding.Severity) -> Finding {
        Finding(
            code: code, severity: severity, messageZh: "还有 \(count) 个同类问题没有列出。",
            messageEn: "\(count) more of the same kind are not listed.")
    }
}

/// Days on which cash stands below zero (现金负数): the first day of each run of them.
enum NegativeCash {
    static func ask(_ db: Database) throws -> [Finding] {
        var findings: [Finding] = []
        var book = ""
        var balance: Int64 = 0
        var wasNegative = false
        var count = 0
        let rows = try RawStatement(db, Schema.Checks.cashDays)
        while try rows.step() {
            if rows.text(0) != book { (book, balance, wasNegative) = (rows.text(0), 0, false) }
            balance &+= rows.int(4)
            if balance < 0, !wasNegative {
                count += 1
                if count <= Question.limit { findings.append(finding(book, rows.int(1), balance)) }
            }
            wasNegative = balance < 0
        }
        if count > Question.limit {
            findings.append(Question.rest(count - Question.limit, code: "period.negative-cash", .error))
        }
        return findings
    }

    private static func finding(_ book: String, _ day: Int64, _ balance: Int64) -> Finding {
        let amount = Money(fen: balance)
        guard let date = CalendarDate(number: Int32(clamping: day)) else {
            return Finding(
                code: "period.negative-cash", severity: .error, book: book,
                messageZh: "账套 \(book) 的期初现金为 \(amount.grouped)，是负数。请核对期初余额。",
                messageEn: "Cash of book \(book) opens at \(amount.grouped), below zero. Check the openings.")
        }
        let problem = PeriodProblem.negativeCash(book: book, date: date, balance: amount)
        return Finding(
            code: problem.code, severity: .error, book: book, messageZh: problem.chinese,
            messageEn: problem.english)
    }
}

/// Stored balances that are not the sums of the lines (余额不符).
enum DifferingSums {
    static func ask(_ db: Database) throws -> [Finding] {
        let problems = ProblemList()
        let sums = try SumsCheck(db, try VerifyIndex(db), problems)
        let rows = try RawStatement(db, Schema.Verify.books)
        var books: [VerifyBook] = []
        while try rows.step() { books.append(VerifyBook(rows)) }
        for book in books {
            try book.load(db)
            sums.begin(book)
            try sums.compareInSQL(book)
            book.unload()
        }
        try sums.finishAll(books)
        return problems.finish().map { problem in
            Finding(
                code: "balance.differs", severity: .error, book: problem.book,
                messageZh: "\(problem.what(in: .chinese))。请运行 verify，并从备份恢复。",
                messageEn: "\(problem.what(in: .english)). Run verify, and restore a backup.")
        }
    }
}
