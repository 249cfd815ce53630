import Glibc
import Ledger
import LedgerFormats

/// Tells on a terminal how far something long has come (进度); silent for the first second and everywhere else.
final class Progress {
    private let start: Int
    private var lastShown: Int
    private var isShown = false

    init() {
        start = Self.milliseconds
        lastShown = start
    }

    /// Says how many there are by now, a few times a second.
    func tell(_ count: Int, _ what: @autoclosure () -> String) {
        guard Terminal.showsProgress, count % 256 == 0 else { return }
        let now = Self.milliseconds
        guard now - start > 1000, now - lastShown > 200 else { return }
        lastShown = now
        isShown = true
        Terminal.complain("\r\(count) \(what())")
    }

    /// Wipes what was told.
    func end() {
        if isShown { Terminal.complain("\r\u{1B}[K") }
        isShown = false
    }

    private static var milliseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }
}

/// Vouchers on their way in, counted for the progress (导入进度).
struct ReportingSource: VoucherSource {
    private let source: VoucherCSVReader
    private var count = 0
    let progress = Progress()

    init(_ source: VoucherCSVReader) {
        self.source = source
    }

    var contentDigest: [UInt8] { source.contentDigest }

    mutating func next(into voucher: inout IncomingVoucher) throws -> Bool {
        count += 1
        progress.tell(count, say("张凭证", "vouchers"))
        return try source.next(into: &voucher)
    }
}
