import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "export", "导出凭证、期初余额、资产、记账软件格式", "Export vouchers, openings, assets, journals",
        [ExportVouchers.self, ExportOpening.self, ExportAssets.self, ExportHledger.self, ExportLedger.self],
        example: "export vouchers --book V001 --period 2026 -o vouchers.csv")
}

struct ExportVouchers: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "vouchers", "导出已记账凭证，格式与导入相同", "Export posted vouchers in the form the import reads",
        example: "export vouchers --book V001 --period 2026 -o vouchers.csv")

    @OptionGroup var books: BookSelection
    @OptionGroup var period: PeriodSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let format = try global.format(among: [.csv, .json])
        let period = try period.chosen()
        try global.reading { ledger in
            try global.write { file in
                switch format {
                case .json:
                    try JSONText.array(file.output) { array in
                        try ledger.forEachVoucher(books: books.books, period: period) { voucher in
                            array.object { VoucherSheet(voucher).write(to: $0) }
                        }
                    }
                default:
                    let csv = VoucherCSVWriter(file.output)
                    try ledger.forEachVoucher(books: books.books, period: period) {
                        VoucherSheet($0).write(to: csv)
                    }
                }
            }
        }
    }
}

struct ExportOpening: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "opening", "导出期初余额，格式与导入相同", "Export openings in the form the import reads",
        example: "export opening --book V001 -o opening.csv")

    @OptionGroup var books: BookSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let format = try global.format(among: [.csv, .json])
        let entries = try global.reading { ledger in
            books.books.isEmpty
                ? try ledger.openings(book: nil) : try books.books.flatMap { try ledger.openings(book: $0) }
        }
        let listing = Listing<OpeningEntry>(
            "openings",
            [
                .text("book", "账套", "book") { $0.book }, .text("account", "科目", "account") { $0.account },
                .money("balance", "余额", "balance") { $0.balance },
                .text("counterparty", "往来单位", "counterparty") { $0.counterparty },
                .text("contract", "合同", "contract") { $0.contract },
                .text("source", "来源", "source") { $0.source },
                .text("dimensions", "辅助核算", "dimensions") { $0.dimensions },
                .money("year_opening", "年初", "year opening") { $0.yearOpening },
                .money("ytd_debit", "累计借方", "ytd debit") { $0.yearDebit },
                .money("ytd_credit", "累计贷方", "ytd credit") { $0.yearCredit },
                .column("origin_date", "发生日期", "since") { .date($0.originDate) },
                .column("due_date", "到期日", "due") { .date($0.dueDate) },
            ])
        try global.write { file in
            switch format {
            case .json: JSONText.object(file.output) { listing.writeRows(entries, to: $0) }
            default: listing.writeCSV(entries, to: file)
            }
        }
    }
}
