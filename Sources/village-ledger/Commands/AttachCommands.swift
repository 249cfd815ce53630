import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct AttachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: say(
            "附件：给草稿附原始凭证，记账后补附，查看和检查",
            "Attachments: attach source documents to drafts, add late ones, list and check them"),
        discussion: CommandConfiguration.discussion(
            say(
                "文件以 SHA-256 为名存在账本旁的 账本.attachments 文件夹里。同一账套里同一份原始凭证只能入账一次；原凭证全额冲销后，可随更正凭证再附。",
                "Files lie under their SHA-256 in the folder LEDGER.attachments beside the ledger. A book takes the same source document once; when its voucher is reversed in full, the right one may have it."
            ),
            ["attach invoice.pdf --draft V001#17 --id 26332000000012345678 --kind invoice --user zhang"]),
        subcommands: [AttachAdd.self, AttachList.self, AttachCheck.self, AttachRemove.self],
        defaultSubcommand: AttachAdd.self)
}

extension AttachmentKind: ExpressibleByArgument {}

struct AttachAdd: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "add", "附原始凭证；add 可省略", "Attach source documents; the word add may be left out",
        example:
            "attach add invoice.pdf --draft V001#17 --id 26332000000012345678 --kind invoice --user zhang",
        "attach contract.pdf --voucher V001/2026-03/记-5 --late --reason 合同后补 --kind contract --user zhang")

    @Argument(help: help("文件，可多个", "files", value: "file"), completion: .file())
    var files: [String]
    @Option(help: help("附到草稿 V001#17", "the draft V001#17", value: "DRAFT"))
    var draft: String?
    @Option(help: help("记账后补附到凭证 V001/2026-03/记-5", "the posted voucher V001/2026-03/记-5", value: "NAME"))
    var voucher: String?
    @Flag(help: help("确认是记账后补附", "say that it comes after posting"))
    var late = false
    @Option(help: help("补附原因", "why it comes late", value: "TEXT"))
    var reason: String?
    @Option(help: help("票面号码，如发票号码", "the number printed on it, such as an invoice's", value: "TEXT"))
    var id: String?
    @Option(
        help: help(
            "种类 invoice 发票、receipt 收据、contract 合同、other 其他", "kind invoice, receipt, contract or other",
            value: "KIND"))
    var kind: AttachmentKind = .other
    @Option(help: help("显示的名称；不写用文件名", "what it is called; else the file's name", value: "NAME"))
    var name: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        guard id == nil && name == nil || files.count == 1 else {
            throw UsageProblem(
                "one-file", "--id 和 --name 一次只能用于一个文件。", "--id and --name go with one file at a time.")
        }
        let documents = files.map { NewAttachment(path: $0, name: name, kind: kind, sourceNumber: id) }
        let outcome = try AttachFailure.naming(files) {
            switch (draft, voucher) {
            case (let draft?, nil):
                let name = try Typed.draft(draft)
                return try global.acting { try $0.attach(documents, to: name, by: $1) }
            case (nil, let voucher?):
                guard late else {
                    throw UsageProblem(
                        "late", "\(QuotedText(voucher)) 已记账，不能再附原始凭证。确是后补的，请加 --late 和 --reason，另作记录。",
                        "\(QuotedText(voucher)) is posted and takes no more documents. One that comes late is a record of its own: add --late and --reason."
                    )
                }
                let name = try Typed.voucher(voucher)
                return try global.acting {
                    try $0.attachLate(documents, to: name, reason: reason ?? "", by: $1)
                }
            default:
                throw UsageProblem(
                    "attach-to", "请写明附到哪里：--draft 草稿号，或 --voucher 凭证号 --late。",
                    "Say what to attach to: --draft DRAFT, or --voucher NAME --late.")
            }
        }
        Failure.warn(outcome.warnings)
        let names = outcome.attached.map { "\($0.number) \($0.name)" }
        var sentence = say(
            "已附到 \(draft ?? voucher ?? "")：\(names.joined(separator: "、"))。",
            "Attached to \(draft ?? voucher ?? ""): \(names.joined(separator: ", ")).")
        if let raised = outcome.raisedTo {
            sentence += say("附件张数改为 \(raised)。", " It counts \(raised) attachments now.")
        }
        try global.confirm(sentence) { json in
            json.field("attachmentCount", outcome.raisedTo)
            AttachList.listing.writeRows(outcome.attached, to: json)
        }
    }
}

struct AttachList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出附件，并重算每个文件的 SHA-256：完好、被改动或缺失",
        "List attachments and hash each file again: intact, changed or missing",
        example: "attach list --voucher V001/2026-03/记-5", "attach list --book V001 -O csv")

    @Option(help: help("草稿 V001#17", "draft V001#17", value: "DRAFT"))
    var draft: String?
    @Option(help: help("凭证 V001/2026-03/记-5", "voucher V001/2026-03/记-5", value: "NAME"))
    var voucher: String?
    @Option(help: help("账套编码；都不写为全部", "book code; all if nothing is named", value: "CODE"))
    var book: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let scope: AttachmentScope
        if let draft {
            scope = .draft(try Typed.draft(draft))
        } else if let voucher {
            scope = .voucher(try Typed.voucher(voucher))
        } else {
            scope = book.map(AttachmentScope.book) ?? .all
        }
        let found = try global.reading { try $0.attachments(scope) }
        try global.list(
            Self.listing, found, note: say("共 \(found.count) 个附件", "\(found.count) attachments"))
    }

    static var listing: Listing<StoredAttachment> {
        var listing = Listing<StoredAttachment>(
            "attachments",
            [
                .text("book", "账套", "book") { $0.book }, .whole("number", "编号", "number") { $0.number },
                .text("name", "名称", "name") { $0.name },
                .column("kind", "种类", "kind") {
                    .word($0.kind.rawValue, shown: say($0.kind.chinese, $0.kind.rawValue))
                },
                .text("source_number", "票据号码", "printed number") { $0.sourceNumber },
                .text("type", "类型", "type") { $0.type }, .whole("size", "字节", "bytes") { Int($0.size) },
                .text("held_by", "凭证或草稿", "voucher or draft") { $0.holder },
                .column("state", "状态", "state") { attachment in
                    attachment.state.map { .word($0.rawValue, shown: say($0.chinese, $0.rawValue)) }
                        ?? .text(nil)
                },
                .text("late_reason", "补附原因", "late because") { $0.lateReason },
                .text("user", "附入人", "attached by") { $0.user },
                .text("digest", "SHA-256", "SHA-256", shown: false) { $0.digest },
            ])
        listing.style = { $0.state == nil || $0.state == .intact ? nil : .red }
        return listing
    }
}

struct AttachCheck: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "check", "检查附件文件：列出被改动、缺失的，以及没有记录的文件",
        "Check the files of attachments: those changed or missing, and files no record names",
        example: "attach check --book V001", "attach check")

    @Option(help: help("账套编码；不写为全部", "book code; all if none", value: "CODE"))
    var book: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let (all, unnamed) = try global.reading { ledger in
            (
                try ledger.attachments(book.map(AttachmentScope.book) ?? .all),
                book == nil ? try ledger.unnamedAttachmentFiles() : []
            )
        }
        let bad = all.filter { $0.state != .intact }
        var note = say(
            "检查 \(all.count) 个附件，\(bad.count) 个有问题。", "\(all.count) attachments, \(bad.count) not intact.")
        if !unnamed.isEmpty {
            note += say(
                "另有 \(unnamed.count) 个文件没有记录（草稿删除后留下的）。",
                " \(unnamed.count) more files have no record, left by drafts that were deleted.")
        }
        try global.list(AttachList.listing, bad, note: note)
        if !bad.isEmpty { throw ExitCode(ExitStatus.refused) }
    }
}

struct AttachRemove: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "remove", "从未审核的草稿去掉附件", "Take an attachment off a draft not yet reviewed",
        example: "attach remove 3 --draft V001#17 --user zhang")

    @Argument(help: help("附件编号，见 attach list", "the attachment's number, see attach list", value: "number"))
    var number: Int
    @Option(help: help("草稿 V001#17", "draft V001#17", value: "DRAFT"))
    var draft: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let name = try Typed.draft(draft)
        try global.acting { try $0.removeAttachment(number, of: name, by: $1) }
        try global.confirm(
            say(
                "已从 \(name) 去掉附件 \(number)；附件张数没有改。",
                "Took attachment \(number) off \(name); its count of attachments stays.")
        ) { json in
            json.field("draft", name.description)
            json.field("removed", number)
        }
    }
}

/// Says which file each problem is with (附件文件中的问题).
enum AttachFailure {
    static func naming<T>(_ files: [String], _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let refused as ImportRefused {
            throw RefusedDrafts(
                problems: refused.problems.map { located in
                    let name = files.indices.contains(located.line - 1) ? files[located.line - 1] : ""
                    return (QuotedText(name).description, located.problem)
                })
        }
    }
}
