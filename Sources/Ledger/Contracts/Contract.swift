/// A contract by which a book earns, or collects for households (合同).
///
/// What it says of the rent is in ``terms``, what is recognised of it and when in its ``schedule``; all else is what a
/// reviewer asks: who, what, on what decision, by what tender, at what appraisal.
public struct Contract: Sendable, Equatable {
    /// 合同编号, unique in its book.
    public var code: String
    /// Book code of the lessor 出租方账套.
    public var book: String
    /// 合同类别
    public var kind: ContractKind
    /// Name of the tenant 承租方.
    public var counterparty: String
    /// What is let 标的物.
    public var object: String
    /// Source of the income 收入来源, a code of `source list`.
    public var source: String
    /// 合同身份
    public var role: ContractRole = .own
    /// Whose money built what earns 资金来源: own, fiscal, one-issue, mixed.
    public var fund: String?
    /// The terms it began with, then those of each amendment 变更, by start.
    public var terms: [RentTerms]
    /// The last day in force where it ended before its time 提前终止日.
    public var ended: CalendarDate?
    /// Number of the contract it renews with the same tenant 续签自.
    public var renews: String?
    /// 签订日期
    public var signed: CalendarDate?
    /// 押金
    public var deposit: Money = .zero
    /// 代理服务费率, hundredths of a percent of what is collected; only for an agent.
    public var feeBasisPoints: Int?
    /// 面积, millionths of m².
    public var areaM2: Int64?
    /// 面积, millionths of mu 亩.
    public var areaMu: Int64?
    /// 地块或房屋编号: what can't be let twice at a time.
    public var parcel: String?
    /// 物业所在地
    public var district: PropertyDistrict?
    /// 招标或产权交易编号
    public var tender: String?
    /// 底价, yuan a year.
    public var reservePrice: Money?
    /// 成交价, yuan a year.
    public var finalPrice: Money?
    /// 评估年租金
    public var appraisedRent: Money?
    /// 评估日期
    public var appraisedOn: CalendarDate?
    /// 民主决策记录
    public var decision: String?
    /// 备案编号
    public var filing: String?
    /// 关联关系: who of the tenant's side is an officer or near relative, in words.
    public var relatedParty: String?
    /// 税费承担方, in words.
    public var taxBearer: String?

    /// A contract of what every contract has.
    public init(
        code: String, book: String, kind: ContractKind, counterparty: String, object: String, source: String,
        terms: [RentTerms]
    ) {
        self.code = code
        self.book = book
        self.kind = kind
        self.counterparty = counterparty
        self.object = object
        self.source = source
        self.terms = terms
    }

    /// 起租日
    public var start: CalendarDate { terms.first?.start ?? CalendarDate(validNumber: 1900_01_01) }
    /// The day it ends, early or in its time.
    public var end: CalendarDate {
        let agreed = terms.last?.end ?? start
        return ended.map { min($0, agreed) } ?? agreed
    }
    /// What falls due and what is recognised, month by month.
    public var schedule: RentSchedule { RentSchedule(terms, ended: ended) }

    /// Whether it is in force on a day.
    public func isInForce(on day: CalendarDate) -> Bool { start <= day && day <= end }

    /// Whether the same thing would be let twice on some day 同一标的重复出租: the same parcel, at the same time.
    public func overlaps(_ other: Contract) -> Bool {
        guard let parcel, parcel == other.parcel, code != other.code || book != other.book else {
            return false
        }
        return start <= other.end && other.start <= end
    }
}
