import CLedgerSQLite
import Ledger
import LedgerStore

/// The part of `Scripts/bench` that measures inside a process; prints `name value` lines, times in microseconds.
///
///     ledger-bench make FILE VILLAGES VOUCHERS     a ledger made through the library
///     ledger-bench years FILE VILLAGES VOUCHERS YEARS     the same, several years carried forward and closed
///     ledger-bench ask FILE YEAR [VILLAGE]         the threshold question, its answer only
///     ledger-bench trial FILE BOOK MONTH           one book's trial balance
///     ledger-bench statement FILE BOOK MONTH       one book's balance sheet
///     ledger-bench post FOLDER COUNT               postings and bare two-table commits, in turn on the same disk
@main
enum LedgerBench {
    static func main() throws {
        let words = CommandLine.arguments
        switch words.dropFirst().first {
        case "make": try make(words[2], villages: Int(words[3]) ?? 0, vouchers: Int(words[4]) ?? 0)
        case "years":
            try make(
                words[2], villages: Int(words[3]) ?? 0, vouchers: Int(words[4]) ?? 0,
                closing: Int(words[5]) ?? 0)
        case "ask": try ask(words[2], year: Int(words[3]) ?? 0, villages: Array(words.dropFirst(4)))
        case "trial": try trial(words[2], book: words[3], month: words[4])
        case "statement": try statement(words[2], book: words[3], month: words[4])
        case "post": try post(words[2], count: Int(words[3]) ?? 0)
        default: print("see the first comment of Tests/Bench/LedgerBench.swift")
        }
    }

    static func median(_ name: String, runs: Int = 5, _ body: () throws -> Void) rethrows {
        let clock = ContinuousClock()
        var times: [Duration] = []
        for _ in 0...runs { try times.append(clock.measure(body)) }
        print(name, microseconds(times.dropFirst().sorted()[runs / 2]))
    }

    static func microseconds(_ time: Duration) -> Int64 {
        time.components.seconds * 1_000_000 + time.components.attoseconds / 1_000_000_000_000
    }

    static func ask(_ path: String, year: Int, villages: [String]) throws {
        let file = try LedgerFile.open(path, for: .reading)
        var rows: [VillageIncome] = []
        try median("threshold") { rows = try file.threshold(year: year, villages: villages).villages }
        print("villages", rows.count)
        print("closed", rows.count { $0.isYearClosed })
    }

    static func trial(_ path: String, book: String, month: String) throws {
        let file = try LedgerFile.open(path, for: .reading)
        let period = try Period(parsing: month)
        var rows = 0
        try median("trial-balance") { rows = try file.trialBalance(book: book, period: period).rows.count }
        print("rows", rows)
    }

    static func statement(_ path: String, book: String, month: String) throws {
        let file = try LedgerFile.open(path, for: .reading)
        let period = try Period(parsing: month)
        let versions = try LedgerFile.statement(named: LedgerFile.balanceSheetName)
        var rows = 0
        try median("statement") {
            rows = try file.statement(versions, books: [book], period: period).rows.count
        }
        print("rows", rows)
    }

    static func setUp(_ path: String, villages: Int) throws -> LedgerFile {
        let file = try LedgerFile.create(at: path)
        let district = "990201000000"
        try file.addDivisions(
            [
                DivisionEntry(code: "990000000000", name: "示例省", level: "province", parent: nil),
                DivisionEntry(code: "990200000000", name: "示例市", level: "city", parent: "990000000000"),
                DivisionEntry(code: district, name: "示例区", level: "county", parent: "990200000000"),
            ])
        let townships = (villages + 99) / 100
        func township(_ index: Int) -> String { "9902" + padded(10_000 + index, 5) + "000" }
        try file.addDivisions(
            (0..<townships).map {
                DivisionEntry(code: township($0), name: "第\($0 + 1)镇", level: "township", parent: district)
            })
        func village(_ index: Int) -> String {
            String(township(index / 100).dropLast(3)) + padded(200 + index % 100, 3)
        }
        try file.addDivisions(
            (0..<villages).map {
                DivisionEntry(
                    code: village($0), name: "第\($0 + 1)村", level: "village", parent: township($0 / 100))
            })
        let opened = try Month(parsing: "2026-01")
        try file.addBooks(
            (0..<villages).map {
                BookEntry(
                    code: "B" + padded($0 + 1, 5), division: village($0), name: "第\($0 + 1)村合作社",
                    opened: opened)
            })
        try file.addUsers([
            UserEntry(
                name: "zhang", displayName: "张甲", roles: [.preparer, .poster, .admin], scope: "990000000000"),
            UserEntry(name: "li", displayName: "李乙", roles: [.reviewer], scope: "990000000000"),
        ])
        return file
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    /// - Parameter years: how many years from 2026 on are carried forward and closed; 0 is 2026, open.
    static func make(_ path: String, villages: Int, vouchers: Int, closing years: Int = 0) throws {
        let file = try setUp(path, villages: villages)
        var count = 0
        for year in 2026..<2026 + max(years, 1) {
            var source = MadeVouchers(
                villages: villages, vouchers: vouchers, year: year, isCarried: years > 0)
            count += try file.importVouchers(&source, by: "zhang", reviewer: "li", post: true).vouchers
        }
        print("vouchers", count)
        guard let december = Month(year: 2025 + years, month: 12), years > 0 else { return }
        for village in 1...villages {
            try file.closePeriod(book: "B" + padded(village, 5), through: december, by: "zhang")
        }
    }

    static func post(_ folder: String, count: Int) throws {
        let file = try setUp(folder + "/post.sqlite", villages: 1)
        let bare = try BareTables(folder + "/bare.sqlite")
        let date = try CalendarDate(parsing: "2026-03-15")
        var rates: [(ours: Duration, bare: Duration)] = []
        for round in 0...5 {
            let drafts = (0..<count).map { index in
                let amount = Money(fen: Int64(1000 + index))
                return VoucherDraft(
                    book: "B00001", date: date,
                    lines: [
                        EntryLine("付办公用品", account: "51302", debit: amount),
                        EntryLine("付差旅费", account: "51303", debit: amount),
                        EntryLine("银行付款", account: "10201", credit: Money(fen: amount.fen * 2)),
                    ], attachments: 1)
            }
            let names = try file.addDrafts(drafts, by: "zhang").map(\.name)
            try file.review(names, by: "li")
            let clock = ContinuousClock()
            let ours = try clock.measure { for name in names { _ = try file.post([name], by: "zhang") } }
            let other = clock.measure { for index in 0..<count { bare.commit(index) } }
            if round > 0 { rates.append((ours, other)) }
        }
        let ratios = rates.map { microseconds($0.bare) * 1000 / microseconds($0.ours) }.sorted()
        print("post", microseconds(rates.map(\.ours).sorted()[2]) / Int64(count))
        print("bare", microseconds(rates.map(\.bare).sorted()[2]) / Int64(count))
        print("rate-permille", ratios[2])
    }
}

/// Vouchers of invented villages, made as they are asked for.
struct MadeVouchers: VoucherSource {
    let villages: Int
    let vouchers: Int
    var year = 2026
    /// Whether a last voucher carries the year forward, straight to 未分配收益.
    var isCarried = false
    private var next = 0
    private var turnover: [String: Int64] = [:]

    init(villages: Int, vouchers: Int, year: Int = 2026, isCarried: Bool = false) {
        self.villages = villages
        self.vouchers = vouchers
        self.year = year
        self.isCarried = isCarried
    }

    var contentDigest: [UInt8] { Array("made \(villages) \(vouchers) \(year) \(isCarried)".utf8) }

    mutating func next(into voucher: inout IncomingVoucher) throws -> Bool {
        let perVillage = vouchers + (isCarried ? 1 : 0)
        guard next < villages * perVillage else { return false }
        let (village, index) = (next / perVillage, next % perVillage)
        next += 1
        let book = "B" + LedgerBench.padded(village + 1, 5)
        let month = min(index * 12 / vouchers + 1, 12)
        guard let date = CalendarDate(year: year, month: month, day: 15) else { return false }
        guard index < vouchers else {
            voucher = IncomingVoucher(carryForward(book, date))
            return true
        }
        let amount = Money(fen: Int64(100_000 + village * 911 % 1_900_000))
        let sources = ["property-lease", "retained-land", "village-operation", "land-contracting"]
        let account = index % 6 == 5 ? "50104" : "50103"
        turnover[account, default: 0] += amount.fen
        let draft = VoucherDraft(
            book: book, date: date,
            lines: [
                EntryLine("收租金", account: "10201", debit: amount),
                EntryLine("收租金", account: account, credit: amount, source: sources[index % 4]),
            ], attachments: 1)
        voucher = IncomingVoucher(draft)
        return true
    }

    /// 结转: what the village has taken in since the last one, over 本年收益 to 未分配收益.
    private mutating func carryForward(_ book: String, _ date: CalendarDate) -> VoucherDraft {
        let sum = turnover.values.reduce(0, +)
        var lines = turnover.sorted { $0.key < $1.key }.map {
            EntryLine("结转", account: $0.key, debit: Money(fen: $0.value), source: "property-lease")
        }
        turnover = [:]
        for (debit, credit) in [(0, sum), (sum, 0)] {
            lines.append(
                EntryLine("结转", account: "321", debit: Money(fen: debit), credit: Money(fen: credit)))
        }
        lines.append(EntryLine("结转", account: "3220201", credit: Money(fen: sum)))
        return VoucherDraft(book: book, date: date, lines: lines, attachments: 0)
    }
}

/// What a commit costs with nothing around it: one head and three lines into two bare tables.
final class BareTables {
    private var connection: OpaquePointer?
    private var head: OpaquePointer?
    private var line: OpaquePointer?

    init(_ path: String) throws {
        sqlite3_open(path, &connection)
        sqlite3_exec(
            connection,
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE head (id INTEGER PRIMARY KEY, date INTEGER, kind TEXT, number INTEGER);
            CREATE TABLE line (head INTEGER, line INTEGER, account INTEGER, debit INTEGER, credit INTEGER, summary TEXT,
                PRIMARY KEY (head, line)) WITHOUT ROWID;
            """, nil, nil, nil)
        sqlite3_prepare_v2(
            connection, "INSERT INTO head (date, kind, number) VALUES (20260315, '记', ?)", -1, &head, nil)
        sqlite3_prepare_v2(
            connection, "INSERT INTO line VALUES (last_insert_rowid(), ?, 51302, ?, 0, '付办公用品')", -1, &line,
            nil)
    }

    func commit(_ index: Int) {
        sqlite3_exec(connection, "BEGIN IMMEDIATE", nil, nil, nil)
        sqlite3_bind_int64(head, 1, Int64(index))
        sqlite3_step(head)
        sqlite3_reset(head)
        for number in 1...3 {
            sqlite3_bind_int64(line, 1, Int64(number))
            sqlite3_bind_int64(line, 2, Int64(1000 + index))
            sqlite3_step(line)
            sqlite3_reset(line)
        }
        sqlite3_exec(connection, "COMMIT", nil, nil, nil)
    }
}
