import Ledger
import Testing

@Suite("taking in a bank statement")
struct BankStatementIntakeTests {
    private static let account = BankAccount(
        book: "V001", code: "基本户", bank: "栖禾农商行", number: "1234", account: "10201",
        opened: CalendarDate(validNumber: 2026_01_01))

    /// `3-05 100 1100 #serial`: day, amount, balance (`-` for none), in fen.
    private static func lines(_ texts: [String], from row: Int = 2) -> [BankStatementLine] {
        texts.enumerated().map { index, text in
            let parts = text.split(separator: " ").map(String.init)
            let day = parts[0].split(separator: "-").compactMap { Int32($0) }
            var line = BankStatementLine(
                row: row + index, date: CalendarDate(validNumber: 2026_00_00 + day[0] * 100 + day[1]),
                amount: Money(fen: Int64(parts[1]) ?? 0), balance: Int64(parts[2]).map { Money(fen: $0) },
                summary: "转账")
            for part in parts.dropFirst(3) {
                if part.hasPrefix("#") {
                    line.reference = String(part.dropFirst())
                } else {
                    line.party = part
                }
            }
            return line
        }
    }

    private static func take(
        _ texts: [String], known: [String] = [], period: String? = nil, opening: Int64? = nil,
        accept: Bool = false
    ) throws -> BankStatementIntake {
        try BankStatementIntake(
            lines(texts), of: account, known: lines(known), period: period.map { try Period(parsing: $0) },
            openingBalance: opening.map { Money(fen: $0) }, acceptDuplicates: accept)
    }

    private static func refused(
        _ texts: [String], known: [String] = [], period: String? = nil, opening: Int64? = nil
    ) -> [String] {
        do {
            _ = try take(texts, known: known, period: period, opening: opening)
            return []
        } catch let refused as BankStatementRefused {
            return refused.problems.map { "\($0.line) \($0.problem.code)" }
        } catch { return ["\(error)"] }
    }

    @Test("lines with their balances, the opening before them, the closing after")
    func plain() throws {
        let taken = try Self.take(["3-05 100 1100", "3-06 -50 1050"])
        #expect(taken.opening == Money(fen: 1000) && taken.closing == Money(fen: 1050))
        #expect(taken.from.description == "2026-03-01" && taken.through.description == "2026-03-06")
        #expect(try Self.take(["3-05 100 1100"], period: "2026-03").through.description == "2026-03-31")
    }

    @Test("the newest line may stand first")
    func newestFirst() throws {
        let taken = try Self.take(["3-06 -50 1050", "3-05 30 1100", "3-05 70 1070"])
        #expect(taken.lines.map(\.amount.fen) == [70, 30, -50] && taken.opening == Money(fen: 1000))
        let sameDay = try Self.take(["3-05 30 1100", "3-05 70 1070"])
        #expect(sameDay.lines.map(\.amount.fen) == [70, 30])
    }

    @Test("a balance that does not follow is told at its row with both figures")
    func broken() throws {
        #expect(Self.refused(["3-05 100 1100", "3-06 -50 1049", "3-07 1 1050"]) == ["3 bank.balance-break"])
        let problem = BankProblem.balanceBreak(expected: Money(fen: 105_000), stated: Money(fen: 104_900))
        #expect(problem.chinese.contains("1,050.00") && problem.english.contains("-1.00"))
    }

    @Test("what is there already is counted, not taken again")
    func overlap() throws {
        let known = ["3-05 100 1100", "3-05 100 1200", "3-06 -50 1150"]
        let taken = try Self.take(known + ["3-07 5 1155"], known: known)
        #expect(taken.alreadyThere == 3 && taken.lines.map(\.amount.fen) == [5])
        #expect(try Self.take(known, known: known).lines.isEmpty)
        // The same day grew since.
        #expect(try Self.take(["3-06 -50 1150", "3-06 20 1170"], known: known).lines.count == 1)
        // With the serial number, whatever else the bank calls it now.
        let serial = try Self.take(
            ["3-06 -50 1150 #77 甲", "3-07 5 1155 #78"], known: ["3-06 -50 1150 #77 乙"])
        #expect(serial.alreadyThere == 1 && serial.lines.count == 1)
    }

    @Test("two rows that nothing tells apart are suspicious until somebody says they are two")
    func suspicious() throws {
        #expect(Self.refused(["3-05 100 -", "3-05 100 -"], opening: 0) == ["3 bank.duplicate-line"])
        #expect(try Self.take(["3-05 100 -", "3-05 100 -"], opening: 0, accept: true).lines.count == 2)
        #expect(try Self.take(["3-05 100 - #1", "3-05 100 - #2"], opening: 0).lines.count == 2)
    }

    @Test("a row that is there twice with its serial number or its balance was copied")
    func repeated() throws {
        let serial = try Self.take(["3-05 100 1100 #1", "3-06 -50 1050 #2", "3-05 100 1100 #1"])
        #expect(serial.repeatedRows == [4] && serial.lines.count == 2)
        let balance = try Self.take(["3-05 100 1100", "3-05 100 1100", "3-06 -50 1050"])
        #expect(balance.repeatedRows == [3] && balance.lines.count == 2)
        // Paid in, taken out, paid in again: three lines, though the first and the last look the same.
        #expect(try Self.take(["3-05 100 1100", "3-05 -100 1000", "3-05 100 1100"]).lines.count == 3)
    }

    @Test("a statement joins those that are there")
    func joints() throws {
        let known = ["3-05 100 1100", "3-06 -50 1050"]
        #expect(Self.refused(["3-10 5 1060"], known: known) == ["2 bank.gap"])
        #expect(Self.refused(["2-10 5 900"], known: known) == ["2 bank.gap"])
        #expect(try Self.take(["2-10 5 1000"], known: known).lines.count == 1)
        let around = ["2-10 5 1000"] + known + ["3-07 5 1055"]
        #expect(Self.refused(around, known: known) == ["3 bank.not-contiguous"])
    }

    @Test("without balances somebody says what the account held, once")
    func withoutBalances() throws {
        #expect(Self.refused(["3-05 100 -"]) == ["0 bank.opening-missing"])
        let taken = try Self.take(["3-06 -50 - 甲", "3-05 100 - 乙"], opening: 1000)
        #expect(taken.lines.map(\.balance?.fen) == [1100, 1050])
        #expect(try Self.take(["3-07 5 -"], known: ["3-05 100 1100"]).closing == Money(fen: 1105))
        #expect(Self.refused(["3-05 100 1100"], opening: 999) == ["2 bank.opening-differs"])
    }

    @Test("lines of another account, another period, and files without lines")
    func strange() throws {
        let old = BankStatementLine(
            row: 2, date: CalendarDate(validNumber: 2025_12_31), amount: Money(fen: 1), balance: Money(fen: 1)
        )
        #expect(throws: BankStatementRefused.self) {
            try BankStatementIntake([old], of: Self.account, known: [])
        }
        #expect(Self.refused(["3-05 100 1100"], period: "2026-04") == ["2 bank.outside-period"])
        #expect(Self.refused([]) == ["0 bank.empty"])
        let quiet = try Self.take([], known: ["3-05 100 1100"], period: "2026-04")
        #expect(quiet.lines.isEmpty && quiet.closing == Money(fen: 1100))
    }
}
