import ArgumentParser
import Ledger
import LedgerStore

struct ThresholdCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "threshold", "哪些村的年经营性收入没有超过120万元，差多少",
        "Which villages are not above 1.2 million yuan a year, and by how much",
        example: "threshold --year 2026", "threshold --year 2026 --only below -O json",
        "threshold --year 2026 --fail-on-below")

    @OptionGroup var year: YearOptions
    @OptionGroup var scope: IncomeScopeOptions
    @Option(help: help("只列出 below（未达标）或 met（达标）的村", "list only the villages below, or met", value: "STATE"))
    var only: ThresholdState?
    @Flag(help: help("有未达标的村时退出码为 1", "exit 1 if there are villages below"))
    var failOnBelow = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let format = try global.documentFormat()
        let (year, asOf) = try year.chosen()
        let answer = try global.reading { ledger in
            ThresholdAnswer(
                report: try ledger.threshold(
                    year: year, measure: scope.measure, township: scope.township, villages: scope.villages,
                    asOf: asOf),
                names: try SourceNames(ledger), only: only)
        }
        try global.present(
            format, documents: { [answer.document] }, csv: answer.writeCSV, json: answer.writeJSON)
        if failOnBelow, answer.report.metCount < answer.report.villages.count {
            throw ExitCode(ExitStatus.refused)
        }
    }
}

extension ThresholdState: ExpressibleByArgument {}
