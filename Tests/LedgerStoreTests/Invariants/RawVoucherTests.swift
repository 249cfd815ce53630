import Foundation
import Testing

@testable import LedgerStore

/// A rule, a voucher written by hand that breaks it, and the same with the lawful value.
struct RawCase: Sendable, CustomTestStringConvertible {
    let name: String
    let code: String
    let refused: RawVoucher
    let lawful: RawVoucher
    var testDescription: String { name }

    init(
        _ name: String, _ code: String, lawful: RawVoucher = RawVoucher(),
        _ change: (inout RawVoucher) -> Void
    ) {
        self.name = name
        self.code = code
        self.lawful = lawful
        var refused = lawful
        change(&refused)
        self.refused = refused
    }
}

@Suite("invariants through the sqlite3 program: vouchers written by hand")
struct RawVoucherTests {
    @Test("the sqlite3 program is there; apt-get install sqlite3 brings it")
    func programIsThere() throws {
        let session = try SQLiteShell.run(
            Hamlet.copy(),
            ["PRAGMA foreign_keys;", "PRAGMA recursive_triggers;", "SELECT nothing;", "SELECT 7;"])
        // Its defaults: both off, and on after an error.
        #expect(session.output.split(separator: "\n").suffix(3) == ["0", "0", "7"])
        #expect(session.errors.keys.sorted() == [2])
    }

    @Test("refused with its code, and the same with the lawful value goes in", arguments: cases)
    func oneCase(_ rule: RawCase) throws {
        let path = try Hamlet.copy()
        let before = try SQLiteShell.dump(path)
        var script = ["BEGIN;"] + rule.refused.statements + ["ROLLBACK;"]
        let end = script.count
        script += ["SELECT count(*) FROM voucher;", "BEGIN;"] + rule.lawful.statements + ["COMMIT;"]
        script += ["SELECT count(*) FROM voucher;"]
        let session = try SQLiteShell.run(path, script)

        let first = session.errors.keys.min()
        #expect(first.flatMap { session.errors[$0] } == rule.code)
        #expect(session.errors.keys.allSatisfy { $0 < end }, "the lawful one is refused: \(session.errors)")
        #expect(session.output.split(separator: "\n").suffix(2) == ["4", "5"])
        #expect(try SQLiteShell.dump(path) != before)
    }

    @Test("what is refused leaves the ledger as it was, also when the rest is committed", arguments: cases)
    func nothingLeft(_ rule: RawCase) throws {
        let path = try Hamlet.copy()
        let before = try SQLiteShell.dump(path, tables: ["voucher"])
        _ = try SQLiteShell.run(path, ["BEGIN;"] + rule.refused.statements + ["COMMIT;"])
        #expect(try SQLiteShell.dump(path, tables: ["voucher"]) == before)
    }

    private static let sides = "CHECK constraint failed: (debit = 0) <> (credit = 0)"
    private static func range(_ column: String) -> String {
        "CHECK constraint failed: \(column) BETWEEN -1000000000000 AND 1000000000000"
    }
    private static let party = (name: "云雾茶业", book: "H001")

    static let cases = balance + amounts + details + types + places + people + links

    private static let balance = [
        RawCase("one fen off", "voucher.unbalanced") { $0.lines[1].credit = 9_999 },
        RawCase("one fen off the other way", "voucher.unbalanced") { $0.lines[0].debit = 9_999 },
        RawCase("both lines on the debit", "voucher.unbalanced") {
            $0.lines[1].debit = 10_000
            $0.lines[1].credit = 0
        },
        RawCase("one line", "voucher.too-few-lines") { $0.lines.removeLast() },
        RawCase("no line", "voucher.too-few-lines") { $0.lines = [] },
        RawCase(
            "red and black in a normal voucher", "voucher.mixed-signs", lawful: .of(type: "correction", third)
        ) {
            $0.type = "normal"
        },
    ]

    private static let third: [RawVoucher.Line] = [
        .init(account: "51302", debit: 10_000), .init(account: "51304", debit: -4_000),
        .init(account: "10201", credit: 6_000),
    ]

    private static let amounts = [
        RawCase("a line on both sides", sides) {
            $0.lines[0].credit = 10_000
            $0.lines[1].debit = 10_000
        },
        RawCase("a line on neither side", sides) { $0.lines[0].debit = 0 },
        RawCase("a debit one fen over the limit", range("debit"), lawful: .of(largest)) {
            $0.lines[0].debit = 1_000_000_000_001
        },
        RawCase("a credit one fen over the limit", range("credit"), lawful: .of(largest)) {
            $0.lines[1].credit = 1_000_000_000_001
        },
        RawCase("a red debit one fen over the limit", range("debit"), lawful: .of(largestRed)) {
            $0.lines[0].debit = -1_000_000_000_001
        },
        RawCase("as many fen as an integer holds", range("debit")) { $0.lines[0].debit = .max },
        RawCase("a hash of 31 bytes", "CHECK constraint failed: length(hash) = 32") {
            $0.hash = "zeroblob(31)"
        },
        RawCase("a hash as text", "cannot store TEXT value in BLOB column voucher.hash") {
            $0.hash = "'\(String(repeating: "0", count: 32))'"
        },
    ]

    private static let largest: [RawVoucher.Line] = [
        .init(account: "51302", debit: 1_000_000_000_000), .init(account: "10201", credit: 1_000_000_000_000),
    ]
    private static let largestRed: [RawVoucher.Line] = [
        .init(account: "51302", debit: -1_000_000_000_000),
        .init(account: "10201", credit: -1_000_000_000_000),
    ]

    private static let details =
        ["50103", "50108", "50201", "50209"].filter { $0 != "50209" }.map { account in
            RawCase(
                "operating income \(account) without its source", "voucher.missing-source",
                lawful: .of([
                    .init(account: "10201", debit: 700),
                    .init(account: account, credit: 700, source: "property-lease"),
                ])
            ) { $0.lines[1].source = nil }
        }
        + ["11201", "11301", "21101", "221"].map { account in
            RawCase(
                "\(account) without its counterparty", "voucher.missing-counterparty",
                lawful: .of([
                    .init(account: account, debit: 700, party: party), .init(account: "10201", credit: 700),
                ])
            ) { $0.lines[0].party = nil }
        } + [
            RawCase(
                "a counterparty of another book", "counterparty.unknown",
                lawful: .of([
                    .init(account: "11201", debit: 700, party: party), .init(account: "10201", credit: 700),
                ])
            ) { $0.lines[0].party = (name: "石桥电商", book: "H002") },
            RawCase("a mark nobody made", "account.unknown") { $0.lines[0].mark = 99_999 },
            RawCase("a mark below all marks", "account.unknown") { $0.lines[0].mark = -1 },
            RawCase("an account with accounts below it", "account.not-leaf") { $0.lines[0].account = "513" },
            RawCase(
                "an account with accounts below it in this book only", "account.not-leaf",
                lawful: .second([.init(account: "51302", debit: 700), .init(account: "10201", credit: 700)])
            ) { $0.lines[0].account = "51309" },
            RawCase(
                "an account of another book", "account.unknown",
                lawful: .second([.init(account: "5130901", debit: 700), .init(account: "10201", credit: 700)])
            ) {
                $0.book = "H001"
                $0.sequence = 4
                $0.date = 2026_02_10
                $0.number = 1
            },
            RawCase("accounts of the chart of 2004", "account.other-chart") {
                $0.lines = [
                    .init(account: "102", chart: "2004", debit: 700),
                    .init(account: "101", chart: "2004", credit: 700),
                ]
            },
            RawCase("one account of the other chart", "account.other-chart") {
                $0.lines[1] = .init(account: "101", chart: "2004", credit: 10_000)
            },
        ]

    private static let closing: [RawVoucher.Line] = [
        .init(account: "50103", debit: 700, source: "property-lease"), .init(account: "321", credit: 700),
    ]
    private static let sharing: [RawVoucher.Line] = [
        .init(account: "3220101", debit: 700), .init(account: "31101", credit: 700),
    ]
    private static let earlier: [RawVoucher.Line] = [
        .init(account: "3220202", debit: 700), .init(account: "10201", credit: 700),
    ]
    private static let everyday: [RawVoucher.Line] = [
        .init(account: "51302", debit: 700), .init(account: "10201", credit: 700),
    ]
    private static let incomeAndReserve: [RawVoucher.Line] = [
        .init(account: "50103", debit: 700, source: "property-lease"), .init(account: "3220101", credit: 700),
    ]

    private static let types =
        ["normal", "correction", "distribution", "prior-year"].map { type in
            RawCase(
                "321 in a voucher of type \(type)", "voucher.current-income-outside-closing",
                lawful: .of(type: "closing", closing)
            ) { $0.type = type }
        } + [
            RawCase("a closing without 321", "voucher.not-a-closing", lawful: .of(type: "closing", closing)) {
                $0.lines[1].account = "3220201"
            },
            RawCase(
                "a closing with a bank line", "voucher.closing-other-accounts",
                lawful: .of(type: "closing", closing)
            ) { $0.lines[0] = .init(account: "10201", debit: 700) },
            RawCase(
                "a distribution without 322", "voucher.not-a-distribution",
                lawful: .of(type: "distribution", sharing)
            ) { $0.lines[0].account = "31102" },
            RawCase(
                "a distribution with income", "voucher.not-a-distribution",
                lawful: .of(type: "distribution", sharing)
            ) { $0.lines = incomeAndReserve },
            RawCase(
                "prior-year without 以前年度调整", "voucher.not-a-prior-year",
                lawful: .of(type: "prior-year", earlier, originYear: 2025)
            ) { $0.lines[0].account = "3220201" },
            RawCase(
                "prior-year with expense", "voucher.not-a-prior-year",
                lawful: .of(type: "prior-year", earlier, originYear: 2025)
            ) { $0.lines[1].account = "51302" },
            RawCase(
                "prior-year of its own year", "voucher.origin-year",
                lawful: .of(type: "prior-year", earlier, originYear: 2025)
            ) { $0.originYear = 2026 },
            RawCase(
                "prior-year of no year", "voucher.origin-year",
                lawful: .of(type: "prior-year", earlier, originYear: 2025)
            ) { $0.originYear = nil },
            RawCase(
                "prior-year of a year before every ledger", "voucher.origin-year",
                lawful: .of(type: "prior-year", earlier, originYear: 1900)
            ) { $0.originYear = -5 },
            RawCase("a normal voucher with a year of origin", "voucher.origin-year", lawful: .of(everyday)) {
                $0.originYear = 2025
            },
            RawCase(
                "a type nobody knows",
                "CHECK constraint failed: type = 'normal' OR type = 'closing' OR type = 'distribution' "
                    + "OR type = 'correction' OR type = 'prior-year'"
            ) { $0.type = "adjusting" },
        ]

    private static let places = [
        RawCase("a closed month", "period.closed") {
            $0.date = 2026_01_31
            $0.number = 4
        },
        RawCase("in a book there is none", "book.unknown") {
            ($0.book, $0.sequence) = ("999", 1)
            $0.lines = [
                .init(account: "102", chart: "2004", debit: 700),
                .init(account: "101", chart: "2004", credit: 700),
            ]
        },
        RawCase("before the book's first month", "period.before-opening") { $0.date = 2025_12_31 },
        RawCase("a sequence left out", "voucher.sequence-gap") { $0.sequence = 5 },
        RawCase("a number left out", "voucher.number-gap") { $0.number = 2 },
        RawCase(
            "the first number of another kind left out", "voucher.number-gap",
            lawful: .of(everyday, kind: "付")
        ) {
            $0.number = 2
        },
        RawCase("a number given before", "voucher.number-taken", lawful: .second(everyday)) { $0.number = 1 },
        RawCase("a sequence given before", "voucher.posted", lawful: .second(everyday)) { $0.sequence = 1 },
        RawCase("number 0", "voucher.number-gap") { $0.number = 0 },
    ]

    private static let people = [
        RawCase("reviewed by its preparer", "voucher.same-person") { $0.reviewer = "zhang" },
        RawCase("reviewed by the preparer's other account", "voucher.same-person") {
            $0.reviewer = "zhang-review"
        },
        RawCase("reviewed by its last editor", "voucher.same-person") {
            $0.editor = "chen"
            $0.reviewer = "chen"
        },
        RawCase("prepared by one account, edited by another, reviewed by the first", "voucher.same-person") {
            $0.preparer = "li"
            $0.editor = "zhang"
        },
        RawCase("reviewed by nobody there is", "user.unknown") { $0.reviewer = "999" },
        RawCase("prepared by nobody there is", "user.unknown") { $0.preparer = "999" },
        RawCase("edited by nobody there is", "user.unknown") { $0.editor = "999" },
        RawCase("posted by nobody there is", "user.unknown") { $0.poster = "999" },
    ]

    private static let links = [
        RawCase("reverses what is not there", "voucher.reverses-unknown", lawful: .of(rent, reverses: 2)) {
            $0.reverses = 99
        },
        RawCase("reverses itself", "voucher.reverses-unknown", lawful: .of(rent, reverses: 2)) {
            $0.reverses = 4
        },
        RawCase("reverses what is reversed", "voucher.already-reversed", lawful: .of(rent, reverses: 2)) {
            $0.reverses = 1
        },
        RawCase(
            "dated before what it reverses", "voucher.reversal-too-early", lawful: .of(rent, reverses: 2)
        ) {
            ($0.date, $0.number) = (2026_01_07, 4)
        },
        RawCase(
            "reverses another amount", "voucher.reversal-differs", lawful: .of(rent, reverses: 2)
        ) {
            $0.lines[0].debit = -239_999
            $0.lines[1].credit = -239_999
        },
        RawCase(
            "reverses on the other side", "voucher.reversal-differs", lawful: .of(rent, reverses: 2)
        ) {
            $0.lines[0].debit = 0
            $0.lines[0].credit = 240_000
            $0.lines[1].credit = 0
            $0.lines[1].debit = 240_000
        },
        RawCase(
            "reverses income of another year", "voucher.reversal-across-years", lawful: .of(rent, reverses: 2)
        ) { $0.date = 2027_01_05 },
        RawCase("corrects what is not there", "voucher.reverses-unknown", lawful: .of(everyday, corrects: 2))
        {
            $0.corrects = 99
        },
        RawCase("corrects itself", "voucher.reverses-unknown", lawful: .of(everyday, corrects: 2)) {
            $0.corrects = 4
        },
    ]
    private static let rent: [RawVoucher.Line] = [
        .init(account: "11201", debit: -240_000, party: party),
        .init(account: "50103", credit: -240_000, source: "property-lease"),
    ]
}

extension RawVoucher {
    /// A voucher of the first book.
    static func of(
        type: String = "normal", _ lines: [Line], kind: String = "记", reverses: Int? = nil,
        corrects: Int? = nil, originYear: Int? = nil
    ) -> RawVoucher {
        var voucher = RawVoucher()
        voucher.type = type
        voucher.kind = kind
        voucher.lines = lines
        voucher.reverses = reverses
        voucher.corrects = corrects
        voucher.originYear = originYear
        return voucher
    }

    /// The second voucher of the second book, in January.
    static func second(_ lines: [Line]) -> RawVoucher {
        var voucher = RawVoucher()
        voucher.book = "H002"
        voucher.sequence = 2
        voucher.number = 2
        voucher.date = 2026_01_20
        voucher.lines = lines
        return voucher
    }
}
