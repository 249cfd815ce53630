import Ledger
import LedgerFormats
import LedgerStore

/// A voucher as it is shown (凭证样式), posted or draft.
struct VoucherSheet {
    let name: String
    let content: VoucherDraft
    let type: VoucherType
    let people: [(key: String, title: String, name: String?)]
    let isPosted: Bool
    var sequence: Int?
    var hash: String?
    var returnReason: String?
    /// Source documents 附件, each with the state of its file.
    var documents: [StoredAttachment] = []
    /// Steps of approval 审批 behind the reviewer's.
    var approvals: [Approval] = []
    /// How many steps are still to be taken.
    private(set) var stepsLeft = 0
    var problems: [any LedgerProblem] = []
    /// Number within its month, for CSV.
    let csvName: String

    init(_ voucher: PostedVoucher) {
        name = voucher.name.description
        content = voucher.content
        type = voucher.type
        people = [
            ("preparer", say("制单", "prepared by"), voucher.preparer),
            ("editor", say("修改", "edited by"), voucher.editor),
            ("reviewer", say("审核", "reviewed by"), voucher.reviewer),
            ("poster", say("记账", "posted by"), voucher.poster),
        ]
        isPosted = true
        sequence = voucher.sequence
        hash = Hexadecimal.text(voucher.hash)
        csvName = "\(voucher.name.number)"
    }

    init(_ draft: StoredDraft) {
        name = draft.name.description
        content = draft.content
        type = draft.type
        people = [
            ("preparer", say("制单", "prepared by"), draft.preparer),
            ("editor", say("修改", "edited by"), draft.editor),
            ("reviewer", say("审核", "reviewed by"), draft.reviewer),
        ]
        isPosted = false
        approvals = draft.approvals
        if draft.reviewer != nil { stepsLeft = max(0, draft.steps.count - 1 - draft.approvals.count) }
        returnReason = draft.returnReason
        problems = draft.problems
        csvName = "\(draft.name.number)"
    }

    /// posted, reviewed, returned or draft.
    var state: Field {
        if isPosted { return .word("posted", shown: say("已记账", "posted")) }
        if people.contains(where: { $0.key == "reviewer" && $0.name != nil }) {
            if stepsLeft > 0 { return .word("in-approval", shown: say("审批中", "in approval")) }
            return .word("reviewed", shown: say("已审核", "reviewed"))
        }
        return returnReason == nil
            ? .word("draft", shown: say("草稿", "draft")) : .word("returned", shown: say("已退回", "returned"))
    }

    var debit: Money { Money(fen: content.lines.reduce(0) { $0 &+ $1.debit.fen }) }
    var credit: Money { Money(fen: content.lines.reduce(0) { $0 &+ $1.credit.fen }) }

    // MARK: Table

    func writeTable(to file: OutputFile) {
        let out = file.output
        out.write("\(name)  \(content.date)  \(Words.type(type))  \(state.shown)\n")
        var facts: [String] = []
        facts.append(say("附件 \(content.attachments) 张", "\(content.attachments) attachments"))
        if let reason = content.attachmentReason { facts.append(say("原因：", "reason: ") + reason) }
        if let reverses = content.reverses { facts.append(say("冲销 ", "reverses ") + reverses) }
        if let corrects = content.corrects { facts.append(say("订正 ", "corrects ") + corrects) }
        if let year = content.originYear { facts.append(say("归属年度 ", "year of origin ") + "\(year)") }
        if let original = content.originalName { facts.append(say("原凭证号 ", "originally ") + original) }
        out.write(facts.joined(separator: "  ") + "\n")
        out.write(
            file.isTerminal ? table.text(width: Terminal.width, colour: Terminal.isColourful) : table.text())
        out.write(say("大写：", "in words: ") + debit.capital + "\n")
        out.write(
            people.compactMap { person in person.name.map { "\(person.title) \($0)" } }.joined(
                separator: "  ") + "\n")
        for approval in approvals {
            out.write(
                say("\(approval.step) 级审批 ", "step \(approval.step) approved by ")
                    + "\(approval.approver)（\(Words.role(approval.role))）\n")
        }
        if stepsLeft > 0 {
            out.write(say("还须 \(stepsLeft) 级审批\n", "\(stepsLeft) more step(s) of approval\n"))
        }
        for document in documents {
            var parts = [
                "\(document.number)", document.name, say(document.kind.chinese, document.kind.rawValue),
            ]
            parts += [document.sourceNumber, document.state.map { say($0.chinese, $0.rawValue) }].compactMap {
                $0
            }
            if let reason = document.lateReason { parts.append(say("补附：", "late: ") + reason) }
            out.write(say("附件：", "attached: ") + parts.joined(separator: "  ") + "\n")
        }
        if let returnReason { out.write(say("退回原因：", "returned because: ") + returnReason + "\n") }
        for problem in problems {
            out.write(
                say("待改：", "to mend: ") + "\(problem.code): " + problem.message(in: Tongue.language) + "\n")
        }
    }

    private var table: TextTable {
        var table = TextTable([
            TextTable.Column(say("摘要", "summary")), TextTable.Column(say("科目", "account")),
            TextTable.Column(say("借方", "debit"), .right), TextTable.Column(say("贷方", "credit"), .right),
            TextTable.Column(say("来源", "source")), TextTable.Column(say("往来单位", "counterparty")),
            TextTable.Column(say("其他", "more")),
        ])
        for line in content.lines {
            table.add([
                line.summary, line.account, line.debit.isZero ? "" : line.debit.grouped,
                line.credit.isZero ? "" : line.credit.grouped, Words.source(line.source).shown,
                line.counterparty ?? "", more(line),
            ])
        }
        table.addTotal([say("合计", "total"), "", debit.grouped, credit.grouped])
        return table
    }

    private func more(_ line: EntryLine) -> String {
        [
            line.contract.map { say("合同 ", "contract ") + $0 },
            line.receipt.map { say("票据 ", "receipt ") + $0 },
            line.dueDate.map { say("到期 ", "due ") + $0.description }, line.dimensions.map(Words.dimensions),
            line.quantityMillionths.map { say("数量 ", "quantity ") + DecimalNumber.text($0, decimals: 6) },
            line.unitPriceTenThousandths.map {
                say("单价 ", "unit price ") + DecimalNumber.text($0, decimals: 4)
            },
        ].compactMap { $0 }.joined(separator: " · ")
    }

    // MARK: JSON and CSV

    func write(to json: borrowing JSONObject) {
        json.field(isPosted ? "voucher" : "draft", name)
        state.write("state", to: json)
        json.field("book", content.book)
        json.field("date", content.date)
        json.field("kind", content.kind ?? VoucherKind.general.rawValue)
        json.field("type", type.rawValue)
        json.field("attachments", content.attachments)
        json.field("attachmentReason", content.attachmentReason)
        json.field("name", content.originalName)
        json.field("reverses", content.reverses)
        json.field("corrects", content.corrects)
        json.field("originYear", content.originYear)
        for person in people { json.field(person.key, person.name) }
        if isPosted {
            json.field("sequence", sequence)
            json.field("hash", hash)
        } else {
            json.field("returnReason", returnReason)
            json.array("problems") { array in
                for problem in problems { array.object { $0.problem(problem) } }
            }
        }
        json.array("approvals") { array in
            for approval in approvals {
                array.object { json in
                    json.field("step", approval.step)
                    json.field("approver", approval.approver)
                    json.field("role", approval.role.rawValue)
                    json.field("at", approval.at)
                }
            }
        }
        AttachList.listing.writeRows(documents, to: json)
        json.array("lines") { array in
            for line in content.lines { array.object { Self.write(line, to: $0) } }
        }
    }

    private static func write(_ line: EntryLine, to json: borrowing JSONObject) {
        json.field("summary", line.summary)
        json.field("account", line.account)
        json.field("debitFen", line.debit)
        json.field("creditFen", line.credit)
        json.field("source", line.source)
        json.field("counterparty", line.counterparty)
        json.field("contract", line.contract)
        json.field("dimensions", line.dimensions)
        json.field("receipt", line.receipt)
        json.field("quantity", line.quantityMillionths.map { DecimalNumber.text($0, decimals: 6) })
        json.field("unitPrice", line.unitPriceTenThousandths.map { DecimalNumber.text($0, decimals: 4) })
        json.field("dueDate", line.dueDate)
    }

    /// Its rows as an import reads them.
    func write(to csv: VoucherCSVWriter) {
        for line in content.lines {
            var row = VoucherCSVRow(date: content.date)
            row.book = content.book
            row.voucher = csvName
            row.summary = line.summary
            row.account = line.account
            row.debit = line.debit
            row.credit = line.credit
            row.kind = content.kind ?? ""
            row.voucherType = type.rawValue
            row.source = line.source ?? ""
            row.counterparty = line.counterparty ?? ""
            row.contract = line.contract ?? ""
            row.attachments = content.attachments
            row.dimensions = line.dimensions ?? ""
            row.reverses = content.reverses ?? ""
            row.corrects = content.corrects ?? ""
            row.attachmentReason = content.attachmentReason ?? ""
            row.originYear = content.originYear
            row.receipt = line.receipt ?? ""
            row.quantityMillionths = line.quantityMillionths
            row.unitPriceTenThousandths = line.unitPriceTenThousandths
            row.dueDate = line.dueDate
            row.originalName = content.originalName ?? ""
            csv.write(row)
        }
    }
}

/// Bytes as hexadecimal digits (十六进制).
enum Hexadecimal {
    static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension JSONObject {
    /// Writes a problem with both its sentences.
    func problem(_ problem: any LedgerProblem) {
        field("code", problem.code)
        field("messageZh", problem.chinese)
        field("messageEn", problem.english)
    }
}
