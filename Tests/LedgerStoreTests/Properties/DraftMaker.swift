import Ledger
import TestSupport

/// Makes up vouchers, most of them lawful, some with one or two things wrong.
struct DraftMaker {
    var random: SeededGenerator

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }
    mutating func fen() -> Int64 { Int64.random(in: 1...500_000, using: &random) }

    mutating func date(_ book: Model.Book) -> CalendarDate {
        let months = [2026_01, 2026_02, 2026_03, 2026_04, 2027_01]
        let open = months.filter { !book.closed.contains($0) }
        let month = chance(95) && !open.isEmpty ? pick(Array(open.prefix(2))) : pick(months + [2025_12])
        return CalendarDate(validNumber: Int32(month * 100 + Int.random(in: 1...28, using: &random)))
    }

    private mutating func party() -> String { pick(["云雾茶业", "石桥电商", "成员陈𠮷生"]) }

    private typealias Part = (account: String, isDebit: Bool, fen: Int64, source: String?, party: String?)

    private mutating func lines(_ parts: [Part]) -> [EntryLine] {
        parts.map {
            EntryLine(
                "事由", account: $0.account, debit: Money(fen: $0.isDebit ? $0.fen : 0),
                credit: Money(fen: $0.isDebit ? 0 : $0.fen), source: $0.source, counterparty: $0.party)
        }
    }

    mutating func draft(_ code: String, _ book: Model.Book, wrong: Int = 30) -> VoucherDraft {
        var draft = VoucherDraft(book: code, date: date(book), attachments: 1)
        let amount = fen()
        let till = pick(["10101", "10201", "10201"])
        switch Int.random(in: 0..<12, using: &random) {
        case 0...1: draft.lines = lines([("51302", true, amount, nil, nil), (till, false, amount, nil, nil)])
        case 2:
            draft.lines = lines([("11201", true, amount, nil, party()), ("50103", false, amount, nil, nil)])
        case 3:
            draft.lines = lines([("10201", true, amount, nil, nil), ("11201", false, amount, nil, party())])
        case 4:
            draft.lines = lines([
                (till, true, amount, nil, nil), ("50101", false, amount, pick([nil, "energy"]), nil),
            ])
        case 5:
            let part = amount / 3 + 1
            draft.lines = lines([
                (till, true, amount + part, nil, nil),
                ("50108", false, amount, pick(["energy", "retained-land"]), nil),
                ("503", false, part, nil, nil),
            ])
        case 6: draft.lines = lines([("514", true, -amount, nil, nil), (till, false, -amount, nil, nil)])
        case 7:
            let part = amount / 2 + 1
            draft.lines = lines([
                (till, true, amount, nil, nil), ("50103", false, amount + part, nil, nil),
                ("21101", false, -part, nil, party()),
            ])
        case 8:
            draft.lines = lines([
                pick([("50103", true, amount, nil, nil), ("3220201", true, amount, nil, nil)]),
                ("321", false, amount, nil, nil),
            ])
            draft.type = pick([nil, "closing"])
            draft.attachments = 0
        case 9:
            draft.lines = lines([("3220101", true, amount, nil, nil), ("31101", false, amount, nil, nil)])
            draft.type = "distribution"
        case 10:
            draft.lines = lines([("3220202", true, amount, nil, nil), ("10201", false, amount, nil, nil)])
            draft.type = "prior-year"
            draft.originYear = 2025
        default:
            draft.lines = lines([
                ("51302", true, amount, nil, nil), ("514", true, -amount, nil, nil),
            ])
            draft.type = "correction"
            draft.corrects = name(book)
        }
        draft.kind = chance(70) ? nil : pick(["记", "收", "付", "转"])
        if chance(wrong) { spoil(&draft, book) }
        if chance(wrong / 4) { spoil(&draft, book) }
        return draft
    }

    /// The name of a posted voucher, whole or short, or now and then of none.
    mutating func name(_ book: Model.Book) -> String {
        guard let voucher = book.posted.randomElement(using: &random), chance(90) else {
            return "2026-01/记-99"
        }
        let month = voucher.month % 100
        return "\(voucher.month / 100)-\(month < 10 ? "0" : "")\(month)/\(voucher.kind)-\(voucher.number)"
    }

    private mutating func spoil(_ draft: inout VoucherDraft, _ book: Model.Book) {
        let place = draft.lines.isEmpty ? nil : Int.random(in: 0..<draft.lines.count, using: &random)
        func change(_ body: (inout EntryLine) -> Void) {
            if let place { body(&draft.lines[place]) }
        }
        switch Int.random(in: 0..<18, using: &random) {
        case 0:
            change {
                if $0.debit.fen != 0 {
                    $0.debit = Money(fen: $0.debit.fen + 1)
                } else {
                    $0.credit = Money(fen: $0.credit.fen + 1)
                }
            }
        case 1: if let place { draft.lines.remove(at: place) }
        case 2: change { ($0.debit, $0.credit) = (Money(fen: 5), Money(fen: 5)) }
        case 3: change { ($0.debit, $0.credit) = (.zero, .zero) }
        case 4: change { ($0.debit, $0.credit) = (Money(fen: 1_000_000_000_001), .zero) }
        case 5: change { $0.counterparty = nil }
        case 6:
            let account = pick(["102", "501", "99999", "50108", "321", "10201", "3220202", "322"])
            change { $0.account = account }
        case 7: change { $0.source = "lottery" }
        case 8: draft.kind = "杂"
        case 9:
            draft.type = pick(["normal", "closing", "distribution", "correction", "prior-year", "adjusting"])
        case 10: draft.originYear = pick([nil, 2024, 2025, 2026, 2027])
        case 11: draft.date = CalendarDate(validNumber: pick([2025_12_31, 2026_01_15, 2026_02_15]))
        case 12: draft.reverses = name(book)
        case 13: draft.corrects = "2026-02/付-77"
        case 14: draft.attachments = pick([-1, 10_000])
        case 15: change { ($0.debit, $0.credit) = ($0.credit, $0.debit) }
        case 16: change { ($0.debit, $0.credit) = ($0.debit.negated, $0.credit.negated) }
        default: change { $0.source = nil }
        }
    }

    /// The full reversal of a posted voucher, as somebody would write it by hand.
    mutating func reversal(_ code: String, _ book: Model.Book) -> VoucherDraft? {
        guard let original = book.posted.randomElement(using: &random) else { return nil }
        var draft = VoucherDraft(book: code, date: date(book), attachments: 0)
        let month = original.month % 100
        draft.reverses =
            "\(code)/\(original.month / 100)-\(month < 10 ? "0" : "")\(month)/\(original.kind)-\(original.number)"
        draft.type = original.type
        draft.originYear = original.originYear
        draft.lines = original.lines.map {
            EntryLine(
                "注销", account: $0.account, debit: Money(fen: -$0.debit), credit: Money(fen: -$0.credit),
                source: $0.source, counterparty: $0.party)
        }
        return draft
    }
}
