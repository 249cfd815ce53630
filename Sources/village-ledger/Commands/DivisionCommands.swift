import ArgumentParser
import Ledger
import LedgerStore

struct DivisionCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "division", "行政区划：查看、导入", "Divisions: list, import", [DivisionList.self, DivisionImport.self],
        example: "division list --under 990101000000")
}

struct DivisionList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出行政区划", "List the divisions", example: "division list --under 990101000000")

    @Option(help: help("只列出该区划及其下级", "only this division and what lies below it", value: "CODE"))
    var under: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let all = try global.reading { try $0.divisions() }
        let tree = DivisionTree(all.map { ($0.code, $0.parent) })
        if let under { try tree.require(under) }
        let rows = under.map { top in all.filter { tree.covers(top, $0.code) } } ?? all
        let listing = Listing<DivisionRecord>(
            "divisions",
            [
                .text("code", "代码", "code") { $0.code },
                .column("name", "名称", "name") { row in
                    .word(row.name, shown: String(repeating: "  ", count: tree.depth(row.code)) + row.name)
                },
                .column("level", "级别", "level") { .word($0.level, shown: Words.level($0.level)) },
                .text("parent", "上级", "parent", shown: false) { $0.parent },
                .column("valid_from", "生效", "valid from", shown: false) { .date($0.validFrom) },
                .column("valid_to", "失效", "valid to", shown: false) { .date($0.validTo) },
                .text("predecessors", "原代码", "predecessors", shown: false) { $0.predecessors },
            ])
        try global.list(listing, rows)
    }
}

struct DivisionImport: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "import", "从 CSV 导入行政区划", "Import divisions from CSV",
        example: "division import divisions.csv --user admin")

    @Argument(
        help: help("CSV 文件；- 为标准输入", "CSV file; - is standard input", value: "file"), completion: .file())
    var file: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let entries = try SetUpTables.divisions(file)
        try global.settingUp { ledger, user in
            try FileFailure.blaming(file) { try ledger.addDivisions(entries, by: user) }
        }
        try global.confirm(say("已导入 \(entries.count) 个区划。", "Imported \(entries.count) divisions.")) {
            $0.field("divisions", entries.count)
        }
    }
}
