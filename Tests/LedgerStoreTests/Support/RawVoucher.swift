/// A voucher as somebody would write it into the tables by hand, with everything lawful unless changed.
struct RawVoucher: Sendable {
    /// One of its lines.
    struct Line: Sendable {
        var account: String
        var chart = "2023"
        var debit = 0
        var credit = 0
        var source: String?
        /// A mark by its id instead.
        var mark: Int?
        /// Name of the counterparty and the book it is of.
        var party: (name: String, book: String)?
    }

    var book = "H001"
    var sequence = 4
    var date = 2026_02_10
    var kind = "记"
    var number = 1
    var type = "normal"
    var reverses: Int?
    var corrects: Int?
    var originYear: Int?
    var preparer = "zhang"
    var editor = "zhang"
    var reviewer = "li"
    var poster = "zhang"
    var attachments = 1
    var hash = "zeroblob(32)"
    var lines = [Line(account: "51302", debit: 10_000), Line(account: "10201", credit: 10_000)]

    /// The statements that write it: the lines, then the voucher row, which is the act of posting.
    var statements: [String] { lines.indices.map { insertLine($0) } + [insertVoucher] }

    /// Of the book by its code, or the number itself.
    var bookID: String { Int(book).map { "\($0)" } ?? "(SELECT id FROM book WHERE code = '\(book)')" }

    func insertLine(_ index: Int, verb: String = "INSERT") -> String {
        let line = lines[index]
        let account = """
            (SELECT id FROM account WHERE chart = '\(line.chart)' AND code = '\(line.account)')
            """
        let mark =
            line.source.map { "(SELECT id FROM mark WHERE source = '\($0)' LIMIT 1)" } ?? "\(line.mark ?? 0)"
        let party =
            line.party.map {
                "(SELECT id FROM counterparty WHERE name = '\($0.name)' "
                    + "AND book = (SELECT id FROM book WHERE code = '\($0.book)'))"
            } ?? "NULL"
        return
            "\(verb) INTO line (book, sequence, line, account, debit, credit, mark, counterparty, summary) VALUES "
            + "(\(bookID), \(sequence), \(index + 1), \(account), \(line.debit), \(line.credit), \(mark), \(party), '手工');"
    }

    var insertVoucher: String { insertVoucher(verb: "INSERT") }

    func insertVoucher(verb: String, upsert: String = "") -> String {
        func user(_ name: String) -> String {
            Int(name).map { "\($0)" } ?? "(SELECT id FROM user WHERE name = '\(name)')"
        }
        let values = [
            bookID, "\(sequence)", "\(date)", "\(date / 100)", "'\(kind)'", "\(number)", "'\(type)'",
            "\(attachments)",
            reverses.map { "\($0)" } ?? "NULL", corrects.map { "\($0)" } ?? "NULL",
            originYear.map { "\($0)" } ?? "NULL", user(preparer),
            user(editor),
            user(reviewer), user(poster), "(SELECT max(id) FROM audit)", hash,
        ]
        return
            "\(verb) INTO voucher (book, sequence, date, month, kind, number, type, attachments, reverses, corrects, "
            + "originYear, "
            + "preparer, editor, reviewer, poster, audit, hash) VALUES (\(values.joined(separator: ", ")))\(upsert);"
    }
}
