import Ledger
import Testing

@testable import LedgerStore

@Suite("templates and recurring vouchers")
struct TemplateTests {
    static func line(_ side: Side, _ account: String, _ formula: String) -> VoucherTemplate.Line {
        VoucherTemplate.Line(side: side, account: account, formula: formula, summary: "办公费{month}月")
    }

    static func template(_ name: String = "office", account: String = "51302") -> VoucherTemplate {
        var template = VoucherTemplate(
            name: name, lines: [line(.debit, account, "amount"), line(.credit, "10101", "rest")])
        template.attachmentReason = "收据另存"
        return template
    }

    static func month(_ number: Int32) -> Month { Month(validNumber: number) }
    static func plan(_ from: Int32 = 2026_02, _ through: Int32 = 2026_12) throws -> RecurringPlan {
        try RecurringPlan(from: month(from), through: month(through))
    }

    static let values = ["amount": Money(fen: 120_50)]

    @Test("a template makes a draft like any other; that of the book comes before that of all")
    func use() throws {
        let ledger = try Hamlet.inMemory()
        try ledger.addTemplate(Self.template(), book: nil, by: "zhang")
        try ledger.addTemplate(Self.template(account: "51301"), book: "H001", by: "zhang")
        let day = CalendarDate(validNumber: 2026_02_28)
        for (book, account) in [("H001", "51301"), ("H002", "51302")] {
            let saved = try ledger.useTemplate(
                "office", book: book, on: day, values: Self.values, by: "zhang")
            let content = try ledger.draft(saved.name).content
            #expect(content.lines.map(\.account) == [account, "10101"])
            #expect(content.lines.map(\.debit.fen) == [120_50, 0])
            #expect(content.lines[0].summary == "办公费2月")
        }
        #expect(try ledger.templates(book: "H002").count == 1)
        try ledger.deleteTemplate("office", book: "H001", by: "zhang")
        #expect(try ledger.template("office", book: "H001").book == nil)
        #expect(try ledger.verify().problems == [])
    }

    @Test("a source may be written by its Chinese name; its code is kept")
    func sourceName() throws {
        let ledger = try Hamlet.inMemory()
        var template = Self.template()
        template.lines[0].source = "集体物业出租"
        try ledger.addTemplate(template, book: "H001", by: "zhang")
        #expect(try ledger.template("office", book: "H001").template.lines[0].source == "property-lease")
        template.name = "other"
        template.lines[0].source = "出租房"
        #expect(
            refusal { try ledger.addTemplate(template, book: "H001", by: "zhang") } == ["source.unknown"])
    }

    @Test("a balance is that of posted vouchers and openings up to the day, on the account's own side")
    func balance() throws {
        let ledger = try Hamlet.inMemory()
        // 10101 of H001 opens at 1 000.00; 45.00 go out on 5 January and come back on the 20th.
        let template = VoucherTemplate(
            name: "sweep",
            lines: [Self.line(.debit, "10201", "balance(10101)"), Self.line(.credit, "10101", "rest")])
        try ledger.addTemplate(template, book: "H001", by: "zhang")
        try ledger.reopenPeriod(book: "H001", month: Self.month(2026_01), reason: "核对", by: "li")
        for (day, fen) in [(2026_01_04, 100_000), (2026_01_05, 95_500), (2026_01_20, 100_000)]
            as [(Int32, Int64)]
        {
            let saved = try ledger.useTemplate(
                "sweep", book: "H001", on: CalendarDate(validNumber: day), values: [:], by: "zhang")
            #expect(try ledger.draft(saved.name).content.lines.map(\.debit.fen) == [fen, 0])
        }
    }

    @Test(
        "accounts a book has not, or that take no entries, are told with their line when the template is added"
    )
    func accounts() throws {
        let ledger = try Hamlet.inMemory()
        let codes = { (account: String, book: String?) in
            refusal { try ledger.addTemplate(Self.template(account: account), book: book, by: "zhang") }
        }
        #expect(codes("99999", "H001") == ["template.account"])
        #expect(codes("513", "H001") == ["template.account"])
        #expect(codes("5130901", "H001") == ["template.account"])
        #expect(codes("5130901", nil) == ["template.account"])
        #expect(codes("51309", "H002") == ["template.account"])
        var sourced = Self.template("sourced")
        sourced.lines[0].source = "nowhere"
        #expect(refusal { try ledger.addTemplate(sourced, book: "H001", by: "zhang") } == ["source.unknown"])
        #expect(codes("5130901", "H002") == [])
        #expect(codes("51302", "H002") == ["template.exists"])
    }

    @Test("templates of every book are an administrator's, those of a book its preparer's")
    func rights() throws {
        let ledger = try Hamlet.inMemory()
        #expect(
            refusal { try ledger.addTemplate(Self.template(), book: nil, by: "chen") } == [
                "user.role-missing"
            ])
        #expect(
            refusal { try ledger.addTemplate(Self.template(), book: "H001", by: "li") } == [
                "user.role-missing"
            ])
        try ledger.addTemplate(Self.template(), book: "H001", by: "chen")
        #expect(
            refusal {
                try ledger.schedule("office", book: "H001", plan: Self.plan(), values: Self.values, by: "li")
            }
                == ["user.role-missing"])
        #expect(
            refusal { _ = try ledger.runRecurring(Self.month(2026_02), by: "li") } == ["user.role-missing"])
    }

    @Test("a month's drafts are made once; what they became is on record, a deleted one may be made again")
    func recurring() throws {
        let ledger = try Hamlet.inMemory()
        try ledger.addTemplate(Self.template(), book: nil, by: "zhang")
        for book in ["H001", "H002"] {
            try ledger.schedule("office", book: book, plan: Self.plan(), values: Self.values, by: "zhang")
        }
        let shown = try ledger.runRecurring(Self.month(2026_02), by: "zhang", rehearsal: true)
        #expect(shown.made == 2)
        #expect(try ledger.recurringVouchers().allSatisfy(\.made.isEmpty))
        let first = try ledger.runRecurring(Self.month(2026_02), by: "zhang")
        #expect(first.items.map(\.book) == ["H001", "H002"])
        #expect(first.items.map { $0.debit?.fen } == [120_50, 120_50])
        let again = try ledger.runRecurring(Self.month(2026_02), by: "zhang")
        #expect(again.made == 0)
        #expect(again.items.map(\.isEarlier) == [true, true])
        let names = first.items.compactMap(\.draft)
        #expect(try ledger.draft(names[0]).content.date.number == 2026_02_28)
        try ledger.review([names[0]], by: "li")
        let posted = try ledger.post([names[0]], by: "zhang")
        try ledger.deleteDraft(names[1], by: "zhang")
        let entries = try ledger.recurringVouchers()
        #expect(entries[0].made.map(\.voucher) == [posted[0]])
        #expect(entries[1].made.isEmpty)
        #expect(entries.map(\.authorisedBy) == ["zhang", "zhang"])
        let third = try ledger.runRecurring(Self.month(2026_02), by: "zhang")
        #expect(third.items.map(\.isEarlier) == [true, false])
        #expect(try ledger.verify().problems == [])
    }

    @Test("earlier months that were missed are told, not made")
    func missed() throws {
        let ledger = try Hamlet.inMemory()
        try ledger.addTemplate(Self.template(), book: "H001", by: "zhang")
        try ledger.schedule("office", book: "H001", plan: Self.plan(), values: Self.values, by: "zhang")
        let outcome = try ledger.runRecurring(Self.month(2026_04), by: "zhang")
        #expect(outcome.made == 1)
        #expect(outcome.items[0].missed.map(\.number) == [202602, 202603])
    }

    @Test("a closed month takes none, by its name; other books are made all the same")
    func closed() throws {
        let ledger = try Hamlet.inMemory()
        try ledger.addTemplate(Self.template(), book: nil, by: "zhang")
        for book in ["H001", "H002"] {
            try ledger.schedule(
                "office", book: book, plan: Self.plan(2026_01), values: Self.values, by: "zhang")
        }
        let outcome = try ledger.runRecurring(Self.month(2026_01), by: "zhang")
        #expect(outcome.refused.map(\.book) == ["H001"])
        #expect(outcome.refused.map(\.problem.code) == ["period.closed"])
        #expect(outcome.refused[0].problem.chinese.contains("2026-01"))
        #expect(outcome.items.map(\.book) == ["H002"])
    }

    @Test("only the books of a township, or those named")
    func scope() throws {
        let ledger = try Hamlet.inMemory()
        try ledger.addTemplate(Self.template(), book: nil, by: "zhang")
        for book in ["H001", "H002"] {
            try ledger.schedule("office", book: book, plan: Self.plan(), values: Self.values, by: "zhang")
        }
        let made = { (books: [String], township: String?) in
            try ledger.runRecurring(
                Self.month(2026_02), books: books, township: township, by: "zhang", rehearsal: true
            )
            .items.map(\.book)
        }
        #expect(try made(["H002"], nil) == ["H002"])
        #expect(try made([], "990101101201") == ["H001"])
        #expect(try made([], "990101101000") == ["H001", "H002"])
        #expect(refusal { _ = try made([], "000000000000") } == ["division.unknown"])
        #expect(refusal { _ = try made(["H9"], nil) } == ["book.unknown"])
    }

    @Test("a schedule needs its parameters, months from the book's first, and is one per template and book")
    func schedules() throws {
        let ledger = try Hamlet.inMemory()
        try ledger.addTemplate(Self.template(), book: "H001", by: "zhang")
        let codes = { (plan: RecurringPlan, values: [String: Money]) in
            refusal { try ledger.schedule("office", book: "H001", plan: plan, values: values, by: "zhang") }
        }
        #expect(try codes(Self.plan(), [:]) == ["template.parameter-missing"])
        #expect(try codes(Self.plan(), ["x": .zero]) == ["template.parameter-unknown"])
        #expect(try codes(Self.plan(2025_12), Self.values) == ["period.before-opening"])
        #expect(try codes(Self.plan(), Self.values) == [])
        #expect(try codes(Self.plan(), Self.values) == ["recurring.exists"])
        #expect(
            refusal { try ledger.deleteTemplate("office", book: "H001", by: "zhang") } == [
                "template.scheduled"
            ])
        try ledger.unschedule("office", book: "H001", by: "zhang")
        #expect(
            refusal { try ledger.unschedule("office", book: "H001", by: "zhang") } == ["recurring.unknown"])
        try ledger.deleteTemplate("office", book: "H001", by: "zhang")
        #expect(
            refusal { try ledger.deleteTemplate("office", book: "H001", by: "zhang") } == ["template.unknown"]
        )
        #expect(try ledger.verify().problems == [])
    }
}
