import Ledger
import LedgerFormats
import LedgerStore

extension NamedWord {
    /// The word as a table shows it.
    var word: Field { .word(rawValue, shown: say(chinese, rawValue)) }
}

extension SetUpTables {
    /// Asset cards 资产卡片; the same columns are written by `export assets`.
    static func assets(_ path: String, _ options: TableOptions) throws -> [AssetEntry] {
        try read(path, assetColumns, options) { row in
            var entry = AssetEntry(
                book: row.string("book"), code: row.string("code"), name: row.string("name"),
                kind: try .named(row.string("kind")),
                acquired: try row.date("acquired") ?? CalendarDate(validNumber: 1900_01_01),
                cost: try row.money("cost") ?? .zero)
            entry.position = row.line
            entry.category = row.text("category")
            entry.started = try row.date("start")
            entry.salvage = try row.money("salvage")
            entry.salvageRate = try row.decimal("salvage_rate", decimals: 2)
            entry.method = try row.text("method").map(DepreciationMethod.named)
            entry.lifeMonths = try row.whole("life_months", in: 1...1200)
            entry.unitsTotal = try row.decimal("units_total", decimals: 6)
            entry.use = try row.text("use").map(AssetUse.named) ?? .admin
            entry.keeper = row.text("keeper")
            entry.location = row.text("location")
            entry.costAccount = row.text("cost_account")
            entry.accumulatedAccount = row.text("accumulated_account")
            entry.expenseAccount = row.text("expense_account")
            entry.counterparty = row.text("counterparty")
            entry.openingAccumulated = try row.money("opening_accumulated") ?? .zero
            entry.takenOver = try month(row, "taken_over")
            entry.quantity = try row.decimal("quantity", decimals: 6)
            entry.unit = row.text("unit")
            entry.source = row.text("source")
            entry.note = row.text("note")
            return entry
        }
    }

    private static let assetColumns = [
        CSVColumn("book", chinese: "账套", required: true, filled: true),
        CSVColumn("code", chinese: "卡片编号", required: true, filled: true),
        CSVColumn("name", chinese: "名称", required: true, filled: true),
        CSVColumn("kind", chinese: "资产类别", required: true, filled: true),
        CSVColumn("acquired", chinese: "取得日期", required: true, filled: true),
        CSVColumn("cost", chinese: "原值", required: true, filled: true),
        CSVColumn("category", chinese: "分类"), CSVColumn("start", chinese: "启用日期"),
        CSVColumn("salvage", chinese: "净残值"), CSVColumn("salvage_rate", chinese: "净残值率"),
        CSVColumn("method", chinese: "折旧方法"), CSVColumn("life_months", chinese: "使用月数"),
        CSVColumn("units_total", chinese: "总工作量"), CSVColumn("use", chinese: "使用状况"),
        CSVColumn("keeper", chinese: "使用保管人"), CSVColumn("location", chinese: "存放地点"),
        CSVColumn("cost_account", chinese: "原值科目"), CSVColumn("accumulated_account", chinese: "累计科目"),
        CSVColumn("expense_account", chinese: "费用科目"), CSVColumn("counterparty", chinese: "往来单位"),
        CSVColumn("opening_accumulated", chinese: "期初累计折旧"), CSVColumn("taken_over", chinese: "截至月份"),
        CSVColumn("quantity", chinese: "数量"), CSVColumn("unit", chinese: "计量单位"),
        CSVColumn("source", chinese: "来源凭证"), CSVColumn("note", chinese: "备注"),
    ]
}
