import ArgumentParser
import Ledger
import LedgerStore

/// The options every command takes (通用选项).
struct GlobalOptions: ParsableArguments {
    @Option(
        help: help(
            "账本文件；不写用 VILLAGE_LEDGER，再不写用 ./village-ledger.sqlite",
            "ledger file; else VILLAGE_LEDGER, else ./village-ledger.sqlite",
            value: "FILE"), completion: .file())
    var ledger: String?

    @Option(help: help("由谁操作；不写用 VILLAGE_LEDGER_USER", "who acts; else VILLAGE_LEDGER_USER", value: "NAME"))
    var user: String?

    @Option(help: help("语言 zh 或 en", "language: zh or en", value: "zh|en"))
    var language: Language?

    @Option(
        name: [.customShort("O"), .customLong("output-format")],
        help: help(
            "输出格式：table、csv、json、xlsx、pdf、html", "output format: table, csv, json, xlsx, pdf, html",
            value: "FORMAT"))
    var outputFormat: String?

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: help(
            "写到文件，按扩展名定格式；- 为标准输出", "write to a file, whose extension picks the format; - is stdout",
            value: "FILE"),
        completion: .file())
    var output: String?

    /// The ledger file meant.
    var ledgerPath: String {
        ledger ?? Terminal.variable("VILLAGE_LEDGER").flatMap { $0.isEmpty ? nil : $0 }
            ?? "village-ledger.sqlite"
    }

    /// Who acts; nil where nobody was named.
    var actor: String? {
        user ?? Terminal.variable("VILLAGE_LEDGER_USER").flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Who acts.
    ///
    /// - Throws: `user.missing`.
    func requireActor() throws -> String {
        guard let actor else { throw NamedThingProblem.userMissing }
        return actor
    }

    /// Asks the ledger.
    func reading<T>(_ body: (LedgerFile) throws -> T) throws -> T {
        try body(LedgerFile.open(ledgerPath, for: .reading))
    }

    /// Acts on the ledger as somebody.
    func acting<T>(_ body: (LedgerFile, String) throws -> T) throws -> T {
        let user = try requireActor()
        return try body(LedgerFile.open(ledgerPath, for: .writing(user: user)), user)
    }

    /// Acts on the ledger in a way that needs nobody while it has no users.
    func settingUp<T>(_ body: (LedgerFile, String?) throws -> T) throws -> T {
        try body(LedgerFile.open(ledgerPath, for: .writing(user: actor ?? "?")), actor)
    }
}

extension Language: ExpressibleByArgument {
    /// The language `zh` or `en` names.
    public init?(argument: String) { self.init(rawValue: argument) }
    /// As it is typed.
    public var defaultValueDescription: String { rawValue }
}
