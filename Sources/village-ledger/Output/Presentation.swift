import Ledger
import LedgerFormats

extension GlobalOptions {
    /// The format asked for, of all that a document is written in.
    func documentFormat() throws -> OutputFormat { try format(among: OutputFormat.allCases) }

    /// Writes an answer: documents for people, put together once for all their formats, CSV or JSON for machines.
    func present(
        _ format: OutputFormat, documents: () throws -> [Document], csv: (OutputFile) throws -> Void,
        json: (OutputFile) throws -> Void
    ) throws {
        switch format {
        case .csv: try write(csv)
        case .json: try write(json)
        case .table, .xlsx, .pdf, .html: try publish(documents(), as: format)
        }
    }

    /// Writes documents in a format for people.
    func publish(_ documents: [Document], as format: OutputFormat) throws {
        let documents = format == .table ? documents : try named(documents)
        try write { file in
            switch format {
            case .xlsx: try WorkbookDocument.write(documents, to: file.output)
            case .html: WebDocument.write(documents, to: file.output)
            case .pdf:
                try PrintedDocument(
                    engine: Terminal.named("VILLAGE_LEDGER_TYPST"),
                    forms: Terminal.named("VILLAGE_LEDGER_FORMS")
                ).write(documents, to: file.output)
            case .table, .csv, .json:
                TerminalDocument.write(
                    documents, to: file.output, width: file.isTerminal ? Terminal.width : nil,
                    colour: file.isTerminal && Terminal.isColourful)
            }
        }
    }

    /// The documents with the names of the books they are of.
    private func named(_ documents: [Document]) throws -> [Document] {
        guard documents.contains(where: { !$0.book.isEmpty }) else { return documents }
        let names = Dictionary(
            try reading { try $0.books() }.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first }
        )
        return documents.map { document in
            var document = document
            let books = document.book.split(separator: "+").map(String.init)
            let known = books.compactMap { book in
                names[book].map { say("\($0)（\(book)）", "\($0) (\(book))") }
            }
            // Books added up that are too many to name stand there as the report counts them.
            document.entity =
                known.isEmpty || known.count < books.count
                ? document.entity.isEmpty ? document.book : document.entity
                : known.joined(separator: say("、", ", "))
            return document
        }
    }
}

extension Document {
    /// A report on a book, with what stands above every one of them.
    ///
    /// - Parameters:
    ///   - subject: the account it is of, or what else it is about.
    ///   - when: the months or the day, as they are typed.
    static func report(
        _ title: String, book: String, subject: String = "", when: String, printed period: String,
        tables: [Table]
    ) -> Document {
        let heading = [book, subject, title, when].filter { !$0.isEmpty }.joined(separator: " ")
        var document = Document(
            title.capitalisedFirst, heading: heading, language: Tongue.language, tables: tables)
        document.book = book
        document.subject = subject
        document.period = period
        document.unit = say("单位：元", "in yuan")
        return document
    }

    /// A report on a book over months.
    static func report(
        _ title: String, book: String, subject: String = "", period: Period, tables: [Table]
    ) -> Document {
        report(
            title, book: book, subject: subject, when: period.description, printed: Words.period(period),
            tables: tables)
    }

    /// The same with places to sign, as sheets are that leave the office.
    func signed() -> Document {
        var document = self
        document.signatures =
            say("单位负责人|会计主管|审核|制表", "head|accountant in charge|reviewed by|prepared by").split(separator: "|")
            .map { Signature(String($0)) }
        return document
    }
}

/// How balances stand in a report (余额写法).
enum BalanceText {
    /// 借, 贷 or 平, and the amount without sign.
    static func cells(_ balance: Money) -> [Document.Cell] {
        [
            Document.Cell(Words.direction(BalanceDirection(of: balance))),
            .amount(Money(fen: abs(balance.fen))),
        ]
    }

    /// The two columns of a balance.
    static func columns(_ title: String) -> [Document.Column] {
        [Document.Column("", .left), .number(title)]
    }
}
