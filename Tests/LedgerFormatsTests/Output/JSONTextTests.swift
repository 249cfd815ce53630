import Ledger
import Testing

@testable import LedgerFormats

@Suite("JSON is written in order, two blanks a level")
struct JSONTextTests {
    @Test("objects, arrays, numbers, texts, true, false and null")
    func everything() throws {
        let output = ByteOutput()
        JSONText.object(output) { json in
            json.field("year", 2026)
            json.field("thresholdFen", Money(fen: 120_000_000))
            json.field("village", "荷花池头村 \"东\"\\\n\u{1}\u{2028}")
            json.field("yearClosed", true)
            json.field("asOf", CalendarDate(year: 2026, month: 12, day: 31))
            json.field("period", String?.none)
            json.field("books", ["V001", "V002"])
            json.array("empty") { _ in }
            json.array("villages") { villages in
                villages.object { $0.field("gapFen", 1) }
                villages.object { _ in }
                villages.value(-5)
            }
            json.object("bySource") { $0.field("retained-land", Int64.max) }
        }
        #expect(
            try output.text() == """
                {
                  "year": 2026,
                  "thresholdFen": 120000000,
                  "village": "荷花池头村 \\"东\\"\\\\\\n\\u0001\u{2028}",
                  "yearClosed": true,
                  "asOf": "2026-12-31",
                  "period": null,
                  "books": [
                    "V001",
                    "V002"
                  ],
                  "empty": [],
                  "villages": [
                    {
                      "gapFen": 1
                    },
                    {},
                    -5
                  ],
                  "bySource": {
                    "retained-land": 9223372036854775807
                  }
                }

                """)
    }

    @Test("twenty thousand villages are written in a moment, even unoptimised on a busy machine")
    func manyVillages() throws {
        let output = ByteOutput()
        let clock = ContinuousClock()
        let duration = clock.measure {
            JSONText.object(output) { json in
                json.array("villages") { villages in
                    for number in 0..<20_000 {
                        villages.object { village in
                            village.field("divisionCode", "330106109201")
                            village.field("village", "荷花池头村")
                            village.field("incomeFen", number)
                            village.field("yearClosed", true)
                        }
                    }
                }
            }
        }
        #expect(duration < .seconds(10))
        #expect(try output.text().utf8.count > 2_000_000)
    }
}
