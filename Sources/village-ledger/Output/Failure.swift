import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

/// What the program says when something went wrong (错误输出): once here, for every command.
enum Failure {
    /// Says what is wrong on standard error.
    ///
    /// - Returns: the exit code.
    static func report(_ error: any Error) -> Int32 {
        switch error {
        case let problem as any LedgerProblem:
            Terminal.complain(line(problem))
            return problem.kind.exitStatus
        case let named as NamedOnCommandLine:
            Terminal.complain(line(named.problem))
            return ExitStatus.unknown
        case let usage as UsageProblem:
            Terminal.complain("error \(usage.code): \(usage.message)\n")
            return ExitStatus.usage
        case let failure as FileFailure:
            return report(failure.problems, count: failure.count, file: failure.file)
        case let failure as ImportFailure:
            Terminal.complain(line(failure.problem))
            return failure.problem.kind.exitStatus
        case let refused as ImportRefused:
            return report(refused.problems, count: refused.count, file: nil)
        case let refused as ClosingRefused:
            for problem in refused.problems { Terminal.complain(line(problem)) }
            return ExitStatus.refused
        case let refused as RefusedDrafts:
            for (name, problem) in refused.problems {
                Terminal.complain(line(problem, at: name + say("：", ": ")))
            }
            return status(of: refused.problems.map(\.problem))
        case let code as ExitCode:
            return code.rawValue
        case let broken as BrokenInvariant:
            return breakDown(broken.place)
        default:
            return breakDown("\(type(of: error))")
        }
    }

    /// Says what stands in nobody's way and should be looked at.
    static func warn(_ warnings: [any LedgerProblem]) {
        Terminal.complain(
            warnings.map { "warning \($0.code): \($0.message(in: Tongue.language))\n" }.joined())
    }

    /// Problems with the lines they stand on: those there are words for, then how many there are in all.
    private static func report(_ problems: [LocatedProblem], count: Int, file: String?) -> Int32 {
        var text = ""
        for located in problems {
            if let file {
                let place = located.line > 0 ? "\(file):\(located.line): " : "\(file): "
                text += place + line(located.problem)
            } else {
                let place = located.line > 0 ? say("第 \(located.line) 条分录：", "line \(located.line): ") : ""
                text += line(located.problem, at: place)
            }
        }
        if count > 1 {
            text += say("共 \(count) 个问题", "\(count) problems")
            if count > problems.count {
                text += say("，只列出前 \(problems.count) 个", ", the first \(problems.count) are shown")
            }
            text += say("。什么都没有写入。\n", ". Nothing was written.\n")
        }
        Terminal.complain(text)
        return status(of: problems.map(\.problem))
    }

    /// Unreadable input alone is 65; as soon as a rule said no it is 1.
    static func status(of problems: [any LedgerProblem]) -> Int32 {
        if problems.count == 1, let only = problems.first, only.kind != .unknown {
            return only.kind.exitStatus
        }
        return problems.allSatisfy { $0.kind == .unreadable } ? ExitStatus.unreadable : ExitStatus.refused
    }

    private static func line(_ problem: any LedgerProblem, at place: String = "") -> String {
        "error \(problem.code): \(place)\(problem.message(in: Tongue.language))\n"
    }

    private static func breakDown(_ place: String) -> Int32 {
        Terminal.complain(
            "error internal.broken: "
                + say(
                    "程序内部出错（\(place)），这次操作没有写入。请保留账本并报告。\n",
                    "The program itself is at fault (\(place)); nothing was written. Keep the ledger and report this.\n"
                ))
        return ExitStatus.brokenInvariant
    }
}

/// What is wrong with a file that was named (文件中的问题).
struct FileFailure: Error {
    let file: String
    let problems: [LocatedProblem]
    let count: Int

    init(_ file: String, _ problems: [LocatedProblem], count: Int? = nil) {
        self.file = file
        // A file that had to be sorted is read in another order than it is written in.
        self.problems = problems.enumerated().sorted {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        }
        .map(\.element)
        self.count = count ?? problems.count
    }

    /// Runs `body` and says of which file its problems are.
    static func naming<T>(_ file: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let failure as ImportFailure {
            // A file that is missing is named in its own sentence.
            guard failure.line > 0 || failure.problem is WorkbookProblem else { throw failure }
            throw FileFailure(file, [LocatedProblem(line: failure.line, problem: failure.problem)])
        } catch let refused as ImportRefused {
            throw FileFailure(file, refused.problems, count: refused.count)
        } catch let refused as TableRefused {
            throw FileFailure(file, refused.problems, count: refused.count)
        }
    }
}
