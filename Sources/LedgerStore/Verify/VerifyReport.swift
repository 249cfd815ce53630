import Ledger

/// What `verify` found (核验结果): each book with its head, and every problem.
public struct VerifyReport: Sendable {
    /// A book 账套 and the head of its chain.
    public struct Book: Sendable, Equatable {
        /// Its code.
        public var book: String
        /// How many vouchers it has.
        public var vouchers: Int
        /// The hash of the last one in hexadecimal; 64 zeros without any.
        public var headHash: String
        /// Whether no problem names it.
        public var ok: Bool
    }

    /// The books in the order of their codes.
    public var books: [Book] = []
    /// What is wrong, by table, the same from run to run; empty when all is well.
    public var problems: [VerifyProblem] = []
    /// The last row of the audit chain 操作日志.
    public var ledgerHead = LedgerHeads.Place(count: 0, hash: "")

    /// Whether nothing was found.
    public var ok: Bool { problems.isEmpty }

    /// The heads to keep elsewhere, for a later `verify --heads`.
    public var heads: LedgerHeads {
        LedgerHeads(
            books: Dictionary(
                books.map { ($0.book, LedgerHeads.Place(count: $0.vouchers, hash: $0.headHash)) },
                uniquingKeysWith: { first, _ in first }),
            audit: ledgerHead)
    }
}

/// Something in a ledger file that is not as it was written (核验问题).
public struct VerifyProblem: Sendable, Equatable {
    /// Code of the book, where one is concerned.
    public var book: String?
    /// The month, `2026-03`.
    public var period: String?
    /// Name of the voucher, `V001/2026-03/记-12`.
    public var voucher: String?
    /// The table.
    public var table: String
    /// The row, `line V001/2026-03/记-12 line 2`; nil where it is not one row.
    public var row: String?
    /// What is wrong, in Chinese.
    public var chinese: String
    /// What is wrong, in English.
    public var english: String

    /// What is wrong, with its row, in the language asked for.
    public func what(in language: Language) -> String {
        let text = language == .chinese ? chinese : english
        guard let row else { return text }
        return language == .chinese ? "\(LedgerTable.chineseRow(row))：\(text)" : "\(row): \(text)"
    }
}

/// A place a problem is at (位置), made before it is known whether there is one.
struct VerifyPlace {
    var book: String?
    var period: String?
    var voucher: String?
    var row: String?

    /// The same voucher, with another row that is to blame.
    func with(row: String) -> VerifyPlace {
        VerifyPlace(book: book, period: period, voucher: voucher, row: row)
    }
}

/// Collects problems (问题清单); beyond a number per table they are only counted, so that memory stays flat.
final class ProblemList {
    private(set) var problems: [VerifyProblem] = []
    private(set) var flawedBooks: Set<String> = []
    private var counts: [Key: Int] = [:]

    private struct Key: Hashable {
        var table: String
        var isOfVoucher: Bool
    }

    private static let kept = 200

    func add(_ table: String, _ place: VerifyPlace = VerifyPlace(), zh: String, en: String) {
        if let book = place.book { flawedBooks.insert(book) }
        // Vouchers, of which there are many, are counted apart from the record that is the cause.
        let key = Key(table: table, isOfVoucher: place.voucher != nil)
        counts[key, default: 0] += 1
        guard counts[key, default: 0] <= Self.kept else { return }
        problems.append(
            VerifyProblem(
                book: place.book, period: place.period, voucher: place.voucher, table: table, row: place.row,
                chinese: zh, english: en))
    }

    /// All problems, with one more for each table that had too many.
    func finish() -> [VerifyProblem] {
        let rests = Dictionary(
            counts.map { ($0.key.table, max(0, $0.value - Self.kept)) }, uniquingKeysWith: +)
        for (table, rest) in rests.sorted(by: { $0.key < $1.key }) where rest > 0 {
            problems.append(
                VerifyProblem(
                    table: table, chinese: "还有 \(rest) 个同类问题没有列出",
                    english: "\(rest) more problems of this table are not listed"))
        }
        return problems
    }
}

extension [UInt8] {
    /// The bytes in hexadecimal.
    var hex: String {
        let digits = Array<UInt8>("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The hash before the first.
    static let noHash = [UInt8](repeating: 0, count: 32)
}
