import Ledger
import LedgerFormats
import LedgerStore

/// Vouchers as they are printed (凭证打印): sheets of a few lines each, the total on the last.
struct VoucherForm {
    /// Lines a sheet has room for; the forms draw as many.
    static let linesOfSheet = 7

    let form: Document.Form
    private let ledger: LedgerFile
    private let people: [String: String]
    private var names: [String: AccountNames] = [:]

    init(_ form: Document.Form, _ ledger: LedgerFile) throws {
        self.form = form
        self.ledger = ledger
        people = Dictionary(
            try ledger.users().map { ($0.name, $0.displayName) }, uniquingKeysWith: { first, _ in first })
    }

    /// The sheets of a voucher, numbered n/m.
    mutating func sheets(_ voucher: VoucherSheet) throws -> [Document] {
        let names = try accountNames(voucher.content)
        let lines = voucher.content.lines
        let count = max(1, (lines.count + Self.linesOfSheet - 1) / Self.linesOfSheet)
        return (0..<count).map { place in
            let part = lines.dropFirst(place * Self.linesOfSheet).prefix(Self.linesOfSheet)
            let isLast = place == count - 1
            var rows = part.map { Self.row($0, names) }
            if isLast {
                rows.append(
                    .total([
                        Document.Cell(say("合计", "total")), "", "", .money(voucher.debit),
                        .money(voucher.credit),
                    ]))
            }
            return sheet(voucher, rows, "\(place + 1)/\(count)", isLast: isLast)
        }
    }

    private func sheet(
        _ voucher: VoucherSheet, _ rows: [Document.Row], _ number: String, isLast: Bool
    ) -> Document {
        let content = voucher.content
        let table = Document.Table(
            [
                Document.Column(say("摘要", "summary")), Document.Column(say("总账科目", "account")),
                Document.Column(say("明细科目", "detail")), .number(say("借方金额", "debit")),
                .number(say("贷方金额", "credit")),
            ], rows: rows)
        let title = voucher.isPosted ? say("记账凭证", "Voucher") : say("记账凭证（草稿）", "Voucher (draft)")
        var document = Document(title, language: Tongue.language, tables: [table])
        document.form = form
        document.book = content.book
        document.period = Words.day(content.date)
        document.subject = voucher.printedNumber
        document.heading = "\(voucher.name)  \(number)"
        document.fields = [
            Document.Field("sheet", "", number),
            Document.Field(
                "attachments", "",
                say("附单据 \(content.attachments) 张", "\(content.attachments) attachments")),
            Document.Field("capital", say("合计（大写）", "in words"), isLast ? voucher.debit.capital : ""),
        ]
        document.signatures = signatures(voucher)
        document.notes = Self.links(content)
        return document
    }

    /// Who signs it: those who acted by name, accountant in charge and cashier by hand.
    private func signatures(_ voucher: VoucherSheet) -> [Document.Signature] {
        func name(_ key: String) -> String {
            let user = voucher.people.first { $0.key == key }?.name ?? ""
            return people[user] ?? user
        }
        return [
            Document.Signature(say("主管", "in charge")),
            Document.Signature(say("记账", "posted by"), name: name("poster")),
            Document.Signature(say("审核", "reviewed by"), name: name("reviewer")),
            Document.Signature(say("出纳", "cashier")),
            Document.Signature(say("制单", "prepared by"), name: name("preparer")),
        ]
    }

    private static func row(_ line: EntryLine, _ names: AccountNames) -> Document.Row {
        let detail = [names.detail(line.account), line.counterparty].compactMap { $0 }.joined(
            separator: " · ")
        return Document.Row([
            Document.Cell(line.summary), Document.Cell(names.general(line.account)), Document.Cell(detail),
            .amount(line.debit), .amount(line.credit),
        ])
    }

    private static func links(_ content: VoucherDraft) -> [String] {
        let words = [
            content.reverses.map { say("冲销 ", "reverses ") + $0 },
            content.corrects.map { say("订正 ", "corrects ") + $0 },
            content.originYear.map { say("归属年度 ", "year of origin ") + "\($0)" },
            content.attachmentReason.map { say("无附件原因：", "no attachment: ") + $0 },
        ].compactMap { $0 }
        return words.isEmpty ? [] : [words.joined(separator: say("；", "; "))]
    }

    /// The names of a book's accounts in the year of a voucher, read once.
    private mutating func accountNames(_ content: VoucherDraft) throws -> AccountNames {
        let key = "\(content.book) \(content.date.year)"
        if let known = names[key] { return known }
        let read = AccountNames(try ledger.accounts(book: content.book, year: content.date.year))
        names[key] = read
        return read
    }
}

/// What accounts are called on paper (科目名称): general account and detail apart.
private struct AccountNames {
    private let names: [String: String]

    init(_ accounts: [AccountRecord]) {
        names = Dictionary(
            accounts.map { ($0.account.code, $0.account.name) }, uniquingKeysWith: { first, _ in first })
    }

    /// `102 银行存款`, also for an account below it.
    func general(_ code: String) -> String {
        var top = code
        while let above = Account.parent(of: top) { top = above }
        return "\(top) \(names[top] ?? "")"
    }

    /// `10201 基本户` with the names of every level below the first; nil for a first-level account.
    func detail(_ code: String) -> String? {
        var path: [String] = []
        var place = code
        while let above = Account.parent(of: place) {
            path.insert(names[place] ?? "", at: 0)
            place = above
        }
        return path.isEmpty ? nil : "\(code) \(path.joined(separator: "－"))"
    }
}

extension VoucherSheet {
    /// `记字第 12 号`; a draft has no number yet.
    var printedNumber: String {
        guard isPosted else { return say("草稿 \(name)", "draft \(name)") }
        return say("\(content.kind ?? VoucherKind.general.rawValue)字第 \(csvName) 号", name)
    }
}
