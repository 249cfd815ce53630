import Ledger
import Testing

@testable import LedgerStore

@Suite("words typed in Chinese are kept in English")
struct NamedWordTests {
    @Test("levels of divisions and kinds of books")
    func setUp() throws {
        let ledger = try Hamlet.inMemory()
        let places = [
            ("990200000000", "市", nil), ("990201000000", "县", "990200000000"),
            ("990201101000", "街道", "990201000000"),
            ("990201101201", "村", "990201101000"),
        ]
        // The lowest first: those above are entered before them all the same.
        try ledger.addDivisions(
            places.reversed().map { DivisionEntry(code: $0.0, name: "某地", level: $0.1, parent: $0.2) },
            by: "zhang")
        let levels = try ledger.divisions().filter { $0.code.hasPrefix("9902") }.map(\.level)
        #expect(levels == ["city", "county", "township", "village"])
        let opened = Month(validNumber: 2026_01)
        let kinds = ["合作社", "村委会", "村民委员会", "村民小组", "其他"]
        try ledger.addBooks(
            kinds.enumerated().map { index, kind in
                BookEntry(
                    code: "K\(index)", division: "990201101201", name: "某账\(index)", kind: kind,
                    opened: opened)
            }, by: "zhang")
        let kept = try ledger.books().filter { $0.code.hasPrefix("K") }.map(\.kind)
        #expect(kept == ["cooperative", "committee", "committee", "group", "other"])
        #expect(try ledger.verify().problems == [])
    }

    @Test("a wrong level is told as such, with the words of the message's language")
    func wrongLevel() throws {
        let ledger = try Hamlet.inMemory()
        let entry = DivisionEntry(code: "990200000000", name: "某地", level: "屯", parent: nil)
        let problem = #expect(throws: NamedThingProblem.self) {
            try ledger.addDivisions([entry], by: "zhang")
        }
        #expect(problem?.code == "value.invalid")
        #expect(problem?.chinese == "级别的值“屯”不对，应为 省、市、县区、乡镇、村。请改正。")
        #expect(
            problem?.english
                == "“屯” is no value for level, which takes province, city, county, township, village. Correct it."
        )
    }

    @Test(
        "uses of assets and roles in full and in short",
        arguments: [
            ("管理自用", "admin"), ("自用", "admin"), ("出租", "let"), ("经营", "operating"), ("公益", "public-good"),
        ])
    func uses(_ text: String, _ kept: String) throws {
        #expect(try AssetUse.named(text).rawValue == kept)
        #expect(try AssetUse.named(kept).rawValue == kept)
    }

    @Test("every Chinese word means one thing")
    func unambiguous() {
        func texts<Word: NamedWord>(_ type: Word.Type) -> [String] {
            Word.allCases.flatMap { [$0.rawValue, $0.chinese] + $0.otherNames }
        }
        for all in [
            texts(DivisionLevel.self), texts(BookKind.self), texts(UserRole.self), texts(AssetUse.self),
            texts(AssetKind.self), texts(DepreciationMethod.self), texts(BankSide.self),
        ] {
            #expect(Set(all).count == all.count, "\(all)")
        }
    }
}
