import Foundation
import Testing

/// Printed documents and workbooks, held against CSV by the programs people open them with. The pages lie in
/// `.build/pages` to be looked at.
@Suite("Documents")
struct DocumentTests {
    /// Amounts of some columns of CSV, without those that are zero, as `1,234.50` without sign.
    private func amounts(_ csv: String, _ columns: [Int]) -> [String] {
        csv.split(separator: "\n").dropFirst().flatMap { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            return columns.map { String(fields[$0]).trimmingCharacters(in: ["-"]) }
        }.filter { $0 != "0.00" }.map(Self.grouped)
    }

    private static func grouped(_ yuan: String) -> String {
        let parts = yuan.split(separator: ".")
        var digits = String(parts[0])
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",") + "." + parts[1]
    }

    @Test(
        "a report in PDF holds every figure of its CSV; its header stands on every page, its pages are numbered"
    )
    func trialBalance() throws {
        let ledger = try TestLedgers.newSample()
        let command = [
            "report", "trial-balance", "--book", "V013", "--period", "2026-12", "--ledger", ledger,
        ]
        let pages = try Pages("trial-balance", command)
        try pages.expectSound()
        let texts = try pages.texts()
        let csv = try Running.good(command + ["-O", "csv"])
        let all = texts.joined()
        for amount in amounts(csv, Array(5...10)) { #expect(all.contains(amount)) }
        #expect(texts.count > 1)
        for (place, text) in texts.enumerated() {
            #expect(text.replacing(" ", with: "").contains("第\(place + 1)页共\(texts.count)页"))
            #expect(text.contains("本年累计借方"))
        }
        #expect(texts[0].contains("沙𠮷村股份经济合作社（V013）") && texts[0].contains("2026年12月"))
        #expect(texts[0].contains("单位：元") && (texts.last?.contains("会计主管：") ?? false))
    }

    @Test("an account book carries its sums from page to page")
    func carried() throws {
        let ledger = try TestLedgers.newSample()
        let pages = try Pages(
            "subsidiary-ledger",
            [
                "report", "subsidiary-ledger", "--book", "V004", "--account", "102", "--period", "2026",
                "--ledger", ledger,
            ])
        try pages.expectSound()
        let texts = try pages.texts()
        #expect(texts.count > 2)
        for (before, after) in zip(texts, texts.dropFirst()) {
            let end = before.split(separator: "\n").first { $0.contains("过次页") }
            let start = after.split(separator: "\n").first { $0.contains("承前页") }
            // The same sums and the same balance on both.
            let sums = try #require(end).split(separator: " ").dropFirst()
            #expect(sums == start?.split(separator: " ").dropFirst() && sums.count >= 2)
        }
        let all = texts.joined()
        for word in ["上年结转", "本月合计", "本年累计", "结转下年"] { #expect(all.contains(word)) }
    }

    @Test(
        "every report, statement and list prints",
        arguments: [
            ("general-ledger", "report general-ledger --book V010 --period 2026", "䶮潭村"),
            ("cash-journal", "report cash-journal --book V013 --period 2026-03", "本日合计"),
            ("bank-journal", "report bank-journal --book V002 --period 2026-03", "石㐂村"),
            ("multi-column", "report multi-column --book V004 --account 513 --period 2026", "过次页"),
            ("quantity", "report quantity --book V004 --account 121 --period 2026", "15.5"),
            ("voucher-summary", "report voucher-summary --book V004 --period 2026-06", "凭证汇总表"),
            ("income-expense", "report income-expense --book V004 --period 2026-12", "收支差额"),
            ("auxiliary-balance", "report auxiliary-balance --book V004 --period 2026-06", "小计"),
            ("auxiliary-ledger", "report auxiliary-ledger --book V004 --period 2026", "何䶮"),
            ("claims", "report claims --book V004 --as-of 2026-12-31", "两年无往来"),
            ("balance-sheet", "statement balance-sheet --book V002 --period 2026", "负债和所有者权益总计"),
            ("income-distribution", "statement income-distribution --book V010 --period 2026", "可分配收益"),
            (
                "explained",
                "statement balance-sheet --book V002 --period 2026 --explain receivables --vouchers", "凭证号"
            ),
            ("threshold", "threshold --year 2026", "18,950,234.31"),
            ("income", "income --year 2026", "各村收入来源表"),
            ("trend", "trend --from 2025 --to 2026", "每年须增"),
            ("measure", "measure explain --book V004 --year 2026", "不计入"),
            ("vouchers", "voucher list --book V004 --period 2026-03", "03/记-1"),
            ("accounts", "account list", "银行存款"), ("book", "book show V010", "䶮潭村"),
        ])
    func prints(_ name: String, _ line: String, _ word: String) throws {
        let ledger = try TestLedgers.newSample()
        let command = line.split(separator: " ").map(String.init) + ["--ledger", ledger]
        let pages = try Pages(name, command)
        try pages.expectSound()
        #expect(try pages.texts().joined().contains(word))
        let page = try Running.good(command + ["-O", "html", "--language", "zh"])
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("</html>") && page.contains("<td"))
    }

    /// The workbook a command writes as LibreOffice reads it: text in quotes and numbers bare, between tabs.
    private func openedByLibreOffice(_ command: [String]) throws -> String {
        let folder = try Running.newFolder()
        let book = folder.appending(path: "b.xlsx").path
        try Running.good(command + ["-o", book])
        _ = try Pages.tool(
            "soffice",
            [
                "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
                "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,true,false", "--outdir", folder.path, book,
            ])
        return try String(contentsOf: folder.appending(path: "b.csv"), encoding: .utf8)
    }

    @Test("LibreOffice computes nothing of text that looks like a formula")
    func formulas() throws {
        let ledger = try TestLedgers.newSample()
        let texts = ["=1+1", "+1", "@SUM(A1)", "＝1+1", "=\u{301}1+1", "-1"]
        let lines = texts.map { "{\"summary\":\"\($0)\",\"account\":\"51303\",\"debitFen\":100}" }
        let file = try Running.newFolder().appending(path: "v.json")
        try Data(
            "{\"book\":\"V004\",\"date\":\"2026-12-28\",\"attachments\":1,\"lines\":[\(lines.joined(separator: ","))]}"
                .utf8
        ).write(to: file)
        try Running.good("voucher", "add", "--json", file.path, "--ledger", ledger, "--user", "zhang")
        let opened = try openedByLibreOffice(["voucher", "print", "V004#1", "--ledger", ledger])
        for text in texts {
            let quoted = Data("\"\(text)\"\t".utf8)
            #expect(Data(opened.utf8).range(of: quoted) != nil, "\(text): \(opened)")
        }
    }

    @Test("LibreOffice opens a workbook and finds the figures of the CSV as numbers")
    func libreOffice() throws {
        let ledger = try TestLedgers.newSample()
        let command = [
            "report", "trial-balance", "--book", "V013", "--period", "2026-12", "--ledger", ledger,
        ]
        let opened = try openedByLibreOffice(command)
        let csv = try Running.good(command + ["-O", "csv"]).split(separator: "\n").dropFirst()
        var found = 0
        for line in csv {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let row = try #require(opened.split(separator: "\n").first { $0.hasPrefix("\"\(fields[2])\"\t") })
            let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
            for (cell, field) in zip([3, 4, 5, 6, 7, 9], 5...10) {
                let written = fields[field].trimmingCharacters(in: ["-"])
                if written == "0.00" { continue }
                #expect(Double(cells[cell].replacing(",", with: "")) == Double(written), "\(row)")
                found += 1
            }
        }
        #expect(found > 100)
        #expect(opened.contains("\"科目余额表\"") || opened.contains("\"Trial balance\""))
    }

    @Test("vouchers print two a page or on slips, with capital amounts, signatures and sheets n/m")
    func vouchers() throws {
        let ledger = try TestLedgers.newSample()
        let lines = (1...15).map {
            "{\"summary\":\"第\($0)户，何䶮、石㐂、沙𠮷\",\"account\":\"51303\",\"debitFen\":10000}"
        }
        let last = "{\"summary\":\"付款\",\"account\":\"10201\",\"creditFen\":150000}"
        let file = try Running.newFolder().appending(path: "v.json")
        try Data(
            "{\"book\":\"V004\",\"date\":\"2026-12-28\",\"attachments\":3,\"lines\":[\((lines + [last]).joined(separator: ","))]}"
                .utf8
        ).write(to: file)
        try Running.good("voucher", "add", "--json", file.path, "--ledger", ledger, "--user", "zhang")
        let draft = try Pages(
            "voucher-slip", ["voucher", "print", "V004#1", "--form", "slip", "--ledger", ledger])
        try draft.expectSound()
        let sheets = try draft.texts()
        #expect(sheets.count == 3)
        for (place, sheet) in sheets.enumerated() {
            #expect(sheet.contains("\(place + 1)/3") && sheet.contains("附单据 3 张") && sheet.contains("制单：张禾"))
            for title in ["主管：", "记账：", "审核：", "出纳："] { #expect(sheet.contains(title)) }
            // The total stands on the last sheet alone.
            #expect(sheet.contains("壹仟伍佰元整") == (place == 2))
        }
        let posted = try Pages(
            "voucher-a4", ["voucher", "print", "--book", "V004", "--period", "2026-10", "--ledger", ledger])
        try posted.expectSound()
        let count = try Running.good(
            "voucher", "list", "--book", "V004", "--period", "2026-10", "-O", "csv", "--ledger", ledger
        ).split(separator: "\n").filter { $0.hasPrefix("V004/") }.count
        #expect(try posted.texts().count == (count + 1) / 2)
        let text = try posted.texts().joined()
        // A red voucher of 300 yuan: the amount keeps its sign, also in words.
        #expect(text.contains("-300.00") && text.contains("负叁佰元整") && text.contains("记字第 3 号"))
        #expect(text.contains("审核：李岚"))
    }

    /// With a bank statement read in, its reconciliation is in the pack; of an account without one the cover says so.
    private func reconciled() throws {
        let workspace = try Workspace(ledger: false)
        for line in [
            "init --divisions divisions.csv --books books.csv --users users.csv",
            "import opening opening.csv",
            "import vouchers bank-vouchers.csv --reviewer li --post",
            "bank-account add 基本户 --book A01 --bank 栖禾农商行 --number 6210000000001234 --account 10201 --opened 2026-01-01",
            "bank-mapping set --bank 栖禾农商行 --mapping bank-mapping.csv",
        ] { try act(line, workspace) }
        func pack() throws -> [String] {
            let ledger = workspace.folder.appending(path: "L.sqlite").path
            let pack = try Pages(
                "pack-with-bank",
                ["report", "pack", "--book", "A01", "--period", "2026-03", "--ledger", ledger])
            try pack.expectSound()
            return try pack.texts()
        }
        let before = try pack()
        #expect(before[0].contains("基本户") && !before.joined().contains("银行存款余额调节表"))
        try act("import bank-statement bank-march.csv --account 基本户 --period 2026-03", workspace)
        let after = try pack()
        #expect(after[0].contains("银行存款余额调节表"))
        #expect(after.contains { $0.contains("调节后余额（银行）") && $0.contains("调节后余额（企业）") })
    }

    private func act(_ line: String, _ workspace: Workspace) throws {
        let outcome = try Shell.run(
            "village-ledger \(line)", in: workspace.folder, environment: ["VILLAGE_LEDGER_USER": "zhang"])
        try #require(outcome.status == 0, "\(line): \(outcome.stderr)")
    }

    @Test("the pack of a township has a cover for each book; vouchers are bound under theirs")
    func covers() throws {
        let ledger = try TestLedgers.newSample()
        let pack = try Pages(
            "pack",
            ["report", "pack", "--township", "990101101000", "--period", "2026-03", "--ledger", ledger])
        try pack.expectSound()
        let covers = try pack.texts().filter { $0.contains("序号") && $0.contains("监事会：") }
        #expect(covers.count == 5)
        #expect(covers.contains { $0.contains("石㐂村股份经济合作社（V002）") && $0.contains("收支明细表") })
        try reconciled()
        let cover = try Pages(
            "voucher-cover",
            ["voucher", "cover", "--book", "V013", "--period", "2026-03", "--ledger", ledger])
        try cover.expectSound()
        let text = try cover.texts().joined()
        let last = try Running.good(
            "voucher", "list", "--book", "V013", "--period", "2026-03", "-O", "csv", "--ledger", ledger
        ).split(separator: "\n").filter { $0.hasPrefix("V013/") }.count
        #expect(text.contains("沙𠮷村") && text.contains("装订") && text.contains(" \(last) "))
    }
}

/// What is said when a page can't be made.
@Suite("Printing that fails")
struct PrintingFailureTests {
    private func print(
        _ environment: [String: String], _ line: String = "report trial-balance --book A01 --period 2026-01"
    )
        throws -> (outcome: Outcome, workspace: Workspace)
    {
        let workspace = try Workspace(ledger: true)
        let home = ProcessInfo.processInfo.environment["HOME"] ?? "/root"
        let outcome = try Shell.run(
            "village-ledger \(line) -o out.pdf", in: workspace.folder,
            environment: ["HOME": home, "LC_ALL": "C.UTF-8"].merging(environment) { $1 })
        #expect(!FileManager.default.fileExists(atPath: workspace.folder.appending(path: "out.pdf").path))
        #expect(
            !outcome.stderr.contains("/tmp") && !outcome.stderr.contains("Traceback"), "\(outcome.stderr)")
        return (outcome, workspace)
    }

    @Test("an engine that is missing ends with 69 and says what to install")
    func engine() throws {
        let outcome = try print(["VILLAGE_LEDGER_TYPST": "nowhere"]).outcome
        #expect(outcome.status == 69 && outcome.stderr.contains("document.engine-missing"))
        #expect(outcome.stderr.contains("Scripts/install pdf"))
        // A Python without the module is none either.
        let bare = try print(["HOME": "/nonexistent", "XDG_DATA_HOME": "/nonexistent"]).outcome
        if Running.find("typst") == nil { #expect([0, 69].contains(bare.status)) }
    }

    @Test("a font that is missing, and a form that can't be followed")
    func forms() throws {
        let forms = try Running.newFolder()
        func write(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: forms.appending(path: name))
        }
        let style = try Running.good("form", "text", "style")
        try write("style.typ", style.replacing("Noto Serif CJK SC", with: "Schrift die es nicht gibt"))
        let font = try print(["VILLAGE_LEDGER_FORMS": forms.path]).outcome
        #expect(font.status == 69 && font.stderr.contains("document.font-missing"), "\(font.stderr)")
        #expect(font.stderr.contains("fonts-noto-cjk"))
        try write("style.typ", style + "\n#let x = undefined-name\n")
        let broken = try print(["VILLAGE_LEDGER_FORMS": forms.path]).outcome
        #expect(broken.status == 65 && broken.stderr.contains("document.form-broken"), "\(broken.stderr)")
        #expect(broken.stderr.contains("style.typ:"))
        let missing = try print(["VILLAGE_LEDGER_FORMS": "no-such-folder"]).outcome
        #expect(missing.status == 66 && missing.stderr.contains("no-such-folder"))
    }

    @Test("a character no font has is named, never printed as a box")
    func glyph() throws {
        let workspace = try Workspace(ledger: true)
        let home = ProcessInfo.processInfo.environment["HOME"] ?? "/root"
        // U+10FFFD is for private use, and no font of a distribution has it.
        let outcome = try Shell.run(
            "village-ledger counterparty add P9 --book A01 --name '甲\u{10FFFD}' --user zhang && village-ledger counterparty list --book A01 -o out.pdf",
            in: workspace.folder, environment: ["HOME": home, "LC_ALL": "C.UTF-8"])
        #expect(
            outcome.status == 69 && outcome.stderr.contains("document.glyph-missing"), "\(outcome.stderr)")
        #expect(outcome.stderr.contains("U+10FFFD"))
    }

    @Test("no temporary file stays behind, whether it goes well or not")
    func temporary() throws {
        let folder = try Running.newFolder()
        _ = try print(["VILLAGE_LEDGER_FORMS": "no-such-folder", "TMPDIR": folder.path])
        _ = try print(["VILLAGE_LEDGER_TYPST": "/bin/false", "TMPDIR": folder.path])
        let workspace = try Workspace(ledger: true)
        let home = ProcessInfo.processInfo.environment["HOME"] ?? "/root"
        for name in ["a.pdf", "a.xlsx"] {
            let outcome = try Shell.run(
                "village-ledger report trial-balance --book A01 --period 2026-01 -o \(name)",
                in: workspace.folder,
                environment: ["HOME": home, "TMPDIR": folder.path])
            #expect(outcome.status == 0, "\(outcome.stderr)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
}
