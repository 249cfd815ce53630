import Foundation
import Ledger
import Testing

@testable import LedgerFormats
@testable import LedgerStore

/// A rule, vouchers that break it and the same with the lawful value; from `cases.csv`, which every road can be sent.
///
/// `cases.csv` is a voucher file with two columns before it: the name of the case, and the code it is refused with,
/// empty on the rows of its lawful twin. All stand against ``Hamlet``.
struct InvariantCase: Sendable, CustomTestStringConvertible {
    let name: String
    let code: String
    /// A voucher file in CSV with the rows that are refused.
    let refused: String
    /// The same with the lawful value.
    let lawful: String
    var testDescription: String { name }

    static let all: [InvariantCase] = {
        do { return try read() } catch { preconditionFailure("cases.csv can't be read: \(error)") }
    }()

    private static func read() throws -> [InvariantCase] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "cases.csv")
        // No cell of it is quoted, so a line is a row and the first two commas end the first two cells.
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        }
        let header = lines[0][2]
        var names: [String] = []
        for line in lines.dropFirst() where names.last != line[0] { names.append(line[0]) }
        return names.map { name in
            let rows = lines.dropFirst().filter { $0[0] == name }
            func text(_ isLawful: Bool) -> String {
                ([header] + rows.filter { $0[1].isEmpty == isLawful }.map { $0[2] }).joined(separator: "\n")
                    + "\n"
            }
            return InvariantCase(
                name: name, code: rows.map { $0[1] }.first { !$0.isEmpty } ?? "", refused: text(false),
                lawful: text(true))
        }
    }

    static func source(_ text: String) throws -> VoucherCSVReader {
        try VoucherCSVReader(InputText(bytes: Array(text.utf8), name: "cases.csv"))
    }

    /// The voucher of a file as somebody would write it by hand.
    static func draft(_ text: String) throws -> VoucherDraft {
        let rows = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        func cell(_ row: [String], _ name: String) -> String? {
            rows[0].firstIndex(of: name).map { row[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        }
        let first = rows[1]
        var draft = VoucherDraft(
            book: cell(first, "book") ?? "", date: try CalendarDate(parsing: cell(first, "date") ?? ""),
            attachments: 1)
        draft.kind = cell(first, "kind")
        draft.type = cell(first, "voucher_type")
        draft.reverses = cell(first, "reverses")
        draft.corrects = cell(first, "corrects")
        draft.originYear = cell(first, "origin_year").flatMap { Int($0) }
        draft.lines = try rows.dropFirst().map { row in
            EntryLine(
                "试", account: cell(row, "account") ?? "", debit: try fen(cell(row, "debit")),
                credit: try fen(cell(row, "credit")), source: cell(row, "source"),
                counterparty: cell(row, "counterparty"))
        }
        return draft
    }

    /// Yuan with two decimals as fen, without the parser under test, which also refuses what is too large.
    private static func fen(_ text: String?) throws -> Money {
        guard let text else { return .zero }
        return Money(fen: try #require(Int64(text.filter { $0 != "." })))
    }
}
