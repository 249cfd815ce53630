extension ImportProblem {
    /// The sentence in Chinese.
    public var chinese: String {
        switch self {
        case .fileMissing(let path): "找不到文件 \(path)。请检查路径和文件名。"
        case .fileUnreadable(let path, let reason): "文件 \(path) 不能读取（\(reason)）。请检查权限和磁盘。"
        case .fileChanged: "读取过程中文件被其他程序改动。请等改动完成后重新导入。"
        case .temporaryFile(let reason): "临时文件不能写入（\(reason)）。请腾出磁盘空间，或用 TMPDIR 指定其他目录。"
        case .outputFailed(let reason): "输出不能写入（\(reason)）。请检查磁盘空间和权限。"
        case .encoding(let tried): "这里有不属于 \(tried) 的字节。请把文件另存为 UTF-8 或 GB18030 后重新导入。"
        case .encodingUnavailable(let name): "本机不能转换 \(name) 编码。请安装 C 库的字符集转换模块，或把文件另存为 UTF-8。"
        case .notEncodable(let character, let name): "字符 \(character) 不能用 \(name) 表示。请改用 UTF-8 输出。"
        case .lineTooLong(let limit, nil): "一行超过 \(limit) 字节的上限。请检查这是不是 CSV 文件，行尾有没有换行。"
        case .lineTooLong(let limit, let opened?):
            "一行超过 \(limit) 字节的上限，其中第 \(opened) 行的引号一直没有闭合。请在该行补上右引号。"
        case .nul: "这里有空字节（NUL），不是文本文件。请从原软件重新导出 CSV。"
        case .unclosedQuote(let line): "第 \(line) 行的引号到文件末尾没有闭合。请补上右引号；字段内的引号要写两个。"
        case .malformedQuote: "右引号之后还有文字。请把右引号放在字段末尾；字段内的引号要写两个。"
        case .empty: "文件是空的，连表头也没有。请在第一行写上列名。"
        case .headerMissing(let columns): "表头缺少 \(columns.count) 列：\(Self.list(columns))。请补上这些列。"
        case .headerTwice(let column): "列 \(column.both) 在表头中出现两次。请删去一列。"
        case .headerUnknown(let name, let known):
            "不认识表头「\(QuotedText(name))」。请改名或删去该列；可用的列：\(Self.list(known))。"
        case .columnCount(let fields, let header):
            "这一行有 \(fields) 个字段，表头有 \(header) 列。请补齐或删去多余的逗号；含逗号的文字要加引号。"
        case .blank(let column): "\(column.both) 为空。请填写。"
        case .textTooLong(let column, let characters, let limit):
            "\(column.both) 有 \(characters) 个字，上限是 \(limit) 个。请缩短。"
        case .controlCharacter(let column, let code):
            "\(column.both) 中有控制字符 \(Self.scalarName(code))。请删去（例如制表符改为空格）。"
        case .integer(let column, let text, let lower, let upper):
            "\(column.both)「\(QuotedText(text))」不是 \(lower) 到 \(upper) 的整数。请改正。"
        case .decimal(let column, let text, let decimals):
            "\(column.both)「\(QuotedText(text))」不是最多 \(decimals) 位小数的数。请改正。"
        case .field(let column, let problem): "\(column.both)：\(problem.chinese)"
        case .voucherTooLong(let voucher, let limit):
            "凭证 \(QuotedText(voucher)) 超过 \(limit) 行。请检查凭证号这一列，或拆成几张凭证。"
        case .groupSeenAgain(let voucher, let line):
            "凭证 \(QuotedText(voucher)) 从第 \(line) 行开始，中间隔了别的凭证又出现。请把同一凭证的各行放在一起，或换一个凭证号。"
        case .groupDiffers(let column, let first, let here):
            "同一凭证的 \(column.both) 前面是「\(QuotedText(first))」，这一行是「\(QuotedText(here))」。请改成一致，或只在第一行填写。"
        case .zeroLine: "借方和贷方都是零。请填写一方的金额，或删去这一行。"
        case .bothSides(let debit, let credit):
            "借方 \(debit.yuan) 和贷方 \(credit.yuan) 都有金额。请分成两行。"
        }
    }

    /// The sentence in English.
    public var english: String {
        switch self {
        case .fileMissing(let path): "There is no file \(path). Check the path and the name."
        case .fileUnreadable(let path, let reason):
            "The file \(path) cannot be read (\(reason)). Check its permissions and the disk."
        case .fileChanged:
            "Another program changed the file while it was being read. Import again when it has finished."
        case .temporaryFile(let reason):
            "The temporary file cannot be written (\(reason)). Free some disk or name another folder in TMPDIR."
        case .outputFailed(let reason):
            "The output cannot be written (\(reason)). Check the disk and the permissions."
        case .encoding(let tried):
            "There are bytes here that are not \(tried). Save the file as UTF-8 or GB18030 and import it again."
        case .encodingUnavailable(let name):
            "This machine cannot convert \(name). Install the C library's converters or save the file as UTF-8."
        case .notEncodable(let character, let name):
            "The character \(character) cannot be written in \(name). Write UTF-8 instead."
        case .lineTooLong(let limit, nil):
            "A row is longer than the limit of \(limit) bytes. Check that this is CSV and its lines have ends."
        case .lineTooLong(let limit, let opened?):
            "A row is longer than the limit of \(limit) bytes; the quote opened on line \(opened) is still open "
                + "there. Close it."
        case .nul: "There is a zero byte (NUL) here, so this is no text file. Export the CSV again."
        case .unclosedQuote(let line):
            "The quote opened on line \(line) is never closed. Close it; a quote inside a field is written twice."
        case .malformedQuote:
            "There is text after a closing quote. End the field with it; a quote inside a field is written twice."
        case .empty: "The file is empty and has not even a header. Write the column names on the first line."
        case .headerMissing(let columns):
            "The header lacks \(columns.count) column(s): \(Self.list(columns)). Add them."
        case .headerTwice(let column): "The column \(column.both) stands in the header twice. Remove one."
        case .headerUnknown(let name, let known):
            "The header “\(QuotedText(name))” is not known. Rename or remove it; known are \(Self.list(known))."
        case .columnCount(let fields, let header):
            "This row has \(fields) fields and the header \(header). Add or remove commas; quote text with commas."
        case .blank(let column): "\(column.both) is blank. Fill it in."
        case .textTooLong(let column, let characters, let limit):
            "\(column.both) has \(characters) characters and may have \(limit). Shorten it."
        case .controlCharacter(let column, let code):
            "\(column.both) has the control character \(Self.scalarName(code)). Remove it (a tab becomes a blank)."
        case .integer(let column, let text, let lower, let upper):
            "\(column.both) “\(QuotedText(text))” is not a whole number from \(lower) to \(upper). Correct it."
        case .decimal(let column, let text, let decimals):
            "\(column.both) “\(QuotedText(text))” is not a number with at most \(decimals) decimals. Correct it."
        case .field(let column, let problem): "\(column.both): \(problem.english)"
        case .voucherTooLong(let voucher, let limit):
            "Voucher \(QuotedText(voucher)) has more than \(limit) lines. Check the column voucher or split it."
        case .groupSeenAgain(let voucher, let line):
            "Voucher \(QuotedText(voucher)) starts on line \(line) and comes again here after others. "
                + "Put its rows together or rename one."
        case .groupDiffers(let column, let first, let here):
            "\(column.both) of one voucher is “\(QuotedText(first))” above and “\(QuotedText(here))” here. "
                + "Make them equal or fill in the first row only."
        case .zeroLine: "Debit and credit are both zero. Fill in one of them or remove the row."
        case .bothSides(let debit, let credit):
            "Debit \(debit.yuan) and credit \(credit.yuan) are both set. Split the row in two."
        }
    }

    private static func list(_ columns: [ImportColumn]) -> String {
        columns.map(\.both).joined(separator: ", ")
    }

    private static func scalarName(_ code: Int) -> String {
        let digits = String(code, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
