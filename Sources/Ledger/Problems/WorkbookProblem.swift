/// What can be wrong with a workbook 工作簿 (xlsx) that is read in. Cells are named as the spreadsheet names them, `B17`.
public enum WorkbookProblem: TextualProblem, Equatable {
    /// A workbook of before 2007 (.xls), or one with a password: both are the same container.
    case legacy
    /// No workbook: a zip of something else, or no zip where a sheet was asked for.
    case notAWorkbook
    /// The zip or one of its parts is damaged.
    case damaged(part: String)
    /// A part of the zip is encrypted.
    case encrypted
    /// A part declares a DOCTYPE, through which entities could be smuggled in.
    case doctype(part: String)
    /// A part expands to more than the ratio allows.
    case bomb(part: String, ratio: Int)
    /// All parts together expand to more than the limit.
    case tooLarge(limitMiB: Int)
    /// More parts than a workbook has.
    case tooManyParts(count: Int, limit: Int)
    /// The texts of the workbook take more memory than there may be.
    case tooManyTexts(limitMiB: Int)
    /// No sheet of that name.
    case sheetUnknown(String, known: [String])
    /// Several sheets hold something and none was named.
    case sheetAmbiguous([String])
    /// A row or column beyond the grid of 1 048 576 rows and 16 384 columns.
    case beyondGrid(sheet: String, place: String)
    /// A cell with more text than a cell may have.
    case cellTooLong(sheet: String, cell: String, limitBytes: Int)
    /// A formula whose value is not in the file.
    case formulaWithoutValue(sheet: String, cell: String)
    /// A cell that shows an error such as `#REF!`.
    case errorCell(sheet: String, cell: String, text: String)
    /// A cell that says it is a number and is none.
    case notANumber(sheet: String, cell: String, text: String)
    /// A number of more digits than a spreadsheet keeps.
    case tooManyDigits(sheet: String, cell: String, text: String)
    /// A day that is none.
    case noSuchDay(sheet: String, cell: String, text: String)
    /// Merged cells among the data.
    case mergedData(sheet: String, range: String)
    /// Something written in a column that has no title.
    case untitledColumn(sheet: String, cell: String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .legacy, .notAWorkbook, .damaged, .encrypted, .doctype, .bomb, .tooLarge, .tooManyParts,
            .tooManyTexts:
            ofFile
        case .sheetUnknown(let name, let known):
            problem(
                "sheet-unknown", zh: "没有工作表“\(QuotedText(name))”。可用：\(Self.list(known, "、"))。",
                en: "There is no sheet “\(QuotedText(name))”. There are: \(Self.list(known, ", ")).")
        case .sheetAmbiguous(let names):
            problem(
                "sheet-ambiguous", zh: "有 \(names.count) 张工作表有内容：\(Self.list(names, "、"))。请用 --sheet 指定一张。",
                en: "\(names.count) sheets hold something: \(Self.list(names, ", ")). Name one with --sheet.")
        default: ofCell
        }
    }

    private static func list(_ names: [String], _ separator: String) -> String {
        names.prefix(20).map { QuotedText($0).description }.joined(separator: separator)
            + (names.count > 20 ? "…" : "")
    }

    /// None of them is a rule of bookkeeping.
    private func problem(_ name: String, zh: String, en: String) -> ProblemText {
        ProblemText("xlsx." + name, .unreadable, zh: zh, en: en)
    }

    /// What concerns the file as a whole.
    private var ofFile: ProblemText {
        switch self {
        case .legacy:
            problem(
                "legacy", zh: "这是旧版 .xls 工作簿，或有密码的工作簿，不能读取。请去掉密码，另存为 .xlsx 后重新导入。",
                en:
                    "This is an old .xls workbook or one with a password. Take the password off and save it as .xlsx."
            )
        case .damaged(let part):
            problem(
                "damaged", zh: "工作簿的 \(QuotedText(part)) 已损坏。请用表格软件打开后另存为 .xlsx，再导入。",
                en:
                    "The part \(QuotedText(part)) of the workbook is damaged. Open it in a spreadsheet, save it as "
                    + ".xlsx and import that.")
        case .encrypted:
            problem(
                "encrypted", zh: "工作簿已加密，不能读取。请去掉密码后重新导入。",
                en: "The workbook is encrypted. Take the password off and import it again.")
        case .doctype(let part):
            problem(
                "doctype", zh: "工作簿的 \(QuotedText(part)) 中有 DOCTYPE 声明，表格软件不会写出这样的文件，不予读取。请查明文件来源，另存后再导入。",
                en:
                    "The part \(QuotedText(part)) of the workbook has a DOCTYPE, which no spreadsheet writes; it is "
                    + "not read. Find out where the file comes from, and save it anew.")
        case .bomb(let part, let ratio):
            problem(
                "bomb", zh: "工作簿的 \(QuotedText(part)) 解压后超过原来的 \(ratio) 倍，像是压缩炸弹，已停止读取。请查明文件来源，另存后再导入。",
                en:
                    "The part \(QuotedText(part)) of the workbook expands to more than \(ratio) times its size, as a "
                    + "zip bomb does; reading stopped. Find out where the file comes from, and save it anew.")
        case .tooLarge(let limit):
            problem(
                "too-large", zh: "工作簿解压后超过 \(limit) MiB 的上限。请分成几个文件，或导出为 CSV。",
                en:
                    "The workbook expands to more than the limit of \(limit) MiB. Split it or export it as CSV."
            )
        case .tooManyParts(let count, let limit):
            problem(
                "too-many-parts", zh: "压缩包中有 \(count) 个部件，上限是 \(limit) 个。请另存为普通的 .xlsx。",
                en: "There are \(count) parts in the zip and may be \(limit). Save it as a plain .xlsx.")
        case .tooManyTexts(let limit):
            problem(
                "too-many-texts", zh: "工作簿的文字超过 \(limit) MiB 的上限。请分成几个文件，或导出为 CSV。",
                en: "The texts of the workbook take more than \(limit) MiB. Split it or export it as CSV.")
        default:
            problem(
                "not-a-workbook", zh: "这不是 xlsx 工作簿。请在表格软件中另存为 .xlsx，或导出为 CSV（CSV 不用 --sheet）。",
                en:
                    "This is no xlsx workbook. Save it as .xlsx in a spreadsheet, or as CSV (which takes no --sheet)."
            )
        }
    }

    /// What concerns one place of a sheet.
    private var ofCell: ProblemText {
        switch self {
        case .beyondGrid(let sheet, let place):
            problem(
                "beyond-grid",
                zh: "\(Self.chinese(sheet, place)) 超出 1048576 行、16384 列的范围，或次序颠倒。请用表格软件另存后重新导入。",
                en:
                    "\(Self.english(sheet, place)) lies beyond 1048576 rows or 16384 columns, or out of order. "
                    + "Save the workbook anew in a spreadsheet.")
        case .cellTooLong(let sheet, let cell, let limit):
            problem(
                "cell-too-long", zh: "\(Self.chinese(sheet, cell)) 的内容超过 \(limit) 字节。请缩短。",
                en: "\(Self.english(sheet, cell)) has more than \(limit) bytes of text. Shorten it.")
        case .formulaWithoutValue(let sheet, let cell):
            problem(
                "formula-without-value",
                zh: "\(Self.chinese(sheet, cell)) 是公式，文件里没有它的结果。请用表格软件打开、重算、保存，或粘贴为数值。",
                en:
                    "\(Self.english(sheet, cell)) is a formula without its result. Open the file in a spreadsheet, "
                    + "recalculate and save, or paste values.")
        case .errorCell(let sheet, let cell, let text):
            problem(
                "error-cell", zh: "\(Self.chinese(sheet, cell)) 是错误值 \(QuotedText(text))。请改正公式或填入数值。",
                en:
                    "\(Self.english(sheet, cell)) is the error \(QuotedText(text)). Correct its formula or value."
            )
        case .notANumber(let sheet, let cell, let text):
            problem(
                "not-a-number", zh: "\(Self.chinese(sheet, cell)) 应是数字，却是“\(QuotedText(text))”。请重新填写。",
                en:
                    "\(Self.english(sheet, cell)) should be a number and is “\(QuotedText(text))”. Enter it again."
            )
        case .tooManyDigits(let sheet, let cell, let text):
            problem(
                "too-many-digits",
                zh: "\(Self.chinese(sheet, cell)) 的数字 \(QuotedText(text)) 超过 15 位，表格软件已丢失末位。账号、证号等请按文本填写。",
                en:
                    "\(Self.english(sheet, cell)) is the number \(QuotedText(text)) of more than 15 digits, whose last "
                    + "ones a spreadsheet loses. Enter account numbers and the like as text.")
        case .noSuchDay(let sheet, let cell, let text):
            problem(
                "no-such-day", zh: "\(Self.chinese(sheet, cell)) 的日期值 \(QuotedText(text)) 不是哪一天。请重新填写日期。",
                en:
                    "\(Self.english(sheet, cell)) has the date value \(QuotedText(text)), which is no day. Enter the "
                    + "date again.")
        case .mergedData(let sheet, let range):
            problem(
                "merged-data", zh: "\(Self.chinese(sheet, range)) 是数据中的合并单元格，看不出各行的值。请取消合并，逐格填写。",
                en:
                    "\(Self.english(sheet, range)) is merged among the data, so the value of each row is not known. "
                    + "Unmerge it and fill in each cell.")
        case .untitledColumn(let sheet, let cell):
            problem(
                "untitled-column", zh: "\(Self.chinese(sheet, cell)) 有内容，而这一列没有表头。请补上表头，或删去该列内容。",
                en:
                    "\(Self.english(sheet, cell)) holds something in a column without a title. Give it one or clear it."
            )
        default: ofFile
        }
    }

    private static func chinese(_ sheet: String, _ place: String) -> String {
        "工作表“\(QuotedText(sheet))”的 \(place)"
    }

    private static func english(_ sheet: String, _ place: String) -> String {
        "\(place) of sheet “\(QuotedText(sheet))”"
    }
}
