import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct AssetAdd: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "add", "登记一张资产卡片", "Add an asset card",
        more: (
            """
            类别：fixed 固定资产、land 土地、productive 生产性生物资产、consumptive 消耗性生物资产、public-good 公益性生物资产、\
            intangible 无形资产、deferred 长期待摊费用（待摊）。固定资产从启用次月起计提；土地、公益性和消耗性生物资产、名义金额 1 元的不计提。\
            科目不写时按账套的科目表取默认。接管的资产写期初累计折旧和截至月份。
            """,
            """
            Kinds: fixed, land, productive, consumptive, public-good, intangible, deferred. A fixed asset wears off from the \
            month after it comes into use; land, public-good and consumptive biological assets and nominal costs never do. \
            Accounts not given are the usual ones of the book's chart. For an asset taken over say what had worn off and \
            through which month.
            """
        ),
        example:
            "asset add --book V001 --asset GD-001 --name 办公楼 --kind fixed --acquired 2026-01-15 --cost 600000 --salvage-rate 5 --life 240 --user zhang"
    )

    @OptionGroup var place: AssetPlace
    @Option(help: help("名称", "its name", value: "TEXT"))
    var name: String
    @Option(help: help("类别：\(AssetKind.words.chinese.joined(separator: "、"))", "its kind", value: "KIND"))
    var kind: String
    @Option(help: help("取得日期", "the day it was acquired", value: "DATE"))
    var acquired: String
    @Option(
        help: help("启用日期，不写为取得日期", "the day it came into use; else the day it was acquired", value: "DATE"))
    var start: String?
    @Option(help: help("原值（元）", "its cost, yuan", value: "YUAN"))
    var cost: String
    @Option(help: help("净残值（元）", "its salvage value, yuan", value: "YUAN"))
    var salvage: String?
    @Option(help: help("净残值率（%）", "its salvage value in percent of the cost", value: "PERCENT"))
    var salvageRate: String?
    @Option(
        help: help(
            "方法：\(DepreciationMethod.words.chinese.joined(separator: "、"))",
            "method straight-line, units, double-declining, sum-of-years", value: "METHOD"))
    var method: String?
    @Option(help: help("使用年限（月）", "its life in months", value: "MONTHS"))
    var life: Int?
    @Option(help: help("预计总工作量（工作量法）", "units in all, for the method units", value: "N"))
    var unitsTotal: String?
    @Option(
        help: help(
            "使用状况：\(AssetUse.words.chinese.joined(separator: "、"))",
            "use: admin, let, operating, public-good, idle",
            value: "USE"))
    var use: String?
    @Option(help: help("使用人或保管人", "who uses or keeps it", value: "TEXT"))
    var keeper: String?
    @Option(help: help("存放地点", "where it is", value: "TEXT"))
    var location: String?
    @Option(help: help("分类，如 房屋", "category, such as buildings", value: "TEXT"))
    var category: String?
    @Option(help: help("数量", "quantity", value: "N"))
    var quantity: String?
    @Option(help: help("计量单位", "unit of the quantity", value: "TEXT"))
    var unit: String?
    @Option(help: help("来源凭证", "the voucher it came with", value: "TEXT"))
    var source: String?
    @Option(help: help("备注", "a note", value: "TEXT"))
    var note: String?
    @Option(help: help("期初累计折旧（元）", "what had worn off at take-over, yuan", value: "YUAN"))
    var openingAccumulated: String?
    @Option(help: help("期初累计折旧截至月份", "the month that goes through", value: "MONTH"))
    var takenOver: String?
    @OptionGroup var accounts: AssetAccountOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        var entry = AssetEntry(
            book: place.book, code: place.asset, name: name, kind: try .named(kind),
            acquired: try Typed.date(acquired), cost: try Typed.money(cost))
        entry.started = try start.map(Typed.date)
        entry.salvage = try salvage.map(Typed.money)
        entry.salvageRate = try salvageRate.map { try Typed.decimal($0, decimals: 2, "--salvage-rate") }
        entry.method = try method.map(DepreciationMethod.named)
        entry.lifeMonths = life
        entry.unitsTotal = try unitsTotal.map { try Typed.decimal($0, decimals: 6, "--units-total") }
        entry.use = try use.map(AssetUse.named) ?? .admin
        (entry.keeper, entry.location, entry.category) = (keeper, location, category)
        entry.quantity = try quantity.map { try Typed.decimal($0, decimals: 6, "--quantity") }
        (entry.unit, entry.source, entry.note) = (unit, source, note)
        entry.openingAccumulated = try openingAccumulated.map(Typed.money) ?? .zero
        entry.takenOver = try takenOver.map(Typed.month)
        entry.costAccount = accounts.costAccount
        entry.accumulatedAccount = accounts.accumulatedAccount
        entry.expenseAccount = accounts.expenseAccount
        entry.counterparty = accounts.counterparty
        let card = try global.acting { ledger, user in
            try ledger.addAssets([entry], by: user)
            return try ledger.asset(book: place.book, code: place.asset)
        }
        try global.confirm(
            say(
                "已登记 \(place.book) 的资产 \(place.asset) \(name)，原值 \(card.asset.latest.cost.grouped) 元，科目 \(card.asset.costAccount)。",
                "Added asset \(place.asset) \(name) to \(place.book), cost \(card.asset.latest.cost.grouped) on \(card.asset.costAccount)."
            )
        ) { AssetCommand.listing.write(card, to: $0) }
    }
}

/// The accounts of a card, where they are not the usual ones (资产科目).
struct AssetAccountOptions: ParsableArguments {
    @Option(help: help("原值科目", "account of its cost", value: "CODE"))
    var costAccount: String?
    @Option(help: help("累计折旧（摊销）科目", "account of what wore off", value: "CODE"))
    var accumulatedAccount: String?
    @Option(help: help("折旧费用科目", "account that bears it", value: "CODE"))
    var expenseAccount: String?
    @Option(
        help: help("往来单位（原值科目要求时）", "counterparty, where the account of its cost asks for one", value: "NAME")
    )
    var counterparty: String?
}

struct AssetChangeCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "change", "资产变更：方法、年限、残值、原值、使用状况等，从某月起，须写依据",
        "Change method, life, salvage, cost, use … from a month on, with the document",
        more: (
            "变更另立一行，以前的记录和已提折旧不变；剩余金额在剩余年限内计提。--life 是从起折月份算起的总月数，--units-total 是变更后尚可完成的工作量。--method none 暂停计提。",
            "A change is a row of its own; what stood before and was depreciated stays. What is left is spread over the life left. "
                + "--life counts from the first month of depreciation, --units-total is what is still to be done. --method none suspends."
        ),
        example:
            "asset change --book V001 --asset GD-001 --from 2026-07 --life 300 --reason 村〔2026〕5号 --user zhang"
    )

    @OptionGroup var place: AssetPlace
    @Option(name: [.customLong("from")], help: help("起始月份", "the first month it counts for", value: "MONTH"))
    var month: String
    @Option(help: help("变更原因和依据", "why, and on what document", value: "TEXT"))
    var reason: String
    @Option(help: help("原值（元）", "its cost, yuan", value: "YUAN"))
    var cost: String?
    @Option(help: help("净残值（元）", "its salvage value, yuan", value: "YUAN"))
    var salvage: String?
    @Option(help: help("方法", "method", value: "METHOD"))
    var method: String?
    @Option(help: help("使用年限（月）", "its life in months", value: "MONTHS"))
    var life: Int?
    @Option(help: help("尚可完成的工作量", "units still to be done", value: "N"))
    var unitsTotal: String?
    @Option(help: help("使用状况", "use", value: "USE"))
    var use: String?
    @Option(help: help("折旧费用科目", "account that bears it", value: "CODE"))
    var expenseAccount: String?
    @Option(help: help("使用人或保管人", "who uses or keeps it", value: "TEXT"))
    var keeper: String?
    @Option(help: help("存放地点", "where it is", value: "TEXT"))
    var location: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        var change = AssetChange(month: try Typed.month(month), reason: reason)
        change.cost = try cost.map(Typed.money)
        change.salvage = try salvage.map(Typed.money)
        change.method = try method.map(DepreciationMethod.named)
        change.lifeMonths = life
        change.unitsTotal = try unitsTotal.map { try Typed.decimal($0, decimals: 6, "--units-total") }
        change.use = try use.map(AssetUse.named)
        change.expenseAccount = expenseAccount
        (change.keeper, change.location) = (keeper, location)
        let wanted = change
        let card = try global.acting { ledger, user in
            try ledger.changeAsset(book: place.book, asset: place.asset, wanted, by: user)
            return try ledger.asset(book: place.book, code: place.asset)
        }
        try global.confirm(
            say(
                "已变更 \(place.book) 的资产 \(place.asset)，从 \(change.month) 起，依据：\(reason)。以前的记录不变。",
                "Changed asset \(place.asset) of \(place.book) from \(change.month) on, on \(reason). What stood before stays."
            )
        ) { AssetCommand.listing.write(card, to: $0) }
    }
}

struct AssetUnitsCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "units", "登记工作量法资产某月的工作量", "Note the units an asset did in a month",
        example: "asset units --book V001 --asset CL-001 --period 2026-03 --units 1200 --user zhang")

    @OptionGroup var place: AssetPlace
    @Option(
        name: [.customLong("period"), .customLong("month")],
        help: help("月份 2026-03", "month 2026-03", value: "MONTH"))
    var month: String
    @Option(help: help("工作量，可为 0", "units done, 0 among them", value: "N"))
    var units: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let month = try Typed.month(month)
        let done = try Typed.decimal(units, decimals: 6, "--units")
        try global.acting {
            try $0.setUnits(book: place.book, asset: place.asset, month: month, units: done, by: $1)
        }
        try global.confirm(
            say(
                "已登记 \(place.book) 的资产 \(place.asset) \(month) 工作量 \(DecimalNumber.text(done, decimals: 6))。",
                "Noted \(DecimalNumber.text(done, decimals: 6)) units of asset \(place.asset) of \(place.book) for \(month)."
            )
        ) { json in
            json.field("book", place.book)
            json.field("asset", place.asset)
            json.field("month", month.description)
            json.field("units", DecimalNumber.text(done, decimals: 6))
        }
    }
}

extension Typed {
    /// A number in units of 10⁻ᵈ, not below zero.
    static func decimal(_ text: String, decimals: Int, _ option: String) throws -> Int64 {
        guard let number = DecimalNumber.read(text, decimals: decimals), number >= 0 else {
            throw UsageProblem(
                "number", "\(option) “\(QuotedText(text))”应为不小于零、至多 \(decimals) 位小数的数。",
                "\(option) takes a number not below zero with at most \(decimals) decimals, not “\(QuotedText(text))”."
            )
        }
        return number
    }
}
