import Ledger
import LedgerFormats

/// A line of a voucher as typed with `--line` (键入的分录): `摘要|科目|借 100.00|counterparty=…`.
///
/// The amount is `借 100.00` or `贷 100.00` (also `debit` and `credit`), or both sides as `100.00,0.00`. What follows
/// is `name=value`: source, counterparty, contract, receipt, due-date, quantity, unit-price, dimensions; any other
/// name is a dimension 辅助核算. A `|` inside a text is written `\|`.
enum LineText {
    /// All lines, or all that is wrong with any of them.
    static func read(all texts: [String]) throws -> [EntryLine] {
        var lines: [EntryLine] = []
        var failures: [(line: Int, error: any Error)] = []
        for (index, text) in texts.enumerated() {
            do { lines.append(try read(text)) } catch { failures.append((index + 1, error)) }
        }
        if texts.count == 1, let only = failures.first { throw only.error }
        guard failures.isEmpty else { throw TypedLineFailures(failures: failures) }
        return lines
    }

    static func read(_ text: String) throws -> EntryLine {
        let parts = split(text)
        guard parts.count >= 3 else { throw malformed(text) }
        let (debit, credit) = try amount(parts[2], in: text)
        var line = EntryLine(parts[0], account: parts[1], debit: debit, credit: credit)
        for part in parts.dropFirst(3) where !part.isEmpty {
            guard let equals = part.firstIndex(of: "=") else { throw malformed(text) }
            try set(part[..<equals].trimmed, to: part[part.index(after: equals)...].trimmed, in: &line)
        }
        return line
    }

    private static func set(_ name: String, to value: String, in line: inout EntryLine) throws {
        switch name {
        case "source", "来源", "收入来源": line.source = value
        case "counterparty", "往来", "往来单位": line.counterparty = value
        case "contract", "合同", "合同编号": line.contract = value
        case "receipt", "票据", "票据号": line.receipt = value
        case "due-date", "到期日": line.dueDate = try CalendarDate(parsing: value)
        case "quantity", "数量": line.quantityMillionths = try decimal(value, name, decimals: 6)
        case "unit-price", "单价": line.unitPriceTenThousandths = try decimal(value, name, decimals: 4)
        case "dimensions", "辅助核算": line.dimensions = line.dimensions.map { $0 + ";" + value } ?? value
        default:
            let pair = "\(name)=\(value)"
            line.dimensions = line.dimensions.map { $0 + ";" + pair } ?? pair
        }
    }

    private static func decimal(_ text: String, _ name: String, decimals: Int) throws -> Int64 {
        guard let number = DecimalNumber.read(text, decimals: decimals) else {
            throw ImportProblem.decimal(ImportColumn(name), text: text, decimals: decimals)
        }
        return number
    }

    /// The parts between `|`, also where an input method made it `｜`.
    private static func split(_ text: String) -> [String] {
        var parts: [String] = [""]
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped {
                if scalar != "|" { parts[parts.count - 1].unicodeScalars.append("\\") }
                parts[parts.count - 1].unicodeScalars.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "|" || scalar == "｜" {
                parts.append("")
            } else {
                parts[parts.count - 1].unicodeScalars.append(scalar)
            }
        }
        if isEscaped { parts[parts.count - 1] += "\\" }
        return parts.map(\.trimmed)
    }

    private static let debitWords = ["借", "debit", "dr"]
    private static let creditWords = ["贷", "credit", "cr"]

    private static func amount(_ part: String, in text: String) throws -> (debit: Money, credit: Money) {
        let lowered = part.lowercased()
        for word in debitWords where lowered.hasPrefix(word) {
            return (try Money(parsing: part.dropFirst(word.count).trimmed), .zero)
        }
        for word in creditWords where lowered.hasPrefix(word) {
            return (.zero, try Money(parsing: part.dropFirst(word.count).trimmed))
        }
        let sides = part.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
        guard sides.count == 2 else { throw malformed(text) }
        return (try side(sides[0]), try side(sides[1]))
    }

    private static func side(_ text: String) throws -> Money {
        text.isEmpty ? .zero : try Money(parsing: text)
    }

    private static func malformed(_ text: String) -> UsageProblem {
        UsageProblem(
            "line",
            "分录“\(QuotedText(text))”写法不对。应为 摘要|科目|借 100.00 或 摘要|科目|贷 100.00，后面可加 |counterparty=…|source=…。",
            "The line “\(QuotedText(text))” can't be followed. Write summary|account|debit 100.00 or "
                + "summary|account|credit 100.00, then |counterparty=…|source=… if needed.")
    }
}

/// Lines that can't be read, each with what is wrong (键入分录中的问题).
struct TypedLineFailures: Error {
    let failures: [(line: Int, error: any Error)]
}
