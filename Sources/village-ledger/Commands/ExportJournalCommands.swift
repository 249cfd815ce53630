import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ExportHledger: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "hledger", "导出 hledger 日记账", "Export a journal for hledger",
        example: "export hledger --book V001 -o V001.journal")

    @OptionGroup var books: BookSelection
    @OptionGroup var period: PeriodSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try JournalExport(books: books.books, period: period.chosen(), dialect: .hledger).run(global)
    }
}

struct ExportLedger: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "ledger", "导出 ledger 日记账", "Export a journal for ledger",
        example: "export ledger --book V001 -o V001.ledger")

    @OptionGroup var books: BookSelection
    @OptionGroup var period: PeriodSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try JournalExport(books: books.books, period: period.chosen(), dialect: .ledger).run(global)
    }
}

/// Books as a journal (日记账导出): accounts declared, openings, then every voucher.
struct JournalExport {
    let books: [String]
    let period: Period?
    let dialect: JournalDialect

    func run(_ global: GlobalOptions) throws {
        guard global.outputFormat == nil else {
            throw UsageProblem(
                "output-format", "这个命令只输出日记账，不用 -O。", "This command writes a journal and takes no -O.")
        }
        try global.reading { ledger in
            let records = try chosen(ledger.books())
            try global.write { file in
                let journal = JournalWriter(file.output, dialect: dialect)
                for book in records { try write(book, of: ledger, to: journal) }
            }
        }
    }

    private func chosen(_ all: [BookRecord]) throws -> [BookRecord] {
        guard !books.isEmpty else { return all }
        return try books.map { code in
            guard let book = all.first(where: { $0.code == code }) else {
                throw NamedThingProblem.bookUnknown(code)
            }
            return book
        }
    }

    private func write(_ book: BookRecord, of ledger: LedgerFile, to journal: JournalWriter) throws {
        var names: [String: String] = [:]
        // The chart in use now is read last, so that its names win.
        for chart in ChartVersion.allCases.filter({ $0 != book.chart }) + [book.chart] {
            for record in try ledger.accounts(chart: chart, book: book.code) {
                names[record.account.code] = record.account.name
            }
        }
        func path(_ code: String) -> [String] {
            var parts: [String] = []
            var place: String? = code
            while let here = place {
                parts.insert("\(here) \(names[here] ?? "")".trimmed, at: 0)
                place = Account.parent(of: here)
            }
            return [book.code] + parts
        }
        // A stretch of time is exported as it is; the openings belong to the whole.
        if period == nil {
            let lines = try ledger.openings(book: book.code).filter { !$0.balance.isZero }.map { opening in
                JournalLine(
                    account: path(opening.account), amount: opening.balance,
                    tags: opening.counterparty.map { [JournalTag("counterparty", $0)] } ?? [])
            }
            journal.writeOpening(date: book.opened.firstDay, book: book.code, lines: lines)
        }
        try ledger.forEachVoucher(books: [book.code], period: period) { voucher in
            journal.write(Self.journalVoucher(voucher, path: path))
        }
    }

    private static func journalVoucher(_ voucher: PostedVoucher, path: (String) -> [String]) -> JournalVoucher
    {
        let content = voucher.content
        var tags = [JournalTag("voucher-type", voucher.type.rawValue)]
        if let reverses = content.reverses { tags.append(JournalTag("reverses", reverses)) }
        if let corrects = content.corrects { tags.append(JournalTag("corrects", corrects)) }
        return JournalVoucher(
            date: content.date, code: voucher.name.description,
            description: content.lines.first?.summary ?? "",
            tags: tags,
            lines: content.lines.map { line in
                let parts: [(String, String?)] = [
                    ("source", line.source), ("counterparty", line.counterparty), ("contract", line.contract),
                    ("receipt", line.receipt), ("summary", line.summary),
                ]
                return JournalLine(
                    account: path(line.account), amount: Money(fen: line.debit.fen - line.credit.fen),
                    tags: parts.compactMap { name, value in value.map { JournalTag(name, $0) } })
            })
    }
}
