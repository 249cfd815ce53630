import ArgumentParser
import Ledger
import LedgerFormats

/// What the bytes of an input are (文字编码).
struct EncodingOption: ParsableArguments {
    @Option(
        help: help(
            "编码 utf-8 或 gb18030；文件可自动识别", "encoding utf-8 or gb18030; found out by itself from a file",
            value: "NAME"))
    var encoding: String?

    /// The encoding named; nil finds out.
    var textEncoding: TextEncoding? {
        get throws {
            guard let encoding else { return nil }
            guard let known = TextEncoding(name: encoding) else {
                throw UsageProblem(
                    "encoding", "没有编码 \(QuotedText(encoding))。可用：utf-8、gb18030。",
                    "There is no encoding \(QuotedText(encoding)). Use utf-8 or gb18030.")
            }
            return known
        }
    }
}
