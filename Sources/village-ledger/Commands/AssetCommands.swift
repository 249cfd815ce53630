import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct AssetCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "asset", "资产：登记卡片、变更、计提折旧摊销、处置、核对", "Assets: cards, changes, depreciation, disposal, comparison",
        [
            AssetList.self, AssetShow.self, AssetAdd.self, AssetChangeCommand.self, AssetUnitsCommand.self,
            AssetDepreciate.self, AssetDispose.self, AssetCheckCommand.self,
        ],
        example: "asset depreciate --township 990101101000 --period 2026-03 --user zhang --reviewer li")

    /// What a card is at a glance; with everything on it in CSV and JSON.
    static var listing: Listing<AssetCard> {
        let standing: [Listing<AssetCard>.Column] = [
            .money("accumulated", "累计折旧", "accumulated") { $0.accumulated },
            .money("net", "净值", "net value") { $0.net },
            .column("last_month", "已提到", "through") { .month($0.lastMonth ?? $0.asset.takenOver) },
            .column("status", "状态", "status") { .word($0.state.rawValue, shown: Words.state($0.state)) },
        ]
        return Listing("assets", facts + standing)
    }

    private static var facts: [Listing<AssetCard>.Column] {
        [
            .text("book", "账套", "book") { $0.asset.book }, .text("code", "编号", "code") { $0.asset.code },
            .text("name", "名称", "name") { $0.asset.name },
            .column("kind", "类别", "kind") { $0.asset.kind.word },
            .text("category", "分类", "category", shown: false) { $0.asset.category },
            .column("acquired", "取得日期", "acquired", shown: false) { .date($0.asset.acquired) },
            .column("start", "启用日期", "in use from", shown: false) { .date($0.asset.started) },
            .column("begins", "起折月份", "wears off from", shown: false) { .month($0.asset.begins) },
            .column("method", "方法", "method") { $0.asset.latest.method.word },
            .whole("life_months", "使用月数", "life, months") { $0.asset.latest.lifeMonths },
            .column("units_total", "总工作量", "units in all", .right, shown: false) {
                .text($0.asset.latest.unitsTotal.map { DecimalNumber.text($0, decimals: 6) })
            },
            .column("use", "使用状况", "use") { $0.asset.latest.use.word },
            .text("keeper", "使用保管人", "keeper", shown: false) { $0.asset.latest.keeper },
            .text("location", "存放地点", "location", shown: false) { $0.asset.latest.location },
            .text("cost_account", "原值科目", "cost account", shown: false) { $0.asset.costAccount },
            .text("accumulated_account", "累计科目", "accumulated account", shown: false) {
                $0.asset.accumulatedAccount
            },
            .text("expense_account", "费用科目", "borne by", shown: false) { $0.asset.latest.expenseAccount },
            .text("counterparty", "往来单位", "counterparty", shown: false) { $0.asset.counterparty },
            .column("quantity", "数量", "quantity", .right, shown: false) {
                .text($0.asset.quantity.map { DecimalNumber.text($0, decimals: 6) })
            },
            .text("unit", "计量单位", "unit", shown: false) { $0.asset.unit },
            .text("source", "来源凭证", "source", shown: false) { $0.asset.source },
            .text("note", "备注", "note", shown: false) { $0.asset.note },
            .money("cost", "原值", "cost") { $0.asset.latest.cost },
            .money("salvage", "净残值", "salvage", shown: false) { $0.asset.latest.salvage },
            .money("opening_accumulated", "期初累计折旧", "accumulated at take-over", shown: false) {
                $0.asset.openingAccumulated
            },
            .column("taken_over", "截至月份", "taken over", shown: false) { .month($0.asset.takenOver) },
        ]
    }
}

struct AssetList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出资产卡片；--due 列出某月按规则应计提的资产和金额",
        "List the asset cards; --due lists what the rules charge in a month",
        example: "asset list --book V001", "asset list --book V001 --due 2026-03")

    @OptionGroup var books: BookSelection
    @Option(help: help("只列该类别", "only this kind", value: "KIND"))
    var kind: String?
    @Option(
        help: help("某月应计提的资产，不计提的说明原因", "what wears off in a month, and why the others don't", value: "MONTH")
    )
    var due: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let kind = try kind.map(AssetKind.named)
        let month = try due.map(Typed.month)
        let cards = try global.reading { try $0.assets(books: books.books) }
            .filter { kind == nil || $0.asset.kind == kind }
        guard let month else { return try global.list(AssetCommand.listing, cards) }
        let rows = cards.map { DueRow($0, month) }
        try global.list(DueRow.listing, rows)
    }
}

/// A card as a month's routine finds it (应计提明细).
struct DueRow {
    let card: AssetCard
    let month: Month
    let steps: [DepreciationSchedule.Step]

    init(_ card: AssetCard, _ month: Month) {
        self.card = card
        self.month = month
        steps = card.missing(through: month)
    }

    static var listing: Listing<DueRow> {
        Listing(
            "due",
            [
                .text("book", "账套", "book") { $0.card.asset.book },
                .text("code", "编号", "code") { $0.card.asset.code },
                .text("name", "名称", "name") { $0.card.asset.name },
                .column("method", "方法", "method") { $0.card.asset.term(in: $0.month).method.word },
                .money("depreciable", "应计折旧额", "depreciable") {
                    $0.card.asset.term(in: $0.month).depreciable
                },
                .whole("life_months", "使用月数", "life, months") {
                    $0.card.asset.term(in: $0.month).lifeMonths
                },
                .money("accumulated", "已计提", "accumulated") { $0.card.accumulated },
                .column("months", "计提月份", "months") { row in
                    let months = row.steps.map(\.month.description)
                    return .list(months, shown: months.joined(separator: " "))
                },
                .money("charge", "本次应提", "charge") { row in
                    Money(fen: row.steps.reduce(0) { $0 &+ $1.charge.fen })
                },
                .text("expense_account", "费用科目", "borne by") {
                    $0.steps.isEmpty ? nil : $0.card.asset.term(in: $0.month).expenseAccount
                },
                .column("state", "情况", "state") {
                    let due = $0.card.due(in: $0.month)
                    return .word(due.rawValue, shown: Words.due(due))
                },
            ])
    }
}

struct AssetShow: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "show", "资产卡片：全部信息、变更记录、折旧记录、处置", "The card of an asset: all of it, changes, depreciation, disposal",
        example: "asset show --book V001 --asset GD-001")

    @OptionGroup var place: AssetPlace
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let card = try global.reading { try $0.asset(book: place.book, code: place.asset) }
        let wear = card.wear.sorted { $0.month < $1.month }
        let units = card.units.sorted { $0.key < $1.key }.map { (month: $0.key, units: $0.value) }
        try global.present(
            global.documentFormat(),
            documents: {
                var document = AssetCommand.listing.facts(card)
                document.title = say("资产卡片", "Card of an asset")
                document.book = place.book
                document.tables += Self.terms.tables(say("变更记录", "Changes"), card.asset.terms)
                document.tables += Self.units.tables(say("工作量", "Units"), units)
                document.tables += Self.wear.tables(say("折旧摊销记录", "Depreciation"), wear)
                document.tables += Self.disposals.tables(
                    say("处置", "Disposal"), card.disposal.map { [$0] } ?? [])
                return [document]
            }, csv: { AssetCommand.listing.writeCSV([card], to: $0) },
            json: { file in
                JSONText.object(file.output) { json in
                    AssetCommand.listing.write(card, to: json)
                    Self.terms.writeRows(card.asset.terms, to: json)
                    Self.wear.writeRows(wear, to: json)
                    Self.units.writeRows(units, to: json)
                    Self.disposals.writeRows(card.disposal.map { [$0] } ?? [], to: json)
                }
            })
    }

    private static var terms: Listing<AssetTerm> {
        Listing(
            "terms",
            [
                .column("month", "起始月份", "from") { .month($0.month) },
                .money("cost", "原值", "cost") { $0.cost }, .money("salvage", "净残值", "salvage") { $0.salvage },
                .column("method", "方法", "method") { $0.method.word },
                .whole("life_months", "使用月数", "life, months") { $0.lifeMonths },
                .text("units_total", "工作量", "units") { term in
                    term.unitsTotal.map { DecimalNumber.text($0, decimals: 6) }
                },
                .column("use", "使用状况", "use") { $0.use.word },
                .text("expense_account", "费用科目", "borne by") { $0.expenseAccount },
                .text("keeper", "使用保管人", "keeper") { $0.keeper },
                .text("location", "存放地点", "location") { $0.location },
                .text("reason", "变更依据", "reason") { $0.reason },
            ])
    }

    private static var units: Listing<(month: Month, units: Int64)> {
        Listing(
            "units",
            [
                .column("month", "月份", "month") { .month($0.month) },
                .column("units", "工作量", "units", .right) { .text(DecimalNumber.text($0.units, decimals: 6)) },
            ])
    }

    private static var wear: Listing<AssetCard.Wear> {
        Listing(
            "depreciation",
            [
                .column("month", "月份", "month") { .month($0.month) },
                .money("amount", "金额", "amount") { $0.amount },
                .text("voucher", "凭证（原凭证号）", "voucher (original name)") { $0.name },
                .column("state", "状态", "state") { Words.posted($0.isPosted) },
            ])
    }

    private static var disposals: Listing<AssetCard.Disposal> {
        Listing(
            "disposal",
            [
                .column("date", "日期", "date") { .date($0.date) },
                .text("reason", "原因", "reason") { $0.reason },
                .money("proceeds", "处置收入", "proceeds") { $0.proceeds },
                .money("expenses", "清理费用", "expenses") { $0.expenses },
                .text("voucher", "凭证（原凭证号）", "voucher (original name)") { $0.name },
                .column("state", "状态", "state") { Words.posted($0.isPosted) },
            ])
    }
}

/// Which card (资产卡片).
struct AssetPlace: ParsableArguments {
    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(help: help("卡片编号", "card number", value: "CODE"))
    var asset: String
}

struct AssetCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "check", "账卡核对：卡片合计与账面余额逐科目比较",
        "Compare the cards with the ledger, account by account",
        more: ("只计已记账的凭证。有差异时退出码为 1。", "Only what is posted counts. Exit 1 if anything differs."),
        example: "asset check --book V001")

    @OptionGroup var books: BookSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let differences = try global.reading { try $0.assetDifferences(books: books.books) }
        let listing = Listing<AssetDifference>(
            "differences",
            [
                .text("book", "账套", "book") { $0.book }, .text("account", "科目", "account") { $0.account },
                .text("name", "名称", "name") { $0.name },
                .money("register", "卡片合计", "cards") { $0.register },
                .money("ledger", "账面余额", "ledger") { $0.ledger },
                .money("difference", "差额", "difference") { Money(fen: $0.ledger.fen &- $0.register.fen) },
            ])
        try global.list(
            listing, differences,
            note: differences.isEmpty ? say("账卡相符。", "Cards and ledger agree.") : nil)
        if !differences.isEmpty { throw ExitCode(ExitStatus.refused) }
    }
}

extension Words {
    static func state(_ state: AssetCard.State) -> String {
        switch state {
        case .inUse: say("在用", "in use")
        case .wornOff: say("已提足", "worn off")
        case .leaving: say("处置中", "leaving")
        case .disposed: say("已处置", "disposed")
        }
    }

    static func due(_ due: AssetCard.Due) -> String {
        switch due {
        case .due: say("应计提", "due")
        case .done: say("已计提", "done")
        case .never: say("不计提", "never")
        case .suspended: say("暂停计提", "suspended")
        case .notBegun: say("未到起折月份", "not begun")
        case .wornOff: say("已提足", "worn off")
        case .disposed: say("已处置", "disposed")
        }
    }

    static func posted(_ isPosted: Bool) -> Field {
        isPosted ? .word("posted", shown: say("已记账", "posted")) : .word("draft", shown: say("草稿", "draft"))
    }
}
