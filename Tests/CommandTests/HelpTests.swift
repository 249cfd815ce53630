import Foundation
import Testing

@testable import village_ledger

/// A command with its help, as the program itself describes it (命令树).
struct CommandTree {
    var path: [String]
    var abstract: String
    var discussion: String
    var arguments: [(names: String, abstract: String)]
    var subcommands: [String]

    /// All commands, the program itself first.
    static func read(language: String) throws -> [CommandTree] {
        let folder = FileManager.default.temporaryDirectory
        let outcome = try Shell.run(
            "village-ledger --experimental-dump-help", in: folder,
            environment: ["VILLAGE_LEDGER_LANGUAGE": language])
        let root = try JSONSerialization.jsonObject(with: Data(outcome.stdout.utf8)) as? [String: Any]
        let command = try #require(root?["command"] as? [String: Any])
        return walk(command, below: [])
    }

    private static func walk(_ command: [String: Any], below: [String]) -> [CommandTree] {
        let path = below + [command["commandName"] as? String ?? "?"]
        let children = (command["subcommands"] as? [[String: Any]] ?? []).filter {
            $0["commandName"] as? String != "help"
        }
        let arguments = (command["arguments"] as? [[String: Any]] ?? []).map { argument in
            (names: "\(argument["valueName"] ?? "?")", abstract: argument["abstract"] as? String ?? "")
        }
        let own = CommandTree(
            path: path, abstract: command["abstract"] as? String ?? "",
            discussion: command["discussion"] as? String ?? "", arguments: arguments,
            subcommands: children.compactMap { $0["commandName"] as? String })
        return [own] + children.flatMap { walk($0, below: path) }
    }

    /// The example lines of its help.
    var examples: [String] {
        discussion.split(separator: "\n").map(String.init).filter { $0.hasPrefix("  village-ledger ") }
            .map { String($0.dropFirst(2)) }
    }
}

@Suite("Help")
struct HelpTests {
    @Test("every command has a sentence, an example and help for each option", arguments: ["zh", "en"])
    func complete(_ language: String) throws {
        let commands = try CommandTree.read(language: language)
        #expect(commands.count > 60)
        for command in commands {
            let name = command.path.joined(separator: " ")
            #expect(!command.abstract.isEmpty, "\(name)")
            #expect(!command.examples.isEmpty, "\(name)")
            if command.path.count > 1 {
                let words = command.path.joined(separator: " ")
                #expect(command.examples.contains { $0 == words || $0.hasPrefix(words + " ") }, "\(name)")
            }
            for argument in command.arguments {
                #expect(!argument.abstract.isEmpty, "\(name) \(argument.names)")
            }
            let hasChinese = command.abstract.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            #expect(hasChinese == (language == "zh"), "\(name): \(command.abstract)")
        }
    }

    @Test("the examples can be typed")
    func examplesParse() throws {
        for command in try CommandTree.read(language: "en") {
            for example in command.examples {
                let typed = example.split(separator: " > ")[0].dropFirst("village-ledger".count)
                let words = try Shell.run(
                    "set -- \(typed); printf '%s\\n' \"$@\"", in: FileManager.default.temporaryDirectory)
                let arguments = words.stdout.split(separator: "\n").map(String.init)
                #expect(throws: Never.self, "\(example)") {
                    _ = try VillageLedger.parseAsRoot(Program.commonOptionsLast(arguments))
                }
            }
        }
    }

    @Test("an example is never broken over two lines")
    func examplesWhole() throws {
        let outcome = try Shell.run(
            "village-ledger help voucher add", in: FileManager.default.temporaryDirectory)
        #expect(outcome.stdout.contains("--line '收茶厂租金|10201|借 24000' --line"))
    }
}
