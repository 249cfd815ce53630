import Ledger
import LedgerFormats
import LedgerStore

/// A statement of one's own 自定义报表, read from a CSV file.
struct StatementFile {
    let path: String
    let definition: StatementDefinition

    /// - Throws: a failure that names file and line of all that is wrong.
    init(_ path: String, encoding: TextEncoding?) throws {
        let columns = [
            CSVColumn("kind", chinese: "类别", required: true, filled: true),
            CSVColumn("id", chinese: "编号", required: true),
            CSVColumn("chinese", chinese: "中文名称", required: true),
            CSVColumn("english", chinese: "英文名称"), CSVColumn("indent", chinese: "缩进"),
            CSVColumn("formula", chinese: "公式", required: true, limit: 4000),
        ]
        let table = try FileFailure.naming(path) {
            try TableCSV(path: path, encoding: encoding, columns: columns)
        }
        guard table.problems.isEmpty else { throw FileFailure(path, table.problems) }
        let entries = table.rows.map { row in
            StatementEntry(
                line: row.line, kind: row.string("kind"), id: row.string("id"),
                chinese: row.string("chinese"),
                english: row.string("english"), indent: row.string("indent"), formula: row.string("formula"))
        }
        do {
            definition = try StatementDefinition(reading: entries)
        } catch {
            throw FileFailure(
                path, Array(error.problems.prefix(ImportRefused.limit)), count: error.problems.count)
        }
        self.path = path
    }

    /// Refuses a definition that names accounts the books don't have.
    func checkAccounts(_ ledger: LedgerFile, books: [String]) throws {
        let problems = try ledger.problems(of: definition, books: books)
        guard problems.isEmpty else {
            throw FileFailure(path, Array(problems.prefix(ImportRefused.limit)), count: problems.count)
        }
    }

    /// Files given together are versions of one statement for different charts.
    static func versions(_ files: [StatementFile]) throws -> [StatementDefinition] {
        for (index, file) in files.enumerated() {
            for earlier in files[..<index]
            where earlier.definition.name != file.definition.name
                || earlier.definition.chart == file.definition.chart
            {
                throw StatementProblem.versionsDiffer(earlier.path, file.path)
            }
        }
        return files.map(\.definition)
    }
}
