/// The rule that money taken in bears a receipt or invoice number 收入票据号.
///
/// A voucher brings money in when its lines on cash and bank 101/102 add up to more than zero, so that what only moves
/// from one account to another does not. Then each debit on cash or bank has a number of its own, or a line on another
/// account of the voucher has one.
public enum ReceiptRule {
    /// What the rule needs to know of a line.
    public struct Line: Sendable {
        /// Whether it stands on cash or bank.
        public var isMoney: Bool
        /// Debit less credit in fen.
        public var amount: Int64
        /// Whether it is a debit above zero.
        public var isDebit: Bool
        /// Whether it bears a number.
        public var hasNumber: Bool

        /// A line of its parts.
        @inlinable public init(isMoney: Bool, debit: Int64, credit: Int64, hasNumber: Bool) {
            self.isMoney = isMoney
            amount = debit &- credit
            isDebit = debit > 0
            self.hasNumber = hasNumber
        }
    }

    /// The place of the first line that lacks its number; nil where none does.
    @inlinable public static func lineWithoutNumber(_ lines: some Collection<Line>) -> Int? {
        let brought = lines.reduce(0 as Int64) { $1.isMoney ? $0 &+ $1.amount : $0 }
        guard brought > 0, !lines.contains(where: { !$0.isMoney && $0.hasNumber }) else { return nil }
        return lines.enumerated().first { $0.element.isMoney && $0.element.isDebit && !$0.element.hasNumber }?
            .offset
    }
}
