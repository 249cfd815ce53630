/// What can be wrong with a card of the asset register 资产登记簿, or with what is done with it.
public enum AssetProblem: TextualProblem, Equatable {
    /// No such card in the book.
    case unknown(book: String, code: String)
    /// There is a card of that number.
    case exists(book: String, code: String)
    /// A card's number is empty or has a slash.
    case badCode(String)
    /// A card without a name.
    case nameMissing(code: String)
    /// It would wear off from a month no date can be in.
    case beginsTooLate(code: String, started: CalendarDate)
    /// A draft of a run or a disposal keeps its month and its name 原凭证号.
    case draftBound(name: String, month: Month)
    /// The cost is not above zero, or the salvage not between zero and the cost.
    case badAmounts(code: String, cost: Money, salvage: Money)
    /// What had worn off when it was taken over does not fit.
    case badOpening(code: String, opening: Money, depreciable: Money)
    /// The months of a card contradict each other.
    case badMonths(code: String, acquired: CalendarDate, takenOver: Month?)
    /// It came into use before the book began, and nobody said what had worn off through which month.
    case takenOverMissing(code: String, begins: Month, opened: Month)
    /// The method needs a life of 1 to 1,200 months.
    case lifeMissing(code: String, method: DepreciationMethod)
    /// The units method needs the units there are in all.
    case unitsTotalMissing(code: String)
    /// What is never depreciated was given a method.
    case neverDepreciated(code: String, kind: AssetKind)
    /// What wears off needs a method, unless its cost is nominal.
    case methodMissing(code: String)
    /// An accelerated method where the setting does not allow it.
    case acceleratedOff(code: String, method: DepreciationMethod)
    /// The book's chart has no usual account for a purpose.
    case accountMissing(code: String, purpose: AssetAccountPurpose, chart: String)
    /// An account is not of the category its purpose asks for.
    case accountUnfit(code: String, account: String, purpose: AssetAccountPurpose)
    /// The cost account asks for a counterparty.
    case counterpartyMissing(code: String, account: String)
    /// A change counts from a month that was depreciated, or from before the last change.
    case changeTooEarly(code: String, month: Month, earliest: Month)
    /// A change without a reason.
    case reasonMissing(code: String)
    /// A change that changes nothing.
    case nothingChanged(code: String)
    /// The units of a month are not known.
    case unitsMissing(book: String, month: Month, codes: [String])
    /// Units were given for an asset that does not go by units.
    case unitsUnfit(code: String, method: DepreciationMethod)
    /// The units of a month that was depreciated stand.
    case unitsFixed(code: String, month: Month)
    /// An open month before was left out.
    case monthSkipped(book: String, months: [Month], assets: Int)
    /// Closed months before were left out and are made up for; a warning.
    case monthsCaughtUp(book: String, months: [Month], month: Month)
    /// Depreciation has not run for a month.
    case notDepreciated(book: String, month: Month, assets: Int)
    /// Fixed assets stand in the ledger and the book has no card; a warning.
    case withoutCards(book: String, balance: Money)
    /// It has left the books.
    case disposed(code: String, date: CalendarDate)
    /// Depreciation ran for months after the day it is to go.
    case disposalTooEarly(code: String, date: CalendarDate, month: Month)
    /// Proceeds or expenses without an account.
    case disposalAccount(code: String, amount: Money, option: String)
    /// Proceeds or expenses below zero.
    case disposalAmount(code: String, amount: Money)
    /// Neither a reviewer nor drafts were asked for.
    case modeMissing
}

extension AssetProblem {
    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .unknown, .exists, .badCode, .nameMissing, .beginsTooLate, .badAmounts, .badOpening, .badMonths,
            .takenOverMissing,
            .lifeMissing,
            .unitsTotalMissing, .neverDepreciated, .methodMissing, .acceleratedOff:
            cardText
        case .accountMissing, .accountUnfit, .counterpartyMissing, .changeTooEarly, .reasonMissing,
            .nothingChanged, .unitsUnfit, .unitsFixed:
            changeText
        default: runText
        }
    }

    private var cardText: ProblemText {
        switch self {
        case .unknown(let book, let code):
            ProblemText(
                "asset.unknown", .unknown,
                zh: "账套 \(book) 没有资产卡片 \(QuotedText(code))。用 asset list --book \(book) 查看。",
                en: "Book \(book) has no asset card \(QuotedText(code)). See asset list --book \(book).")
        case .exists(let book, let code):
            ProblemText(
                "asset.exists", zh: "账套 \(book) 已有资产卡片 \(QuotedText(code))。请换一个编号，或用 asset change 变更。",
                en:
                    "Book \(book) has an asset card \(QuotedText(code)). Give another number, or use asset change."
            )
        case .badCode(let code):
            ProblemText(
                "asset.bad-code", zh: "卡片编号“\(QuotedText(code))”不能为空，也不能有斜线。请改写编号。",
                en: "The card number “\(QuotedText(code))” must not be empty or have a slash. Write another.")
        case .nameMissing(let code):
            ProblemText(
                "asset.name-missing", zh: "资产 \(code) 没有名称。请写明名称。",
                en: "Asset \(code) has no name. Give it one.")
        case .beginsTooLate(let code, let started):
            ProblemText(
                "asset.bad-months", zh: "资产 \(code) 的启用日期 \(started) 太晚，起折月份应在 2999-12 及以前。请核对日期。",
                en:
                    "Asset \(code) comes into use on \(started), too late to wear off by 2999-12. Check the day."
            )
        case .badAmounts(let code, let cost, let salvage):
            ProblemText(
                "asset.bad-amounts",
                zh:
                    "资产 \(code) 的原值 \(cost.grouped) 应大于零，净残值 \(salvage.grouped) 应不小于零并低于原值，并不低于已提折旧后的余额。请核对金额。",
                en:
                    "Asset \(code) costs \(cost.grouped), which must be above zero and cover what has worn off, and its "
                    + "salvage of \(salvage.grouped) must be zero or more and below the cost. Check the amounts."
            )
        case .badOpening(let code, let opening, let depreciable):
            ProblemText(
                "asset.bad-opening",
                zh: "资产 \(code) 的期初累计折旧 \(opening.grouped) 应在零与应计折旧额 \(depreciable.grouped) 之间，"
                    + "并写明截至月份（taken_over）。请核对。",
                en:
                    "What had worn off asset \(code), \(opening.grouped), must lie between zero and the depreciable "
                    + "\(depreciable.grouped), with the month it goes to (taken_over). Check it.")
        case .badMonths(let code, let acquired, let takenOver):
            ProblemText(
                "asset.bad-months",
                zh: "资产 \(code) 的启用日期、截至月份\(takenOver.map { " \($0)" } ?? "")不能早于取得日期 \(acquired)。请核对日期。",
                en:
                    "Asset \(code) was acquired on \(acquired); it can't come into use or be taken over"
                    + "\(takenOver.map { " (\($0))" } ?? "") before. Check the dates.")
        case .takenOverMissing(let code, let begins, let opened):
            ProblemText(
                "asset.taken-over-missing",
                zh:
                    "资产 \(code) 从 \(begins) 起折旧，早于账套启用的 \(opened)。请写明期初累计折旧（opening_accumulated，可为 0）和截至月份（taken_over，不早于 \(opened.previous)）。",
                en:
                    "Asset \(code) wears off from \(begins), before the book began with \(opened). Say what had worn off "
                    + "(opening_accumulated, 0 among it) and through which month (taken_over, not before \(opened.previous))."
            )
        case .lifeMissing(let code, let method):
            ProblemText(
                "asset.life-missing",
                zh: "资产 \(code) 用\(method.chinese)，要写 1 到 1200 个月的使用年限（life_months）。",
                en:
                    "Asset \(code) goes by \(method.rawValue) and needs a life of 1 to 1200 months (life_months)."
            )
        case .unitsTotalMissing(let code):
            ProblemText(
                "asset.units-total-missing", zh: "资产 \(code) 用工作量法，要写大于零的预计总工作量（units_total）。",
                en:
                    "Asset \(code) goes by units and needs the units there are in all, above zero (units_total)."
            )
        case .neverDepreciated(let code, let kind):
            ProblemText(
                "asset.never-depreciated",
                zh: "资产 \(code) 是\(kind.chinese)，不计提折旧、不摊销。请不写折旧方法，或改资产类别。",
                en:
                    "Asset \(code) is of the kind \(kind.rawValue), which never wears off. Leave the method out, or give "
                    + "another kind.")
        case .methodMissing(let code):
            ProblemText(
                "asset.method-missing",
                zh: "资产 \(code) 应计提折旧或摊销，不能从一开始就不计提。请写折旧方法；暂停计提的，用 asset change --method none 记录原因。",
                en:
                    "Asset \(code) wears off, so its card needs a method. To suspend it later use asset change --method "
                    + "none with the reason.")
        case .acceleratedOff(let code, let method):
            ProblemText(
                "asset.accelerated-off",
                zh:
                    "资产 \(code) 要用\(method.chinese)，而加速折旧没有开通。请由管理员凭文件设定：setting set accelerated-depreciation on。",
                en:
                    "Asset \(code) is to go by \(method.rawValue), and accelerated depreciation is not switched on. An "
                    + "administrator does, on a document: setting set accelerated-depreciation on.")
        default: preconditionFailure("A problem of a card has no text.")
        }
    }

    private var changeText: ProblemText {
        switch self {
        case .accountMissing(let code, let purpose, let chart):
            ProblemText(
                "asset.account-missing",
                zh: "资产 \(code)：科目表 \(chart) 中没有可直接使用的“\(purpose.chinese)”末级科目。请在卡片上写明科目，或先增设：account add。",
                en:
                    "Asset \(code): the chart of \(chart) has no leaf account for \(purpose.rawValue) by default. Name one on the "
                    + "card, or add one: account add.")
        case .accountUnfit(let code, let account, let purpose):
            ProblemText(
                "asset.account-unfit",
                zh: "资产 \(code) 的\(purpose.chinese) \(account) 不合用：原值和累计科目应为资产类，费用科目应为费用、成本或资产类。请核对科目。",
                en:
                    "Asset \(code): account \(account) does not do for \(purpose.rawValue). Cost and accumulated amounts stand on "
                    + "assets, depreciation is borne by an expense, cost or asset account. Check it.")
        case .counterpartyMissing(let code, let account):
            ProblemText(
                "asset.counterparty-missing", zh: "资产 \(code) 的原值科目 \(account) 要写往来单位（counterparty）。",
                en: "Asset \(code) stands on \(account), which needs a counterparty.")
        case .changeTooEarly(let code, let month, let earliest):
            ProblemText(
                "asset.change-too-early",
                zh: "资产 \(code) 的变更不能从 \(month) 起，因为以前月份已经计提或已有变更。最早从 \(earliest) 起，变更不追溯。",
                en:
                    "Asset \(code) can't be changed from \(month) on: months up to there are depreciated or changed. The "
                    + "earliest is \(earliest); a change does not reach back.")
        case .reasonMissing(let code):
            ProblemText(
                "asset.reason-missing", zh: "资产 \(code) 的变更或处置要用 --reason 写明原因和依据\(ReasonText.limitZh)。",
                en:
                    "A change or disposal of asset \(code) takes --reason, the reason and the document it rests on, \(ReasonText.limitEn)."
            )
        case .nothingChanged(let code):
            ProblemText(
                "asset.nothing-changed", zh: "资产 \(code) 的变更没有改动任何内容。请写明要变更的项目。",
                en: "The change of asset \(code) changes nothing. Say what is to change.")
        case .unitsUnfit(let code, let method):
            ProblemText(
                "asset.units-unfit",
                zh: "资产 \(code) 用\(method.chinese)，不登记工作量。工作量法的资产才登记。",
                en: "Asset \(code) goes by \(method.rawValue), so it has no units to note.")
        case .unitsFixed(let code, let month):
            ProblemText(
                "asset.units-fixed",
                zh: "资产 \(code) 的 \(month) 已经计提折旧，工作量不能再改。请先红字冲销该月折旧凭证。",
                en:
                    "\(month) of asset \(code) is depreciated, so its units stand. Reverse the month's voucher first."
            )
        default: preconditionFailure("A problem of a change has no text.")
        }
    }

    private var runText: ProblemText {
        switch self {
        case .unitsMissing(let book, let month, let codes):
            return ProblemText(
                "asset.units-missing",
                zh: "账套 \(book) 的 \(codes.joined(separator: "、")) 用工作量法，\(month) 及以前有月份没有登记工作量。"
                    + "请登记（可为 0）：asset units --book \(book) --asset \(codes.first ?? "") --period \(month) --units 数量。",
                en:
                    "\(codes.joined(separator: ", ")) of book \(book) go by units, and those of \(month) or before are not "
                    + "known. Note them, 0 among them: asset units --book \(book) --asset \(codes.first ?? "") --period "
                    + "\(month) --units N.")
        case .monthSkipped(let book, let months, let assets):
            let list = months.map(\.description)
            return ProblemText(
                "asset.month-skipped",
                zh: "账套 \(book) 的 \(list.joined(separator: "、")) 还没有计提折旧摊销（\(assets) 项资产）。请按月份顺序先计提："
                    + "asset depreciate --book \(book) --period \(list.first ?? "")。",
                en:
                    "\(list.joined(separator: ", ")) of book \(book) have not been depreciated (\(assets) assets). Run them "
                    + "in order first: asset depreciate --book \(book) --period \(list.first ?? "").")
        case .monthsCaughtUp(let book, let months, let month):
            let list = months.map(\.description)
            return ProblemText(
                "asset.months-caught-up",
                zh: "账套 \(book) 的 \(list.joined(separator: "、")) 已结账而没有计提，在 \(month) 一并补提。"
                    + "涉及以前年度的，请核对是否应作以前年度调整。",
                en:
                    "\(list.joined(separator: ", ")) of book \(book) were closed without depreciation and are made up for in "
                    + "\(month). Where earlier years are among them, check whether a prior-year correction is due."
            )
        case .withoutCards(let book, let balance):
            return ProblemText(
                "asset.without-cards",
                zh:
                    "账套 \(book) 有固定资产 \(balance.grouped) 元而没有一张资产卡片，是否计提折旧无从核对。请登记卡片：import assets 或 asset add。",
                en:
                    "Book \(book) has \(balance.grouped) yuan of fixed assets and no card, so nobody can tell whether they were "
                    + "depreciated. Enter cards: import assets, or asset add.")
        case .notDepreciated(let book, let month, let assets):
            return ProblemText(
                "asset.not-depreciated",
                zh: "账套 \(book) 的 \(month) 没有计提折旧摊销：\(assets) 项资产应计提。请运行："
                    + "asset depreciate --book \(book) --period \(month)。",
                en:
                    "\(month) of book \(book) has not been depreciated: \(assets) assets wear off in it. Run asset "
                    + "depreciate --book \(book) --period \(month).")
        case .disposed(let code, let date):
            return ProblemText(
                "asset.disposed", zh: "资产 \(code) 已于 \(date) 处置。要撤回，请把它的处置草稿全部删除、处置凭证全部红字冲销，只冲销一部分不算撤回。",
                en:
                    "Asset \(code) left the books on \(date). To take that back delete all drafts of its disposal and "
                    + "reverse all its vouchers; some of them are not enough.")
        case .disposalTooEarly(let code, let date, let month):
            return ProblemText(
                "asset.disposal-too-early",
                zh: "资产 \(code) 已计提到 \(month)，不能在 \(date) 处置。请改处置日期，或先红字冲销以后月份的折旧。",
                en:
                    "Asset \(code) is depreciated through \(month), so it can't go on \(date). Give a later day, or reverse "
                    + "the months after it first.")
        case .disposalAccount(let code, let amount, let option):
            return ProblemText(
                "asset.disposal-account",
                zh: "资产 \(code) 处置的 \(amount.grouped) 元没有写科目。请用 \(option) 写明。",
                en: "The \(amount.grouped) yuan of asset \(code)'s disposal need an account: \(option).")
        case .disposalAmount(let code, let amount):
            return ProblemText(
                "asset.disposal-amount", zh: "资产 \(code) 处置的金额 \(amount.grouped) 不能小于零。请核对金额。",
                en: "The amount \(amount.grouped) of asset \(code)'s disposal can't be below zero. Check it.")
        case .draftBound(let name, let month):
            return ProblemText(
                "asset.draft-bound",
                zh: "“\(QuotedText(name))”是资产登记簿的凭证，登记簿凭原凭证号和月份 \(month) 找到它，两者不能改。"
                    + "请删除草稿（已记账的用 voucher reverse 红字冲销），再运行 asset depreciate 或 asset dispose。",
                en:
                    "“\(QuotedText(name))” is a voucher of the asset register, found by that name in \(month); neither can "
                    + "change. Delete the draft, or reverse the posted voucher, then run asset depreciate or asset dispose."
            )
        case .modeMissing:
            return ProblemText(
                "asset.mode-missing", zh: "请用 --reviewer 指定审核人直接记账，或用 --draft 存为草稿。",
                en: "Name who reviewed with --reviewer, or keep drafts with --draft.")
        default: preconditionFailure("A problem of a run has no text.")
        }
    }
}
