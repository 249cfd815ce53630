import Ledger
import TestSupport
import Testing

@testable import LedgerStore

/// Rows are written many at a time; what is written must not tell how they were batched.
@Suite("random files: taken in at once, as drafts, or voucher by voucher, the ledger says the same")
struct BatchTests {
    private static let base = SeededGenerator()
    private static let files = 24

    /// Makes up a file: books mixed, counterparties nobody knows yet, links to what stands before in the same file.
    private struct Maker {
        var random: SeededGenerator
        private(set) var drafts: [VoucherDraft] = []
        private var reversed: Set<String> = []
        private var date: Int32 = 2026_02_01

        init(random: SeededGenerator) { self.random = random }

        private mutating func chance(_ percent: Int) -> Bool {
            Int.random(in: 0..<100, using: &random) < percent
        }
        private mutating func pick<T>(_ values: [T]) -> T {
            values[Int.random(in: 0..<values.count, using: &random)]
        }

        /// As many vouchers as fill a batch, one less, one more, or several batches and a bit.
        mutating func fill() {
            let count = pick([31, 32, 33, 34, 64, 65, 97, 130])
            while drafts.count < count {
                // The month ends while the file goes on, so that numbers start again in the middle of a batch.
                if chance(20), date % 100 < 28 {
                    date += 1
                } else if chance(3), date < 2026_04_00 {
                    date = (date / 100 + 1) * 100 + 1
                }
                let book = pick(Hamlet.bookCodes)
                var draft = linked(book) ?? plain(book)
                draft.originalName = "旧\(drafts.count)"
                if chance(20), draft.type == nil { draft.kind = pick(["收", "付", "转"]) }
                drafts.append(draft)
            }
        }

        private mutating func plain(_ book: String) -> VoucherDraft {
            let isOld = book == "H003"
            let (cash, claims, income) = isOld ? ("101", "112", "501") : ("10101", "11201", "50103")
            var lines: [EntryLine] = []
            var total: Int64 = 0
            let count = chance(4) ? pick([31, 32, 33, 64, 998]) : Int.random(in: 1...4, using: &random)
            for _ in 0..<count {
                let fen = Int64.random(in: 1...900_000, using: &random)
                total += fen
                let isClaim = chance(60)
                lines.append(
                    EntryLine(
                        "应收", account: isClaim ? claims : cash, debit: Money(fen: fen),
                        // The same new name in several books, and many of one book.
                        counterparty: isClaim ? "户\(Int.random(in: 0..<400, using: &random))" : nil))
            }
            lines.append(
                EntryLine(
                    "收入", account: income, credit: Money(fen: total),
                    source: chance(50) ? pick(["enclave", "energy", "agriculture"]) : "property-lease"))
            lines.shuffle(using: &random)
            return draft(book, lines)
        }

        private func draft(_ book: String, _ lines: [EntryLine]) -> VoucherDraft {
            var draft = VoucherDraft(book: book, date: CalendarDate(validNumber: date), attachments: 1)
            draft.lines = lines
            return draft
        }

        /// A reversal or a correction of a voucher of the file, often of the one right before.
        private mutating func linked(_ book: String) -> VoucherDraft? {
            let own = drafts.filter { $0.book == book }
            guard chance(30), let original = chance(50) ? own.last : own.randomElement(using: &random),
                let name = original.originalName
            else { return nil }
            guard chance(60) else {
                var draft = plain(book)
                (draft.type, draft.corrects) = ("correction", name)
                return draft
            }
            guard original.type == nil, reversed.insert(name).inserted else { return nil }
            var draft = draft(
                book,
                original.lines.map { line in
                    var line = line
                    (line.debit, line.credit) = (line.debit.negated, line.credit.negated)
                    return line
                })
            draft.reverses = name
            return draft
        }
    }

    @Test("whatever the batches", arguments: 0..<files)
    func agrees(_ part: Int) throws {
        if part == 0 { print("random files: \(Self.files), \(Self.base.note)") }
        let random = SeededGenerator(seed: Self.base.seed &+ UInt64(part))
        let note: Comment = "file \(part): \(Self.base.note)"
        var maker = Maker(random: random)
        maker.fill()
        let drafts = maker.drafts

        let atOnce = try Hamlet.inMemory()
        var source = DraftsInMemory(drafts)
        let rehearsed = try atOnce.importVouchers(
            &source, by: "zhang", reviewer: "li", post: true, rehearsal: true)
        #expect(rehearsed.vouchers == drafts.count, note)
        #expect(try atOnce.info().vouchers == 4, note)
        source = DraftsInMemory(drafts)
        let outcome = try atOnce.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        #expect(outcome.lines == drafts.reduce(0) { $0 + $1.lines.count }, note)

        let oneByOne = try Hamlet.inMemory()
        for draft in drafts { try Hamlet.post([draft], in: oneByOne) }

        let expected = try Figures(oneByOne)
        #expect(expected.vouchers.count == 4 + drafts.count, note)
        #expect(try Figures(atOnce) == expected, note)
        #expect(try StoredFigures.turnover(atOnce).lines == expected.turnover, note)
        #expect(try StoredFigures.partyTurnover(atOnce).lines == expected.parties, note)
        #expect(try StoredFigures.yearTurnover(atOnce).lines == expected.years, note)
        #expect(try atOnce.verify().problems == [], note)
        #expect(try oneByOne.verify().problems == [], note)

        // As drafts a file may name only what is posted, so its links stay out.
        let plain = drafts.filter { $0.reverses == nil && $0.corrects == nil }
        let (drafted, posted) = (try Hamlet.inMemory(), try Hamlet.inMemory())
        source = DraftsInMemory(plain)
        _ = try posted.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        source = DraftsInMemory(plain)
        _ = try drafted.importVouchers(&source, by: "zhang")
        let names = try drafted.drafts().map(\.name).filter { $0 != DraftName(book: "H001", number: 4) }
        try drafted.review(names, by: "li")
        _ = try drafted.post(names, by: "zhang")
        let twin = try Figures(posted)
        #expect(try Figures(drafted) == twin, note)
        #expect(try drafted.verify().problems == [], note)
    }

    /// What a ledger says, by codes and names and not by ids or hashes, which hold the act of posting.
    private struct Figures: Equatable {
        let vouchers: [String]
        let turnover: [String: Model.Sum]
        let parties: [String: Model.Sum]
        let years: [String: Model.Sum]

        init(_ ledger: LedgerFile) throws {
            var found: [String] = []
            try ledger.forEachVoucher { voucher in
                let content = voucher.content
                found.append(
                    "\(voucher.sequence) \(voucher.name) \(content.date) \(voucher.type.rawValue) "
                        + "\(content.originalName ?? "") \(content.reverses ?? "") \(content.corrects ?? "") "
                        + zip(content.lines, voucher.marks).map { "\($0) \($1)" }.joined(separator: ", "))
            }
            vouchers = found
            turnover = try StoredFigures.turnover(ledger).stored
            parties = try StoredFigures.partyTurnover(ledger).stored
            years = try StoredFigures.yearTurnover(ledger).stored
        }
    }
}
