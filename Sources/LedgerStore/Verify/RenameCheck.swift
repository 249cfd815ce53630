import GRDB
import Ledger
import LedgerSchema

/// Explains vouchers whose hash does not fit by one name that is not what it was (改名核验).
///
/// A voucher seals the names and codes of people, accounts and counterparties, not their ids. Who gives one of them
/// another name behind the program's back leaves a digest in the audit chain without a record; with that old name in the
/// place of a present one the hashes of all vouchers concerned fit again, which is proof.
struct RenameCheck {
    /// A record that bears another name than the voucher sealed.
    struct Renamed {
        var table: String
        var row: String
        var was: String
    }

    private let users: [String]
    private let accounts: [(chart: String, code: String)]
    private let parties: [String]
    /// More lost names than this are no renaming any more.
    private static let limit = 20

    init(_ db: Database) throws {
        func lost(_ record: Schema.Record) throws -> [String] {
            let rows = try RawStatement(db, Schema.Verify.lostRecords(record))
            rows.bind(1, record.rawValue)
            var keys: [String] = []
            while try rows.step() { keys.append(rows.text(0)) }
            return keys.count > Self.limit ? [] : keys
        }
        users = try lost(.user)
        accounts = try lost(.account).map { key in
            let parts = key.split(separator: "/", omittingEmptySubsequences: false)
            return (String(parts.first ?? ""), String(parts.last ?? ""))
        }
        parties = try lost(.counterparty)
    }

    /// The record whose old name makes the voucher's hash fit; nil when none does.
    func explain(_ flaw: ChainCheck.Flaw, in book: VerifyBook, _ chain: ChainCheck) -> Renamed? {
        let found = flaw.voucher
        func fits(_ names: OldNames, _ inBook: OldParty) -> Bool {
            chain.hash(found, after: flaw.previous, in: inBook, names: names) == found.hash
        }
        let voucher = found.voucher
        let sameParty = OldParty(book: book)
        for old in users {
            for user in Set([voucher.preparer, voucher.editor, voucher.reviewer, voucher.poster]).sorted()
            where fits(OldNames(index: chain.index, user: (user, old)), sameParty) {
                return Renamed(table: "user", row: "user \(chain.index.userName(user))", was: old)
            }
        }
        for (chart, code) in accounts {
            for account in Set(voucher.lines.map(\.account)).sorted()
            where fits(OldNames(index: chain.index, account: (account, Array(code.utf8))), sameParty) {
                let now = String(decoding: chain.index.accountCode(account), as: UTF8.self)
                return Renamed(table: "account", row: "account \(chart)/\(now)", was: code)
            }
        }
        let sameNames = OldNames(index: chain.index)
        let prefix = book.code + "/"
        for key in parties where key.hasPrefix(prefix) {
            let old = String(key.dropFirst(prefix.count))
            for party in Set(voucher.lines.map(\.party)).sorted()
            where party >= 0 && fits(sameNames, OldParty(book: book, party: (party, Array(old.utf8)))) {
                let now = String(decoding: book.partyCode(party), as: UTF8.self)
                return Renamed(table: "counterparty", row: "counterparty \(prefix)\(now)", was: old)
            }
        }
        return nil
    }
}

/// The names of the file with one of them as it was.
private struct OldNames: SealingNames {
    let index: VerifyIndex
    var user: (place: Int32, name: String) = (-1, "")
    var account: (place: Int32, code: [UInt8]) = (-1, [])

    func userName(_ user: Int32) -> String { user == self.user.place ? self.user.name : index.userName(user) }
    func accountCode(_ account: Int32) -> [UInt8] {
        account == self.account.place ? self.account.code : index.accountCode(account)
    }
    func mark(_ mark: Int32) -> SealedMark { index.mark(mark) }
}

/// The book with one counterparty as it was.
private struct OldParty: SealingBook {
    let book: VerifyBook
    var party: (place: Int32, code: [UInt8]) = (-1, [])

    var codeBytes: [UInt8] { book.codeBytes }
    func chartName(in year: Int) -> String { book.chartName(in: year) }
    func partyCode(_ party: Int32) -> [UInt8] {
        party == self.party.place ? self.party.code : book.partyCode(party)
    }
}
