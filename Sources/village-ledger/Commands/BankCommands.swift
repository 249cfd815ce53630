import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct BankAccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "bank-account", "银行账户：登记、查看、销户", "Bank accounts: add, list, disable",
        [BankAccountAdd.self, BankAccountList.self, BankAccountDisable.self],
        example: "bank-account list --book V001")
}

struct BankAccountAdd: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "add", "登记银行账户，每个账户对应一个银行存款明细科目",
        "Register a bank account with an account of the chart of its own",
        example:
            "bank-account add 基本户 --book V001 --bank 栖禾农商行 --number 6210000000001234 --account 10201 --opened 2026-01-01 --user zhang"
    )

    @Argument(help: help("账户编码，本账套内不重复", "its code, unique in the book", value: "code"))
    var code: String
    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(help: help("开户行；同一银行共用列对照", "the bank; its files share a mapping", value: "NAME"))
    var bank: String
    @Option(
        help: help("账号；只显示末四位", "the account's number; only its last four digits are shown", value: "NUMBER"))
    var number: String
    @Option(help: help("银行存款末级科目", "leaf account of bank money", value: "CODE"))
    var account: String
    @Option(help: help("开户日", "the day it was opened", value: "DATE"))
    var opened: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let entry = BankAccount(
            book: book, code: code, bank: bank, number: number, account: account,
            opened: try Typed.date(opened))
        try NamedOnCommandLine.account {
            try global.acting { try $0.addBankAccounts([entry], by: $1) }
        }
        try global.confirm(
            say(
                "已登记银行账户 \(code)（\(bank) \(entry.maskedNumber)），科目 \(account)。",
                "Registered bank account \(code) (\(bank) \(entry.maskedNumber)) on account \(account).")
        ) { json in
            json.field("book", book)
            json.field("bankAccount", code)
            json.field("account", account)
        }
    }
}

struct BankAccountList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出银行账户，账号只显示末四位", "List the bank accounts; of numbers only the last four digits",
        example: "bank-account list --book V001")

    @OptionGroup var books: RequiredBooks
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let codes = try books.required()
        let rows = try global.reading { ledger in
            try codes.flatMap { book in
                try ledger.bankAccounts(book: book).map { account in
                    let statements = try ledger.bankStatements(book: book, account: account.code)
                    return (account: account, through: statements.map(\.through).max())
                }
            }
        }
        let listing = Listing<(account: BankAccount, through: CalendarDate?)>(
            "bankAccounts",
            [
                .text("book", "账套", "book") { $0.account.book },
                .text("code", "账户", "code") { $0.account.code },
                .text("bank", "开户行", "bank") { $0.account.bank },
                .text("number", "账号", "number") { $0.account.maskedNumber },
                .text("account", "科目", "account") { $0.account.account },
                .column("opened", "开户日", "opened") { .date($0.account.opened) },
                .column("closed", "销户日", "closed") { .date($0.account.closed) },
                .column("statements_through", "对账单到", "statements through") { .date($0.through) },
            ])
        try global.list(listing, rows)
    }
}

struct BankAccountDisable: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "disable", "登记销户日", "Note the day a bank account was closed",
        example: "bank-account disable --book V001 --account 基本户 --on 2026-12-31 --user zhang")

    @OptionGroup var place: BankPlace
    @Option(help: help("销户日", "the day", value: "DATE"))
    var on: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let day = try Typed.date(on)
        let book = try place.book(global)
        try global.acting { try $0.closeBankAccount(book: book, account: place.account, on: day, by: $1) }
        try global.confirm(
            say("银行账户 \(place.account) 已于 \(day) 销户。", "Bank account \(place.account) was closed on \(day).")
        ) { json in
            json.field("book", book)
            json.field("bankAccount", place.account)
            json.field("closed", day)
        }
    }
}

/// Which bank account (银行账户).
struct BankPlace: ParsableArguments {
    @Option(help: help("银行账户编码", "the bank account's code", value: "CODE"))
    var account: String
    @Option(
        name: .customLong("book"),
        help: help(
            "账套编码；账户编码全账本唯一时可不写", "book code; not needed where one book has such an account", value: "CODE"))
    var givenBook: String?

    /// The book meant: the one named, or the only one with such an account.
    func book(_ global: GlobalOptions) throws -> String {
        if let givenBook { return givenBook }
        let books = try global.reading { try $0.books(withBankAccount: account) }
        guard let only = books.first else { throw BankProblem.accountUnknown(book: nil, account: account) }
        guard books.count == 1 else {
            throw UsageProblem(
                "missing-book",
                "账套 \(books.joined(separator: "、")) 都有银行账户“\(QuotedText(account))”，请用 --book 指定。",
                "Books \(books.joined(separator: ", ")) have a bank account “\(QuotedText(account))”; name one with --book."
            )
        }
        return only
    }
}

struct BankMappingCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "bank-mapping", "各银行对账单的列对照：保存、查看", "Column mappings of banks' files: set, list",
        [BankMappingSet.self, BankMappingList.self], example: "bank-mapping list")
}

struct BankMappingSet: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "set", "保存一家银行的列对照", "Keep the column mapping of a bank",
        more: (
            "每行 字段,列名 或 字段,列名,日期格式。字段：\(BankMappingList.fields)。金额写 received 和 paid 两列，或 amount 一列（支出为负），或 amount 加 direction（借贷标志）。",
            "Rows field,column or field,column,date format. Fields: \(BankMappingList.fields). The amount is received and paid, or amount alone (paid below zero), or amount with direction."
        ),
        example: "bank-mapping set --bank 栖禾农商行 --mapping mapping.csv --user zhang")

    @Option(help: help("银行", "the bank", value: "NAME"))
    var bank: String
    @Option(help: help("列对照文件", "the mapping", value: "FILE"), completion: .file())
    var mapping: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let columns = try FileFailure.naming(mapping) {
            let columns = try ColumnMapping(path: mapping)
            try BankStatementReader.check(columns)
            return columns
        }
        try global.acting {
            try $0.setBankMapping(BankMapping(bank: bank, mapping: columns.text), by: $1)
        }
        try global.confirm(say("已保存 \(bank) 的列对照。", "Kept the mapping of \(bank).")) {
            $0.field("bank", bank)
        }
    }
}

struct BankMappingList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出保存的列对照", "List the mappings kept", example: "bank-mapping list")

    @OptionGroup var global: GlobalOptions

    /// What a mapping may name.
    static var fields: String {
        BankStatementReader.columns.map { say($0.name.both, $0.name.english) }.joined(
            separator: say("、", ", "))
    }

    func run() throws {
        let rows = try global.reading { try $0.bankMappings() }
        let listing = Listing<BankMapping>(
            "bankMappings",
            [
                .text("bank", "银行", "bank") { $0.bank },
                .column("mapping", "列对照", "mapping") { row in
                    let lines = row.mapping.split(separator: "\n").map(String.init)
                    return .list(lines, shown: lines.joined(separator: "  "))
                },
            ])
        try global.list(listing, rows)
    }
}
