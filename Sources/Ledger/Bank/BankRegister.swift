/// All that is known of a bank account on both sides (对账资料), and what of it is matched.
public struct BankRegister: Sendable {
    /// Items that were found to be the same money (勾对组).
    public struct Group: Sendable, Equatable {
        /// Its number among those of the bank account.
        public var number: Int
        /// The rule that found it; nil where it was matched by hand.
        public var rule: ReconciliationRule?
        /// Who matched it.
        public var user: String
        /// When, in UTC.
        public var at: String
        /// Its lines of the bank.
        public var bank: [BankItem]
        /// Its entries.
        public var book: [BankItem]

        /// A group of its parts.
        public init(
            number: Int, rule: ReconciliationRule?, user: String, at: String, bank: [BankItem],
            book: [BankItem]
        ) {
            self.number = number
            self.rule = rule
            self.user = user
            self.at = at
            self.bank = bank
            self.book = book
        }
    }

    /// The bank account.
    public var account: BankAccount
    /// The first day of the first statement; nil while there is none.
    public var begins: CalendarDate?
    /// The last day the statements speak of.
    public var coveredThrough: CalendarDate?
    /// The bank's balance before the first line of the first statement.
    public var bankOpening: Money
    /// What the book had before its first voucher 期初余额.
    public var bookOpening: Money
    /// Lines of the bank in the order of their days, and what was open at the bank before them.
    public var bank: [BankItem]
    /// All entries on the bank's account, and what was open in the book before the first statement.
    public var book: [BankItem]
    /// What is matched.
    public var groups: [Group]

    /// A register of its parts.
    public init(
        account: BankAccount, begins: CalendarDate?, coveredThrough: CalendarDate?, bankOpening: Money,
        bookOpening: Money, bank: [BankItem], book: [BankItem], groups: [Group]
    ) {
        self.account = account
        self.begins = begins
        self.coveredThrough = coveredThrough
        self.bankOpening = bankOpening
        self.bookOpening = bookOpening
        self.bank = bank
        self.book = book
        self.groups = groups
    }

    /// Whether an item takes part: entries from before the first statement do not, what of them was open then is listed as
    /// an opening item.
    private func takesPart(_ item: BankItem) -> Bool {
        guard item.side == .book, !item.isOpening else { return true }
        return begins.map { item.date >= $0 } ?? false
    }

    /// Items in no group, of both sides.
    public var open: (bank: [BankItem], book: [BankItem]) { open(asOf: nil) }

    /// Items of both sides that stand alone on a day: those in no group, and of a group that is not complete by then what
    /// one side has more than the other, as one item.
    public func open(asOf day: CalendarDate?) -> (bank: [BankItem], book: [BankItem]) {
        var settled: [BankSide: Set<BankItem.Place>] = [.bank: [], .book: []]
        var rests: [BankItem] = []
        for group in groups {
            for item in group.bank { settled[.bank]?.insert(item.place) }
            for item in group.book { settled[.book]?.insert(item.place) }
            if let day, let rest = Self.rest(of: group, on: day) { rests.append(rest) }
        }
        func standing(_ items: [BankItem], _ side: BankSide) -> [BankItem] {
            let alone = items.filter { item in
                takesPart(item) && !(settled[side]?.contains(item.place) ?? false)
                    && (day.map { item.date <= $0 } ?? true)
            }
            let all = alone + rests.filter { $0.side == side }
            return all.sorted { ($0.date, $0.place) < ($1.date, $1.place) }
        }
        return (standing(bank, .bank), standing(book, .book))
    }

    private static func rest(of group: Group, on day: CalendarDate) -> BankItem? {
        let bank = group.bank.filter { $0.date <= day }
        let book = group.book.filter { $0.date <= day }
        let ofBank = Money.total(bank.map(\.amount)).fen
        let ofBook = Money.total(book.map(\.amount)).fen
        guard ofBank != ofBook else { return nil }
        let isBank = ofBank.magnitude > ofBook.magnitude
        let items = (isBank ? bank : book).sorted { ($0.date, $0.place) < ($1.date, $1.place) }
        guard var rest = items.first else { return nil }
        rest.amount = Money(fen: isBank ? ofBank &- ofBook : ofBook &- ofBank)
        rest.name = items.map(\.name).joined(separator: "+")
        return rest
    }

    /// The bank reconciliation 余额调节表 of a day.
    ///
    /// - Throws: ``BankProblem/noStatement(account:)``, ``BankProblem/beforeStatements(account:day:begins:)``,
    ///   ``MoneyProblem``.
    public func statement(asOf day: CalendarDate) throws -> BankReconciliationStatement {
        guard let begins else { throw BankProblem.noStatement(account: account.code) }
        guard day >= begins else {
            throw BankProblem.beforeStatements(account: account.code, day: day, begins: begins)
        }
        let open = open(asOf: day)
        let bankSum = try Money.sum(bank.filter { !$0.isOpening && $0.date <= day }.map(\.amount))
        let bookSum = try Money.sum(book.filter { !$0.isOpening && $0.date <= day }.map(\.amount))
        return try BankReconciliationStatement(
            account: account, day: day, coveredThrough: coveredThrough,
            bankBalance: bankOpening.adding(bankSum), bookBalance: bookOpening.adding(bookSum),
            openBank: open.bank, openBook: open.book)
    }
}
