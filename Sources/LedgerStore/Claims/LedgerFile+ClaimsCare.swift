import GRDB
import Ledger
import LedgerSchema

/// A step of dunning 催收 that was taken (催收记录).
public struct DunningRecord: Sendable, Equatable {
    /// 1, 2 … within the book.
    public var number: Int
    /// The day.
    public var date: CalendarDate
    /// The account 科目.
    public var account: String
    /// Who was dunned.
    public var counterparty: AuxiliaryValue
    /// The day the claim was due.
    public var due: CalendarDate
    /// The step, in days after the due date.
    public var stage: Int
    /// What was open.
    public var amount: Money
    /// The user who wrote it down.
    public var recorder: String
}

extension LedgerFile {
    /// Cash advances 备用金 of a book on a day: who holds how much, and since when.
    ///
    /// - Parameter day: nil is the book's last day with a voucher.
    public func cashAdvances(book: String, asOf day: CalendarDate? = nil) throws -> CashAdvances {
        try read { db in
            let reader = try CashReader(db, book: book)
            let day =
                try day ?? reader.lastDay(Schema.Cash.lastVoucherDay)
                ?? ReportBook(db, code: book).opened.firstDay
            return try Self.cashAdvances(db, book: book, asOf: day)
        }
    }

    static func cashAdvances(_ db: Database, book: String, asOf day: CalendarDate) throws -> CashAdvances {
        try CashAdvances(
            ageing: claimsAgeing(db, book: book, asOf: day),
            accounts: Set(String.fetchAll(db, sql: Schema.Claims.advanceAccounts)),
            allowedDays: SettingValue(.advanceDays, book: book, db).whole,
            limit: SettingValue(.advanceLimit, book: book, db).money)
    }

    /// A statement of account 对账单 for one counterparty.
    ///
    /// - Throws: ``ClaimsProblem/counterpartyUnknown(book:_:)``.
    public func claimsStatement(
        book code: String, counterparty: String, from: CalendarDate, through: CalendarDate
    ) throws -> ClaimsStatement {
        try read { db in
            let book = try ReportBook(db, code: code)
            let party = try RawStatement(db, Schema.Claims.counterpartyNamed)
            party.bind(1, book.id)
            party.bind(2, counterparty)
            guard try party.step() else {
                throw ClaimsProblem.counterpartyUnknown(book: code, counterparty)
            }
            let id = party.int(0)
            let value = AuxiliaryValue(code: party.text(1), name: party.text(2))
            party.reset()
            var accounts: [String: (name: String, opening: Int64, movements: [ClaimsStatement.Movement])] =
                [:]
            if book.opened.firstDay <= through {
                for row in try Row.fetchAll(db, sql: Schema.Claims.openings, arguments: [book.id, id]) {
                    accounts[row[0], default: (row[1], 0, [])].opening += row[2] as Int64
                }
            }
            let rows = try RawStatement(db, Schema.Claims.movements)
            rows.bind(1, book.id)
            rows.bind(2, id)
            rows.bind(3, Int64(through.number))
            while try rows.step() {
                let account = rows.text(0)
                var page = accounts.removeValue(forKey: account) ?? (rows.text(1), 0, [])
                let date = try CalendarDate.stored(rows.int(2), "voucher")
                if date < from {
                    page.opening += rows.int(6) - rows.int(7)
                } else {
                    let name = FoundVoucher.place(
                        book: code, date: rows.int(2), kind: rows.text(3), number: rows.int(4))
                    page.movements.append(
                        ClaimsStatement.Movement(
                            date: date, voucher: name.voucher ?? "", summary: rows.text(5),
                            debit: Money(fen: rows.int(6)), credit: Money(fen: rows.int(7)),
                            due: try rows.optionalInt(8).map { try CalendarDate.stored($0, "line") }))
                }
                accounts[account] = page
            }
            return ClaimsStatement(
                book: code, bookName: book.name, counterparty: value, from: from, through: through,
                pages: accounts.sorted { $0.key < $1.key }.map { account, page in
                    ClaimsStatement.Page(
                        account: account, name: page.name, opening: Money(fen: page.opening),
                        movements: page.movements)
                })
        }
    }

    /// Claims that are due or nearly so, as letters 催款函 to those who owe them.
    ///
    /// - Parameter counterparty: only to this one, by code or name.
    public func dunning(book: String, counterparty: String? = nil, asOf day: CalendarDate) throws -> Dunning {
        try read { db in try Self.dunning(db, book: book, counterparty: counterparty, asOf: day) }
    }

    private static func dunning(
        _ db: Database, book code: String, counterparty: String?, asOf day: CalendarDate
    ) throws -> Dunning {
        let book = try ReportBook(db, code: code)
        var dunned: [Dunning.Step: CalendarDate] = [:]
        for record in try records(db, book.id) {
            let step = Dunning.Step(
                account: record.account, counterparty: record.counterparty.code, due: record.due,
                stage: record.stage)
            dunned[step] = record.date
        }
        let stages = Dunning.stages(try SettingValue(.dunningDays, book: code, db).text) ?? []
        var dunning = Dunning(
            ageing: try claimsAgeing(db, book: code, asOf: day), bookName: book.name, stages: stages,
            dunned: dunned)
        // What a person holds to spend and account for has a list of its own.
        let advances = try Set(String.fetchAll(db, sql: Schema.Claims.advanceAccounts))
        dunning.letters.removeAll { advances.contains($0.account) }
        if let counterparty {
            let found = try RawStatement(db, Schema.Claims.counterpartyNamed)
            found.bind(1, book.id)
            found.bind(2, counterparty)
            guard try found.step() else {
                throw ClaimsProblem.counterpartyUnknown(book: code, counterparty)
            }
            let known = found.text(1)
            found.reset()
            dunning.letters.removeAll { $0.counterparty.code != known }
        }
        return dunning
    }

    /// Writes down that letters went out 登记催收: every step reached that was not dunned before.
    ///
    /// - Throws: ``ClaimsProblem/nothingToDun(book:day:)``.
    public func recordDunning(
        book code: String, counterparty: String? = nil, asOf day: CalendarDate, by user: String
    ) throws -> Dunning {
        try act("claims dun", by: user) { act in
            let book = try act.open(code, subject: "\(day)", role: .preparer, orRole: .clerk)
            var dunning = try Self.dunning(act.db, book: code, counterparty: counterparty, asOf: day)
            dunning.letters = dunning.letters.filter(\.isNew)
            guard !dunning.letters.isEmpty else { throw ClaimsProblem.nothingToDun(book: code, day: day) }
            var number = try act.next(.dunning, in: book)
            let chart = book.chart(in: day.year).rawValue
            for letter in dunning.letters {
                let account = try Int64.fetchOne(
                    act.db, sql: Schema.Claims.accountID, arguments: [letter.account, book.id, chart])
                let party = try Int64.fetchOne(
                    act.db, sql: Schema.Claims.counterpartyID, arguments: [book.id, letter.counterparty.code])
                for item in letter.items where item.dunned == nil {
                    try act.db.execute(
                        sql: Schema.Claims.insertDunning,
                        arguments: [
                            book.id, number, day.number, account, party, item.due.number, item.stage,
                            item.amount.fen, act.actorID(),
                        ])
                    act.touch(.dunning, book.id, number)
                    number += 1
                }
            }
            act.detail = dunning.letters.map(\.counterparty.name).joined(separator: " ")
            return dunning
        }
    }

    /// The steps of dunning taken in a book 催收记录, in their order.
    public func dunningRecords(book: String) throws -> [DunningRecord] {
        try read { db in try Self.records(db, ReportBook(db, code: book).id) }
    }

    private static func records(_ db: Database, _ book: Int64) throws -> [DunningRecord] {
        let rows = try RawStatement(db, Schema.Claims.dunned)
        rows.bind(1, book)
        var found: [DunningRecord] = []
        while try rows.step() {
            found.append(
                DunningRecord(
                    number: Int(rows.int(0)), date: try .stored(rows.int(1), "dunning"),
                    account: rows.text(2),
                    counterparty: AuxiliaryValue(code: rows.text(4), name: rows.text(5)),
                    due: try .stored(rows.int(6), "dunning"), stage: Int(rows.int(7)),
                    amount: Money(fen: rows.int(8)), recorder: rows.text(9)))
        }
        return found
    }
}
