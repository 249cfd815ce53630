import Ledger

/// What the parser says about arguments it can't follow, in the language of this run (用法错误信息).
struct UsageMessage {
    let code: String
    let text: String

    /// - Parameter english: the parser's own sentence.
    init(_ english: String) {
        let first = english.split(separator: "\n").first.map(String.init) ?? english
        let quotes = first.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
        let named = quotes.count > 1 ? quotes[1] : ""
        let last = quotes.count > 3 ? quotes[3] : ""
        let (code, chinese) = Self.chinese(first, named: named, last: last)
        self.code = "usage." + code
        text = Tongue.language == .chinese ? chinese : english
    }

    private static func chinese(_ sentence: String, named: String, last: String) -> (
        code: String, text: String
    ) {
        if sentence.hasPrefix("Unknown option") {
            return ("unknown-option", "没有选项 \(named)。" + (last.isEmpty ? "" : "是不是 \(last)？"))
        }
        if sentence.hasPrefix("Missing value for") { return ("missing-value", "选项 \(named) 后面缺少值。") }
        if sentence.hasPrefix("Missing expected argument") { return ("missing-argument", "缺少 \(named)。") }
        if sentence.hasPrefix("Missing one of") { return ("missing-argument", "缺少其中之一：\(named)。") }
        if sentence.hasPrefix("Unexpected argument") { return ("unexpected-argument", "不认识的参数 \(named)。") }
        if sentence.contains("unexpected arguments") {
            return ("unexpected-argument", "有多余的参数，从 \(named) 起。")
        }
        if sentence.hasPrefix("The value") {
            let allowed = sentence.contains("Please provide one of ") ? allowedValues(sentence) : ""
            return ("invalid-value", "\(last) 不接受“\(named)”。\(allowed)")
        }
        if sentence.hasPrefix("The option") { return ("unexpected-value", "选项 \(named) 不带值。") }
        if sentence.hasPrefix("Missing required subcommand") { return ("missing-subcommand", "缺少子命令。") }
        return ("invalid", sentence)
    }

    private static func allowedValues(_ sentence: String) -> String {
        guard let range = sentence.firstRange(of: "Please provide one of ") else { return "" }
        let values = sentence[range.upperBound...].split(separator: "'").enumerated()
            .compactMap { $0.offset % 2 == 0 ? $0.element : nil }.filter { $0 != "." }
        return "可用：\(values.joined(separator: "、"))。"
    }
}
