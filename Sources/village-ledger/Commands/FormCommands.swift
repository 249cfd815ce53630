import ArgumentParser
import Ledger
import LedgerFormats

struct FormCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "form", "打印格式：列出、输出，改一改就是自己的", "Printing forms: list them, write them out, make your own",
        [FormList.self, FormText.self], example: "form list")
}

struct FormList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出打印格式", "List the printing forms",
        more: (
            "环境变量 VILLAGE_LEDGER_FORMS 指明自己的打印格式所在的文件夹，里面的同名文件代替内置的。",
            "VILLAGE_LEDGER_FORMS names a folder of your own forms; a file there takes the place of the one of its name."
        ), example: "form list")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.list(
            Listing(
                "forms",
                [
                    .text("form", "打印格式", "form") { $0 }, .text("file", "文件", "file") { $0 + ".typ" },
                    .text("purpose", "用途", "for") { Self.purpose($0) },
                ]), PrintingForms.names)
    }

    private static func purpose(_ name: String) -> String {
        switch name {
        case "main": say("字体、页码、各份文书的次序", "fonts, page numbers, the order of documents")
        case "style": say("共用的颜色、单元格、签章行", "colours, cells and signatures that all share")
        case "table": say("账簿、报表、清单", "books, statements, lists")
        case "voucher": say("记账凭证，A4 或 240×140 毫米", "vouchers, on A4 or 240 × 140 mm")
        case "cover": say("凭证封面、报账资料封面", "covers of vouchers and of the monthly pack")
        default: ""
        }
    }
}

struct FormText: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "text", "输出打印格式的文本（Typst），改一改就是自己的", "Write the text of a form (Typst), to start your own from",
        example: "form text voucher > forms/voucher.typ")

    @Argument(help: help("打印格式，见 form list", "form, see form list", value: "form"))
    var name: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let text = try PrintingForms.text(name)
        try global.write { $0.output.write(String(decoding: text, as: UTF8.self)) }
    }
}
