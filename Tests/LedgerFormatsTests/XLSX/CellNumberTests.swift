import Testing

@testable import LedgerFormats

@Suite("numbers of cells are read from their digits")
struct CellNumberTests {
    private func settled(_ text: String) -> String? {
        guard let number = CellNumber(Array(text.utf8)) else { return nil }
        var bytes: [UInt8] = []
        number.settled().write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "what is written is what is meant",
        arguments: [
            ("0", "0"), ("-0", "0"), ("1", "1"), ("007", "7"), ("1200000", "1200000"), ("1.2E6", "1200000"),
            ("1.2e+6", "1200000"),
            ("-1234.50", "-1234.5"), ("0.01", "0.01"), (".5", "0.5"), ("1E-2", "0.01"), ("1.5E-3", "0.0015"),
            ("100.005", "100.005"),
            ("1234567.000001", "1234567.000001"), ("1E+15", "1000000000000000"),
        ])
    func plain(_ written: String, _ meant: String) {
        #expect(settled(written) == meant)
    }

    @Test(
        "traces of binary arithmetic go",
        arguments: [
            ("1234.5600000000001", "1234.56"), ("0.30000000000000004", "0.3"),
            ("1234.5599999999999", "1234.56"),
            ("9999999999.9899998", "9999999999.99"), ("0.99999999999999989", "1"),
            ("99.999999999999986", "100"),
            ("-24000.000000000004", "-24000"), ("1.1000000000000001", "1.1"),
            ("4.0000000000000002E-2", "0.04"),
            ("5.5511151231257827E-17", "0"), ("-7.2759576141834259E-12", "0"),
            ("0.33333300000000001", "0.333333"),
        ])
    func artefacts(_ written: String, _ meant: String) {
        #expect(settled(written) == meant)
    }

    @Test(
        "what is not within a thousand-millionth stays",
        arguments: [
            "0.33333333333333331", "10000000.0050001", "100.0050001", "1234.56001234", "0.0000001",
            "12.3400001",
        ])
    func kept(_ written: String) {
        #expect(settled(written) == written)
    }

    @Test(
        "what is no number",
        arguments: [
            "", "-", ".", "E5", "1E", "1E+", "NaN", "INF", "1,000", "0x10", "1.2.3", "--1", "1e123456", "１",
        ])
    func none(_ text: String) {
        #expect(settled(text) == nil)
    }

    @Test("days of both systems, and the day that never was")
    func days() {
        let old = SerialDate()
        let mac = SerialDate(is1904: true)
        #expect(old.date(0) == nil)
        #expect(old.date(1)?.description == "1900-01-01")
        #expect(old.date(59)?.description == "1900-02-28")
        #expect(old.date(60) == nil)
        #expect(old.date(61)?.description == "1900-03-01")
        #expect(old.date(46083)?.description == "2026-03-02")
        #expect(mac.date(0)?.description == "1904-01-01")
        #expect(mac.date(44621)?.description == "2026-03-02")
        #expect(old.date(2_958_465)?.description == "9999-12-31")
        #expect(old.date(2_958_466) == nil)
    }

    @Test("times of day")
    func times() {
        func text(_ number: String, _ format: NumberFormat) -> String? {
            CellNumber(Array(number.utf8)).flatMap { SerialDate().text($0, format) }
        }
        #expect(text("46083.5", .dateAndTime) == "2026-03-02 12:00:00")
        #expect(text("46083", .dateAndTime) == "2026-03-02")
        #expect(text("46083.5", .date) == "2026-03-02")
        // 10:22:00 as a spreadsheet writes it.
        #expect(text("46083.43194444445", .dateAndTime) == "2026-03-02 10:22:00")
        #expect(text("46083.999999999", .dateAndTime) == "2026-03-03")
        #expect(text("0.75", .time) == "18:00:00")
        #expect(text("-1", .date) == nil)
        #expect(text("1E9", .date) == nil)
    }

    @Test(
        "which formats are days",
        arguments: [
            ("yyyy/m/d", NumberFormat.date), ("yyyy&quot;", .date), ("General", .plain),
            ("#,##0.00_);[Red](#,##0.00)", .plain),
            ("yyyy\"年\"m\"月\"d\"日\";@", .date), ("[$-804]yyyy\\-mm\\-dd hh:mm", .dateAndTime),
            ("[h]:mm", .time),
            ("0.00E+00", .plain), ("@", .plain), ("\"d\"0", .plain), ("0.0\\d", .plain), ("mmm", .date),
            ("h:mm AM/PM", .time),
            ("[Yellow]0", .plain), ("0_d", .plain), ("¥#,##0", .plain), ("", .plain), ("\"", .plain),
            ("[", .plain), ("\\", .plain),
        ])
    func formats(_ code: String, _ format: NumberFormat) {
        #expect(NumberFormat(code: code) == format)
    }

    @Test("built-in formats")
    func builtIn() {
        #expect([0, 1, 2, 4, 9, 10, 37, 40, 44, 49].allSatisfy { NumberFormat(builtIn: $0) == .plain })
        #expect([14, 15, 17, 27, 31, 50, 58].allSatisfy { NumberFormat(builtIn: $0) == .date })
        #expect([18, 21, 32, 45, 46, 47].allSatisfy { NumberFormat(builtIn: $0) == .time })
        #expect(NumberFormat(builtIn: 22) == .dateAndTime)
    }
}

extension CellNumber {
    fileprivate init?(_ bytes: [UInt8]) {
        guard let number = bytes.withUnsafeBufferPointer({ CellNumber($0) }) else { return nil }
        self = number
    }
}
