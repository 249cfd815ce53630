import GRDB
import Ledger
import LedgerSchema

/// Adds the lines up again and holds the stored balances against it (余额核对), in Swift and once more in SQL.
final class SumsCheck {
    private let db: Database
    private let index: VerifyIndex
    private let problems: ProblemList
    private var turnover: [UInt64: Amounts] = [:]
    private var partyTurnover: [UInt64: Amounts] = [:]
    private var yearTurnover: [UInt64: Amounts] = [:]
    /// Rows found to differ, so that Swift and SQL don't say the same thing twice.
    private var reported: Set<String> = []
    private let balanceRows: RawStatement
    private let partyRows: RawStatement
    private let yearRow: RawStatement
    private let openings: RawStatement
    private let balances: RawStatement
    private let partyBalances: RawStatement
    private let yearEnds: YearEndCheck

    init(_ db: Database, _ index: VerifyIndex, _ problems: ProblemList) throws {
        self.db = db
        self.index = index
        self.problems = problems
        balanceRows = try RawStatement(db, Schema.Sums.balanceRows)
        partyRows = try RawStatement(db, Schema.Sums.partyRows)
        yearRow = try RawStatement(db, Schema.Sums.yearRow)
        openings = try RawStatement(db, Schema.Sums.openings)
        balances = try RawStatement(db, Schema.Sums.balances)
        partyBalances = try RawStatement(db, Schema.Sums.counterpartyBalances)
        yearEnds = try YearEndCheck(db, index, problems)
    }

    func begin(_ book: VerifyBook) {
        turnover.removeAll(keepingCapacity: true)
        partyTurnover.removeAll(keepingCapacity: true)
        yearTurnover.removeAll(keepingCapacity: true)
        reported.removeAll()
    }

    /// Ids that lines name and that stand for nothing: the lines tell of them, and the sums under them are right.
    private var lost = LostIDs()

    /// Adds a voucher; lines whose ids stand for nothing are left out.
    func add(_ found: FoundVoucher) {
        if !found.isReadable {
            lost.accounts.formUnion(found.lost.accounts)
            lost.marks.formUnion(found.lost.marks)
            lost.parties.formUnion(found.lost.parties)
            guard found.isPlaced else { return }
        }
        let voucher = found.voucher
        let month = voucher.date.accountingMonth
        for line in voucher.lines where line.account >= 0 && line.mark >= 0 {
            turnover[
                BalanceKey.month(month, account: line.account, mark: line.mark, type: voucher.type),
                default: Amounts()
            ]
            .add(line)
            if line.party >= 0 {
                partyTurnover[
                    BalanceKey.party(month, account: line.account, party: line.party), default: Amounts()
                ].add(line)
            }
            guard voucher.type.countsInMeasures else { continue }
            let account = index.accounts[Int(line.account)]
            let year =
                account.isProfitAndLoss ? voucher.date.year : account.isPriorYear ? voucher.originYear : nil
            guard let year, (0..<10_000).contains(year) else { continue }
            yearTurnover[BalanceKey.year(year, account: line.account, mark: line.mark), default: Amounts()]
                .add(line)
        }
    }

    /// Compares the sums of a book that has been read to its end.
    func finish(_ book: VerifyBook) throws {
        try addOpenings(book)
        try yearEnds.check(book, turnover: turnover)
        try compareMonths(book)
        try compareParties(book)
        try compareYears(book)
        try compareInSQL(book)
    }

    /// The sums of months and counterparties in SQL alone.
    func compareInSQL(_ book: VerifyBook) throws {
        try compareInSQL(balances, table: "balance", book) { row in
            "\(row.int(1)) \(self.code(row.int(2))) \(row.int(3)) \(row.text(4))"
        }
        try compareInSQL(partyBalances, table: "counterpartyBalance", book) { row in
            "\(row.int(1)) \(self.code(row.int(2))) \(self.party(row.int(3), book))"
        }
    }

    private func addOpenings(_ book: VerifyBook) throws {
        openings.bind(1, book.id)
        let year = Int(book.opened / 100)
        while try openings.step() {
            guard let account = index.account(ofID: openings.int(0)),
                let mark = index.mark(ofID: openings.int(1)),
                index.accounts[Int(account)].isProfitAndLoss, (0..<10_000).contains(year)
            else { continue }
            let key = BalanceKey.year(year, account: account, mark: mark)
            yearTurnover[key, default: Amounts()].debit &+= openings.int(2)
            yearTurnover[key, default: Amounts()].credit &+= openings.int(3)
        }
    }

    private func compareMonths(_ book: VerifyBook) throws {
        balanceRows.bind(1, book.id)
        while try balanceRows.step() {
            if lost.accounts.contains(balanceRows.int(1)) || lost.marks.contains(balanceRows.int(2)) {
                continue
            }
            let stored = Amounts(debit: balanceRows.int(4), credit: balanceRows.int(5))
            let type = VoucherType(rawValue: balanceRows.text(3))
            var sum = Amounts()
            if let account = index.account(ofID: balanceRows.int(1)),
                let mark = index.mark(ofID: balanceRows.int(2)), let type,
                let month = Self.month(balanceRows.int(0))
            {
                sum =
                    turnover.removeValue(
                        forKey: BalanceKey.month(month, account: account, mark: mark, type: type)) ?? sum
            }
            let row =
                "\(balanceRows.int(0)) \(code(balanceRows.int(1))) \(balanceRows.int(2)) \(balanceRows.text(3))"
            report("balance", row, stored, sum, book, month: balanceRows.int(0))
        }
        for (key, sum) in turnover.sorted(by: { $0.key < $1.key }) {
            let mark = index.markIDs[Int(key >> 4 & 0xFFFFF)]
            let type = VoucherType.byIndex[Int(key & 0xF)].rawValue
            let row = "\(key >> 44) \(code(index: Int(key >> 24 & 0xFFFFF))) \(mark) \(type)"
            report("balance", row, Amounts(), sum, book, month: Int64(key >> 44))
        }
    }

    private func compareParties(_ book: VerifyBook) throws {
        partyRows.bind(1, book.id)
        while try partyRows.step() {
            if lost.accounts.contains(partyRows.int(1)) || lost.parties.contains(partyRows.int(2)) {
                continue
            }
            let stored = Amounts(debit: partyRows.int(3), credit: partyRows.int(4))
            var sum = Amounts()
            if let account = index.account(ofID: partyRows.int(1)),
                let party = book.party(ofID: partyRows.int(2)),
                let month = Self.month(partyRows.int(0))
            {
                sum =
                    partyTurnover.removeValue(forKey: BalanceKey.party(month, account: account, party: party))
                    ?? sum
            }
            let row = "\(partyRows.int(0)) \(code(partyRows.int(1))) \(party(partyRows.int(2), book))"
            report("counterpartyBalance", row, stored, sum, book, month: partyRows.int(0))
        }
        for (key, sum) in partyTurnover.sorted(by: { $0.key < $1.key }) {
            let month = Int64(key & 0xFFFFF) + 190_000
            let name = String(decoding: book.parties[Int(key >> 20 & 0xFFFFFF)].code, as: UTF8.self)
            report(
                "counterpartyBalance", "\(month) \(code(index: Int(key >> 44))) \(name)", Amounts(), sum,
                book, month: month)
        }
    }

    /// The yearly rows of a book do not lie together, so each is looked up; rows too many are found in SQL.
    private func compareYears(_ book: VerifyBook) throws {
        for (key, sum) in yearTurnover.sorted(by: { $0.key < $1.key }) {
            let account = Int(key >> 24 & 0xFFFFF)
            let mark = index.markIDs[Int(key & 0xFFFFFF)]
            yearRow.bind(1, Int64(key >> 44))
            yearRow.bind(2, index.accounts[account].id)
            yearRow.bind(3, book.id)
            yearRow.bind(4, mark)
            var stored = Amounts()
            if try yearRow.step() {
                stored = Amounts(debit: yearRow.int(0), credit: yearRow.int(1))
                yearRow.reset()
            }
            report(
                "yearTurnover", "\(key >> 44) \(code(index: account)) \(mark)", stored, sum, book, month: nil)
        }
    }

    private func compareInSQL(
        _ statement: RawStatement, table: String, _ book: VerifyBook, row: (RawStatement) -> String
    ) throws {
        statement.bind(1, book.id)
        let place: Int32 = table == "balance" ? 5 : 4
        while try statement.step() {
            report(
                table, row(statement), Amounts(debit: statement.int(place), credit: statement.int(place + 1)),
                Amounts(debit: statement.int(place + 2), credit: statement.int(place + 3)), book,
                month: statement.int(1))
        }
    }

    /// Yearly turnover of all books in SQL, and sums of books that do not exist.
    func finishAll(_ books: [VerifyBook]) throws {
        let codes = Dictionary(books.map { ($0.id, $0.code) }, uniquingKeysWith: { first, _ in first })
        let years = try RawStatement(db, Schema.Sums.yearTurnovers)
        while try years.step() {
            guard let book = codes[years.int(0)], !lost.accounts.contains(years.int(2)) else { continue }
            let row = "yearTurnover \(book) \(years.int(1)) \(code(years.int(2))) \(years.int(3))"
            guard !yearRows.contains(row) else { continue }
            add(
                "yearTurnover", VerifyPlace(book: book, row: row),
                Amounts(debit: years.int(4), credit: years.int(5)),
                Amounts(debit: years.int(6), credit: years.int(7)))
        }
        let strangers = try RawStatement(db, Schema.Sums.strangers)
        while try strangers.step() {
            problems.add(
                strangers.text(0), VerifyPlace(row: "\(strangers.text(0)) book id \(strangers.int(1))"),
                zh: "\(strangers.int(2)) 行属于不存在的账套",
                en: "\(strangers.int(2)) rows of a book that does not exist")
        }
    }

    /// Yearly rows already reported, of all books.
    private var yearRows: Set<String> = []

    private func report(
        _ table: String, _ key: String, _ stored: Amounts, _ sum: Amounts, _ book: VerifyBook, month: Int64?
    ) {
        guard stored.debit != sum.debit || stored.credit != sum.credit else { return }
        let row = "\(table) \(book.code) \(key)"
        guard reported.insert(row).inserted else { return }
        if table == "yearTurnover" { yearRows.insert(row) }
        let period = month.flatMap(Self.month).map { "\($0)" }
        add(table, VerifyPlace(book: book.code, period: period, row: row), stored, sum)
    }

    private func add(_ table: String, _ place: VerifyPlace, _ stored: Amounts, _ sum: Amounts) {
        problems.add(
            table, place,
            zh:
                "存 借 \(Money(fen: stored.debit)) 贷 \(Money(fen: stored.credit))，分录合计 借 \(Money(fen: sum.debit)) 贷 \(Money(fen: sum.credit))",
            en:
                "stored debit \(Money(fen: stored.debit)) credit \(Money(fen: stored.credit)), the lines add up to "
                + "debit \(Money(fen: sum.debit)) credit \(Money(fen: sum.credit))")
    }

    private static func month(_ number: Int64) -> Month? {
        guard let number = Int32(exactly: number), (190_001...299_912).contains(number),
            (1...12).contains(number % 100)
        else { return nil }
        return Month(validNumber: number)
    }

    private func code(_ id: Int64) -> String {
        index.account(ofID: id).map { code(index: Int($0)) } ?? "#\(id)"
    }
    private func code(index place: Int) -> String {
        String(decoding: index.accounts[place].code, as: UTF8.self)
    }
    private func party(_ id: Int64, _ book: VerifyBook) -> String {
        book.party(ofID: id).map { String(decoding: book.partyCode($0), as: UTF8.self) } ?? "#\(id)"
    }
}
