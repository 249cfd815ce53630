import ArgumentParser
import Glibc
import Ledger
import LedgerStore

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "init", "建立新账本，可同时导入区划、账套、科目和用户",
        "Make a new ledger, with divisions, books, accounts and users if given",
        more: (
            "给了 --accounts 就用它代替默认的明细科目；不给则用默认明细科目。任何一步出错，都不会留下账本文件。",
            "--accounts replaces the default detail accounts; without it they are used. If a step fails no ledger is left behind."
        ),
        example: "init --ledger L.sqlite --divisions divisions.csv --books books.csv --users users.csv")

    @Option(help: help("行政区划 CSV", "divisions CSV", value: "FILE"), completion: .file())
    var divisions: String?
    @Option(help: help("账套 CSV", "books CSV", value: "FILE"), completion: .file())
    var books: String?
    @Option(help: help("明细科目 CSV", "detail accounts CSV", value: "FILE"), completion: .file())
    var accounts: String?
    @Option(help: help("用户 CSV", "users CSV", value: "FILE"), completion: .file())
    var users: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let path = global.ledgerPath
        if access(path, F_OK) == 0 { throw FileProblem.exists(path) }
        let divisionEntries = try divisions.map(SetUpTables.divisions) ?? []
        let bookEntries = try books.map(SetUpTables.books) ?? []
        let accountEntries = try accounts.map { try SetUpTables.accounts($0) } ?? []
        let userEntries = try users.map(SetUpTables.users) ?? []
        try LedgerFile.create(at: path, defaultDetails: accounts == nil) { ledger in
            try FileFailure.blaming(divisions) {
                if divisions != nil { try ledger.addDivisions(divisionEntries) }
            }
            try FileFailure.blaming(books) { if books != nil { try ledger.addBooks(bookEntries) } }
            try FileFailure.blaming(accounts) {
                if accounts != nil { try ledger.addAccounts(accountEntries) }
            }
            // Last, since with the first user the ledger asks who acts.
            try FileFailure.blaming(users) { if users != nil { try ledger.addUsers(userEntries) } }
        }
        if users != nil, !userEntries.contains(where: { $0.roles.contains(.admin) }) {
            Failure.warn([NamedThingProblem.administratorMissing])
        }
        let counts = (divisionEntries.count, bookEntries.count, accountEntries.count, userEntries.count)
        try global.confirm(
            say(
                "已建立账本 \(path)：区划 \(counts.0)，账套 \(counts.1)，明细科目\(accounts == nil ? "用默认" : " \(counts.2)")，用户 \(counts.3)。",
                "Made ledger \(path): \(counts.0) divisions, \(counts.1) books, "
                    + (accounts == nil ? "the default detail accounts" : "\(counts.2) detail accounts")
                    + ", \(counts.3) users.")
        ) { json in
            json.field("ledger", path)
            json.field("divisions", counts.0)
            json.field("books", counts.1)
            json.field("accounts", counts.2)
            json.field("users", counts.3)
        }
    }
}

extension FileFailure {
    /// Runs a step that takes in the content of a file, and says of which file its problems are.
    static func blaming<T>(_ file: String?, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let refused as ImportRefused {
            throw FileFailure(file ?? "-", refused.problems, count: refused.count)
        } catch let problem as any LedgerProblem where problem.kind != .io && problem.kind != .busy {
            throw FileFailure(file ?? "-", [LocatedProblem(line: 0, problem: problem)])
        }
    }
}
