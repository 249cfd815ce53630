import Foundation
import Ledger

/// The heads of all chains at a moment (链头), to be kept outside the ledger.
///
/// A chain that is kept only in the file can be rewritten whole or cut at its tail by whoever can write the file; a
/// head kept elsewhere, on a backup medium or on paper, shows it.
public struct LedgerHeads: Sendable, Equatable {
    /// How far a chain had come and the hash it had there.
    public struct Place: Sendable, Equatable {
        /// How many vouchers or audit rows.
        public var count: Int
        /// The hash of the last of them in lower-case hexadecimal.
        public var hash: String

        /// A place of its parts.
        public init(count: Int, hash: String) {
            self.count = count
            self.hash = hash
        }
    }

    /// The books 账套 by code.
    public var books: [String: Place]
    /// The audit chain 操作日志; nil where a file of heads has none.
    public var audit: Place?

    /// Heads of their parts.
    public init(books: [String: Place], audit: Place?) {
        self.books = books
        self.audit = audit
    }

    /// Reads the JSON that `verify -O json` prints; what else it holds is passed over.
    ///
    /// - Throws: ``HeadsProblem``.
    public init(json: [UInt8]) throws(HeadsProblem) {
        let root: Any
        do { root = try JSONSerialization.jsonObject(with: Data(json)) } catch { throw HeadsProblem.notJSON }
        guard let object = root as? [String: Any], let list = object["books"] as? [Any] else {
            throw HeadsProblem.malformed("books")
        }
        books = [:]
        for (index, entry) in list.enumerated() {
            guard let entry = entry as? [String: Any], let code = entry["book"] as? String,
                let place = Self.place(entry, count: "vouchers", hash: "headHash"),
                books.updateValue(place, forKey: code) == nil
            else { throw HeadsProblem.malformed("books[\(index)]") }
        }
        if let entry = object["audit"], !(entry is NSNull) {
            guard let entry = entry as? [String: Any],
                let place = Self.place(entry, count: "id", hash: "hash")
            else {
                throw HeadsProblem.malformed("audit")
            }
            audit = place
        }
        // Nothing to compare with would pass for everything being well.
        guard !books.isEmpty || audit != nil else { throw HeadsProblem.malformed("books") }
    }

    private static func place(_ entry: [String: Any], count: String, hash: String) -> Place? {
        // A JSON true is a number to Foundation; its text tells the difference.
        guard let number = entry[count] as? NSNumber, let count = Int("\(number)"), count >= 0,
            let hash = entry[hash] as? String, hash.utf8.count == 64,
            hash.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 })
        else { return nil }
        return Place(count: count, hash: hash)
    }

    /// The heads as JSON, with the keys of `verify -O json`; books in the order of their codes.
    public var json: String {
        let rows = books.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { code, place in
            "    {\"book\": \(Self.quoted(code)), \"vouchers\": \(place.count), \"headHash\": \"\(place.hash)\"}"
        }
        let audit = audit.map { ",\n  \"audit\": {\"id\": \($0.count), \"hash\": \"\($0.hash)\"}" } ?? ""
        return "{\n  \"books\": [\n\(rows.joined(separator: ",\n"))\n  ]\(audit)\n}\n"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// What can be wrong with a file of heads (链头文件问题).
public enum HeadsProblem: TextualProblem, Equatable {
    /// Not JSON at all.
    case notJSON
    /// JSON, but not as `verify -O json` writes it.
    case malformed(String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .notJSON:
            ProblemText(
                "heads.not-json", .unreadable, zh: "链头文件不是 JSON。请用 verify -O json 或备份生成的文件。",
                en: "The file of heads is not JSON. Use one written by verify -O json or by a backup.")
        case .malformed(let place):
            ProblemText(
                "heads.malformed", .unreadable,
                zh: "链头文件的 \(place) 不是 verify -O json 所写的样子。请核对文件。",
                en: "\(place) in the file of heads is not as verify -O json writes it. Check the file.")
        }
    }
}
