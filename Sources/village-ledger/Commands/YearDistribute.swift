import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct YearDistribute: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "distribute", "收益分配：按成员大会决议分配已结转年度的收益",
        "Distribute the income of a closed year as the members decided",
        more: (
            """
            分配方案是一个 CSV 文件，表头 分配项目,去向科目,金额[,往来单位]，或 purpose,to,amount[,counterparty]：\
            分配项目是“各项分配”下的末级科目，去向科目是\
            （公积公益金、成员往来、应付款）。超过可分配收益、以前年度亏损没有弥补完、提取低于规定比例的，不予入账。\
            提取比例是参数 reserve-floor（默认 30%，浙江省规定），章程更高的从章程。方案例：

            分配项目,去向科目,金额,往来单位
            3220101,31101,360000,
            3220102,11301,500000,一组成员
            """,
            """
            The plan is a CSV file with the header purpose,to,amount[,counterparty]: purpose is a leaf below the \
            distribution account, to the account it goes to. Refused are more than there is, past losses not made good, \
            and less set aside than the setting reserve-floor asks (30 % unless decided), or the charter's rate where that is higher. A plan:

            purpose,to,amount,counterparty
            3220101,31101,360000,
            3220102,11301,500000,group 1
            """
        ),
        example:
            "year distribute --book V001 --year 2026 --plan plan.csv --on 2027-02-20 --decided 2027-02-10 --votes 52/3/1 --user zhang --reviewer li"
    )

    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(help: help("收益的年度", "the year whose income it is", value: "YYYY"))
    var year: Int
    @Option(help: help("分配方案（CSV）", "the plan, a CSV file", value: "FILE"))
    var plan: String
    @Option(help: help("入账日期", "the day it is booked", value: "DATE"))
    var on: String
    @Option(help: help("成员大会日期", "the day of the members' meeting", value: "DATE"))
    var decided: String
    @Option(help: help("表决：赞成/反对/弃权", "votes: for/against/abstained", value: "N/N/N"))
    var votes: String
    @Option(help: help("决议的说明", "a note on the decision", value: "TEXT"))
    var note: String?
    @Flag(help: help("在本年已有的分配之外追加", "on top of what was distributed of the year before"))
    var further = false
    @Option(help: help("附件数", "attachments", value: "N"))
    var attachments = 1
    @Option(help: help("审核人，不能与操作人是同一人", "who reviewed; another person than the user", value: "NAME"))
    var reviewer: String
    @Flag(help: help("只看会做什么，什么都不写入", "show what would happen, write nothing"))
    var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let year = try Typed.year(year)
        let date = try Typed.date(on)
        let decision = try decision()
        let items = try SetUpTables.plan(plan)
        let outcome = try global.acting { ledger, user in
            try FileFailure.blaming(plan) {
                try ledger.distribute(
                    book: book, year: year, items: items, on: date, decision: decision,
                    isFurther: further, attachments: attachments, by: user, reviewer: reviewer,
                    rehearsal: dryRun)
            }
        }
        let distribution = outcome.distribution
        let total = try distribution.total()
        let names = outcome.vouchers.map(\.description)
        let left = Money(fen: distribution.distributable.fen - total.fen)
        let opening = dryRun ? say("试运行，没有记账。", "Dry run, nothing was posted. ") : ""
        try global.confirm(
            say(
                "\(opening)账套 \(book) 的 \(year) 年可分配收益 \(distribution.distributable.grouped) 元，分配 "
                    + "\(total.grouped) 元，年末未分配收益 \(left.grouped) 元。凭证：\(names.joined(separator: "、"))。",
                "\(opening)Of \(distribution.distributable.grouped) yuan of book \(book) for \(year), \(total.grouped) are "
                    + "distributed; \(left.grouped) are left. Vouchers: \(names.joined(separator: ", ")).")
        ) { json in
            json.field("book", book)
            json.field("year", year)
            json.field("netIncomeFen", distribution.netIncome)
            json.field("distributableFen", distribution.distributable)
            json.field("distributedFen", total)
            json.field("leftFen", left)
            json.field("vouchers", names)
        }
    }

    private func decision() throws -> MeetingDecision {
        let counts = votes.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        guard counts.count == 3, counts.allSatisfy({ 0...100_000_000 ~= $0 }) else {
            throw UsageProblem(
                "votes", "--votes 应为“赞成/反对/弃权”三个数，如 52/3/1。",
                "--votes takes three numbers, for/against/abstained: 52/3/1.")
        }
        return MeetingDecision(
            date: try Typed.date(decided), votesFor: counts[0], votesAgainst: counts[1], abstained: counts[2],
            note: note)
    }
}

extension SetUpTables {
    /// The plan of a distribution 分配方案.
    static func plan(_ path: String) throws -> [DistributionItem] {
        try read(
            path,
            [
                CSVColumn("purpose", chinese: "分配项目", others: ["用途"], required: true, filled: true),
                CSVColumn("to", chinese: "去向科目", others: ["去向"], required: true, filled: true),
                CSVColumn("amount", chinese: "金额", required: true, filled: true),
                CSVColumn("counterparty", chinese: "往来单位"),
            ]
        ) { row in
            var item = DistributionItem(
                purpose: row.string("purpose"), target: row.string("to"),
                counterparty: row.text("counterparty"), amount: try row.money("amount") ?? .zero)
            item.position = row.line
            return item
        }
    }
}
