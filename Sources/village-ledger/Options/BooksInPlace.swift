import ArgumentParser
import Ledger
import LedgerStore

/// The books of a monthly routine: some by code, those below a division, or all (账套范围).
struct BooksInPlace: ParsableArguments {
    @Option(name: .customLong("book"), help: help("账套编码，可重复", "book code, repeatable", value: "CODE"))
    var books: [String] = []
    @Option(
        help: help("该乡镇（或任何区划）之下的全部账套", "every book below this township, or any division", value: "CODE"))
    var township: String?
    @Flag(help: help("账本的全部账套", "every book of the ledger"))
    var all = false

    /// The books meant, each once; those below a division by code.
    func chosen(in ledger: LedgerFile) throws -> [String] {
        guard [!books.isEmpty, township != nil, all].count(where: { $0 }) == 1 else {
            throw UsageProblem(
                "books", "请用 --book、--township 或 --all 中的一种写明账套。",
                "Say which books with one of --book, --township or --all.")
        }
        guard books.isEmpty else {
            return books.enumerated().filter { !books.prefix($0.offset).contains($0.element) }.map(\.element)
        }
        let records = try ledger.books()
        guard let township else { return records.map(\.code) }
        let tree = DivisionTree(try ledger.divisions().map { ($0.code, $0.parent) })
        try tree.require(township)
        return records.filter { tree.covers(township, $0.divisionCode) }.map(\.code)
    }
}
