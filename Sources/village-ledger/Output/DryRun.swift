import Ledger
import LedgerFormats
import LedgerStore

/// What an import would do, book by book (试运行).
enum DryRun {
    /// How many books are told one by one.
    private static let booksShown = 50
    /// How many new counterparties of a book are named in a sentence.
    private static let partiesShown = 20

    /// A line for each book: how many entries, the sums of both sides, and new counterparties.
    ///
    /// - Parameter what: what the entries are, with their number.
    static func lines(
        _ tallies: [BookTally], sums: Bool = true, parties: Bool = true, _ what: (BookTally) -> String
    ) -> String {
        var text = ""
        for tally in tallies.prefix(booksShown) {
            text += say("\n账套 \(tally.book)：", "\nBook \(tally.book): ") + what(tally)
            if sums {
                text += say(
                    "，借方 \(tally.debit.grouped) 元，贷方 \(tally.credit.grouped) 元",
                    ", debit \(tally.debit.grouped), credit \(tally.credit.grouped) yuan")
            }
            if parties, tally.newCounterpartyCount > 0 {
                text +=
                    say(
                        "；新增往来单位 \(tally.newCounterpartyCount) 个：",
                        "; new counterparties (\(tally.newCounterpartyCount)): ") + names(tally)
            }
            text += say("。", ".")
        }
        if tallies.count > booksShown {
            text += say(
                "\n另有 \(tallies.count - booksShown) 个账套，用 -O json 查看。",
                "\nAnd \(tallies.count - booksShown) more books; -O json tells all.")
        }
        return text
    }

    /// The new counterparties of a book, the first of them by name.
    static func names(_ tally: BookTally) -> String {
        let names = tally.newCounterparties.prefix(partiesShown)
        let more = tally.newCounterpartyCount > names.count
        return names.joined(separator: say("、", ", ")) + (more ? say("……", " …") : "")
    }
}

extension JSONObject {
    /// Writes what would be taken into each book.
    func tallies(_ entries: String, _ tallies: [BookTally], sums: Bool = true) {
        array("byBook") { array in
            for tally in tallies {
                array.object { json in
                    json.field("book", tally.book)
                    json.field(entries, tally.entries)
                    if tally.lines > 0 { json.field("lines", tally.lines) }
                    if sums {
                        json.field("debitFen", tally.debit)
                        json.field("creditFen", tally.credit)
                    }
                    json.field("newCounterpartyCount", tally.newCounterpartyCount)
                    json.field("newCounterparties", tally.newCounterparties)
                }
            }
        }
    }
}
