/// In which months a template makes a voucher, and on which day (定期安排).
public struct RecurringPlan: Sendable, Equatable {
    /// The first month.
    public var from: Month
    /// The last month in which it may.
    public var through: Month
    /// How many months lie between one and the next.
    public var everyMonths: Int
    /// The day of the month, or its last where the month is shorter; 0 for the last.
    public var day: Int

    /// A plan of its parts.
    ///
    /// - Throws: ``TemplateProblem/order(from:through:)``.
    public init(from: Month, through: Month, everyMonths: Int = 1, day: Int = 0) throws(TemplateProblem) {
        guard from <= through else { throw .order(from: from, through: through) }
        precondition(
            (1...120).contains(everyMonths) && (0...31).contains(day), "A plan of no rhythm was made.")
        self.from = from
        self.through = through
        self.everyMonths = everyMonths
        self.day = day
    }

    /// Whether a voucher is due in a month.
    public func isDue(in month: Month) -> Bool {
        from <= month && month <= through && from.distance(to: month) % everyMonths == 0
    }

    /// The months due up to one, in order.
    public func due(through month: Month) -> [Month] {
        Month.range(from: from, through: min(month, through)).filter(isDue)
    }

    /// The day of its voucher in a month.
    public func date(in month: Month) -> CalendarDate {
        let last = month.lastDay
        return day == 0 || day >= last.day ? last : CalendarDate(month.year, month.monthOfYear, day)
    }

    /// Months of a rhythm such as `1m`, `3m` or `1y`.
    ///
    /// - Throws: ``TemplateProblem/rhythm(_:)``.
    public static func months(parsing text: String) throws(TemplateProblem) -> Int {
        let unit = text.unicodeScalars.last
        guard let count = Int(text.dropLast()), count > 0, unit == "m" || unit == "y", count <= 120,
            count * (unit == "y" ? 12 : 1) <= 120
        else { throw .rhythm(text) }
        return count * (unit == "y" ? 12 : 1)
    }

    /// A day of the month as typed: 1 to 31, or `last`, which is 0.
    ///
    /// - Throws: ``TemplateProblem/day(_:)``.
    public static func day(parsing text: String) throws(TemplateProblem) -> Int {
        if text == "last" || text == "月末" { return 0 }
        guard let day = Int(text), (1...31).contains(day) else { throw .day(text) }
        return day
    }
}

/// Values of parameters as a record keeps them, `amount=1000.00;wages=20.50` (参数值).
public enum ParameterText {
    /// By the name, in its order.
    public static func text(_ values: [String: Money]) -> String {
        values.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .map { "\($0)=\(values[$0]?.yuan ?? "")" }.joined(separator: ";")
    }

    /// What ``text(_:)`` wrote, or somebody typed.
    ///
    /// - Throws: ``TemplateProblem/parameterValue(_:value:)``.
    public static func values(_ text: String) throws(TemplateProblem) -> [String: Money] {
        var values: [String: Money] = [:]
        for part in text.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init)
            guard pair.count == 2, !pair[0].isEmpty, let money = try? Money(parsing: pair[1]) else {
                throw .parameterValue(pair.first ?? "", value: pair.count > 1 ? pair[1] : "")
            }
            values[pair[0]] = money
        }
        return values
    }
}
