import Ledger
import Testing

@testable import LedgerStore

@Suite("settings: who decided what for whom")
struct SettingTests {
    private func value(_ ledger: LedgerFile, _ book: String) throws -> SettingValue? {
        try ledger.settings(book: book).first { $0.setting == .reserveFloor }
    }

    @Test("the nearest decision counts: book, village, township, whole ledger, then the default")
    func nearest() throws {
        let ledger = try Hamlet.inMemory()
        #expect(try value(ledger, "H002") == SettingValue(standard: .reserveFloor))
        for (scope, percent) in [
            ("", "31"), ("990101101000", "32"), ("990101101202", "33"), ("H002", "34.5"),
        ] {
            try ledger.set(.reserveFloor, to: percent, scope: scope, source: "会议 \(percent)", by: "zhang")
            let found = try value(ledger, "H002")
            #expect(found?.scope == scope)
            #expect(found?.source == "会议 \(percent)")
        }
        #expect(try value(ledger, "H002")?.rate == 3450)
        #expect(try value(ledger, "H001")?.rate == 3200)
        try ledger.unset(.reserveFloor, scope: "H002", by: "zhang")
        #expect(try value(ledger, "H002")?.rate == 3300)
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test(
        "what a setting does not take is refused",
        arguments: [
            (Setting.reserveFloor, "100.01", "", "文件", "setting.invalid"),
            (.reserveFloor, "-1", "", "文件", "setting.invalid"),
            (.reserveFloor, "三成", "", "文件", "setting.invalid"),
            (.reserveAfterLosses, "maybe", "", "文件", "setting.invalid"),
            (.reserveFloor, "30", "", "", "setting.source-missing"),
            (.reserveFloor, "30", "990101101299", "文件", "setting.scope-unknown"),
        ])
    func refused(_ setting: Setting, _ value: String, _ scope: String, _ source: String, _ code: String)
        throws
    {
        let ledger = try Hamlet.inMemory()
        #expect(
            refusal { try ledger.set(setting, to: value, scope: scope, source: source, by: "zhang") } == [
                code
            ])
        #expect(refusal { try ledger.unset(setting, by: "zhang") } == ["setting.not-set"])
    }

    @Test("nobody but an administrator decides")
    func administrator() throws {
        let ledger = try Hamlet.inMemory()
        #expect(
            refusal { try ledger.set(.reserveFloor, to: "1", source: "文件", by: "li") } == [
                "user.role-missing"
            ])
    }
}
