import Glibc
import Ledger

/// What an answer is written as (输出格式).
enum OutputFormat: String, CaseIterable {
    case table
    case csv
    case json
    case xlsx
    case pdf
    case html

    /// What commands write that have no document to show.
    static let texts: [OutputFormat] = [.table, .csv, .json]

    /// Whether it is nothing that a terminal could show.
    var isBinary: Bool { self == .xlsx || self == .pdf }

    /// The format asked for: `-O`, else what the extension of `-o` says, else a table.
    ///
    /// - Throws: a usage problem for a format that nothing here writes, or that this command does not.
    static func chosen(
        format: String?, output: String?, among allowed: [OutputFormat] = OutputFormat.allCases
    ) throws -> OutputFormat {
        let chosen = try named(format ?? output.flatMap(fileExtension), among: allowed)
        if chosen.isBinary, output == nil || output == "-", isatty(STDOUT_FILENO) == 1 {
            throw UsageProblem(
                "binary-to-terminal", "\(chosen.rawValue) 不能显示在终端上。请用 -o 文件名.\(chosen.rawValue) 写到文件。",
                "A terminal can't show \(chosen.rawValue). Write it to a file with -o FILE.\(chosen.rawValue)."
            )
        }
        return chosen
    }

    private static func named(_ asked: String?, among allowed: [OutputFormat]) throws -> OutputFormat {
        guard let asked, asked != "txt" else { return allowed.first ?? .table }
        guard let chosen = OutputFormat(rawValue: asked.lowercased()), allowed.contains(chosen) else {
            let names = allowed.map(\.rawValue)
            throw UsageProblem(
                "output-format",
                "这个命令不能输出 \(QuotedText(asked))。可用：\(names.joined(separator: "、"))，用 -O 指定。",
                "This command does not write \(QuotedText(asked)). Choose \(names.joined(separator: ", ")) with -O."
            )
        }
        return chosen
    }

    private static func fileExtension(_ path: String) -> String? {
        let name = path.split(separator: "/").last ?? ""
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 ? parts.last.map(String.init) : nil
    }
}
