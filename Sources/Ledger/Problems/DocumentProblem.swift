/// What can stand in the way of a document 文书 that is to be written: a part of the machine that is missing, or a form that
/// can't be followed.
public enum DocumentProblem: TextualProblem, Equatable {
    /// There is no engine that makes PDF.
    case engineMissing
    /// The engine lacks a font that a form names.
    case fontMissing(String)
    /// No font that is installed can show a character.
    case glyphMissing(String)
    /// A form can't be followed; the engine's own sentence, without paths.
    case formBroken(String)
    /// The engine was ended from outside.
    case interrupted
    /// There is no such form.
    case formUnknown(String, known: [String])
    /// A sheet of a workbook has no room for so many rows.
    case tooManyRows(limit: Int)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .engineMissing:
            return ProblemText(
                "document.engine-missing", .missingPart,
                zh: "没有排版程序 Typst，不能生成 PDF。请运行 Scripts/install pdf，或安装 typst 0.15，"
                    + "或用 VILLAGE_LEDGER_TYPST 指明它在哪里。",
                en: "Typst, which makes PDF, is missing. Run Scripts/install pdf, or install typst 0.15, "
                    + "or say where it is in VILLAGE_LEDGER_TYPST.")
        case .fontMissing(let name):
            return ProblemText(
                "document.font-missing", .missingPart,
                zh: "没有字体 \(QuotedText(name))，不能生成 PDF。请安装 fonts-noto-cjk。",
                en: "The font \(QuotedText(name)) is missing, so no PDF can be made. Install fonts-noto-cjk.")
        case .glyphMissing(let text):
            let codes = text.unicodeScalars.map { scalar in
                let digits = String(scalar.value, radix: 16, uppercase: true)
                return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
            }.joined(separator: " ")
            return ProblemText(
                "document.glyph-missing", .missingPart,
                zh: "已安装的字体都没有字符 \(QuotedText(text))（\(codes)），不能生成 PDF。请安装含有它的字体，或用 -O html 输出。",
                en:
                    "No installed font has the character \(QuotedText(text)) (\(codes)), so no PDF can be made. "
                    + "Install a font that has it, or write -O html.")
        case .formBroken(let what):
            return ProblemText(
                "document.form-broken", .unreadable,
                zh: "打印格式有误：\(QuotedText(what))。请改正自己的打印格式文件，或去掉它用内置的。",
                en: "A printing form is wrong: \(QuotedText(what)). Mend your own form, or do without it.")
        case .interrupted:
            return ProblemText(
                "document.interrupted", .io, zh: "排版被中断，没有生成 PDF。请重新运行。",
                en: "The layout was interrupted, and no PDF was made. Run it again.")
        case .formUnknown(let name, let known):
            return ProblemText(
                "document.form-unknown", .unknown,
                zh: "没有打印格式 \(QuotedText(name))。可用：\(known.joined(separator: "、"))。",
                en: "There is no printing form \(QuotedText(name)). Choose \(known.joined(separator: ", ")).")
        case .tooManyRows(let limit):
            return ProblemText(
                "document.too-many-rows", .refused,
                zh: "一个工作表最多 \(limit) 行，装不下。请缩短期间，或用 -O csv 输出。",
                en:
                    "A sheet holds \(limit) rows at most, which is too few. Choose a shorter period, or write -O csv."
            )
        }
    }
}
