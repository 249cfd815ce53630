import Ledger

/// Months, dates and words as they stand in the file; one that is none was put there behind the program's back, and no
/// other is taken in its place.
extension Month {
    /// - Throws: ``FileProblem/damaged(table:row:)``.
    static func stored(_ number: Int64, _ table: String) throws -> Month {
        guard let month = Month(number: Int32(clamping: number)) else {
            throw FileProblem.damaged(table: table, row: "month \(number)")
        }
        return month
    }
}

extension CalendarDate {
    /// - Throws: ``FileProblem/damaged(table:row:)``.
    static func stored(_ number: Int64, _ table: String) throws -> CalendarDate {
        guard let date = CalendarDate(number: Int32(clamping: number)) else {
            throw FileProblem.damaged(table: table, row: "date \(number)")
        }
        return date
    }
}

extension RawRepresentable where RawValue == String {
    /// - Throws: ``FileProblem/damaged(table:row:)``.
    static func stored(_ text: String, _ table: String, _ row: String) throws -> Self {
        guard let value = Self(rawValue: text) else { throw FileProblem.damaged(table: table, row: row) }
        return value
    }
}

extension UserRole {
    /// Roles as a user's row lists them.
    ///
    /// - Throws: ``FileProblem/damaged(table:row:)``.
    static func list(_ text: String, of user: String) throws -> [UserRole] {
        try text.split(separator: "|").map { try .stored(String($0), "user", user) }
    }
}
