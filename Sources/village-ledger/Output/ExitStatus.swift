import Ledger

/// The exit codes 退出码, each written once.
enum ExitStatus {
    static let good: Int32 = 0
    static let refused: Int32 = 1
    static let usage: Int32 = 64
    static let unreadable: Int32 = 65
    static let unknown: Int32 = 66
    static let missingPart: Int32 = 69
    static let brokenInvariant: Int32 = 70
    static let exists: Int32 = 73
    static let io: Int32 = 74
    static let busy: Int32 = 75
}

extension ProblemKind {
    /// The exit code of a problem of this kind.
    var exitStatus: Int32 {
        switch self {
        case .refused: ExitStatus.refused
        case .unreadable: ExitStatus.unreadable
        case .unknown: ExitStatus.unknown
        case .missingPart: ExitStatus.missingPart
        case .exists: ExitStatus.exists
        case .io: ExitStatus.io
        case .busy: ExitStatus.busy
        }
    }
}

/// The command line itself can't be followed (用法错误); exit code 64.
struct UsageProblem: Error {
    let code: String
    let message: String

    init(_ code: String, _ chinese: String, _ english: String) {
        self.code = "usage." + code
        message = say(chinese, english)
    }
}

/// Something named on the command line that does not exist, where the same problem inside a voucher is a refusal.
struct NamedOnCommandLine: Error {
    let problem: any LedgerProblem
}
