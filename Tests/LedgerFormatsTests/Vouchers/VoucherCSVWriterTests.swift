import Ledger
import Testing

@testable import LedgerFormats

@Suite("vouchers that are written as CSV read the same again")
struct VoucherCSVWriterTests {
    @Test("headers and rows by hand")
    func byHand() throws {
        var row = VoucherCSVRow(date: CalendarDate(validNumber: 2026_03_05))
        row.book = "V001"
        row.voucher = "记-1"
        row.summary = "收\"租金\", 二季度"
        row.account = "101"
        row.debit = Money(fen: 123_450)
        row.quantityMillionths = -1_500_000
        row.unitPriceTenThousandths = 30_000
        row.attachments = 2
        let output = ByteOutput()
        VoucherCSVWriter(output).write(row)
        #expect(
            try output.text() == """
                book,date,voucher,summary,account,debit,credit,kind,voucher_type,source,counterparty,contract,\
                attachments,dimensions,reverses,corrects,attachment_reason,origin_year,receipt,quantity,unit_price,due_date,original_name
                V001,2026-03-05,记-1,"收""租金"", 二季度",101,1234.50,0.00,,,,,,2,,,,,,,-1.5,3,,

                """)
        let chinese = ByteOutput()
        VoucherCSVWriter(chinese, columns: [.date, .debit, .summary], language: .chinese).write(row)
        #expect(try chinese.text() == "日期,借方金额,摘要\n2026-03-05,1234.50,\"收\"\"租金\"\", 二季度\"\n")
    }

    @Test("random vouchers come back with every field, in both encodings", arguments: TextEncoding.allCases)
    func roundTrip(encoding: TextEncoding) throws {
        var numbers = SeededNumbers.fresh("roundTrip \(encoding)")
        let alphabet = Array("a9,\";=:'记账𠮷㐂䶮e".unicodeScalars)
        func text(_ limit: Int = 8) -> String {
            String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...limit, using: &numbers)).compactMap { _ in
                        alphabet.randomElement(using: &numbers)
                    }))
        }
        var rows: [VoucherCSVRow] = []
        for number in 0..<300 {
            var row = VoucherCSVRow(date: CalendarDate(validNumber: 2026_01_01 + Int32(number / 30)))
            row.book = "V1"
            row.voucher = "\(number)-" + text()
            row.summary = text(30) + (Bool.random(using: &numbers) ? "\n " : "")
            row.account = "1" + text()
            let amount = Money(fen: Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &numbers))
            let isDebit = Bool.random(using: &numbers)
            row.debit = isDebit ? amount : .zero
            row.credit = isDebit ? .zero : amount
            if amount == .zero { row.debit = Money(fen: 1) }
            row.source = text()
            row.counterparty = text()
            row.contract = text()
            row.dimensions = text()
            row.receipt = text()
            row.reverses = text()
            row.attachmentReason = text()
            row.attachments = Int.random(in: 0...9999, using: &numbers)
            row.quantityMillionths = Int64.random(in: -10_000_000_000...10_000_000_000, using: &numbers)
            row.unitPriceTenThousandths = Int64.random(in: 0...10_000_000_000, using: &numbers)
            row.dueDate = row.date
            row.originalName = text()
            rows.append(row)
        }
        let output = try ByteOutput(encoding: encoding)
        let writer = VoucherCSVWriter(output)
        for row in rows { writer.write(row) }
        let input = try InputText(bytes: output.bytes())
        #expect(input.encoding == encoding)
        let all = try vouchers(VoucherCSVReader(input))
        #expect(all.count == rows.count)
        for (voucher, row) in zip(all, rows) {
            #expect(voucher.problems.isEmpty)
            #expect(back(voucher) == row)
        }
    }

    /// The row a voucher of one line was written from.
    private func back(_ voucher: IncomingVoucher) -> VoucherCSVRow? {
        guard let date = voucher.date, let line = voucher.lines.first else { return nil }
        func text(_ range: TextRange) -> String { voucher.string(range) ?? "" }
        var row = VoucherCSVRow(date: date)
        row.book = text(voucher.book)
        row.voucher = text(voucher.exportedNumber)
        row.originalName = text(voucher.name)
        row.summary = text(line.summary)
        row.account = text(line.account)
        row.debit = line.debit
        row.credit = line.credit
        row.source = text(line.source)
        row.counterparty = text(line.counterparty)
        row.contract = text(line.contract)
        row.dimensions = text(line.dimensions)
        row.receipt = text(line.receipt)
        row.reverses = text(voucher.reverses)
        row.attachmentReason = text(voucher.attachmentReason)
        row.attachments = voucher.attachments
        row.quantityMillionths = line.quantityMillionths
        row.unitPriceTenThousandths = line.unitPriceTenThousandths
        row.dueDate = line.dueDate
        return row
    }
}
