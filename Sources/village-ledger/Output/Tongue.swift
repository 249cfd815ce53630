import Glibc
import Ledger

/// The language of this run (界面语言), decided once from the arguments and the environment before anything is read
/// or printed, so that help texts come in it too.
enum Tongue {
    /// `--language zh|en`, else the environment's; Chinese where neither names one.
    static let language = decide(arguments: CommandLine.arguments) { name in
        getenv(name).map { String(cString: $0) }
    }

    /// The first variable that says anything decides; one that names neither language means Chinese.
    static func decide(arguments: [String], environment: (String) -> String?) -> Language {
        if let asked = asked(in: arguments) { return asked }
        for name in ["VILLAGE_LEDGER_LANGUAGE", "LC_ALL", "LANG"] {
            guard let value = environment(name), !value.isEmpty else { continue }
            return Language(localeName: value) ?? .chinese
        }
        return .chinese
    }

    /// What the last `--language` asks for; nil where there is none, or another language.
    private static func asked(in arguments: [String]) -> Language? {
        var language: Language?
        var expectsValue = false
        for argument in arguments.dropFirst() {
            if expectsValue {
                language = Language(rawValue: argument) ?? language
                expectsValue = false
            } else if argument == "--" {
                break
            } else if argument == "--language" {
                expectsValue = true
            } else if argument.hasPrefix("--language=") {
                language = Language(rawValue: String(argument.dropFirst(11))) ?? language
            }
        }
        return language
    }
}

extension Language {
    /// The language a locale such as `zh_CN.UTF-8` or `en` names; nil for any other.
    init?(localeName: String) {
        let name = localeName.prefix { $0 != "_" && $0 != "." && $0 != "-" && $0 != "@" }
        self.init(rawValue: name.lowercased())
    }
}

/// The text in the language of this run (双语文本).
func say(_ chinese: String, _ english: String) -> String {
    Tongue.language == .chinese ? chinese : english
}
