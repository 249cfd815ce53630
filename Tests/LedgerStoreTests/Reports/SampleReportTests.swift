import Ledger
import LedgerStore
import Testing

@Suite("账簿 on the sample data")
struct SampleReportTests {
    let file: LedgerFile

    init() throws { file = try SampleLedger.loaded.get() }

    @Test("科目余额表: every account of every book", arguments: ["2025-12", "2026-06", "2026-12"])
    func trialBalance(month: String) throws {
        let period = try Period(parsing: month)
        var found: [String] = []
        for book in try file.books() {
            let table = try file.trialBalance(book: book.code, period: period)
            for row in table.rows {
                let f = row.figures
                let figures = [f.opening, f.debit, f.credit, f.yearDebit, f.yearCredit, f.closing]
                found.append(
                    ([book.code, row.code, "\(row.level)"] + figures.map { "\($0.fen)" }).joined(
                        separator: ","))
            }
            #expect(table.totals.opening == .zero)
            #expect(table.totals.closing == .zero)
            #expect(table.totals.debit == table.totals.credit)
        }
        let columns = [
            "book", "code", "level", "opening_fen", "debit_fen", "credit_fen", "ytd_debit_fen",
            "ytd_credit_fen",
            "closing_fen",
        ]
        let wanted = try SampleLedger.rows("expected/trial-balance-\(month).csv").map { row in
            columns.map(row.string).joined(separator: ",")
        }
        #expect(found.count == wanted.count)
        for (line, expected) in zip(found, wanted) { #expect(line == expected) }
    }

    @Test("总账, 明细账 and 科目余额表 agree", arguments: ["2025", "2026", "2026-03", "2025-11..2026-02"])
    func agreement(text: String) throws {
        let period = try Period(parsing: text)
        for book in try file.books() {
            let table = try file.trialBalance(book: book.code, period: period)
            let general = try file.generalLedger(book: book.code, period: period)
            #expect(
                general.pages.map(\.code) == table.rows.filter { $0.level == 1 }.map(\.code), "\(book.code)")
            for row in table.rows {
                let page = try #require(
                    try file.generalLedger(book: book.code, period: period, account: row.code).pages.first)
                #expect(page.opening == row.figures.opening)
                #expect(page.months.last?.balance == row.figures.closing)
                #expect(page.months.last?.figures.yearDebit == row.figures.yearDebit)
                #expect(page.months.last?.figures.yearCredit == row.figures.yearCredit)
                let detail = try file.subsidiaryLedger(book: book.code, account: row.code, period: period)
                #expect(detail.rows.first?.balance == row.figures.opening)
                #expect(detail.rows.last?.balance == row.figures.closing)
                #expect(detail.rows.last?.kind == .yearTotal)
                #expect(detail.rows.last?.debit == row.figures.yearDebit, "\(book.code) \(row.code)")
                let debit = detail.rows.filter { $0.kind == .monthTotal }.reduce(0) { $0 + $1.debit.fen }
                #expect(debit == row.figures.debit.fen)
                let entries = detail.rows.filter { $0.kind == .entry }.reduce(0) { $0 + $1.credit.fen }
                #expect(entries == row.figures.credit.fen)
            }
        }
    }

    @Test("日记账: a balance for each day with entries, and the ones of a subsidiary ledger else")
    func journal() throws {
        let period = try Period(parsing: "2026-05")
        for account in ["101", "10101", "102", "10201"] {
            let journal = try file.cashJournal(book: "V014", account: account, period: period)
            let detail = try file.subsidiaryLedger(book: "V014", account: account, period: period)
            #expect(journal.rows.filter { $0.kind != .dayTotal } == detail.rows)
            let days = journal.rows.filter { $0.kind == .entry }.map(\.date)
            #expect(journal.dayBalances.map(\.date) == Array(Set(days)).sorted())
            #expect(journal.dayBalances.last?.balance == detail.rows.last?.balance)
        }
        #expect(throws: ReportProblem.notCashOrBank("501")) {
            try file.cashJournal(book: "V014", account: "501", period: period)
        }
    }

    @Test("What does not exist")
    func unknown() throws {
        let period = try Period(parsing: "2026")
        #expect(throws: NamedThingProblem.bookUnknown("V999")) {
            try file.trialBalance(book: "V999", period: period)
        }
        // 5010901 is an account of V011 alone.
        #expect(throws: AccountProblem.unknown("5010901")) {
            try file.subsidiaryLedger(book: "V001", account: "5010901", period: period)
        }
        #expect(
            try file.subsidiaryLedger(book: "V011", account: "5010901", period: period).name == "停车与充电场地收入")
        #expect(throws: AccountProblem.unknown("5011")) {
            try file.generalLedger(book: "V001", period: period, account: "5011")
        }
    }

    @Test("清单: divisions, books, users, accounts, counterparties, dimensions, sources")
    func lists() throws {
        #expect(try file.divisions().count { $0.level == "village" } == 14)
        let books = try file.books()
        #expect(books.map(\.code).count == 15)
        #expect(books.first?.lastClosed == Month(validNumber: 202512))
        #expect(books.first { $0.code == "V010" }?.lastClosed == nil)
        #expect(books.first?.charterReserveRate == 3000)
        #expect(try file.users().first { $0.name == "zhang" }?.roles == [.preparer, .poster])
        let own = try file.accounts(book: "V011")
        let shared = try file.accounts()
        #expect(own.count == shared.count + 4)
        #expect(shared.first { $0.account.code == "50109" }?.isLeaf == true)
        #expect(own.first { $0.account.code == "50109" }?.isLeaf == false)
        #expect(try file.accounts(chart: .system2004).allSatisfy { $0.account.chart == .system2004 })
        #expect(try file.counterparties(book: "V009").contains { $0.otherBook == "V009W" })
        #expect(try file.dimensions().map(\.name) == ["bank-account", "parcel", "person", "project"])
        #expect(try file.sources().first?.code == "retained-land")
        #expect(try file.sources().count == 14)
    }

    @Test("账本概况")
    func info() throws {
        let info = try file.info()
        #expect(info.version == 1)
        #expect(info.books == 15)
        #expect(info.vouchers == (try file.books().reduce(0) { $0 + $1.vouchers }))
        #expect(info.lines > 2 * info.vouchers)
        #expect(info.firstDate?.year == 2025)
        #expect(info.lastDate?.year == 2026)
        #expect(info.lastAudit?.action == "period close")
        #expect(info.drafts == 0)
    }
}
