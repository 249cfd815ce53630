import ArgumentParser
import Ledger

/// A word that stands where a command should and is none (没有的命令); the parser would take it for an argument.
struct UnknownCommand {
    /// The words up to it, `report trail-balance`.
    private let words: [String]
    /// The commands that could stand in its place.
    private let known: [String]

    /// - Returns: nil when the arguments lead to a command.
    init?(_ arguments: [String]) {
        var words = Program.commonOptionsLast(arguments)[...]
        while words.first == "help" { words = words.dropFirst() }
        var commands = Program.commands.flatMap { $0.subcommands }
        var path: [String] = []
        var hasDefault = false
        while !commands.isEmpty, let word = words.popFirst(), !word.hasPrefix("-") {
            path.append(word)
            guard let next = commands.first(where: { $0.configuration.commandName == word }) else {
                // Where a verb may be left out, the word is what that verb takes.
                if hasDefault { return nil }
                self.words = path
                known = commands.compactMap { $0.configuration.commandName }
                return
            }
            commands = next.configuration.subcommands
            hasDefault = next.configuration.defaultSubcommand != nil
        }
        return nil
    }

    var problem: UsageProblem {
        let typed = words.joined(separator: " ")
        let word = words.last ?? ""
        let nearest = known.map { (name: $0, far: Self.distance($0, word)) }.min { $0.far < $1.far }
        if let nearest, nearest.far <= max(2, word.count / 3) {
            let meant = (words.dropLast() + [nearest.name]).joined(separator: " ")
            return UsageProblem(
                "unknown-command", "没有命令 \(QuotedText(typed))。是不是 \(meant)？",
                "There is no command \(QuotedText(typed)). Did you mean \(meant)?")
        }
        return UsageProblem(
            "unknown-command", "没有命令 \(QuotedText(typed))。可用：\(known.joined(separator: "、"))。",
            "There is no command \(QuotedText(typed)). Use \(known.joined(separator: ", ")).")
    }

    /// How many letters must be put in, taken out or changed to make one word of the other.
    private static func distance(_ one: String, _ other: String) -> Int {
        let other = Array(other)
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for place in other.indices {
                let changed = diagonal + (letter == other[place] ? 0 : 1)
                diagonal = row[place + 1]
                row[place + 1] = min(changed, row[place] + 1, diagonal + 1)
            }
        }
        return row[other.count]
    }
}
