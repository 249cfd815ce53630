import Glibc
import Ledger
import LedgerStore

/// Posts one voucher after the other until it is killed (断电试验记账器).
///
/// `crash-poster LEDGER FIRST [COUNT]` begins with voucher FIRST, whose content follows from its number alone, and
/// ends after COUNT of them or never. Before it posts it says `begin KEY`, after the commit `ack KEY NAME`; a line is
/// one write to standard output. Scripts/crash-test kills it and holds the file against what was acknowledged.
@main
enum CrashPoster {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count > 2, let first = Int(arguments[2]) else {
            say("usage: crash-poster LEDGER FIRST [COUNT]")
            exit(64)
        }
        let count = arguments.count > 3 ? Int(arguments[3]) ?? 1 : Int.max - first
        do {
            let ledger = try LedgerFile.open(arguments[1], for: .writing(user: "zhang"))
            say("ready \(getpid())")
            for number in first..<(first + count) { try post(number, in: ledger) }
        } catch let problem as any LedgerProblem {
            say("failed \(problem.code) \(problem.message(in: .english))")
            exit(1)
        } catch {
            say("failed \(error)")
            exit(1)
        }
    }

    /// Drafts, reviews and posts a voucher. Each step may have been done already by a process that was killed.
    private static func post(_ number: Int, in ledger: LedgerFile) throws {
        let key = "k\(number)"
        let names = try ledger.addDrafts([draft(number)], by: "zhang", key: "add-\(key)").map(\.name)
        do {
            try ledger.review(names, by: "li")
        } catch VoucherProblem.draftUnknown {
            // Posted before, and the answer was lost: posting it again must give the same name.
        }
        say("begin \(key)")
        let posted = try ledger.post(names, by: "zhang", key: key)
        say("ack \(key) \(posted.map(\.description).joined(separator: " "))")
    }

    /// The voucher of a number; Scripts/crash-test knows the same formulas.
    private static func draft(_ number: Int) throws -> VoucherDraft {
        let amount = Money(fen: Int64(1_000 + number * 7))
        let rest = Money(fen: Int64(1 + number % 900))
        let text = "断电试验 k\(number)"
        let month = 1 + number / 3 % 12
        var draft = VoucherDraft(
            book: "C\(1 + number % 3)",
            date: try CalendarDate(parsing: "2026-\(month < 10 ? "0" : "")\(month)-\(10 + number % 19)"),
            attachments: 1)
        draft.kind = number % 5 == 0 ? VoucherKind.transfer.rawValue : VoucherKind.general.rawValue
        draft.lines =
            number % 2 == 0
            ? [
                EntryLine(text, account: "11201", debit: amount, counterparty: "承租户\(number % 40)"),
                EntryLine(text, account: "50103", credit: amount, source: "property-lease"),
            ]
            : [
                EntryLine(text, account: "51302", debit: amount),
                EntryLine(text, account: "51303", debit: rest),
                EntryLine(text, account: "10201", credit: try amount.adding(rest)),
            ]
        return draft
    }

    private static func say(_ text: String) {
        let line = text + "\n"
        _ = line.withCString { write(STDOUT_FILENO, $0, strlen($0)) }
    }
}
