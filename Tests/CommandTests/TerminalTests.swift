import Foundation
import Testing

@Suite("On a terminal")
struct TerminalTests {
    @Test("colour on a terminal, none with NO_COLOR, none in a pipe")
    func colour() throws {
        let workspace = try Workspace(ledger: true)
        #expect(try onTerminal("village-ledger threshold --year 2026", workspace).contains("\u{1B}[31m"))
        let plain = try onTerminal("NO_COLOR=1 village-ledger threshold --year 2026", workspace)
        #expect(!plain.contains("\u{1B}[") && plain.contains("石桥村"))
        let piped = try Shell.run("village-ledger threshold --year 2026", in: workspace.folder)
        #expect(!piped.stdout.contains("\u{1B}["))
    }

    @Test("a terminal is sent no workbook and no PDF", arguments: ["xlsx", "pdf"])
    func binary(_ format: String) throws {
        let workspace = try Workspace(ledger: true)
        for line in [
            "source list -O \(format)", "source list -O \(format) -o -", "voucher print A01/2026-01/记-1",
        ] {
            let shown = try onTerminal("village-ledger \(line) 2>&1", workspace, status: 64)
            #expect(shown.contains("usage.binary-to-terminal"), "\(line): \(shown)")
        }
        let page = try onTerminal("village-ledger source list -O html", workspace)
        #expect(page.contains("</html>"))
    }

    /// What a line prints with a terminal of 120 columns as its standard output.
    private func onTerminal(_ line: String, _ workspace: Workspace, status: Int32 = 0) throws -> String {
        // The requests of /dev/ptmx: unlock the other end, and tell its number.
        let (unlock, tellNumber) = (UInt(0x4004_5431), UInt(0x8004_5430))
        let primary = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (locked, number): (Int32, UInt32) = (0, 0)
        #expect(
            primary >= 0 && ioctl(primary, unlock, &locked) == 0 && ioctl(primary, tellNumber, &number) == 0)
        defer { close(primary) }
        var size = winsize(ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(primary, UInt(TIOCSWINSZ), &size)
        // Kept open, so that nothing is lost when the program ends.
        let name = "/dev/pts/\(number)"
        let secondary = open(name, O_RDWR | O_NOCTTY)
        defer { close(secondary) }
        let outcome = try Shell.run(
            "{ \(line); } > \(name)", in: workspace.folder, environment: ["TERM": "xterm"])
        #expect(outcome.status == status)
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        _ = fcntl(primary, F_SETFL, O_NONBLOCK)
        while case let count = read(primary, &buffer, buffer.count), count > 0 { text += buffer[..<count] }
        return String(decoding: text, as: UTF8.self)
    }
}
