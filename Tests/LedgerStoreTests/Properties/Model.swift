import Ledger

/// A ledger as plainly as it can be thought of: arrays of vouchers and the rules as the handbook tells them.
///
/// Nothing here calls the rules of the program; it takes the program's drafts only as paper to read from.
struct Model {
    /// What the model knows of an account.
    struct Account {
        var isLeaf = true
        var needsSource = false
        var usualSource: String?
        var needsParty = false
        var kind = Kind.other
        enum Kind { case other, cash, profitAndLoss, currentYear, distribution, priorYear, advance }
    }

    /// A line with what the account adds to it.
    struct Line: Hashable, Comparable {
        var account: String
        var debit: Int64
        var credit: Int64
        var source: String?
        var party: String?

        static func < (a: Line, b: Line) -> Bool { a.key < b.key }
        private var key: String { "\(account) \(party ?? "") \(source ?? "") \(debit) \(credit)" }
    }

    /// A draft or a posted voucher.
    struct Voucher: Hashable {
        var date: Int
        var kind: String
        var type: String
        var isTypeWritten: Bool
        var lines: [Line]
        var reverses: Int?
        var corrects: Int?
        var originYear: Int?
        var preparer = ""
        var editor = ""
        var reviewer: String?
        var poster: String?
        var number = 0
        var month: Int { date / 100 }
        var year: Int { date / 10000 }
    }

    /// One set of books.
    struct Book {
        var opened = 2026_01
        var drafts: [Int: Voucher] = [:]
        var lastDraft = 0
        /// In the order of posting; the place of a voucher is its sequence less one.
        var posted: [Voucher] = []
        var closed: Set<Int> = []
        var openingCash: Int64 = 0
    }

    /// Somebody at work.
    struct Person {
        var name: String
        var roles: Set<String>
    }

    static let accounts: [String: Account] = [
        "101": Account(isLeaf: false, kind: .cash), "10101": Account(kind: .cash),
        "102": Account(isLeaf: false),
        "10201": Account(), "11201": Account(needsParty: true),
        "21101": Account(needsParty: true, kind: .advance),
        "31101": Account(), "31102": Account(), "321": Account(kind: .currentYear),
        "322": Account(isLeaf: false, kind: .distribution), "3220101": Account(kind: .distribution),
        "3220201": Account(kind: .distribution), "3220202": Account(kind: .priorYear),
        "501": Account(isLeaf: false, needsSource: true, kind: .profitAndLoss),
        "50101": Account(needsSource: true, usualSource: "agriculture", kind: .profitAndLoss),
        "50103": Account(needsSource: true, usualSource: "property-lease", kind: .profitAndLoss),
        "50108": Account(needsSource: true, kind: .profitAndLoss), "503": Account(kind: .profitAndLoss),
        "51302": Account(kind: .profitAndLoss), "514": Account(kind: .profitAndLoss),
    ]
    static let sources: Set = ["agriculture", "property-lease", "energy", "retained-land"]
    static let people: [String: Person] = [
        "zhang": Person(name: "zhang-he", roles: ["preparer", "poster"]),
        "zhang-review": Person(name: "zhang-he", roles: ["reviewer"]),
        "li": Person(name: "li-lan", roles: ["reviewer", "township"]),
        "chen": Person(name: "chen-zhu", roles: ["preparer", "reviewer", "poster", "township"]),
    ]

    var books: [String: Book]
    /// Digests of files taken in, and how.
    var imported: [String: Bool] = [:]

    /// A refusal: every code, in no order.
    struct Refused: Error, Equatable {
        var codes: Set<String>
        init(_ codes: Set<String>) { self.codes = codes }
        init(_ code: String) { codes = [code] }
    }

    func require(_ user: String, _ role: String) throws(Refused) {
        if Self.people[user]?.roles.contains(role) != true { throw Refused("user.role-missing") }
    }

    func book(_ code: String) throws(Refused) -> Book {
        guard let book = books[code] else { throw Refused("book.unknown") }
        return book
    }
}

// MARK: the rules of a voucher

extension Model {
    /// What can be read of a draft, and what about it is no word of the ledger's.
    static func read(_ draft: VoucherDraft) -> (voucher: Voucher, unreadable: Set<String>) {
        var wrong: Set<String> = []
        if !["记", "收", "付", "转"].contains(draft.kind ?? "记") { wrong.insert("voucher.unknown-kind") }
        let types = ["normal", "closing", "distribution", "correction", "prior-year"]
        if let type = draft.type, !types.contains(type) { wrong.insert("voucher.unknown-type") }
        if draft.attachments < 0 || draft.attachments > 9999 { wrong.insert("attachments.invalid") }
        let lines = draft.lines.map { entry in
            if accounts[entry.account] == nil { wrong.insert("account.unknown") }
            if let source = entry.source, !sources.contains(source) { wrong.insert("source.unknown") }
            return Line(
                account: entry.account, debit: entry.debit.fen, credit: entry.credit.fen,
                source: entry.source ?? accounts[entry.account]?.usualSource, party: entry.counterparty)
        }
        let onCurrentYear = lines.contains { accounts[$0.account]?.kind == .currentYear }
        return (
            Voucher(
                date: Int(draft.date.number), kind: draft.kind ?? "记",
                type: draft.type ?? (onCurrentYear ? "closing" : "normal"), isTypeWritten: draft.type != nil,
                lines: lines, originYear: draft.originYear),
            wrong
        )
    }

    /// What a draft may still lack.
    static let mendable: Set = [
        "voucher.unbalanced", "voucher.too-few-lines", "voucher.missing-source",
        "voucher.missing-counterparty",
    ]

    /// What stands against posting a voucher in a book, its links aside.
    static func faults(_ voucher: Voucher, in book: Book) -> Set<String> {
        var wrong: Set<String> = []
        for line in voucher.lines {
            if let fault = fault(line) { wrong.insert(fault) }
        }
        if voucher.lines.count < 2 { wrong.insert("voucher.too-few-lines") }
        if voucher.lines.reduce(0, { $0 + $1.debit }) != voucher.lines.reduce(0, { $0 + $1.credit }) {
            wrong.insert("voucher.unbalanced")
        }
        let kinds = voucher.lines.compactMap { accounts[$0.account]?.kind }
        let hasProfitAndLoss = kinds.contains(.profitAndLoss)
        let hasDistribution = kinds.contains(.distribution) || kinds.contains(.priorYear)
        if kinds.contains(.currentYear), voucher.type != "closing" {
            wrong.insert("voucher.current-income-outside-closing")
        }
        switch voucher.type {
        case "closing":
            if !kinds.contains(.currentYear) {
                wrong.insert("voucher.not-a-closing")
            } else if kinds.contains(where: { [.other, .cash, .advance].contains($0) }) {
                wrong.insert("voucher.closing-other-accounts")
            }
        case "distribution":
            if hasProfitAndLoss || !hasDistribution { wrong.insert("voucher.not-a-distribution") }
        case "prior-year":
            if hasProfitAndLoss || !kinds.contains(.priorYear) { wrong.insert("voucher.not-a-prior-year") }
        default: break
        }
        if voucher.type == "prior-year" {
            if (voucher.originYear ?? voucher.year) >= voucher.year { wrong.insert("voucher.origin-year") }
        } else if voucher.originYear != nil {
            wrong.insert("voucher.origin-year")
        }
        let amounts = voucher.lines.flatMap { [$0.debit, $0.credit] }
        let mayMix =
            ["closing", "correction", "prior-year"].contains(voucher.type) || kinds.contains(.advance)
        if !mayMix, amounts.contains(where: { $0 < 0 }), amounts.contains(where: { $0 > 0 }) {
            wrong.insert("voucher.mixed-signs")
        }
        if voucher.month < book.opened {
            wrong.insert("period.before-opening")
        } else if book.closed.contains(voucher.month) {
            wrong.insert("period.closed")
        }
        return wrong
    }

    private static func fault(_ line: Line) -> String? {
        guard let account = accounts[line.account] else { return "account.unknown" }
        if line.debit == 0, line.credit == 0 { return "voucher.zero-line" }
        if line.debit != 0, line.credit != 0 { return "voucher.both-sides" }
        if abs(line.debit + line.credit) > 1_000_000_000_000 { return "money.too-large" }
        if !account.isLeaf { return "account.not-leaf" }
        if account.needsSource, line.source == nil { return "voucher.missing-source" }
        if account.needsParty, line.party == nil { return "voucher.missing-counterparty" }
        return nil
    }

    /// What stands against a full reversal.
    static func reversalFaults(_ voucher: Voucher, in book: Book) -> Set<String> {
        guard let target = voucher.reverses else { return [] }
        var wrong: Set<String> = []
        let original = book.posted[target - 1]
        if book.posted.contains(where: { $0.reverses == target }) { wrong.insert("voucher.already-reversed") }
        if voucher.date < original.date { wrong.insert("voucher.reversal-too-early") }
        if original.year != voucher.year,
            voucher.lines.contains(where: { accounts[$0.account]?.kind == .profitAndLoss })
        {
            wrong.insert("voucher.reversal-across-years")
        }
        func plain(_ lines: [Line], _ sign: Int64) -> [Line] {
            lines.map {
                Line(
                    account: $0.account, debit: sign * $0.debit, credit: sign * $0.credit, source: $0.source,
                    party: $0.party)
            }
            .sorted()
        }
        if plain(voucher.lines, -1) != plain(original.lines, 1) { wrong.insert("voucher.reversal-differs") }
        return wrong
    }

    /// The sequence of a voucher by its name, with or without its book and month.
    static func find(_ name: String, of code: String, in book: Book, month: Int) -> Int? {
        for (place, voucher) in book.posted.enumerated() {
            let short = "\(voucher.kind)-\(voucher.number)"
            let long =
                "\(voucher.month / 100)-\(voucher.month % 100 < 10 ? "0" : "")\(voucher.month % 100)/\(short)"
            if name == "\(code)/\(long)" || name == long || (name == short && voucher.month == month) {
                return place + 1
            }
        }
        return nil
    }

    /// A draft as the book would keep it, or all that is wrong with it.
    static func take(
        _ draft: VoucherDraft, code: String, in book: Book, isFinished: Bool, withLinks: Bool = true
    ) throws(Refused) -> Voucher {
        var (voucher, wrong) = read(draft)
        if !wrong.isEmpty { throw Refused(wrong) }
        wrong = faults(voucher, in: book)
        if !isFinished { wrong.subtract(mendable) }
        if withLinks {
            if let name = draft.reverses {
                voucher.reverses = find(name, of: code, in: book, month: voucher.month)
                if voucher.reverses == nil { wrong.insert("voucher.reverses-unknown") }
                wrong.formUnion(reversalFaults(voucher, in: book))
            }
            if let name = draft.corrects {
                voucher.corrects = find(name, of: code, in: book, month: voucher.month)
                if voucher.corrects == nil { wrong.insert("voucher.reverses-unknown") }
                if let target = voucher.corrects, voucher.date < book.posted[target - 1].date {
                    wrong.insert("voucher.reversal-too-early")
                }
            }
        }
        if !wrong.isEmpty { throw Refused(wrong) }
        return voucher
    }
}

// MARK: what people do

extension Model {
    mutating func add(_ draft: VoucherDraft, by user: String) throws(Refused) -> Int {
        var book = try book(draft.book)
        try require(user, "preparer")
        var voucher = try Self.take(draft, code: draft.book, in: book, isFinished: false)
        voucher.preparer = user
        voucher.editor = user
        book.lastDraft += 1
        book.drafts[book.lastDraft] = voucher
        books[draft.book] = book
        return book.lastDraft
    }

    private func draft(_ name: DraftName, _ user: String, _ role: String) throws(Refused) -> (Book, Voucher) {
        let book = try book(name.book)
        try require(user, role)
        guard let draft = book.drafts[name.number] else { throw Refused("draft.unknown") }
        return (book, draft)
    }

    mutating func edit(_ name: DraftName, to content: VoucherDraft, by user: String) throws(Refused) {
        let (book, old) = try draft(name, user, "preparer")
        if old.reviewer != nil { throw Refused("draft.reviewed") }
        var voucher = try Self.take(content, code: name.book, in: book, isFinished: false)
        voucher.preparer = old.preparer
        voucher.editor = user
        books[name.book]?.drafts[name.number] = voucher
    }

    mutating func delete(_ name: DraftName, by user: String) throws(Refused) {
        let (_, old) = try draft(name, user, "preparer")
        if old.reviewer != nil { throw Refused("draft.reviewed") }
        books[name.book]?.drafts[name.number] = nil
    }

    mutating func giveBack(_ name: DraftName, by user: String) throws(Refused) {
        _ = try draft(name, user, "reviewer")
        books[name.book]?.drafts[name.number]?.reviewer = nil
    }

    mutating func review(_ names: [DraftName], by user: String) throws(Refused) {
        var wrong: Set<String> = []
        for name in names {
            let (book, voucher) = try draft(name, user, "reviewer")
            let person = Self.people[user]?.name
            if [voucher.preparer, voucher.editor].contains(where: { Self.people[$0]?.name == person }) {
                throw Refused("voucher.same-person")
            }
            wrong.formUnion(Self.faults(voucher, in: book))
            wrong.formUnion(Self.reversalFaults(voucher, in: book))
        }
        if !wrong.isEmpty { throw Refused(wrong) }
        for name in names { books[name.book]?.drafts[name.number]?.reviewer = user }
    }

    /// The numbers given, in the order of the names.
    mutating func post(_ names: [DraftName], by user: String) throws(Refused) -> [Int] {
        var waiting: [(place: Int, name: DraftName, voucher: Voucher)] = []
        for (place, name) in names.enumerated() {
            let (_, voucher) = try draft(name, user, "poster")
            if names[..<place].contains(name) { throw Refused("draft.unknown") }
            if voucher.reviewer == nil { throw Refused("voucher.not-reviewed") }
            waiting.append((place, name, voucher))
        }
        waiting.sort { ($0.voucher.date, $0.name.number) < ($1.voucher.date, $1.name.number) }
        var wrong: Set<String> = []
        var after = books
        var numbers = [Int](repeating: 0, count: names.count)
        for (place, name, voucher) in waiting {
            guard var book = after[name.book] else { continue }
            let found = Self.faults(voucher, in: book).union(Self.reversalFaults(voucher, in: book))
            wrong.formUnion(found)
            guard found.isEmpty else { continue }
            numbers[place] = Self.post(voucher, by: user, in: &book)
            book.drafts[name.number] = nil
            after[name.book] = book
        }
        if !wrong.isEmpty { throw Refused(wrong) }
        books = after
        return numbers
    }

    private static func post(_ voucher: Voucher, by user: String, in book: inout Book) -> Int {
        var posted = voucher
        posted.poster = user
        posted.number = 1 + book.posted.count { $0.month == voucher.month && $0.kind == voucher.kind }
        book.posted.append(posted)
        return posted.number
    }

    /// A voucher with its signs turned, dated another day.
    mutating func reverse(_ name: VoucherName, on date: CalendarDate, by user: String) throws(Refused) -> Int
    {
        let book = try book(name.book)
        try require(user, "preparer")
        guard let place = Self.find(name.description, of: name.book, in: book, month: 0) else {
            throw Refused("voucher.unknown")
        }
        let original = book.posted[place - 1]
        var draft = VoucherDraft(book: name.book, date: date)
        draft.kind = original.kind
        draft.type = original.type
        draft.originYear = original.originYear
        draft.reverses = name.description
        draft.lines = original.lines.map {
            EntryLine(
                "", account: $0.account, debit: Money(fen: -$0.debit), credit: Money(fen: -$0.credit),
                source: $0.source,
                counterparty: $0.party)
        }
        return try add(draft, by: user)
    }

    /// Whether the same content had come before.
    mutating func take(
        _ drafts: [VoucherDraft], content: String, by user: String, reviewer: String?, posted: Bool
    ) throws(Refused) -> Bool {
        if let earlier = imported[content] {
            if earlier == posted { return true }
            throw Refused("import.drafted-before")
        }
        try require(user, "preparer")
        if posted {
            guard let reviewer else { throw Refused("voucher.not-reviewed") }
            try require(user, "poster")
            try require(reviewer, "reviewer")
            if Self.people[user]?.name == Self.people[reviewer]?.name { throw Refused("voucher.same-person") }
        }
        var after = books
        var wrong: Set<String> = []
        var spoilt: Set<String> = []
        for draft in drafts {
            guard var book = after[draft.book] else {
                wrong.insert("book.unknown")
                continue
            }
            do throws(Refused) {
                // After a voucher that is refused, the numbers of its book mean nothing, so links are not asked.
                var voucher = try Self.take(
                    draft, code: draft.book, in: book, isFinished: true,
                    withLinks: !spoilt.contains(draft.book))
                voucher.preparer = user
                voucher.editor = user
                if posted {
                    voucher.reviewer = reviewer
                    _ = Self.post(voucher, by: user, in: &book)
                } else {
                    book.lastDraft += 1
                    book.drafts[book.lastDraft] = voucher
                }
                after[draft.book] = book
            } catch {
                spoilt.insert(draft.book)
                wrong.formUnion(error.codes)
            }
        }
        if !wrong.isEmpty { throw Refused(wrong) }
        books = after
        imported[content] = posted
        return false
    }

    static func months(from first: Int, through last: Int) -> [Int] {
        var months: [Int] = []
        var month = first
        while month <= last {
            months.append(month)
            month += month % 100 == 12 ? 89 : 1
        }
        return months
    }

    mutating func close(_ code: String, through month: Int, by user: String) throws(Refused) {
        let book = try book(code)
        try require(user, "poster")
        if month < book.opened { throw Refused("period.before-opening") }
        let open = Self.months(from: book.opened, through: month).filter { !book.closed.contains($0) }
        if open.isEmpty { throw Refused("period.already-closed") }
        var wrong: Set<String> = []
        if book.drafts.values.contains(where: { open.contains($0.month) }) { wrong.insert("period.drafts") }
        for date in Set(book.posted.map(\.date)) where open.contains(date / 100) {
            var cash = book.openingCash
            for voucher in book.posted where voucher.date <= date {
                for line in voucher.lines where Self.accounts[line.account]?.kind == .cash {
                    cash += line.debit - line.credit
                }
            }
            if cash < 0 { wrong.insert("period.negative-cash") }
        }
        if !wrong.isEmpty { throw Refused(wrong) }
        books[code]?.closed.formUnion(open)
    }

    mutating func reopen(_ code: String, _ month: Int, reason: String, by user: String) throws(Refused) {
        let book = try book(code)
        try require(user, "township")
        if reason.isEmpty { throw Refused("period.reason-missing") }
        if !book.closed.contains(month) { throw Refused("period.not-closed") }
        if month != book.closed.max() { throw Refused("period.not-last") }
        books[code]?.closed.remove(month)
    }
}

// MARK: sums

extension Model {
    /// Debit and credit.
    struct Sum: Equatable, CustomStringConvertible {
        var debit: Int64 = 0
        var credit: Int64 = 0
        var description: String { "\(debit)|\(credit)" }
        mutating func add(_ line: Line) {
            debit += line.debit
            credit += line.credit
        }
    }

    /// By book, month, account, source and type.
    var turnover: [String: Sum] {
        sums { code, voucher, line in
            "\(code) \(voucher.month) \(line.account) \(line.source ?? "") \(voucher.type)"
        }
    }

    /// By book, month, account and counterparty.
    var partyTurnover: [String: Sum] {
        sums { code, voucher, line in line.party.map { "\(code) \(voucher.month) \(line.account) \($0)" } }
    }

    /// By book, year, account and source: income and expense without closing and distribution by the year of the
    /// voucher, prior-year adjustments by the year they are of.
    var yearTurnover: [String: Sum] {
        sums { code, voucher, line in
            guard voucher.type != "closing", voucher.type != "distribution" else { return nil }
            let key = "\(line.account) \(line.source ?? "")"
            switch Self.accounts[line.account]?.kind {
            case .profitAndLoss: return "\(code) \(voucher.year) \(key)"
            case .priorYear: return voucher.originYear.map { "\(code) \($0) \(key)" }
            default: return nil
            }
        }
    }

    private func sums(_ key: (String, Voucher, Line) -> String?) -> [String: Sum] {
        var found: [String: Sum] = [:]
        for (code, book) in books {
            for voucher in book.posted {
                for line in voucher.lines {
                    if let key = key(code, voucher, line) { found[key, default: Sum()].add(line) }
                }
            }
        }
        return found
    }

    /// 经营收入 and 投资收益 of a year, before closing: what the threshold asks for.
    func operatingIncome(_ code: String, year: Int) -> Int64 {
        (books[code]?.posted ?? []).filter {
            $0.year == year && $0.type != "closing" && $0.type != "distribution"
        }
        .flatMap(\.lines).filter { $0.account.hasPrefix("501") || $0.account.hasPrefix("502") }
        .reduce(0) { $0 + $1.credit - $1.debit }
    }
}
