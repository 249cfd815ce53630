/// The SQL and the reference data of the ledger, embedded in the binary (数据库结构与基础数据).
///
/// All SQL of the house stands in this folder: migrations as files, queries as named constants, so that a query
/// that does not exist is an error of the compiler. The charts, sources and measures are small tables as CSV.
package enum Schema {
    /// The version of a ledger file this program writes; kept as SQLite's `user_version`.
    package static let version = 1
    /// What marks a file as a ledger: “VLED” as SQLite's `application_id`.
    package static let applicationID: Int32 = 1_447_839_556

    /// The migrations in order; the first makes version 1 and has a part for each area.
    package static var migrations: [String] {
        [
            [
                PackageResources.V01_ledger_sql,
                PackageResources.V01_assets_sql,
                PackageResources.V01_attachments_sql, PackageResources.V01_approvals_sql,
                PackageResources.V01_templates_sql,
                PackageResources.V01_cash_sql,
                PackageResources.V01_bank_sql,
            ].map(text).joined(separator: "\n")
        ]
    }

    /// The reference tables 基础数据, CSV without quoting.
    package enum Standards {
        /// First-level accounts of the system of 2023.
        package static var chart2023: String { text(PackageResources.Chart2023_csv) }
        /// The default detail chart below them.
        package static var chart2023Details: String { text(PackageResources.Chart2023Details_csv) }
        /// First-level accounts of the system of 2004 and what they became.
        package static var chart2004: String { text(PackageResources.Chart2004_csv) }
        /// The income sources of the plan.
        package static var incomeSources: String { text(PackageResources.IncomeSources_csv) }
        /// The kinds of money that do not count as operating income.
        package static var excludedKinds: String { text(PackageResources.ExcludedKinds_csv) }
        /// The measures and their formulas.
        package static var measures: String { text(PackageResources.Measures_csv) }
        /// The accounts assets usually stand on, by chart.
        package static var assetAccounts: String { text(PackageResources.AssetAccounts_csv) }

        /// The statements 会计报表 the accounting system prescribes, each for both charts.
        package static var statements: [String] {
            [
                PackageResources.BalanceSheet2023_csv, PackageResources.BalanceSheet2004_csv,
                PackageResources.IncomeDistribution2023_csv, PackageResources.IncomeDistribution2004_csv,
            ].map(text)
        }

        /// The rows of a reference table as dictionaries by column.
        package static func rows(_ table: String) -> [[String: String]] {
            let lines = table.split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            guard let header = lines.first else { return [] }
            return lines.dropFirst().map {
                Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first })
            }
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
