// swift-tools-version: 6.1
import PackageDescription

// The arrows of the house point downward, and only the ones written here compile:
//
//   village-ledger ──► LedgerFormats ──► Ledger, LedgerCrypto
//         └──────────► LedgerStore ────► Ledger, LedgerCrypto, LedgerSchema, GRDB
//
// Ledger is the pure domain and depends on nothing at all.
let package = Package(
    name: "village-ledger",
    products: [
        .library(name: "Ledger", targets: ["Ledger"]),
        .library(name: "LedgerStore", targets: ["LedgerStore"]),
        .library(name: "LedgerFormats", targets: ["LedgerFormats"]),
        .executable(name: "village-ledger", targets: ["village-ledger"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLedgerSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .target(name: "Ledger", exclude: ["Ledger.docc"]),
        .target(name: "LedgerCrypto", dependencies: ["COpenSSL"]),
        .target(
            name: "LedgerSchema", path: "Schema",
            resources: [.embedInCode("Migrations"), .embedInCode("Standards")]),
        .target(name: "LedgerFormats", dependencies: ["Ledger", "LedgerCrypto", "CZip", "CExpat"]),
        .target(
            name: "LedgerStore",
            dependencies: [
                "Ledger", "LedgerCrypto", "LedgerSchema", "CLedgerSQLite",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .executableTarget(
            name: "village-ledger",
            dependencies: [
                "Ledger", "LedgerStore", "LedgerFormats",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "ledger-bench", dependencies: ["Ledger", "LedgerStore", "CLedgerSQLite"],
            path: "Tests/Bench"),
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger", "TestSupport"]),
        .testTarget(
            name: "LedgerFormatsTests", dependencies: ["Ledger", "LedgerFormats"], exclude: ["Workbooks"]),
        .testTarget(
            name: "LedgerStoreTests",
            dependencies: [
                "Ledger", "LedgerStore", "LedgerFormats", "LedgerCrypto", "CLedgerSQLite", "TestSupport",
            ],
            exclude: ["Invariants/cases.csv"]),
        .executableTarget(
            name: "crash-poster", dependencies: ["Ledger", "LedgerStore"], path: "Tests/CrashPoster"),
        .testTarget(name: "CommandTests", dependencies: ["Ledger", "village-ledger", "crash-poster"]),
    ],
    swiftLanguageModes: [.v6]
)
