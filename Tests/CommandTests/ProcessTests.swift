import Foundation
import Glibc
import Testing

/// Several processes, dead ones, and disks that refuse 多进程与磁盘: the built programs, run as processes.
@Suite("Processes")
struct ProcessTests {
    // MARK: One writer at a time

    @Test(
        "while one process writes, another is turned away with the holder's name and pid, and readers go on")
    func secondWriter() throws {
        let ledger = try TestLedgers.newSmall()
        let file = try vouchers(2)
        let holder = try Posting(ledger)
        try holder.waitForAcknowledged(5)
        try holder.stop()
        let acknowledged = try holder.acknowledged
        let stopped = try FileState(ledger)
        #expect(stopped.log.count > 4096)

        for arguments in [
            ["import", "vouchers", file, "--user", "zhang"],
            ["import", "vouchers", file, "--user", "zhang", "--reviewer", "li", "--post"],
        ] {
            let second = try Running.run(Running.product, arguments + ["--ledger", ledger])
            #expect(second.status == 75)
            #expect(second.errors.contains("error file.locked"))
            #expect(second.errors.contains("zhang"))
            #expect(second.errors.contains("pid \(holder.process.processIdentifier)"))
        }
        try readersSee(acknowledged, in: ledger)
        #expect(try FileState(ledger) == stopped, "readers changed the file or its log")

        // Dead, it holds nothing; its log is whole after readers came and went, and the next writer goes on from it.
        holder.killNow()
        try readersSee(acknowledged, in: ledger)
        #expect(try FileState(ledger) == stopped, "a reader that closed last changed the file or its log")
        try Running.good("verify", "--ledger", ledger)
        #expect(try FileState(ledger) == stopped, "verify changed the file or its log")

        try Running.good(
            "import", "vouchers", file, "--user", "zhang", "--reviewer", "li", "--post", "--ledger", ledger)
        try readersSee(acknowledged, in: ledger)
        try Running.good("verify", "--ledger", ledger)
    }

    @Test("a poster killed at work goes on where it was, and nothing acknowledged is lost")
    func killedAndStartedAgain() throws {
        let ledger = try TestLedgers.newSmall()
        var names: [String] = []
        for _ in 1...3 {
            let poster = try Posting(ledger, from: names.count + 1)
            try poster.waitForAcknowledged(4)
            poster.killNow()
            names += try poster.acknowledged
        }
        #expect(Set(names).count == names.count)
        try readersSee(names, in: ledger)
        try Running.good("verify", "--ledger", ledger)
    }

    // MARK: Folders that can't be written

    @Test("a ledger in a folder that can't be written, without a log, can be read and refuses to be written")
    func readOnlyFolder() throws {
        let ledger = try TestLedgers.newSmall()
        let folder = URL(filePath: ledger).deletingLastPathComponent().path
        try Running.good(
            "import", "vouchers", vouchers(3), "--user", "zhang", "--reviewer", "li", "--post", "--ledger",
            ledger)
        for suffix in ["-wal", "-shm", ".lock"] { unlink(ledger + suffix) }
        defer { chmod(folder, 0o755) }
        chmod(ledger, 0o444)
        chmod(folder, 0o555)
        try requireRefusal(to: folder)

        let list = try withoutPrivileges(["voucher", "list", "-O", "json", "--ledger", ledger])
        #expect(list.status == 0, "\(list.errors)")
        #expect(list.output.contains("C1/2026-03/记-3"))
        #expect(try withoutPrivileges(["threshold", "--year", "2026", "--ledger", ledger]).status == 0)
        #expect(try withoutPrivileges(["verify", "--ledger", ledger]).status == 0)

        let written = try withoutPrivileges([
            "import", "vouchers", vouchers(1), "--user", "zhang", "--ledger", ledger,
        ])
        #expect(written.status == 74)
        #expect(written.errors.contains("error file.read-only"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["L.sqlite"])
    }

    @Test(
        "a ledger whose dead writer left a log can't be read where nothing can be written, and says what to do"
    )
    func readOnlyFolderWithLog() throws {
        let ledger = try TestLedgers.newSmall()
        let folder = URL(filePath: ledger).deletingLastPathComponent().path
        let writer = try Posting(ledger)
        try writer.waitForAcknowledged(6)
        writer.killNow()
        let whole = try FileState(ledger)
        #expect(whole.log.count > 4096)
        defer { chmod(folder, 0o755) }

        // With the index of the log beside it, everything acknowledged is read; never an older state.
        chmod(folder, 0o555)
        try requireRefusal(to: folder)
        let list = try withoutPrivileges(["voucher", "list", "-O", "json", "--ledger", ledger])
        if list.status == 0 {
            for name in try writer.acknowledged { #expect(list.output.contains(name)) }
        } else {
            #expect(list.status == 74, "\(list.errors)")
        }

        chmod(folder, 0o755)
        unlink(ledger + "-shm")
        chmod(folder, 0o555)
        let refused = try withoutPrivileges(["voucher", "list", "-O", "json", "--ledger", ledger])
        #expect(refused.status == 74)
        #expect(refused.output.isEmpty)
        #expect(refused.errors.contains("error file.log-unreadable"))
        #expect(refused.errors.contains("Copy the whole folder"))
        #expect(try FileState(ledger) == whole)

        // What the message advises works.
        let copy = try Running.newFolder().appending(path: "L.sqlite").path
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: ledger + suffix, toPath: copy + suffix)
        }
        try readersSee(writer.acknowledged, in: copy)

        // An empty log holds nothing and is in nobody's way.
        chmod(folder, 0o755)
        try Running.good("import", "vouchers", vouchers(1), "--user", "zhang", "--ledger", ledger)
        for suffix in ["-wal", "-shm"] { unlink(ledger + suffix) }
        try Data().write(to: URL(filePath: ledger + "-wal"))
        chmod(folder, 0o555)
        #expect(try withoutPrivileges(["voucher", "list", "--ledger", ledger]).status == 0)
    }

    // MARK: Disks that are full

    @Test("a disk that takes no more bytes: 74, nothing is written, and the ledger is as it was")
    func limitedFileSize() throws {
        let ledger = try TestLedgers.newSmall()
        let before = try contents(ledger)
        let file = try vouchers(8000)
        let limit = "trap '' XFSZ; ulimit -f 800; exec \"$@\""
        for post in [[], ["--reviewer", "li", "--post"]] {
            let ended = try Running.run(
                "/bin/bash",
                [
                    "-c", limit, "limited", Running.product, "import", "vouchers", file, "--user", "zhang",
                    "--ledger", ledger,
                ]
                    + post)
            #expect(ended.status == 74, "\(ended.output)\(ended.errors)")
            #expect(ended.errors.contains("error file."))
            #expect(try contents(ledger) == before)
            try Running.good("verify", "--ledger", ledger)
        }
        try Running.good(
            "import", "vouchers", file, "--user", "zhang", "--reviewer", "li", "--post", "--ledger", ledger)
        try Running.good("verify", "--ledger", ledger)
    }

    @Test(
        "a full disk: 74, nothing is written, and the ledger is as it was",
        .enabled(if: SmallDisk.isPossible, "mounting a small disk needs unshare and its rights"))
    func fullDisk() throws {
        let ledger = try TestLedgers.newSmall()
        let before = try contents(ledger)
        let file = try vouchers(8000)
        let out = try Running.newFolder().path
        let ended = try SmallDisk.run(
            """
            cp "$LEDGER" L.sqlite
            for post in "" "--reviewer li --post"; do
                "$PRODUCT" import vouchers "$FILE" --user zhang $post --ledger L.sqlite; echo "import $?"
            done
            # Not one byte more, so that not even a log can begin.
            dd if=/dev/zero of=fill bs=4096 2>/dev/null
            "$PRODUCT" import vouchers "$FILE" --user zhang --ledger L.sqlite; echo "filled $?"
            rm fill
            "$PRODUCT" verify --ledger L.sqlite >/dev/null; echo "verify $?"
            cp L.sqlite* "$OUT"
            """, variables: ["LEDGER": ledger, "FILE": file, "OUT": out])
        #expect(ended.output == "import 74\nimport 74\nfilled 74\nverify 0\n", "\(ended.errors)")
        #expect(
            ended.errors.split(separator: "\n").allSatisfy { $0.contains("error file.disk-full") },
            "\(ended.errors)")
        #expect(try contents("\(out)/L.sqlite") == before)
    }

    // MARK: Files that are no ledgers

    @Test("a ledger of a newer version, other databases, texts and empty files are refused, read or written")
    func strangers() throws {
        let ledger = try TestLedgers.newSmall()
        let folder = try Running.newFolder()
        let original = try Data(contentsOf: URL(filePath: ledger))
        let header = { (offset: Int, value: UInt32) in
            var bytes = original
            for place in 0..<4 {
                bytes[offset + place] = UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32(place)))
            }
            return bytes
        }
        let strangers: [(name: String, bytes: Data, code: String)] = [
            ("newer.sqlite", header(60, 99), "file.newer-version"),
            ("other.sqlite", header(68, 0), "file.not-a-ledger"),
            ("short.sqlite", original.prefix(700), "file.not-a-ledger"),
            ("text.txt", Data(repeating: 0x61, count: 9000), "file.not-a-ledger"),
            ("empty", Data(), "file.not-a-ledger"),
        ]
        for stranger in strangers {
            let path = folder.appending(path: stranger.name).path
            try stranger.bytes.write(to: URL(filePath: path))
            for arguments in [
                ["threshold", "--year", "2026"], ["import", "vouchers", try vouchers(1), "--user", "zhang"],
            ] {
                let ended = try Running.run(Running.product, arguments + ["--ledger", path])
                #expect(ended.status == 65, "\(stranger.name) \(arguments[0]): \(ended.errors)")
                #expect(ended.errors.contains("error \(stranger.code)"), "\(stranger.name): \(ended.errors)")
            }
            #expect(
                try Data(contentsOf: URL(filePath: path)) == stranger.bytes, "\(stranger.name) was changed")
        }
    }

    @Test("a missing ledger is 66 and is not made; init never writes over a file")
    func missingAndExisting() throws {
        let path = try Running.newFolder().appending(path: "L.sqlite").path
        #expect(try Running.ledger("threshold", "--year", "2026", "--ledger", path).status == 66)
        #expect(
            try Running.ledger("import", "vouchers", vouchers(1), "--user", "zhang", "--ledger", path).status
                == 66)
        #expect(
            try FileManager.default.contentsOfDirectory(
                atPath: URL(filePath: path).deletingLastPathComponent().path) == [])

        let ledger = try TestLedgers.newSmall()
        let before = try FileState(ledger)
        let again = try Running.ledger("init", "--ledger", ledger)
        #expect(again.status == 73)
        #expect(again.errors.contains("error file.exists"))
        #expect(try FileState(ledger) == before)
    }

    // MARK: Helpers

    /// The ledger file and its log, byte for byte.
    private struct FileState: Equatable {
        let file: Data
        let log: Data

        init(_ ledger: String) throws {
            file = try Data(contentsOf: URL(filePath: ledger))
            log = FileManager.default.contents(atPath: ledger + "-wal") ?? Data()
        }
    }

    private func readersSee(_ names: [String], in ledger: String) throws {
        try Running.good("threshold", "--year", "2026", "--ledger", ledger)
        let list = try Running.good("voucher", "list", "-O", "json", "--ledger", ledger)
        for name in names { #expect(list.contains("\"\(name)\""), "\(name) is not in the list") }
    }

    /// Everything the ledger says of itself.
    private func contents(_ ledger: String) throws -> String {
        try Running.good("verify", "-O", "json", "--ledger", ledger)
            + Running.good("voucher", "list", "-O", "json", "--ledger", ledger)
            + Running.good("voucher", "list", "--drafts", "-O", "json", "--ledger", ledger)
    }

    private func vouchers(_ count: Int) throws -> String {
        let path = try Running.newFolder().appending(path: "vouchers.csv")
        var text = "book,date,voucher,summary,account,debit,credit,attachments\n"
        for number in 1...count {
            text += "C1,2026-03-15,\(number),购买第\(number)批办公用品,51302,10.00,,1\n"
            text += "C1,2026-03-15,\(number),购买第\(number)批办公用品,10201,,10.00,1\n"
        }
        try Data(text.utf8).write(to: path)
        return path.path
    }

    /// The product without root's right to ignore permissions; tests in containers often run as root.
    private func withoutPrivileges(_ arguments: [String]) throws -> Ended {
        guard geteuid() == 0 else { return try Running.run(Running.product, arguments) }
        return try Running.run(
            #require(Running.find("setpriv")),
            ["--inh-caps=-all", "--bounding-set=-all", Running.product] + arguments)
    }

    /// Makes sure that the folder really refuses, so that a test on it means something.
    private func requireRefusal(to folder: String) throws {
        let touch = ["/bin/sh", "-c", "touch '\(folder)/x'"]
        let program = geteuid() == 0 ? try #require(Running.find("setpriv")) : touch[0]
        let arguments =
            geteuid() == 0 ? ["--inh-caps=-all", "--bounding-set=-all"] + touch : Array(touch.dropFirst())
        try #require(Running.run(program, arguments).status != 0, "the folder can be written all the same")
    }
}

/// A disk of 1.5 MB in memory (小磁盘), mounted where only one process and its children see it.
private enum SmallDisk {
    private static let unshare = geteuid() == 0 ? ["-m"] : ["-Urm"]

    static let isPossible: Bool = (try? run("true", variables: [:]).status) == 0

    static func run(_ script: String, variables: [String: String]) throws -> Ended {
        let folder = try Running.newFolder().path
        let lines = variables.merging(["PRODUCT": Running.product]) { first, _ in first }.map {
            "export \($0)='\($1)'"
        }
        return try Running.run(
            Running.find("unshare") ?? "/usr/bin/unshare",
            unshare + [
                "/bin/sh", "-ec",
                (lines + [
                    "mount -t tmpfs -o size=1500k tmpfs '\(folder)'", "cd '\(folder)'", "set +e", script,
                ])
                .joined(separator: "\n"),
            ])
    }
}
