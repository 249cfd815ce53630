import Ledger
import LedgerFormats
import Testing

@Suite("Vouchers as JSON")
struct VoucherJSONTests {
    private func read(_ text: String, book: String? = nil) throws -> [VoucherJSON.Located] {
        try VoucherJSON.read(Array(text.utf8), book: book)
    }

    @Test("fen as whole numbers, yuan as text, dimensions as an object")
    func reads() throws {
        let vouchers = try read(
            """
            [{"book": "V001", "date": "2026-03-15", "attachments": 2,
              "lines": [
                {"summary": "租\\u91d1\\ud842\\udfb7", "account": "10201", "debitFen": 123450, "dueDate": null},
                {"summary": "", "account": "50103", "credit": "1,234.50", "dimensions": {"fund": "own", "nature": "rent"},
                 "quantity": "1.5", "unitPrice": 3}]},
             {"date": "20260316", "lines": []}]
            """, book: "V002")
        #expect(vouchers.count == 2)
        let draft = vouchers[0].draft
        #expect(draft.book == "V001" && draft.attachments == 2 && draft.lines.count == 2)
        #expect(draft.lines[0].summary == "租金𠮷" && draft.lines[0].debit.fen == 123_450)
        #expect(draft.lines[1].credit.fen == 123_450 && draft.lines[1].dimensions == "fund=own;nature=rent")
        #expect(
            draft.lines[1].quantityMillionths == 1_500_000 && draft.lines[1].unitPriceTenThousandths == 30_000
        )
        #expect(vouchers[0].line == 1 && vouchers[0].entryLines == [3, 4])
        #expect(vouchers[1].draft.book == "V002" && vouchers[1].line == 6)
    }

    @Test(
        "what could be misread is refused, with its line",
        arguments: [
            ("{\"a\": 1.5}", "json.fraction", 1), ("{\"a\":\n 1e3}", "json.fraction", 2),
            ("[1,]", "json.malformed", 1),
            ("{\"a\": 1, \"a\": 2}", "json.duplicate-key", 1), ("\n\n[1 2]", "json.malformed", 3),
            ("", "json.malformed", 1),
            ("{} {}", "json.malformed", 1), ("[01]", "json.malformed", 1), ("[-]", "json.malformed", 1),
            ("[99999999999999999999]", "json.too-large", 1), ("\"\t\"", "json.malformed", 1),
            ("\"\\x\"", "json.malformed", 1),
            ("\"\\ud800\"", "json.malformed", 1), ("[tru]", "json.malformed", 1),
            ("\"abc", "json.malformed", 1),
            (String(repeating: "[", count: 40), "json.too-deep", 1), ("{\"book\": 7}", "json.wrong-kind", 1),
            ("{\"boook\": \"a\"}", "json.unknown-key", 1), ("{\"book\": \"a\"}", "json.missing-key", 1),
            ("7", "json.wrong-kind", 1),
            ("{\"date\": \"2026-02-30\", \"lines\": []}", "date.invalid", 1),
            (
                "{\"date\": \"2026-02-03\", \"lines\": [{\"account\": \"1\",\n \"debit\": \"1.005\"}]}",
                "money.too-many-decimals", 2
            ),
            (
                "{\"date\": \"2026-02-03\", \"lines\": [{\"account\": \"1\", \"debit\": \"1\", \"debitFen\": 1}]}",
                "json.both-keys", 1
            ),
        ])
    func refuses(_ text: String, _ code: String, _ line: Int) throws {
        let failure = #expect(throws: ImportFailure.self) {
            try read(text, book: code == "json.missing-key" ? nil : "V001")
        }
        #expect(failure?.problem.code == code && failure?.line == line, "\(String(describing: failure))")
    }

    @Test("bytes that are not UTF-8 are refused")
    func notUTF8() {
        let failure = #expect(throws: ImportFailure.self) { try VoucherJSON.read([0x22, 0xFF, 0x22]) }
        #expect(failure?.problem.code == "json.not-utf8")
    }
}
