import GRDB
import Ledger
import LedgerSchema

/// What a cashier signs (出纳签字对象): a draft, or a voucher that is posted.
public enum CashDocument: Sendable, Hashable, CustomStringConvertible {
    /// A draft.
    case draft(DraftName)
    /// A posted voucher.
    case voucher(VoucherName)

    /// Code of its book.
    public var book: String {
        switch self {
        case .draft(let name): name.book
        case .voucher(let name): name.book
        }
    }

    /// Its name.
    public var description: String {
        switch self {
        case .draft(let name): name.description
        case .voucher(let name): name.description
        }
    }
}

extension LedgerFile {
    /// Signs drafts or posted vouchers on cash or bank as cashier 出纳签字, all or none.
    ///
    /// A draft that is edited afterwards must be signed anew.
    ///
    /// - Throws: ``CashProblem/nothingToSign(_:)``, ``CashProblem/signed(_:by:)``, ``CashProblem/signerReviewed(_:user:)``.
    public func sign(_ documents: [CashDocument], by user: String) throws {
        try act("cash sign", by: user) { act in
            let actor = try act.actor()
            for document in documents {
                let book = try act.open(document.book, subject: "", role: .cashier)
                var (draft, sequence): (Int64?, Int64?) = (nil, nil)
                let voucher: ResolvedVoucher
                switch document {
                case .draft(let name):
                    voucher = try act.desk.draft(name, in: book).voucher
                    draft = Int64(name.number)
                case .voucher(let name):
                    let stored = try Self.find(name, in: book, act.desk)
                    voucher = stored.voucher
                    sequence = stored.sequence
                }
                guard act.desk.touchesMoney(voucher) else {
                    throw CashProblem.nothingToSign(document.description)
                }
                let standing = try act.desk.signature(ofDraft: draft, voucher: sequence, in: book)
                if let standing {
                    throw CashProblem.signed(
                        document.description, by: act.desk.users[Int(standing.signer)].name)
                }
                let approvals =
                    try draft.map { try act.desk.approvals($0, in: book) }
                    ?? sequence.map { try act.desk.approvals($0, in: book, Schema.Approvals.ofVoucher) } ?? []
                if act.desk.hasApproved(actor, reviewer: voucher.reviewer, approvals) {
                    throw CashProblem.signerReviewed(document.description, user: act.userName)
                }
                let number = try act.next(.cashSignature, in: book)
                try act.db.execute(
                    sql: Schema.Cash.insertSignature,
                    arguments: [book.id, number, draft, sequence, act.actorID()])
                act.touch(.cashSignature, book.id, number)
            }
            act.book = Set(documents.map(\.book)).count == 1 ? documents.first?.book : nil
            act.subject = documents.map(\.description).joined(separator: " ")
        }
    }

    /// Posted vouchers and drafts on cash or bank that no cashier signed yet, by book.
    public func unsignedDocuments(books: [String], period: Period? = nil) throws -> [CashDocument] {
        let drafts = try drafts(books: books, period: period).filter { $0.cashier == nil }.map(\.name)
        return try readAtDesk { desk in
            try books.flatMap { code -> [CashDocument] in
                let book = try desk.book(code)
                let reader = CashReader(desk.db, id: book.id, code: code)
                let vouchers = try reader.unsigned(
                    from: period?.firstDay ?? book.opened.firstDay, through: period?.lastDay, always: true)
                return try vouchers.compactMap { VoucherName(parsing: $0.name).map(CashDocument.voucher) }
                    + drafts.filter { $0.book == code }.filter {
                        try desk.touchesMoney(desk.draft($0, in: book).voucher)
                    }.map(CashDocument.draft)
            }
        }
    }

    /// What should be looked at in vouchers just posted: no receipt number, no cashier's signature.
    public func cashWarnings(of names: [VoucherName]) throws -> [(
        name: VoucherName, problem: any LedgerProblem
    )] {
        try readAtDesk { desk in
            var firstDays: [String: CalendarDate?] = [:]
            return try names.flatMap { name -> [(name: VoucherName, problem: any LedgerProblem)] in
                let book = try desk.book(name.book)
                let stored = try Self.find(name, in: book, desk)
                var problems: [any LedgerProblem] = []
                if let problem = desk.receiptProblem(stored.voucher) { problems.append(problem) }
                let first =
                    try firstDays[book.code]
                    ?? CashReader(desk.db, id: book.id, code: book.code).lastDay(Schema.Cash.firstSigned)
                firstDays[book.code] = .some(first)
                if let first, first <= stored.voucher.date, desk.touchesMoney(stored.voucher),
                    try desk.signer(ofVoucher: stored.sequence, in: book) == nil
                {
                    problems.append(CashProblem.signatureMissing(voucher: name.description))
                }
                return problems.map { (name, $0) }
            }
        }
    }
}

extension PostingDesk {
    /// Whoever is a cashier, under whatever name, neither reviews, approves nor posts (不相容岗位): the one place of this
    /// rule.
    ///
    /// - Throws: ``CashProblem/cashierDuty(user:reviews:)``.
    func refuseCashier(_ user: IndexedUser, _ role: UserRole) throws {
        let isCashier = users.contains {
            $0.person == user.person && !$0.isDisabled && $0.roles.contains(.cashier)
        }
        if isCashier { throw CashProblem.cashierDuty(user: user.name, reviews: role != .poster) }
    }

    /// Whether somebody, under whatever name, took any step of a voucher's approval.
    func hasApproved(_ user: Int32, reviewer: Int32, _ approvals: [TakenApproval]) -> Bool {
        let person = users[Int(user)].person
        return ([reviewer] + approvals.map(\.approver)).contains {
            $0 >= 0 && users[Int($0)].person == person
        }
    }

    /// Whether a voucher has a line on cash or bank.
    func touchesMoney(_ voucher: borrowing ResolvedVoucher) -> Bool {
        for line in voucher.lines where chart.accounts[Int(line.account)].traits.contains(.money) {
            return true
        }
        return false
    }

    /// Money taken in without a receipt number; nil where all is well.
    func receiptProblem(_ voucher: borrowing ResolvedVoucher) -> CashProblem? {
        guard touchesMoney(voucher) else { return nil }
        let chart = chart
        let lines = voucher.lines.lazy.map { line in
            ReceiptRule.Line(
                isMoney: chart.accounts[Int(line.account)].traits.contains(.money), debit: line.debit,
                credit: line.credit, hasNumber: line.receipt.isPresent)
        }
        guard let place = ReceiptRule.lineWithoutNumber(lines) else { return nil }
        let line = voucher.lines[place]
        return .receiptMissing(
            line: place + 1, account: chart.accounts[Int(line.account)].account.code,
            amount: Money(fen: line.debit))
    }

    /// The signature of a draft or a posted voucher; nil where nobody signed.
    func signature(ofDraft draft: Int64? = nil, voucher: Int64? = nil, in book: BookState) throws -> (
        number: Int64, signer: Int32
    )? {
        let statement = try prepared(
            draft != nil ? Schema.Cash.signatureOfDraft : Schema.Cash.signatureOfVoucher)
        statement.bind(1, book.id)
        statement.bind(2, draft ?? voucher)
        guard try statement.step() else { return nil }
        defer { statement.reset() }
        guard let signer = userOfID[statement.int(1)] else {
            throw FileProblem.damaged(table: "cashSignature", row: "\(book.code)/\(statement.int(0))")
        }
        return (statement.int(0), signer)
    }

    func signer(ofVoucher sequence: Int64, in book: BookState) throws -> String? {
        try signature(voucher: sequence, in: book).map { users[Int($0.signer)].name }
    }
}

/// What becomes of signatures and of the links of the cashier's book when a draft goes on (草稿去向).
extension Act {
    /// The draft was posted as the last voucher of its book.
    ///
    /// - Throws: ``CashProblem/signerReviewed(_:user:)``.
    func draftPosted(_ draft: DraftRow, in book: BookState) throws {
        if let signature = try desk.signature(ofDraft: draft.number, in: book) {
            let approvals = try desk.approvals(draft.number, in: book)
            if desk.hasApproved(signature.signer, reviewer: draft.voucher.reviewer, approvals) {
                let name = DraftName(book: book.code, number: Int(draft.number)).description
                throw CashProblem.signerReviewed(name, user: desk.users[Int(signature.signer)].name)
            }
            // The voucher waits to be written; the row that names it goes in after it.
            try desk.writeRows()
            try run(Schema.Cash.postSignature, draft, in: book, sequence: book.sequence)
            touch(.cashSignature, book.id, signature.number)
        }
        let entries = try entries(of: draft, in: book)
        guard !entries.isEmpty else { return }
        try desk.writeRows()
        try run(Schema.Cash.postLinks, draft, in: book, sequence: book.sequence)
        for entry in entries { touch(.cashVoucher, book.id, entry) }
    }

    /// The draft was edited: what the cashier signed is not what stands.
    func draftChanged(_ draft: DraftRow, in book: BookState) throws {
        guard let signature = try desk.signature(ofDraft: draft.number, in: book) else { return }
        try run(Schema.Cash.withdrawSignature, draft, in: book)
        touchRemoved(.cashSignature, key: "\(book.code)/\(signature.number)")
    }

    /// The draft was deleted; its entries may be drafted anew.
    func draftDeleted(_ draft: DraftRow, in book: BookState) throws {
        try draftChanged(draft, in: book)
        let entries = try entries(of: draft, in: book)
        guard !entries.isEmpty else { return }
        try run(Schema.Cash.unlink, draft, in: book)
        for entry in entries { touchRemoved(.cashVoucher, key: "\(book.code)/\(entry)") }
    }

    private func entries(of draft: DraftRow, in book: BookState) throws -> [Int64] {
        let statement = try desk.prepared(Schema.Cash.linksOfDraft)
        statement.bind(1, book.id)
        statement.bind(2, draft.number)
        var entries: [Int64] = []
        while try statement.step() { entries.append(statement.int(0)) }
        return entries
    }

    private func run(_ sql: String, _ draft: DraftRow, in book: BookState, sequence: Int64? = nil) throws {
        let statement = try desk.prepared(sql)
        statement.bind(1, book.id)
        statement.bind(2, draft.number)
        if let sequence { statement.bind(3, sequence) }
        try statement.run()
    }
}
