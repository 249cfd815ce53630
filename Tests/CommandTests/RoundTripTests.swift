import Foundation
import Testing

/// Row “export and import lose nothing” 导出再导入.
@Suite("Export and import lose nothing")
struct RoundTripTests {
    private static let header =
        "book,date,voucher,summary,account,debit,credit,kind,voucher_type,attachments,reverses,corrects\n"

    /// A voucher of two lines, its amount in yuan.
    private static func voucher(
        _ date: String, _ name: String, _ yuan: String, kind: String = "", type: String = "",
        reverses: String = "", corrects: String = ""
    ) -> String {
        let tail = "\(kind),\(type),1,\(reverses),\(corrects)\n"
        return "V007,\(date),\(name),收摊位租金,10201,\(yuan),,\(tail)"
            + "V007,\(date),\(name),收摊位租金,50103,,\(yuan),\(tail)"
    }

    private func post(_ vouchers: [String], to ledger: String) throws {
        let file = try Running.newFolder().appending(path: "vouchers.csv")
        try Data((Self.header + vouchers.joined()).utf8).write(to: file)
        try post(file: file.path, to: ledger)
    }

    private func post(file: String, to ledger: String) throws {
        try Running.good(
            "import", "vouchers", file, "--ledger", ledger, "--user", "zhang", "--reviewer", "li", "--post")
    }

    /// What `export vouchers` writes, in a file.
    private func export(_ ledger: String) throws -> String {
        let file = try Running.newFolder().appending(path: "export.csv").path
        try Running.good("export", "vouchers", "--ledger", ledger, "-o", file)
        return file
    }

    /// Each voucher by its name, without its hash, which holds when and by which act it was posted, and without its
    /// place in the order of posting.
    private func contents(_ ledger: String) throws -> [String: NSDictionary] {
        let json = try Running.good("export", "vouchers", "--ledger", ledger, "-O", "json")
        let rows = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]] ?? []
        var found: [String: NSDictionary] = [:]
        for var row in rows {
            row["hash"] = nil
            row["sequence"] = nil
            found[row["voucher"] as? String ?? ""] = row as NSDictionary
        }
        #expect(found.count == rows.count)
        return found
    }

    @Test("the sample, exported and imported into a new ledger, is the same to the byte")
    func sample() throws {
        let (first, second) = (try TestLedgers.newSample(), try TestLedgers.newSampleSetUp())
        let file = try export(first)
        try post(file: file, to: second)
        #expect(try Data(contentsOf: URL(filePath: file)) == Data(contentsOf: URL(filePath: export(second))))
        let (before, after) = (try contents(first), try contents(second))
        #expect(before.count > 6000)
        #expect(before == after)
    }

    @Test(
        "vouchers posted late keep their numbers, old names that repeat stay, links point to the same voucher"
    )
    func lateVouchers() throws {
        let (first, second) = (try TestLedgers.newSampleSetUp(), try TestLedgers.newSampleSetUp())
        try post([Self.voucher("2027-01-20", "12", "800.00")], to: first)
        try post(
            [
                Self.voucher("2027-01-10", "12", "700.00"),
                Self.voucher("2027-01-15", "旧5", "-7.00", type: "correction", corrects: "2027-01/记-2"),
                Self.voucher("2027-01-25", "6", "-800.00", kind: "转", reverses: "2027-01/记-1"),
            ], to: first)
        let before = try contents(first)
        #expect(before["V007/2027-01/记-1"]?["date"] as? String == "2027-01-20")
        #expect(before["V007/2027-01/转-1"]?["reverses"] as? String == "V007/2027-01/记-1")
        #expect(before["V007/2027-01/记-3"]?["name"] as? String == "旧5")
        let file = try export(first)
        try post(file: file, to: second)
        #expect(try contents(second) == before)
        #expect(try Data(contentsOf: URL(filePath: file)) == Data(contentsOf: URL(filePath: export(second))))
    }

    @Test("where the month has vouchers already, numbers move on and links with them")
    func renumbered() throws {
        let (first, second) = (try TestLedgers.newSampleSetUp(), try TestLedgers.newSampleSetUp())
        try post(
            [
                Self.voucher("2027-01-10", "A", "700.00"), Self.voucher("2027-01-11", "B", "700.00"),
                Self.voucher("2027-01-12", "C", "-700.00", reverses: "2027-01/记-1"),
                Self.voucher("2027-01-13", "D", "5.00", type: "correction", corrects: "2027-01/记-2"),
            ], to: first)
        try post([Self.voucher("2027-01-31", "Z", "700.00")], to: second)
        try post(file: export(first), to: second)
        let found = try contents(second)
        let names = (1...5).map { found["V007/2027-01/记-\($0)"]?["name"] as? String }
        #expect(names == ["Z", "A", "B", "C", "D"])
        #expect(found["V007/2027-01/记-4"]?["reverses"] as? String == "V007/2027-01/记-2")
        #expect(found["V007/2027-01/记-5"]?["corrects"] as? String == "V007/2027-01/记-3")
    }

    @Test(
        "what is typed in can be exported and imported: texts a file can't hold are refused, the reversal's are cut"
    )
    func typedTexts() throws {
        let (first, second) = (try TestLedgers.newSampleSetUp(), try TestLedgers.newSampleSetUp())
        let ledger = ["--ledger", first, "--user", "zhang"]
        func add(_ summary: String, name: String = "旧1") throws -> Ended {
            try Running.run(
                Running.product,
                [
                    "voucher", "add", "--book", "V007", "--date", "2027-01-10", "--attachments", "1",
                    "--name", name,
                    "--line", "\(summary)|10201|借 8.00", "--line", "收租|50103|贷 8.00|receipt=No 1",
                ] + ledger)
        }
        let long = String(repeating: "长", count: 200)
        #expect(try add(long + "长").errors.contains("import.text-too-long"))
        #expect(try add("铃\u{7}").errors.contains("import.control-character"))
        #expect(try add("收租", name: "旧\n1").errors.contains("import.control-character"))
        #expect(try add(long, name: " 旧1 ").status == 0)
        try Running.good("voucher", "review", "--all", "--book", "V007", "--user", "li", "--ledger", first)
        try Running.good("voucher", "post", "--all", "--book", "V007", "--user", "zhang", "--ledger", first)
        try Running.good(
            "voucher", "reverse", "V007/2027-01/记-1", "--date", "2027-01-11", "--user", "zhang", "--ledger",
            first)
        try Running.good("voucher", "review", "--all", "--book", "V007", "--user", "li", "--ledger", first)
        try Running.good("voucher", "post", "--all", "--book", "V007", "--user", "zhang", "--ledger", first)
        let before = try contents(first)
        #expect(before.count == 2 && before["V007/2027-01/记-1"]?["name"] as? String == "旧1")
        try post(file: export(first), to: second)
        #expect(try contents(second) == before)
    }
}
