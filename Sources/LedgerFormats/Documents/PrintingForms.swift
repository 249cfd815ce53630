import Glibc
import Ledger

/// The forms documents are printed on (打印格式): Typst files of the product, each of which a folder may replace.
public struct PrintingForms {
    /// The names of the forms; `main` calls the others.
    public static let names = ["main", "style", "table", "voucher", "cover"]

    private static var texts: [[UInt8]] {
        [
            PackageResources.main_typ, PackageResources.style_typ, PackageResources.table_typ,
            PackageResources.voucher_typ, PackageResources.cover_typ,
        ]
    }

    private let folder: String?

    init(folder: String?) throws {
        self.folder = folder
        var found = stat()
        if let folder, stat(folder, &found) != 0 || found.st_mode & S_IFMT != S_IFDIR {
            throw FileProblem.missing(folder)
        }
    }

    /// The text of a form, to start one's own from.
    ///
    /// - Throws: `document.form-unknown`.
    public static func text(_ name: String) throws -> [UInt8] {
        guard let place = names.firstIndex(of: name) else {
            throw DocumentProblem.formUnknown(name, known: names)
        }
        return texts[place]
    }

    /// Puts the forms where the engine looks for them.
    func write(to target: TemporaryFolder) throws {
        for (name, text) in zip(Self.names, Self.texts) {
            let file = name + ".typ"
            let own = folder.map { "\($0)/\(file)" }
            try target.write(file) { output in
                if let own, access(own, F_OK) == 0 {
                    try output.write(contentsOf: own)
                } else {
                    output.write(text)
                }
            }
        }
    }
}
