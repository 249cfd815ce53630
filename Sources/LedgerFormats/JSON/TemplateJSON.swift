import Ledger

/// A voucher template written as JSON (凭证模板 JSON): `name`, `kind`, `type`, `attachmentReason`, `defaults` and `lines`; in a
/// line `summary`, `account`, `debit` or `credit` with a formula, `source`, `counterparty`, `contract`, `dimensions`.
///
/// `defaults` is an object of amounts in yuan, `{"amount": "1000.00"}`.
public enum TemplateJSON {
    /// A template and where its lines stand in the file.
    public struct Located: Sendable {
        /// The template.
        public var template: VoucherTemplate
        /// The line of the file it starts on.
        public var line: Int
        /// The line of the file each of its lines starts on.
        public var entryLines: [Int]
    }

    /// Reads one template; `name` is what it is called, whatever the file says.
    ///
    /// - Throws: ``ImportFailure`` at the first thing that is wrong.
    public static func read(_ bytes: [UInt8], name: String) throws(ImportFailure) -> Located {
        let value = try JSONReader.read(bytes)
        let fields = try JSONFields(
            value, name: "template",
            known: ["name", "kind", "type", "attachmentReason", "defaults", "lines"])
        guard let elements = try fields.array("lines") else { throw fields.missing("lines") }
        var template = VoucherTemplate(name: name, lines: [])
        template.kind = try fields.text("kind")
        template.type = try fields.text("type")
        template.attachmentReason = try fields.text("attachmentReason")
        do throws(TemplateProblem) {
            template.defaults = try ParameterText.values(fieldsText(fields) ?? "")
        } catch {
            throw ImportFailure(line: value.line, problem: error)
        }
        for (index, element) in elements.enumerated() { template.lines.append(try line(element, index + 1)) }
        return Located(template: template, line: value.line, entryLines: elements.map(\.line))
    }

    private static func fieldsText(_ fields: borrowing JSONFields) throws(TemplateProblem) -> String? {
        do {
            return try fields.pairs("defaults")
        } catch {
            throw TemplateProblem.parameterValue("defaults", value: "")
        }
    }

    private static func line(_ value: JSONValue, _ number: Int) throws(ImportFailure) -> VoucherTemplate.Line
    {
        let fields = try JSONFields(
            value, name: "line",
            known: [
                "summary", "account", "debit", "credit", "source", "counterparty", "contract", "dimensions",
            ])
        guard let account = try fields.text("account") else { throw fields.missing("account") }
        let (debit, credit) = (try fields.text("debit"), try fields.text("credit"))
        guard (debit == nil) != (credit == nil), let formula = debit ?? credit else {
            throw ImportFailure(line: value.line, problem: TemplateProblem.side(line: number))
        }
        var line = VoucherTemplate.Line(
            side: debit == nil ? .credit : .debit, account: account, formula: formula,
            summary: try fields.text("summary") ?? "")
        line.source = try fields.text("source")
        line.counterparty = try fields.text("counterparty")
        line.contract = try fields.text("contract")
        line.dimensions = try fields.pairs("dimensions")
        return line
    }
}
