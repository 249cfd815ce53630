import Ledger

/// Months and dates as they stand in the file; one that is none was put there behind the program's back.
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
