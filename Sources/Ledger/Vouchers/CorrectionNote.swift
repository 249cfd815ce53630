/// The words the rules ask for on vouchers that put another one right (更正摘要).
public enum CorrectionNote {
    /// `订正3月15日记-12号凭证`, on the right voucher that follows a reversal.
    public static func correcting(_ name: VoucherName, of date: CalendarDate) -> String {
        "订正\(date.month)月\(date.day)日\(name.kind.rawValue)-\(name.number)号凭证"
    }
}
