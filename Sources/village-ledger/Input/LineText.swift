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
        var given: Set<String> = []
        for part in parts.dropFirst(3) where !part.isEmpty {
            guard let equals = part.firstIndex(of: "=") else { throw malformed(text) }
            let name = part[..<equals].trimmed
            let field = fields[name] ?? name
            guard field == "dimensions" || given.insert(field).inserted else {
                throw GivenTwice.problem(name)
            }
            try set(field, to: part[part.index(after: equals)...].trimmed, in: &line)
        }
        return line
    }

    /// The words of fields in Chinese; any other name is a dimension.
    private static let fields = [
        "来源": "source", "收入来源": "source", "往来": "counterparty", "往来单位": "counterparty", "合同": "contract",
        "合同编号": "contract", "票据": "receipt", "票据号": "receipt", "到期日": "due-date", "数量": "quantity",
        "单价": "unit-price", "辅助核算": "dimensions",
    ]

    private static func set(_ name: String, to value: String, in line: inout EntryLine) throws {
        switch name {
        case "source": line.source = value
        case "counterparty": line.counterparty = value
        case "contract": line.contract = value
        case "receipt": line.receipt = value
        case "due-date": line.dueDate = try CalendarDate(parsing: value)
        case "quantity": line.quantityMillionths = try decimal(value, name, decimals: 6)
        case "unit-price": line.unitPriceTenThousandths = try decimal(value, name, decimals: 4)
        case "dimensions": line.dimensions = line.dimensions.map { $0 + ";" + value } ?? value
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

/// A value given twice, of which one would be lost (重复给值).
enum GivenTwice {
    static func problem(_ name: String) -> UsageProblem {
        UsageProblem(
            "given-twice", "“\(QuotedText(name))”写了两次。请只写一次。",
            "“\(QuotedText(name))” is given twice. Give it once.")
    }
}
