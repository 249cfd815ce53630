import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ReportPack: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "pack", "报账资料：封面、科目余额表、收支明细表、资产负债表、收益及收益分配表、银行余额调节表，合成一个文件",
        "The pack for the township: cover, trial balance, income and expense, statements, bank reconciliations, in one file",
        example: "report pack --book V001 --period 2026-03 -o pack.pdf",
        "report pack --township 990101101000 --period 2026-03 -o pack.pdf")

    @OptionGroup var books: BooksInPlace
    @OptionGroup var period: PeriodSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let format = try global.format(among: [.pdf, .html, .xlsx, .table])
        let period = try period.required()
        let documents = try global.reading { ledger in
            let sources = try SourceNames(ledger)
            return try chosen(ledger).flatMap { try Self.pack($0, period, sources, ledger) }
        }
        try global.publish(documents, as: format)
    }

    private func chosen(_ ledger: LedgerFile) throws -> [BookRecord] {
        let all = try ledger.books()
        return try books.chosen(in: ledger).map { code in
            guard let book = all.first(where: { $0.code == code }) else {
                throw NamedThingProblem.bookUnknown(code)
            }
            return book
        }
    }

    /// The documents of a book, its cover first.
    static func pack(
        _ book: BookRecord, _ period: Period, _ sources: SourceNames, _ ledger: LedgerFile
    ) throws -> [Document] {
        let trial = try ledger.trialBalance(book: book.code, period: period)
        var parts = [
            ReportTrialBalance.document(trial, rows: trial.rows),
            ReportIncomeExpense.document(try ledger.incomeExpense(book: book.code, period: period), sources),
        ]
        for name in [LedgerFile.balanceSheetName, LedgerFile.incomeDistributionName] {
            let statement = try ledger.prescribedStatement(
                try LedgerFile.statement(named: name), books: [book.code], period: period)
            parts.append(StatementSheet(statement).document)
        }
        let (reconciliations, missing) = try reconciliations(book.code, period.lastDay, ledger)
        parts += reconciliations
        var cover = cover(book, period, parts, try ledger.voucherSummary(book: book.code, period: period))
        cover.notes = missing.map { $0.message(in: Tongue.language) }
        return [cover] + parts
    }

    /// The bank reconciliations 余额调节表 of a day, and for which account there is none and why.
    private static func reconciliations(
        _ book: String, _ day: CalendarDate, _ ledger: LedgerFile
    ) throws -> (documents: [Document], missing: [BankProblem]) {
        var documents: [Document] = []
        var missing: [BankProblem] = []
        for account in try ledger.bankAccounts(book: book) where account.isOpen(from: day, through: day) {
            do {
                let statements = try ledger.bankReconciliations(book: book, account: account.code, asOf: day)
                documents += statements.map(ReconciliationSheet.document)
            } catch let problem as BankProblem {
                switch problem {
                case .noStatement, .beforeStatements: missing.append(problem)
                default: throw problem
                }
            }
        }
        return (documents, missing)
    }

    private static func cover(
        _ book: BookRecord, _ period: Period, _ parts: [Document], _ summary: VoucherSummary
    ) -> Document {
        let contents = Document.Table(
            [Document.Column(say("序号", "no."), .center), Document.Column(say("资料", "document"))],
            rows: parts.enumerated().map { place, part in
                Document.Row([.whole(place + 1), Document.Cell(part.title)])
            })
        var document = Document.report(
            say("村级财务报账资料", "accounts of a village"), book: book.code, period: period,
            tables: [contents, ReportVoucherSummary.numbers(summary)])
        document.form = .cover
        document.unit = ""
        document.fields = [
            Document.Field("division", say("所属村", "village"), book.division),
            Document.Field(
                "closed", say("结账到", "closed to"), book.lastClosed?.description ?? say("未结账", "not closed")),
        ]
        document.signatures = say("村主要负责人|监事会|报账员|乡镇审核", "head|supervisors|clerk|township")
            .split(separator: "|").map { Document.Signature(String($0)) }
        return document
    }
}
