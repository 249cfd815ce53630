import ArgumentParser
import Glibc

/// The program 村集体经济账本: which commands there are, and what becomes of what they throw.
struct VillageLedger: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "village-ledger",
        abstract: say(
            "村集体经济账本：记账、结账、报表，并回答哪些村经营性收入没有超过120万元",
            "A ledger for village collectives: vouchers, closing, reports, and which villages are not above 1.2 million"
        ),
        discussion: CommandConfiguration.discussion(
            nil,
            [
                "init --ledger L.sqlite --divisions divisions.csv --books books.csv --users users.csv",
                "import vouchers vouchers.csv --ledger L.sqlite --user zhang --reviewer li --post",
                "threshold --ledger L.sqlite --year 2026",
            ]),
        version: Program.version, groupedSubcommands: Program.commands)
}

/// Entry and exit of the program.
@main
enum Program {
    static let version = "0.1.0"

    /// The commands by group, in the order of the help.
    static var commands: [CommandGroup] {
        [
            CommandGroup(
                name: say("账本", "Ledger"),
                subcommands: [
                    InitCommand.self, InfoCommand.self, BackupCommand.self, RestoreCommand.self,
                    MigrateCommand.self,
                    CheckCommand.self, VerifyCommand.self, CompletionCommand.self,
                ]),
            CommandGroup(
                name: say("区划与账套", "Divisions and books"),
                subcommands: [DivisionCommand.self, BookCommand.self, UserCommand.self, SettingCommand.self]),
            CommandGroup(
                name: say("科目", "Chart"),
                subcommands: [AccountCommand.self, DimensionCommand.self, CounterpartyCommand.self]),
            CommandGroup(
                name: say("凭证", "Vouchers"),
                subcommands: [
                    VoucherCommand.self, AttachCommand.self, TemplateCommand.self, RecurringCommand.self,
                ]),
            CommandGroup(
                name: say("出纳与往来", "Cashier and claims"),
                subcommands: [CashCommand.self, ReceiptCommand.self, ClaimsCommand.self]),
            CommandGroup(
                name: say("银行", "Bank"),
                subcommands: [BankAccountCommand.self, BankMappingCommand.self, ReconcileCommand.self]),
            CommandGroup(name: say("期间", "Periods"), subcommands: [PeriodCommand.self, YearCommand.self]),
            CommandGroup(name: say("资产", "Assets"), subcommands: [AssetCommand.self]),
            CommandGroup(name: say("账簿", "Books of account"), subcommands: [ReportCommand.self]),
            CommandGroup(name: say("报表", "Statements"), subcommands: [StatementCommand.self]),
            CommandGroup(name: say("打印", "Printing"), subcommands: [FormCommand.self]),
            CommandGroup(
                name: say("收入", "Income"),
                subcommands: [
                    ThresholdCommand.self, IncomeCommand.self, TrendCommand.self, MeasureCommand.self,
                    SourceCommand.self,
                ]),
            CommandGroup(name: say("交换", "Exchange"), subcommands: [ImportCommand.self, ExportCommand.self]),
        ]
    }

    static func main() {
        Signals.prepare()
        exit(run(Array(CommandLine.arguments.dropFirst())))
    }

    /// Runs one command line.
    ///
    /// - Returns: the exit code.
    static func run(_ arguments: [String]) -> Int32 {
        do {
            if let unknown = UnknownCommand(arguments) { return Failure.report(unknown.problem) }
            var command = try VillageLedger.parseAsRoot(commonOptionsLast(arguments))
            do {
                try command.run()
                return ExitStatus.good
            } catch {
                // Pages of help come as errors, too.
                return isAnswer(error) ? answer(error) : Failure.report(error)
            }
        } catch {
            return answer(error)
        }
    }

    private static func isAnswer(_ error: any Error) -> Bool {
        !(error is ExitCode) && VillageLedger.exitCode(for: error) == .success
    }

    /// Says what the parser has to say: a page of help, or what is wrong with the arguments.
    private static func answer(_ error: any Error) -> Int32 {
        let text = VillageLedger.fullMessage(for: error, columns: HelpPage.columns)
        guard VillageLedger.exitCode(for: error) != .success else {
            print(HelpPage.translated(text))
            return ExitStatus.good
        }
        let message = UsageMessage(VillageLedger.message(for: error))
        var lines = "error \(message.code): \(message.text)\n"
        if let usage = text.firstRange(of: "Usage: ") {
            lines += HelpPage.translated(String(text[usage.lowerBound...])) + "\n"
        }
        Terminal.complain(lines)
        return ExitStatus.usage
    }

    /// Options every command takes; each has a value.
    static let common = ["--ledger", "--user", "--language", "--output-format", "--output", "-O", "-o"]

    /// Options that stand before the command belong to it all the same.
    static func commonOptionsLast(_ arguments: [String]) -> [String] {
        var leading: [String] = []
        var rest = arguments[...]
        while let first = rest.first {
            if common.contains(first), rest.count > 1 {
                leading += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if common.contains(where: { $0.hasPrefix("--") && first.hasPrefix($0 + "=") }) {
                leading.append(first)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        guard !leading.isEmpty, let command = rest.first else { return arguments }
        // The command of help takes none; the language is known by now.
        if command == "help" { return Array(rest) }
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return rest[..<end] + leading + rest[end...]
    }
}
