import GRDB
import Ledger
import LedgerSchema

/// An account as `verify` needs it (科目), taken as it stands.
struct VerifyAccount {
    let id: Int64
    let chart: String
    let code: [UInt8]
    let book: Int64?
    let isProfitAndLoss: Bool
    let isPriorYear: Bool
    /// Income, expense and 本年收益.
    let isClearedAtYearEnd: Bool
}

/// The ids of a ledger and what they stand for (编码索引), read without trusting any of it.
///
/// The posting desk may stop where the file breaks a rule; here everything that can be read is read, and what is
/// odd is a problem in a list.
final class VerifyIndex: SealingNames {
    private(set) var accounts: [VerifyAccount] = []
    private(set) var marks: [SealedMark] = []
    private(set) var markIDs: [Int64] = []
    private(set) var users: [String] = []
    private var accountOfID: [Int64: Int32] = [:]
    private var markOfID: [Int64: Int32] = [:]
    private var userOfID: [Int64: Int32] = [:]

    init(_ db: Database) throws {
        let accountRows = try RawStatement(db, Schema.Verify.accounts)
        while try accountRows.step() {
            accountOfID[accountRows.int(0)] = Int32(accounts.count)
            let category = accountRows.text(4)
            let role = accountRows.text(5)
            let isProfitAndLoss = category == "income" || category == "expense"
            accounts.append(
                VerifyAccount(
                    id: accountRows.int(0), chart: accountRows.text(1), code: accountRows.blob(2),
                    book: accountRows.optionalInt(3),
                    isProfitAndLoss: isProfitAndLoss,
                    isPriorYear: role == AccountRole.priorYearAdjustment.rawValue,
                    isClearedAtYearEnd: isProfitAndLoss || role == AccountRole.currentYearIncome.rawValue))
        }
        let markRows = try RawStatement(db, Schema.Posting.marks)
        while try markRows.step() {
            markOfID[markRows.int(0)] = Int32(marks.count)
            markIDs.append(markRows.int(0))
            let mark = IncomeMark(
                source: markRows.optionalText(1), nature: markRows.optionalText(2),
                fund: markRows.optionalText(3),
                excludedKind: markRows.optionalText(4), otherBook: markRows.optionalText(5))
            marks.append(SealedMark(mark))
        }
        let userRows = try RawStatement(db, Schema.Verify.users)
        while try userRows.step() {
            userOfID[userRows.int(0)] = Int32(users.count)
            users.append(userRows.text(1))
        }
    }

    @inline(__always) func account(ofID id: Int64) -> Int32? { accountOfID[id] }
    @inline(__always) func mark(ofID id: Int64) -> Int32? {
        // Ids run from 0 unless somebody meddled.
        if id >= 0, id < markIDs.count, markIDs[Int(id)] == id { return Int32(id) }
        return markOfID[id]
    }
    @inline(__always) func user(ofID id: Int64) -> Int32? { userOfID[id] }

    @inline(__always) func userName(_ user: Int32) -> String { users[Int(user)] }
    @inline(__always) func accountCode(_ account: Int32) -> [UInt8] { accounts[Int(account)].code }
    @inline(__always) func mark(_ mark: Int32) -> SealedMark { marks[Int(mark)] }
}

/// A book as `verify` needs it (账套).
final class VerifyBook: SealingBook {
    let id: Int64
    let code: String
    let codeBytes: [UInt8]
    let opened: Int64
    /// The head row 链头; nil when it is gone.
    let head: (sequence: Int64, hash: [UInt8])?
    let drafts: (given: Int64, last: Int64)
    private(set) var charts: [(fromYear: Int64, name: String)] = []
    private(set) var parties: [(id: Int64, code: [UInt8])] = []
    private var partyOfID: [Int64: Int32] = [:]

    init(_ row: RawStatement) {
        id = row.int(0)
        code = row.text(1)
        codeBytes = row.blob(1)
        opened = row.int(2)
        head = row.isNull(3) ? nil : (row.int(3), row.blob(4))
        drafts = (row.int(5), row.int(6))
    }

    /// Reads the charts and counterparties of the book, before its vouchers.
    func load(_ db: Database) throws {
        let chartRows = try RawStatement(db, Schema.Posting.bookCharts)
        chartRows.bind(1, id)
        while try chartRows.step() { charts.append((chartRows.int(0), chartRows.text(1))) }
        let partyRows = try RawStatement(db, Schema.Verify.parties)
        partyRows.bind(1, id)
        while try partyRows.step() {
            partyOfID[partyRows.int(0)] = Int32(parties.count)
            parties.append((partyRows.int(0), partyRows.blob(1)))
        }
    }

    /// Lets go of what was read.
    func unload() {
        charts = []
        parties = []
        partyOfID = [:]
    }

    func chartName(in year: Int) -> String {
        charts.last { $0.fromYear <= year }?.name ?? charts.first?.name ?? ChartVersion.system2023.rawValue
    }
    @inline(__always) func party(ofID id: Int64) -> Int32? { partyOfID[id] }
    @inline(__always) func partyCode(_ party: Int32) -> [UInt8] { parties[Int(party)].code }
}
