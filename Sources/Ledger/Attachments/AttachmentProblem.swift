/// What can be wrong with source documents 附件.
public enum AttachmentProblem: TextualProblem, Equatable {
    /// Nothing in it.
    case empty(String)
    /// More bytes than the setting allows.
    case tooLarge(String, bytes: Int, limitMiB: Int)
    /// None of the types the setting allows.
    case type(String, found: AttachmentType?, allowed: [AttachmentType])
    /// Its name's ending says another type than its bytes.
    case otherType(String, found: AttachmentType)
    /// A folder, a device, a pipe.
    case notAFile(String)
    /// A name of which nothing can be shown.
    case name(String)
    /// A name that was cleaned; a warning.
    case nameCleaned(String, shown: String)
    /// The number printed on it can't be kept.
    case sourceNumber(String)
    /// The book has the same document: the same bytes, or the same number of the same kind.
    case bookedTwice(String, holder: String)
    /// A late document without its reason.
    case reasonMissing
    /// No such attachment.
    case unknown(book: String, number: Int)
    /// It belongs to a posted voucher.
    case posted(book: String, number: Int)
    /// The ledger is no file, so nothing lies beside it.
    case noFolder
    /// The file beside the ledger is not as it was attached; told by backup and `attach check`.
    case file(book: String, number: Int, state: AttachmentState)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .empty(let name):
            return ProblemText(
                "attachment.empty", .unreadable, zh: "\(QuotedText(name)) 是空文件（0 字节），不能作附件。请核对文件。",
                en: "\(QuotedText(name)) is empty, 0 bytes, and can't be attached. Check the file.")
        case .tooLarge(let name, let bytes, let limit):
            return ProblemText(
                "attachment.too-large", .unreadable,
                zh:
                    "\(QuotedText(name)) 有 \(bytes) 字节，超过 \(limit) MiB。请压缩或分开，或由管理员调整参数 attachment-limit-mib。",
                en:
                    "\(QuotedText(name)) has \(bytes) bytes, more than \(limit) MiB. Make it smaller or split it, or have an "
                    + "administrator change the setting attachment-limit-mib.")
        case .type(let name, let found, let allowed):
            let words = allowed.map(\.rawValue)
            let type = found.map(\.rawValue)
            return ProblemText(
                "attachment.wrong-type", .unreadable,
                zh:
                    "\(QuotedText(name)) 的内容\(type.map { "是 \($0)" } ?? "不是认得的类型")，可附的类型：\(words.joined(separator: "、"))。请换成其中一种。",
                en:
                    "\(QuotedText(name)) is \(type.map { "of the type \($0)" } ?? "of no known type"); what can be attached is "
                    + "\(words.joined(separator: ", ")). Convert it to one of these.")
        case .otherType(let name, let found):
            return ProblemText(
                "attachment.wrong-type", .unreadable,
                zh: "\(QuotedText(name)) 的扩展名与内容不符：内容是 \(found.rawValue)。请核对文件，或改正扩展名。",
                en:
                    "The ending of \(QuotedText(name)) is not that of its content, \(found.rawValue). Check the file, or name "
                    + "it rightly.")
        case .notAFile(let name):
            return ProblemText(
                "attachment.not-a-file", .unreadable, zh: "\(QuotedText(name)) 不是普通文件，不能作附件。请选文件本身。",
                en: "\(QuotedText(name)) is no plain file and can't be attached. Choose the file itself.")
        case .name(let name):
            return ProblemText(
                "attachment.name", .unreadable, zh: "名称 \(QuotedText(name)) 不能用于附件。请用 --name 另取名称。",
                en: "\(QuotedText(name)) can't be the name of an attachment. Give another with --name.")
        case .nameCleaned(let given, let shown):
            return ProblemText(
                "attachment.name-cleaned", zh: "名称 \(QuotedText(given)) 含路径或不可见字符，记为 \(QuotedText(shown))。",
                en:
                    "The name \(QuotedText(given)) has a path or hidden characters in it; it is kept as \(QuotedText(shown))."
            )
        case .sourceNumber(let given):
            return ProblemText(
                "attachment.source-number", .unreadable,
                zh: "票据号码“\(QuotedText(given))”为空、过长或含不可见字符。请按票面填写。",
                en:
                    "The number “\(QuotedText(given))” is empty, too long or has hidden characters in it. Write it as it is "
                    + "printed.")
        case .bookedTwice(let name, let holder):
            let isDraft = holder.utf8.contains(0x23)
            let zh = isDraft ? "请删除该草稿，或用 attach remove 去掉它的附件" : "请先红字冲销"
            let en =
                isDraft
                ? "delete that draft, or take its document off with attach remove" : "reverse it first"
            return ProblemText(
                "attachment.booked-twice",
                zh:
                    "\(QuotedText(name)) 与 \(holder) 的附件是同一份原始凭证（内容相同，或同类票据号码相同），不能重复入账。若 \(holder) 有误，\(zh)。",
                en:
                    "\(QuotedText(name)) is a source document that \(holder) has already: the same content, or the same number "
                    + "of the same kind. It can't be booked twice. If \(holder) is wrong, \(en).")
        case .reasonMissing:
            return ProblemText(
                "attachment.reason-missing", zh: "记账后补附件须说明原因\(ReasonText.limitZh)。请用 --reason 说明。",
                en:
                    "A document that comes after posting takes a reason \(ReasonText.limitEn). Give it with --reason."
            )
        case .unknown(let book, let number):
            return ProblemText(
                "attachment.unknown", .unknown, zh: "账套 \(book) 没有附件 \(number)。用 attach list 查看。",
                en: "Book \(book) has no attachment \(number). See attach list.")
        case .posted(let book, let number):
            return ProblemText(
                "attachment.fixed", zh: "账套 \(book) 的附件 \(number) 属于已记账凭证，不能去掉。",
                en: "Attachment \(number) of book \(book) belongs to a posted voucher and can't be taken off."
            )
        case .noFolder:
            return ProblemText(
                "attachment.no-folder", .io, zh: "账本不在文件里，旁边没有地方存附件。",
                en: "The ledger is in no file that "
                    + "attachments could lie beside.")
        case .file(let book, let number, let state):
            return ProblemText(
                state == .missing ? "attachment.missing" : "attachment.changed", .io,
                zh: "账套 \(book) 附件 \(number) 的文件\(state.chinese)。请从备份旁的附件文件夹取回。",
                en:
                    "The file of attachment \(number) of book \(book) is \(state.rawValue). Take it back from the folder of "
                    + "attachments beside a backup.")
        }
    }
}
