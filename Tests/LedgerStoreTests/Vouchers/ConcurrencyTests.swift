import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("many at once on one ledger")
struct ConcurrencyTests {
    private static func draft(_ book: String, _ day: Int32) -> VoucherDraft {
        Hamlet.voucher(book, 2026_02_00 + day, [Hamlet.debit("51302", 700), Hamlet.credit("10201", 700)])
    }

    @Test(
        "eight tasks post into the same and different books: numbers without gap or repeat, the chain holds",
        arguments: [true, false])
    func posting(onDisk: Bool) async throws {
        let ledger =
            try onDisk
            ? LedgerFile.open(Hamlet.copy(), for: .writing(user: "zhang"), clock: Hamlet.clock)
            : Hamlet.inMemory()
        let names = try await withThrowingTaskGroup(of: [VoucherName].self) { group in
            for task in 0..<8 {
                group.addTask {
                    var names: [VoucherName] = []
                    for round in 0..<5 {
                        let book = task < 4 ? "H001" : round % 2 == 0 ? "H001" : "H002"
                        names += try Hamlet.post(
                            [Self.draft(book, Int32(1 + (task + round) % 28)), Self.draft(book, 28)],
                            in: ledger)
                        await Task.yield()
                    }
                    return names
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        // 4 tasks × 5 + 4 tasks × 3 rounds in H001, 4 tasks × 2 in H002, two vouchers each.
        let byBook = Dictionary(grouping: names, by: \.book).mapValues { $0.map(\.number).sorted() }
        #expect(byBook == ["H001": Array(1...64), "H002": Array(1...16)])
        var sequences: [String: [Int]] = [:]
        try ledger.forEachVoucher { sequences[$0.name.book, default: []].append($0.sequence) }
        #expect(sequences == ["H001": Array(1...67), "H002": Array(1...17)])
        #expect(try ledger.verify().problems == [])
    }

    @Test("eight tasks send the same request under one key: it is done once, and all get its result")
    func sameKey() async throws {
        let ledger = try Hamlet.inMemory()
        let before = try ledger.info().drafts
        let draft = Self.draft("H001", 3)
        let saved = try await withThrowingTaskGroup(of: DraftName.self) { group in
            for _ in 0..<8 { group.addTask { try ledger.addDraft(draft, by: "zhang", key: "k-1").name } }
            return try await group.reduce(into: Set<DraftName>()) { $0.insert($1) }
        }
        #expect(saved.count == 1)
        #expect(try ledger.info().drafts == before + 1)
        let names = Array(saved)
        try ledger.review(names, by: "li")
        let posted = try await withThrowingTaskGroup(of: [VoucherName].self) { group in
            for _ in 0..<8 { group.addTask { try ledger.post(names, by: "zhang", key: "k-2") } }
            return try await group.reduce(into: Set<[VoucherName]>()) { $0.insert($1) }
        }
        #expect(posted.map { $0.map(\.description) } == [["H001/2026-02/记-1"]])
        #expect(try ledger.info().vouchers == 5)
    }

    @Test("eight tasks import the same content: once")
    func sameImport() async throws {
        let ledger = try Hamlet.inMemory()
        let drafts = (1...5).map { Self.draft("H001", $0) }
        let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var source = DraftsInMemory(drafts)
                    return try !ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
                        .isAlreadyThere
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 1)
        #expect(try ledger.info().vouchers == 4 + 5)
        #expect(try ledger.verify().problems == [])
    }
}

@Suite("idempotency keys")
struct IdempotencyTests {
    private static let draft = Hamlet.voucher(
        "H001", 2026_02_10, [Hamlet.debit("51302", 700), Hamlet.credit("10201", 700)])

    @Test("a key that reads like an import's keeps no file out")
    func keyOfImport() throws {
        let ledger = try Hamlet.inMemory()
        var source = DraftsInMemory([Self.draft], content: "某文件")
        let digest = source.contentDigest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        _ = try ledger.addDraft(Self.draft, by: "zhang", key: "import:" + digest)
        let outcome = try ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        #expect(outcome.vouchers == 1 && !outcome.isAlreadyThere)
        #expect(try ledger.info().vouchers == 5)
    }

    @Test(
        "the same key with the same content gives the first result, with other content it is refused, also after reopening"
    )
    func keys() throws {
        let path = try Hamlet.copy()
        func opened<T>(_ body: (LedgerFile) throws -> T) throws -> T {
            try body(LedgerFile.open(path, for: .writing(user: "zhang"), clock: Hamlet.clock))
        }
        let name = try opened { ledger in
            let first = try ledger.addDraft(Self.draft, by: "zhang", key: "a").name
            #expect(try ledger.addDraft(Self.draft, by: "zhang", key: "a").name == first)
            return first
        }
        #expect(name.description == "H001#5")
        var other = Self.draft
        other.lines[0].summary = "别的"
        try opened { (ledger: LedgerFile) throws in
            #expect(try ledger.addDraft(Self.draft, by: "zhang", key: "a").name == name)
            #expect(refusal { _ = try ledger.addDraft(other, by: "zhang", key: "a") } == ["key.reused"])
            #expect(refusal { _ = try ledger.post([name], by: "zhang", key: "a") } == ["key.reused"])
            #expect(refusal { _ = try ledger.addDraft(other, by: "zhang", key: "") } == ["key.blank"])
            #expect(refusal { _ = try ledger.post([name], by: "zhang", key: " \t") } == ["key.blank"])
            #expect(try ledger.drafts().map(\.name.number) == [4, 5])
            try ledger.review([name], by: "li")
            #expect(try ledger.post([name], by: "zhang", key: "b", rehearsal: true).map(\.number) == [1])
        }
        let posted = try opened { try $0.post([name], by: "zhang", key: "b") }
        #expect(posted.map(\.description) == ["H001/2026-02/记-1"])
        try opened { (ledger: LedgerFile) throws in
            #expect(try ledger.post([name], by: "zhang", key: "b") == posted)
            #expect(refusal { _ = try ledger.post([name], by: "zhang", key: "c") } == ["draft.unknown"])
            #expect(try ledger.info().vouchers == 5)
        }
    }

    @Test("a refused request leaves its key free")
    func refusedKey() throws {
        let ledger = try Hamlet.inMemory()
        var wrong = Self.draft
        wrong.lines[0].account = "99999"
        #expect(refusal { _ = try ledger.addDraft(wrong, by: "zhang", key: "a") } == ["account.unknown"])
        #expect(try ledger.addDraft(Self.draft, by: "zhang", key: "a").name.number == 5)
    }
}
