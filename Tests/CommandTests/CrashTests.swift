import Testing

/// The crash campaign 断电试验 in its shortest form; Scripts/test runs the long one.
@Suite("Crashes")
struct CrashTests {
    @Test("killed while posting and importing, the file holds what was acknowledged and nothing half")
    func short() throws {
        let ended = try Running.run(
            Running.path("Scripts/crash-test"),
            ["--cycles", "12", "--bulk-cycles", "2", "--binary", Running.product, "--poster", Running.poster])
        #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
        #expect(ended.output.contains("crash-test: good"))
    }
}
