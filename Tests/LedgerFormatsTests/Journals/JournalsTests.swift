import Foundation
import Ledger
import Testing

@testable import LedgerFormats

@Suite("hledger and ledger read the journals and find the same balances")
struct JournalsTests {
    /// A program did not run, or did not like what it got.
    struct Refusal: Error, CustomStringConvertible {
        var description: String
    }

    /// What a program prints.
    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let path = "/usr/bin/\(program)"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Refusal(
                description: "\(program) is missing. Install it with: apt-get install hledger ledger")
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ["LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, said.isEmpty else {
            throw Refusal(description: "\(program) \(arguments): \(said)")
        }
        return text
    }

    /// The balances of all accounts that are not zero, as the program computes them: `account=amount`.
    private func balances(_ dialect: JournalDialect, _ journal: String) throws -> [String] {
        let file = try ScratchFile(journal, "journal")
        switch dialect {
        case .hledger:
            let csv = try run("hledger", ["-f", file.path, "balance", "--flat", "--no-total", "-O", "csv"])
            return try records(csv).dropFirst().map { "\($0.fields[0])=\($0.fields[1])" }.sorted()
        case .ledger:
            let format = "%(account)=%(display_total)\n"
            let text = try run(
                "ledger",
                ["-f", file.path, "balance", "--flat", "--no-total", "--balance-format", format])
            return text.split(separator: "\n").map(String.init).sorted()
        }
    }

    private func journal(
        _ dialect: JournalDialect, _ body: (JournalWriter) -> Void
    ) throws -> String {
        let output = ByteOutput()
        body(JournalWriter(output, dialect: dialect))
        return try output.text()
    }

    private let date = CalendarDate(validNumber: 2026_03_12)

    @Test("the text by hand")
    func byHand() throws {
        let text = try journal(.hledger) { writer in
            writer.declare(account: ["V001", "101"], title: "库存现金")
            writer.write(
                JournalVoucher(
                    date: date, code: "V001/2026-03/记-12", description: "收租金; 二季度",
                    tags: [JournalTag("preparer", "张三")],
                    lines: [
                        JournalLine(account: ["V001", "101"], amount: Money(fen: 123_450)),
                        JournalLine(
                            account: ["V001", "501", "50103"], amount: Money(fen: -123_450),
                            tags: [JournalTag("source", "property"), JournalTag("contract", "")]),
                    ]))
        }
        #expect(
            text == """
                decimal-mark .
                commodity CNY 1000.00

                account V001:101
                    ; 库存现金

                2026-03-12 * (V001/2026-03/记-12) 收租金； 二季度
                    ; preparer: 张三
                    V001:101                                                 CNY 1234.50
                    V001:501:50103                                          CNY -1234.50
                    ; source: property

                """)
    }

    @Test("openings and vouchers add up", arguments: JournalDialect.allCases)
    func balances(dialect: JournalDialect) throws {
        let text = try journal(dialect) { writer in
            writer.declare(account: ["V001", "101"], title: "库存现金; [2026-99-99]")
            writer.declare(account: ["V001", "501", "50103"])
            writer.writeOpening(
                date: CalendarDate(validNumber: 2026_01_01), book: "V001",
                lines: [
                    JournalLine(account: ["V001", "101"], amount: Money(fen: 1_000_000_000_000)),
                    JournalLine(account: ["V001", "301"], amount: Money(fen: -1_000_000_000_000)),
                ])
            writer.write(
                JournalVoucher(
                    date: date, code: "V001/2026-03/记-1", description: "收租金",
                    lines: [
                        JournalLine(account: ["V001", "101"], amount: Money(fen: 1)),
                        JournalLine(account: ["V001", "501", "50103"], amount: Money(fen: -1)),
                    ]))
            writer.write(
                JournalVoucher(
                    date: date, code: "V001/2026-03/记-2", description: "红字冲销",
                    lines: [
                        JournalLine(account: ["V001", "501", "50103"], amount: Money(fen: 12_345_678)),
                        JournalLine(account: ["V001", "101"], amount: Money(fen: -12_345_678)),
                        JournalLine(account: ["V001", "102"], amount: .zero),
                    ]))
        }
        #expect(
            try balances(dialect, text) == [
                "V001:101=CNY 9999876543.23", "V001:301=CNY -10000000000.00", "V001:501:50103=CNY 123456.77",
            ])
    }

    static let nasty = [
        "", " ", ";", "; comment", "a;b", "a  b  ; c", "* cleared", "! pending", "(code) x", "a | b", "=1",
        "@x",
        "two\nlines\r\n2026-01-01 * fake", "tab\there", "\u{2028}\u{3000}\u{A0}x", "\"quoted", "[2026-13-45]",
        "a:b:c", ":tag:", "date:2026-99-99", "[=2026/02/30]", "x, date:y", "=> {1} {{2}} @ 3 @@ 4", "CNY 5",
        "𠮷㐂䶮 e\u{301} ＊", "comment", "end", "<a>", "{x}", "~ x", "%x", "#x", "assert false", "check 1",
        "expr 1", "\u{0}\u{7}\u{1B}[31m", "a\u{200B}b\u{202E}c", "\\", "$5", "¥5 5元", "'", "`", "||", "--",
        "_", "include x", "bucket", "2026-01-01", "-5", "^", "&", "apply account x", "))", "((", "[[", "]]",
    ]

    @Test(
        "summaries, tags, codes and accounts hold anything and change no balance",
        arguments: JournalDialect.allCases)
    func nastyText(dialect: JournalDialect) throws {
        let text = try journal(dialect) { writer in
            for words in Self.nasty {
                writer.declare(account: ["V001", words], title: words)
                writer.write(
                    JournalVoucher(
                        date: date, code: words, description: words,
                        tags: [JournalTag("note", words), JournalTag(words, "value")],
                        lines: [
                            JournalLine(
                                account: ["V001", "101"], amount: Money(fen: 100),
                                tags: [JournalTag("note", words), JournalTag(words, words)]),
                            JournalLine(account: ["V001", "501", words], amount: Money(fen: -60)),
                            JournalLine(account: [words, "502"], amount: Money(fen: -40)),
                        ]))
            }
        }
        let found = try balances(dialect, text)
        #expect(found.contains("V001:101=CNY \(Self.nasty.count).00"))
        let others = found.filter { !$0.hasPrefix("V001:101=") }
        // Different names may become the same one, and nothing may get lost.
        #expect(try others.map { try fen($0) }.reduce(0, +) == -100 * Self.nasty.count)
    }

    @Test("random summaries change no balance", arguments: JournalDialect.allCases)
    func randomText(dialect: JournalDialect) throws {
        var numbers = SeededNumbers.fresh("randomText \(dialect)")
        let alphabet = Array(
            ";;  \t\n()[]{}|:,=*!@\"'&%#~<>-+./\\$¥0129aAdate汉𠮷\u{301}\u{3000}".unicodeScalars)
        let text = try journal(dialect) { writer in
            for _ in 0..<400 {
                func words() -> String {
                    String(
                        String.UnicodeScalarView(
                            (0..<Int.random(in: 0...12, using: &numbers)).compactMap { _ in
                                alphabet.randomElement(using: &numbers)
                            }))
                }
                writer.write(
                    JournalVoucher(
                        date: date, code: words(), description: words(), tags: [JournalTag(words(), words())],
                        lines: [
                            JournalLine(
                                account: ["V001", "101"], amount: Money(fen: 1),
                                tags: [JournalTag(words(), words())]),
                            JournalLine(account: ["V001", words()], amount: Money(fen: -1)),
                        ]))
            }
        }
        let found = try balances(dialect, text)
        #expect(found.contains("V001:101=CNY 4.00"), "\(text)")
    }

    /// The fen in `account=CNY 12.34`.
    private func fen(_ balance: String) throws -> Int {
        let amount = try #require(balance.split(separator: "=").last).replacing("CNY ", with: "")
        return Int(try Money(parsing: String(amount)).fen)
    }
}
