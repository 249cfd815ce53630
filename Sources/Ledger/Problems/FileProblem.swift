/// What can be wrong with a ledger file 账本文件 or the machine under it; no message shows a path of the machine
/// that the user did not type.
public enum FileProblem: TextualProblem, Equatable {
    /// No such file.
    case missing(String)
    /// The file exists.
    case exists(String)
    /// The folder a new file is to lie in does not exist.
    case noFolder(String)
    /// The file is not a ledger.
    case notALedger(String)
    /// The ledger was written by a newer version of the program.
    case newer(String, version: Int, known: Int)
    /// The ledger is of an older version and must be migrated.
    case older(String, version: Int, known: Int)
    /// Another process writes the ledger.
    case locked(String, holder: String)
    /// The disk is full.
    case diskFull
    /// No permission to write.
    case readOnly(String)
    /// A log of newer pages lies beside a file that can only be read.
    case logUnreadable(String)
    /// The disk failed in another way.
    case io(String)
    /// A row of the ledger points to nothing or holds what it can't: somebody changed the file behind the program's back.
    case damaged(table: String, row: String)
    /// The same key was used with other content.
    case keyReused(String)
    /// The key has no letter in it.
    case keyBlank
    /// The ledger changed meanwhile.
    case changed(String)
    /// The same file was imported as drafts before, or the other way round.
    case importedOtherwise(mode: String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .missing(let name):
            return ProblemText(
                "file.missing", .unknown, zh: "找不到文件 \(name)。请核对文件名；新账本用 init 建立。",
                en: "There is no file \(name). Check its name; a new ledger is made with init.")
        case .exists(let name):
            return ProblemText(
                "file.exists", .exists, zh: "文件 \(name) 已存在，不会覆盖。请换一个文件名。",
                en: "\(name) exists and is not overwritten. Choose another name.")
        case .noFolder(let name):
            return ProblemText(
                "file.no-folder", .io, zh: "写不了 \(name)：没有这个文件夹。请先建立文件夹。",
                en: "\(name) can't be written: there is no such folder. Make it first.")
        case .notALedger(let name):
            return ProblemText(
                "file.not-a-ledger", .unreadable, zh: "\(name) 不是账本文件。请核对文件。",
                en: "\(name) is not a ledger file. Check which file you mean.")
        case .newer(let name, let version, let known):
            return ProblemText(
                "file.newer-version", .unreadable, zh: "\(name) 是版本 \(version) 的账本，本程序只认识到 \(known)。请升级程序。",
                en:
                    "\(name) is a ledger of version \(version); this program knows up to \(known). Update the program."
            )
        case .older(let name, let version, let known):
            return ProblemText(
                "file.older-version", .unreadable,
                zh: "\(name) 是版本 \(version) 的账本，本程序用 \(known)。请先备份，再运行 migrate。",
                en:
                    "\(name) is a ledger of version \(version), this program uses \(known). Back it up, then run migrate."
            )
        case .locked(let name, let holder):
            return ProblemText(
                "file.locked", .busy, zh: "账本 \(name) 正由另一程序写入（\(holder)）。请等它完成后再试。",
                en:
                    "Ledger \(name) is being written by another process (\(holder)). Try again when it is done."
            )
        case .diskFull:
            return ProblemText(
                "file.disk-full", .io, zh: "磁盘已满，什么都没有写入。请腾出空间后再试。",
                en: "The disk is full; nothing was written. Make room and try again.")
        case .readOnly(let name):
            return ProblemText(
                "file.read-only", .io, zh: "没有写入 \(name) 的权限，什么都没有写入。请检查文件和文件夹的权限。",
                en:
                    "\(name) can't be written; nothing was changed. Check the rights of the file and its folder."
            )
        case .logUnreadable(let name):
            return ProblemText(
                "file.log-unreadable", .io,
                zh: "\(name) 旁边有未并入的日志（-wal），而文件夹不可写，读不到最新内容。请把整个文件夹复制到可写的地方再打开。",
                en:
                    "\(name) has a log (-wal) not yet merged and its folder can't be written, so the newest pages can't be "
                    + "read. Copy the whole folder to where it can be written and open it there.")
        case .io(let what):
            return ProblemText(
                "file.io", .io, zh: "读写磁盘出错（\(what)），什么都没有写入。请检查磁盘后再试。",
                en:
                    "Reading or writing the disk failed (\(what)); nothing was written. Check the disk and try again."
            )
        case .damaged(let table, let row):
            return ProblemText(
                "file.damaged", .unreadable,
                zh:
                    "账本文件的“\(LedgerTable.chinese(table))”表有一处对不上（\(LedgerTable.chineseRow(row))），多半有人绕过程序改过它。请运行 verify 查明，并从备份恢复。",
                en:
                    "Table \(table) of the ledger file does not add up (\(row)); most likely it was changed behind the "
                    + "program's back. Run verify to see where, and restore a backup.")
        case .keyReused(let key):
            return ProblemText(
                "key.reused", .busy, zh: "幂等键 \(key) 已用于另一内容。请换一个键。",
                en: "The key \(key) was used with other content. Use another key.")
        case .keyBlank:
            return ProblemText(
                "key.blank", .unreadable, zh: "幂等键是空的。请写一个只用于这次的键，或不写 --key。",
                en: "The key is empty. Give one made for this request, or leave --key out.")
        case .changed(let what):
            return ProblemText(
                "file.changed", .busy, zh: "\(what) 已被他人改动。请重新查看后再试。",
                en: "\(what) changed meanwhile. Look again and retry.")
        case .importedOtherwise(let mode):
            return ProblemText(
                "import.drafted-before",
                zh:
                    "同一文件已经以另一方式导入（\(mode == "posted" ? "已记账" : "草稿")）。若是草稿，请用 voucher review 和 voucher post 审核记账，不要再导入；草稿已删除的，加 --again 再导入。",
                en:
                    "The same file was imported before as \(mode). If those are drafts, use voucher review and "
                    + "voucher post instead of importing again; if they were deleted, say --again.")
        }
    }
}
