import Foundation
import LedgerCrypto

@testable import LedgerStore

/// Source documents for tests: small files with a true signature, in a folder of their own.
enum Documents {
    static let pdf = Array("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".utf8)
    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46]
    static let xml = Array("\u{FEFF}<?xml version=\"1.0\"?><invoice/>".utf8)
    static let ofd: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 20, 0] + Array("OFD.xml".utf8)
    static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 20, 0] + Array("word/document.xml".utf8)

    /// A file of that name and content.
    static func file(_ name: String, _ bytes: [UInt8] = pdf) throws -> String {
        let path = try VerifySample.folder().appending(path: name).path
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    /// A PDF that no other has.
    static func invoice(_ text: String) throws -> String {
        try file("\(text).pdf", pdf + Array("% \(text)\n".utf8))
    }

    static func digest(_ path: String) throws -> String {
        SHA256Digest.of(Array(try Data(contentsOf: URL(filePath: path)))).hex
    }

    /// Where a ledger keeps the file with a digest.
    static func kept(_ digest: String, of ledger: String) -> String {
        "\(ledger).attachments/\(digest.prefix(2))/\(digest.dropFirst(2))"
    }
}
