import Ledger
import LedgerFormats

/// A bank reconciliation statement as it is printed (余额调节表输出).
enum ReconciliationSheet {
    /// Open items under their heading.
    private struct Part {
        var key: String
        var title: String
        var items: [BankItem]
        /// Under 减 amounts stand without their sign.
        var isLess = false

        var total: Money { Money(fen: items.reduce(0) { $0 &+ $1.amount.fen }) }
    }

    private static func bankParts(_ statement: BankReconciliationStatement) -> [Part] {
        [
            Part(
                key: "we-received", title: say("加：企业已收、银行未收", "plus what we received and the bank has not"),
                items: statement.weReceived),
            Part(
                key: "we-paid", title: say("减：企业已付、银行未付", "less what we paid and the bank has not"),
                items: statement.wePaid, isLess: true),
        ]
    }

    private static func bookParts(_ statement: BankReconciliationStatement) -> [Part] {
        [
            Part(
                key: "bank-received",
                title: say("加：银行已收、企业未收", "plus what the bank received and we have not"),
                items: statement.bankReceived),
            Part(
                key: "bank-paid", title: say("减：银行已付、企业未付", "less what the bank paid and we have not"),
                items: statement.bankPaid, isLess: true),
        ]
    }

    /// The statement as people see it.
    static func document(_ statement: BankReconciliationStatement) -> Document {
        let account = statement.account
        let whose = say(
            "\(account.code) \(account.bank) \(account.maskedNumber) 科目 \(account.account)",
            "\(account.code) \(account.bank) \(account.maskedNumber) account \(account.account)")
        let bank = rows(
            say("银行对账单余额", "balance of the bank"), statement.bankBalance, bankParts(statement),
            say("调节后余额（银行）", "adjusted balance of the bank"), statement.adjustedBank)
        let book = rows(
            say("银行存款日记账余额", "balance of the journal"), statement.bookBalance, bookParts(statement),
            say("调节后余额（企业）", "adjusted balance of the book"), statement.adjustedBook)
        let table = Document.Table(
            [
                Document.Column(say("项目", "item")), Document.Column(say("日期", "date")),
                Document.Column(say("对方", "counterparty")), Document.Column(say("摘要", "summary")),
                .number(say("金额", "amount")),
            ], rows: bank + book)
        var document = Document.report(
            say("银行存款余额调节表", "bank reconciliation"), book: account.book, subject: whose,
            when: statement.day.description, printed: Words.day(statement.day), tables: [table]
        ).signed()
        document.heading =
            "\(account.book) \(say("银行存款余额调节表", "bank reconciliation")) \(statement.day)\n\(whose)  "
            + say("单位：元", "in yuan")
        document.notes = remarks(statement)
        return document
    }

    private static func rows(
        _ balance: String, _ amount: Money, _ parts: [Part], _ adjusted: String, _ result: Money
    ) -> [Document.Row] {
        var rows = [Document.Row([Document.Cell(balance), "", "", "", .money(amount)], .opening)]
        for part in parts {
            let count = Document.Cell(say("\(part.items.count) 笔", "\(part.items.count)"))
            let total = part.isLess ? part.total.negated : part.total
            rows.append(Document.Row([Document.Cell(part.title), "", "", count, .money(total)]))
            rows += part.items.map { item in
                Document.Row([
                    Document.Cell(item.name, indent: 1), .date(item.date),
                    Document.Cell(item.parties.last ?? ""), Document.Cell(item.summary),
                    .money(part.isLess ? item.amount.negated : item.amount),
                ])
            }
        }
        rows.append(.total([Document.Cell(adjusted), "", "", "", .money(result)]))
        return rows
    }

    /// Whether it balances, and where not why that may be.
    private static func remarks(_ statement: BankReconciliationStatement) -> [String] {
        var remarks = [
            statement.isBalanced
                ? say("两方调节后余额相等。", "Both adjusted balances are equal.")
                : say(
                    "两方相差 \(statement.difference.grouped)：对账单开始以前有未达账项没有登记（reconcile opening），或期初余额有误。",
                    "The sides are \(statement.difference.grouped) apart: something was open before the first statement and is "
                        + "not entered (reconcile opening), or an opening balance is wrong.")
        ]
        if !statement.isCovered, let through = statement.coveredThrough {
            remarks.append(
                say(
                    "对账单只到 \(through)，以后的可能还有未导入的明细。",
                    "The bank's statements end on \(through); there may be lines that were not imported."))
        }
        return remarks
    }

    static func writeCSV(_ statements: [BankReconciliationStatement], to csv: CSVWriter) {
        csv.record(["book", "bank_account", "as_of", "row", "item", "date", "party", "summary", "amount"])
        for statement in statements {
            func record(_ row: String, _ amount: Money) {
                csv.record(head(statement) + [row, "", "", "", "", amount.yuan])
            }
            func record(_ parts: [Part]) {
                for part in parts {
                    for item in part.items {
                        csv.record(
                            head(statement) + [
                                part.key, item.name, item.date.description, item.parties.last ?? "",
                                item.summary,
                                item.amount.yuan,
                            ])
                    }
                }
            }
            record("bank-balance", statement.bankBalance)
            record(bankParts(statement))
            record("adjusted-bank", statement.adjustedBank)
            record("book-balance", statement.bookBalance)
            record(bookParts(statement))
            record("adjusted-book", statement.adjustedBook)
            record("difference", statement.difference)
        }
    }

    private static func head(_ statement: BankReconciliationStatement) -> [String] {
        [statement.account.book, statement.account.code, statement.day.description]
    }

    static func writeJSON(_ statement: BankReconciliationStatement, to json: borrowing JSONObject) {
        func write(_ key: String, _ items: [BankItem], to json: borrowing JSONObject) {
            json.array(key) { array in
                for item in items {
                    array.object { json in
                        json.field("item", item.name)
                        json.field("date", item.date)
                        json.field("party", item.parties.last)
                        json.field("summary", item.summary)
                        json.field("amountFen", item.amount)
                    }
                }
            }
        }
        json.field("book", statement.account.book)
        json.field("bankAccount", statement.account.code)
        json.field("account", statement.account.account)
        json.field("asOf", statement.day)
        json.field("coveredThrough", statement.coveredThrough)
        json.field("bankBalanceFen", statement.bankBalance)
        write("weReceived", statement.weReceived, to: json)
        write("wePaid", statement.wePaid, to: json)
        json.field("adjustedBankFen", statement.adjustedBank)
        json.field("bookBalanceFen", statement.bookBalance)
        write("bankReceived", statement.bankReceived, to: json)
        write("bankPaid", statement.bankPaid, to: json)
        json.field("adjustedBookFen", statement.adjustedBook)
        json.field("differenceFen", statement.difference)
    }
}
