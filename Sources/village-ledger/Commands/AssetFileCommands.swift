import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

/// Asset cards from a file (资产卡片文件).
struct AssetFile: ParsableArguments {
    @OptionGroup var input: TableInput

    /// What a file may hold.
    static var columns: (chinese: String, english: String) {
        let optional =
            "category,start,salvage,salvage_rate,method,life_months,units_total,use,keeper,location,cost_account,accumulated_account,expense_account,counterparty,opening_accumulated,taken_over,quantity,unit,source,note"
        return (
            "列：book,code,name,kind,acquired,cost，可加 \(optional)。",
            "Columns: book,code,name,kind,acquired,cost and, where wanted, \(optional)."
        )
    }

    /// Takes the cards in, all or none.
    func take(_ global: GlobalOptions) throws {
        let entries = try SetUpTables.assets(input.file, input.table)
        try FileFailure.blaming(input.file) {
            try global.acting { try $0.addAssets(entries, by: $1, rehearsal: input.dryRun) }
        }
        let books = Set(entries.map(\.book)).count
        try global.confirm(
            input.dryRun
                ? say(
                    "试运行：\(books) 个账套的 \(entries.count) 张资产卡片没有问题，什么都没有写入。",
                    "Dry run: \(entries.count) asset cards of \(books) books are good; nothing was written.")
                : say(
                    "已导入 \(books) 个账套的 \(entries.count) 张资产卡片。",
                    "Imported \(entries.count) asset cards of \(books) books.")
        ) { json in
            json.field("assets", entries.count)
            json.field("books", books)
            json.field("dryRun", input.dryRun)
        }
    }
}

struct AssetImport: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "import", "从 CSV 或 xlsx 导入资产卡片，同 import assets",
        "Import asset cards from CSV or xlsx, as import assets does",
        more: AssetFile.columns, example: "asset import assets.csv --ledger L.sqlite --user zhang")

    @OptionGroup var source: AssetFile
    @OptionGroup var global: GlobalOptions

    func run() throws { try source.take(global) }
}

struct ImportAssets: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "assets", "从 CSV 或 xlsx 导入资产卡片，全部正确才写入", "Import asset cards from CSV or xlsx, all or none",
        more: AssetFile.columns, example: "import assets assets.csv --ledger L.sqlite --user zhang")

    @OptionGroup var source: AssetFile
    @OptionGroup var global: GlobalOptions

    func run() throws { try source.take(global) }
}

struct ExportAssets: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "assets", "导出在册资产卡片，格式与导入相同，可供另一账本接管",
        "Export the cards in the form the import reads, for another ledger to take over",
        more: (
            "期初累计折旧为截至最后计提月份的累计数。已处置的不导出；历次变更和每月折旧见 asset show。",
            "What had worn off goes through the last month depreciated. What left the books is left out; changes and months "
                + "are told by asset show."
        ),
        example: "export assets --book V001 -o assets.csv")

    @OptionGroup var books: BookSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        _ = try global.format(among: [.csv])
        let cards = try global.reading { try $0.assets(books: books.books) }.filter { $0.disposal == nil }
        let keys: Set = ["accumulated", "net", "last_month", "status", "begins"]
        let columns = AssetCommand.listing.columns.filter { !keys.contains($0.key) }
        try global.write { file in
            let csv = CSVWriter(file.output)
            csv.record(columns.map(\.key))
            for card in cards {
                csv.record(
                    columns.map { column in
                        switch column.key {
                        case "opening_accumulated": card.accumulated.yuan
                        case "taken_over":
                            Field.month(card.lastMonth ?? card.asset.takenOver).plain
                        case "units_total": card.unitsLeft.map { DecimalNumber.text($0, decimals: 6) } ?? ""
                        default: column.field(card).plain
                        }
                    })
            }
        }
    }
}
