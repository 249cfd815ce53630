/// What a line says about the income on it (收入标记): source, nature, fund, kind of exclusion and the village's
/// other book it deals with.
///
/// Marks are few and repeated a million times, so the store keeps each once. Source, nature and fund stand on
/// operating income; an excluded kind elsewhere says why a line does not count; the other book marks what is
/// eliminated within a village.
public struct IncomeMark: Sendable, Hashable {
    /// Income source 收入来源, a code of `source list`.
    public var source: String?
    /// Nature 性质: sale, service, rent …
    public var nature: String?
    /// Fund 资金来源: whose money built what earns it.
    public var fund: String?
    /// Why a line outside operating income does not count.
    public var excludedKind: String?
    /// Code of the other book of the same village that the line deals with.
    public var otherBook: String?

    /// No mark at all.
    public static let none = IncomeMark()

    /// A mark of its parts.
    public init(
        source: String? = nil, nature: String? = nil, fund: String? = nil, excludedKind: String? = nil,
        otherBook: String? = nil
    ) {
        self.source = source
        self.nature = nature
        self.fund = fund
        self.excludedKind = excludedKind
        self.otherBook = otherBook
    }

    /// The natures a line may carry.
    public static let natures = [
        "sale", "service", "rent", "contracting", "dividend", "interest", "exit", "unspecified",
    ]
    /// The funds a line may carry; `own` unless said.
    public static let funds = ["own", "fiscal", "one-issue", "mixed"]
    /// The kinds of money that do not count as operating income.
    public static let excludedKinds = [
        "running-subsidy", "project-grant", "eco-compensation", "land-compensation", "index-buyout",
        "disposal",
        "deposit-interest", "donation", "penalty", "forfeited-deposit", "pass-through", "one-issue", "loan",
        "prior-year",
    ]

    /// What the mark says beside its source, as it is written among a line's dimensions 辅助核算: `nature=rent;fund=own`, and
    /// behind it the other dimensions of the line; nil where there is nothing to write.
    public func dimensions(with others: String?) -> String? {
        let own = [("nature", nature), ("fund", fund), ("excluded_kind", excludedKind)]
        let parts =
            own.compactMap { name, value in value.map { "\(name)=\($0)" } } + (others.map { [$0] } ?? [])
        return parts.isEmpty ? nil : parts.joined(separator: ";")
    }

    /// The values the dimension `nature`, `fund` or `excluded_kind` takes.
    public static func allowed(_ dimension: String) -> [String] {
        switch dimension {
        case "nature": natures
        case "fund": funds
        case "excluded_kind": excludedKinds
        default: []
        }
    }
}
