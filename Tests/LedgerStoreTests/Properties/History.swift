import Ledger
import Synchronization
import TestSupport
import Testing

@testable import LedgerStore

/// One random history, done to a ledger and to the ``Model`` alike.
struct History {
    private static let template = Mutex<LedgerFile?>(nil)
    static let codes = ["G001", "G002"]

    let ledger: LedgerFile
    var model: Model
    var maker: DraftMaker
    /// What was done so far, for the reader of a failure.
    private(set) var log: [String] = []
    /// How many steps were lawful.
    private(set) var done = 0
    private var files: [(drafts: [VoucherDraft], content: String)] = []
    private let seed: UInt64

    init(seed: UInt64) throws {
        self.seed = seed
        maker = DraftMaker(random: SeededGenerator(seed: seed))
        ledger = try Self.template.withLock { made in
            if let made { return try made.copyInMemory() }
            let ledger = try LedgerFile.inMemory(defaultDetails: false, clock: Hamlet.clock)
            try Self.fill(ledger)
            made = ledger
            return try ledger.copyInMemory()
        }
        var book = Model.Book()
        book.openingCash = 200_000
        model = Model(books: ["G001": book, "G002": book])
    }

    private static func fill(_ ledger: LedgerFile) throws {
        try ledger.addDivisions([
            DivisionEntry(code: "990101000000", name: "某县", level: "county", parent: nil),
            DivisionEntry(code: "990101101201", name: "茶坞村", level: "village", parent: "990101000000"),
            DivisionEntry(code: "990101101202", name: "石桥村", level: "village", parent: "990101000000"),
        ])
        let opened = try Month(parsing: "2026-01")
        try ledger.addBooks([
            BookEntry(code: "G001", division: "990101101201", name: "茶坞村合作社", opened: opened),
            BookEntry(code: "G002", division: "990101101202", name: "石桥村合作社", opened: opened),
        ])
        try ledger.addUsers(
            Model.people.sorted { $0.key < $1.key }.map { name, person in
                UserEntry(
                    name: name, displayName: name, roles: person.roles.compactMap { UserRole(rawValue: $0) },
                    scope: "990101000000", person: person.name)
            })
        let roles = [
            "21101": "rent-in-advance", "32201": "distribution", "3220202": "prior-year-adjustment",
        ]
        let defaults = ["50101": "agriculture", "50103": "property-lease"]
        let codes = [
            "10101", "10201", "11201", "21101", "31101", "31102", "32201", "32202", "3220101", "3220201",
            "3220202",
            "50101", "50103", "50108", "51302",
        ]
        try ledger.addAccounts(
            codes.map { AccountEntry(code: $0, name: $0, defaultSource: defaults[$0], role: roles[$0]) },
            by: "zhang")
        _ = try ledger.importOpenings(
            Self.codes.flatMap { code in
                [
                    OpeningEntry(book: code, account: "10101", balance: Money(fen: 200_000)),
                    OpeningEntry(book: code, account: "301", balance: Money(fen: -200_000)),
                ]
            }, by: "zhang")
    }

    /// How many vouchers are posted.
    var posted: Int { model.books.values.reduce(0) { $0 + $1.posted.count } }

    var note: Comment {
        """
        run again with VILLAGE_LEDGER_SEED=\(seed) VILLAGE_LEDGER_SEQUENCES=1
        \(log.joined(separator: "\n"))
        """
    }

    // MARK: steps

    /// Does one step to both and compares what they say; false when they disagree.
    mutating func step() throws -> Bool {
        let code = maker.chance(1) ? "G999" : maker.pick(Self.codes)
        let book = model.books[code] ?? Model.Book()
        switch Int.random(in: 0..<100, using: &maker.random) {
        case 0..<24: return try add(maker.draft(code, book))
        case 24..<28: return try maker.reversal(code, book).map { try add($0) } ?? true
        case 28..<34: return try edit(draftName(code, book), to: maker.draft(code, book))
        case 34..<37: return try delete(draftName(code, book))
        case 37..<53: return try review(draftNames(code, book))
        case 53..<56: return try giveBack(draftName(code, book))
        case 56..<76: return try post(draftNames(code, book, reviewed: true))
        case 76..<82: return try reverse(code, book)
        case 82..<88: return try close(code, book)
        case 88..<91: return try reopen(code, book)
        default: return try importSome()
        }
    }

    /// Compares a call to the ledger with the model's answer.
    private mutating func agree<T: Equatable>(
        _ what: String, _ predicted: Result<T, Model.Refused>, _ body: (LedgerFile) throws -> T
    ) -> Bool {
        log.append(what)
        var found: Result<T, Model.Refused>
        do { found = .success(try body(ledger)) } catch {
            found = .failure(.init(Set(problemCodes(of: error))))
        }
        if case .success = found { done += 1 }
        log[log.count - 1] += " → \(found)"
        guard found == predicted else {
            Issue.record("the model says \(predicted), the ledger \(found)\n\(note)")
            return false
        }
        return true
    }

    private mutating func predict<T>(_ body: (inout Model) throws(Model.Refused) -> T) -> Result<
        T, Model.Refused
    > {
        do throws(Model.Refused) { return .success(try body(&model)) } catch { return .failure(error) }
    }

    private mutating func draftName(_ code: String, _ book: Model.Book, reviewed: Bool = false) -> DraftName {
        let numbers = book.drafts.keys.sorted().filter {
            !reviewed || book.drafts[$0]?.reviewer != nil || maker.chance(4)
        }
        let number = numbers.isEmpty || maker.chance(2) ? book.lastDraft + 1 : maker.pick(numbers)
        return DraftName(book: code, number: number)
    }

    private mutating func draftNames(_ code: String, _ book: Model.Book, reviewed: Bool = false)
        -> [DraftName]
    {
        (0..<maker.pick([1, 1, 1, 2, 3])).map { _ in draftName(code, book, reviewed: reviewed) }
    }

    private mutating func add(_ draft: VoucherDraft) throws -> Bool {
        let user = maker.pick(["zhang", "zhang", "zhang", "chen", maker.chance(10) ? "li" : "zhang"])
        let predicted = predict { (model) throws(Model.Refused) in try model.add(draft, by: user) }
        return agree("add by \(user): \(Self.short(draft))", predicted) { ledger in
            try ledger.addDraft(draft, by: user).name.number
        }
    }

    private mutating func edit(_ name: DraftName, to draft: VoucherDraft) throws -> Bool {
        let user = maker.pick(["zhang", "zhang", "chen"])
        let predicted = predict { (model) throws(Model.Refused) in
            try model.edit(name, to: draft, by: user)
            return true
        }
        return agree("edit \(name) by \(user): \(Self.short(draft))", predicted) { ledger in
            try ledger.editDraft(name, to: draft, by: user).name == name
        }
    }

    private mutating func delete(_ name: DraftName) throws -> Bool {
        let predicted = predict { (model) throws(Model.Refused) in
            try model.delete(name, by: "zhang")
            return true
        }
        return agree("delete \(name)", predicted) { ledger in
            try ledger.deleteDraft(name, by: "zhang")
            return true
        }
    }

    private mutating func giveBack(_ name: DraftName) throws -> Bool {
        let predicted = predict { (model) throws(Model.Refused) in
            try model.giveBack(name, by: "li")
            return true
        }
        return agree("return \(name)", predicted) { ledger in
            try ledger.returnDraft(name, reason: "再核", by: "li")
            return true
        }
    }

    private mutating func review(_ names: [DraftName]) throws -> Bool {
        let user = maker.pick(["li", "li", "li", "li", "li", "chen", "zhang-review", "zhang"])
        let predicted = predict { (model) throws(Model.Refused) in
            try model.review(names, by: user)
            return true
        }
        return agree("review \(names) by \(user)", predicted) { ledger in
            try ledger.review(names, by: user)
            return true
        }
    }

    private mutating func post(_ names: [DraftName]) throws -> Bool {
        let user = maker.pick(["zhang", "zhang", "zhang", "zhang", "zhang", "chen", "li"])
        let predicted = predict { (model) throws(Model.Refused) in try model.post(names, by: user) }
        return agree("post \(names) by \(user)", predicted) { ledger in
            try ledger.post(names, by: user).map(\.number)
        }
    }

    private mutating func reverse(_ code: String, _ book: Model.Book) throws -> Bool {
        let text = book.posted.isEmpty ? "2026-01/记-1" : maker.name(book)
        guard let name = VoucherName(parsing: text, book: code) else { return true }
        let date = maker.date(book)
        let predicted = predict { (model) throws(Model.Refused) in
            try model.reverse(name, on: date, by: "zhang")
        }
        return agree("reverse \(name) on \(date)", predicted) { ledger in
            try ledger.reverse(name, on: date, by: "zhang").name.number
        }
    }

    private mutating func close(_ code: String, _ book: Model.Book) throws -> Bool {
        let next =
            Model.months(from: book.opened, through: 2027_01).first { !book.closed.contains($0) } ?? 2027_02
        let number = maker.chance(85) ? min(next, 2026_03) : maker.pick([2025_12, 2026_01, 2026_03])
        let user = maker.chance(90) ? "zhang" : "li"
        let month = Month(validNumber: Int32(number))
        let predicted = predict { (model) throws(Model.Refused) in
            try model.close(code, through: number, by: user)
            return true
        }
        return agree("close \(code) \(month) by \(user)", predicted) { ledger in
            try ledger.closePeriod(book: code, through: month, by: user)
            return true
        }
    }

    private mutating func reopen(_ code: String, _ book: Model.Book) throws -> Bool {
        let number = maker.chance(75) ? book.closed.max() ?? 2026_01 : maker.pick([2026_01, 2026_02])
        let reason = maker.chance(90) ? "补记" : ""
        let user = maker.chance(90) ? "li" : "zhang"
        let month = Month(validNumber: Int32(number))
        let predicted = predict { (model) throws(Model.Refused) in
            try model.reopen(code, number, reason: reason, by: user)
            return true
        }
        return agree("reopen \(code) \(month) by \(user) “\(reason)”", predicted) { ledger in
            try ledger.reopenPeriod(book: code, month: month, reason: reason, by: user)
            return true
        }
    }

    private mutating func importSome() throws -> Bool {
        var drafts: [VoucherDraft] = []
        var content = "\(files.count)"
        if let old = files.randomElement(using: &maker.random), maker.chance(20) {
            (drafts, content) = old
        } else {
            for _ in 0..<maker.pick([1, 2, 3, 4]) {
                let code = maker.chance(2) ? "G999" : maker.pick(Self.codes)
                let book = model.books[code] ?? Model.Book()
                drafts.append(
                    (maker.chance(8) ? maker.reversal(code, book) : nil) ?? maker.draft(code, book, wrong: 8))
            }
            drafts.sort { ($0.book, $0.date) < ($1.book, $1.date) }
            files.append((drafts, content))
        }
        let user = maker.pick(["zhang", "zhang", "zhang", "zhang", "chen", "li"])
        let reviewer = maker.pick(["li", "li", "li", "li", "li", "li", "chen", "zhang-review", nil])
        let posted = maker.chance(75)
        let predicted = predict { (model) throws(Model.Refused) in
            try model.take(drafts, content: content, by: user, reviewer: reviewer, posted: posted)
        }
        let what =
            "import \(content) by \(user), \(reviewer ?? "nobody"), posted \(posted): \(drafts.map(Self.short))"
        return agree(what, predicted) { ledger in
            var source = DraftsInMemory(drafts, content: content)
            return try ledger.importVouchers(&source, by: user, reviewer: reviewer, post: posted)
                .isAlreadyThere
        }
    }

    private static func short(_ draft: VoucherDraft) -> String {
        let lines = draft.lines.map { line in
            "\(line.account) \(line.debit.fen)|\(line.credit.fen) \(line.source ?? "") \(line.counterparty ?? "")"
        }
        return "\(draft.book) \(draft.date) \(draft.kind ?? "") \(draft.type ?? "") "
            + "\(draft.reverses ?? "") \(draft.corrects ?? "") \(draft.originYear ?? 0) \(lines)"
    }
}
