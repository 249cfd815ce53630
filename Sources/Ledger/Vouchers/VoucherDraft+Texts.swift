/// What a voucher's texts may hold (文字限度), the same whether typed in or read from a file: what is posted can be exported
/// and imported again.
public enum TextLimit {
    /// Most characters (Unicode scalars) of a name, a code or a number.
    public static let name = 100
    /// Most characters of a summary 摘要 and of a reason.
    public static let summary = 200
    /// Most characters of all dimensions 辅助核算 of a line.
    public static let dimensions = 1000
}

extension VoucherDraft {
    /// Takes the blanks around names away, which mean nothing and which a file would not keep.
    public mutating func trimNames() {
        func trim(_ text: inout String?) {
            guard let given = text else { return }
            var part = given.unicodeScalars[...]
            while let first = part.first, first == " " || first == "\t" { part = part.dropFirst() }
            while let last = part.last, last == " " || last == "\t" { part = part.dropLast() }
            text = String(part)
        }
        trim(&originalName)
        for index in lines.indices {
            trim(&lines[index].source)
            trim(&lines[index].counterparty)
            trim(&lines[index].contract)
            trim(&lines[index].receipt)
        }
    }

    /// Texts that are too long or hold control characters, with their lines; 0 is the voucher as a whole.
    public func textProblems() -> [LocatedProblem] {
        var problems: [LocatedProblem] = []
        func check(_ text: String?, _ column: ImportColumn, _ limit: Int, line: Int, breaks: Bool = false) {
            guard let scalars = text?.unicodeScalars else { return }
            if scalars.count > limit {
                let problem = ImportProblem.textTooLong(column, characters: scalars.count, limit: limit)
                problems.append(LocatedProblem(line: line, problem: problem))
            }
            let control = scalars.first { scalar in
                let isBreak = scalar == "\n" || scalar == "\r"
                return scalar.value < 0x20 && !(breaks && isBreak) || (0x7F...0x9F).contains(scalar.value)
            }
            if let control {
                let problem = ImportProblem.controlCharacter(column, code: Int(control.value))
                problems.append(LocatedProblem(line: line, problem: problem))
            }
        }
        check(
            attachmentReason, ImportColumn("attachment_reason", chinese: "无附件原因"), TextLimit.summary, line: 0)
        check(originalName, ImportColumn("original_name", chinese: "原凭证号"), TextLimit.name, line: 0)
        for (index, entry) in lines.enumerated() {
            let line = index + 1
            check(
                entry.summary, ImportColumn("summary", chinese: "摘要"), TextLimit.summary, line: line,
                breaks: true)
            check(
                entry.counterparty, ImportColumn("counterparty", chinese: "往来单位"), TextLimit.name, line: line)
            check(entry.contract, ImportColumn("contract", chinese: "合同编号"), TextLimit.name, line: line)
            check(entry.receipt, ImportColumn("receipt", chinese: "票据号"), TextLimit.name, line: line)
            check(
                entry.dimensions, ImportColumn("dimensions", chinese: "辅助核算"), TextLimit.dimensions,
                line: line)
        }
        return problems
    }
}
