import Glibc
import Ledger

/// Another program that is run to its end (子进程), without a shell between.
enum ChildProcess {
    /// Runs a program with no input; both its outputs go to a file.
    ///
    /// - Returns: its exit status, 128 and more where a signal ended it, and what it said.
    /// - Throws: `document.engine-missing` where it can't be started, `import.temporary-file`.
    static func run(_ program: String, _ arguments: [String], log: String) throws -> (
        status: Int32, words: String
    ) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        var typed = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in typed { free(word) } }
        // A Ctrl-C ends the child; this process lives on to take its files away, and then says so.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var usual = sigset_t()
        sigemptyset(&usual)
        sigaddset(&usual, SIGINT)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let before = signal(SIGINT, SIG_IGN)
        defer { _ = signal(SIGINT, before) }
        var process = pid_t()
        guard posix_spawn(&process, program, &actions, &attributes, &typed, environ) == 0 else {
            throw DocumentProblem.engineMissing
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw ImportFailure(.temporaryFile(reason: SystemReason.text)) }
        }
        let signal = status & 0x7F
        let words = ByteOutput()
        try words.write(contentsOf: log)
        return (signal == 0 ? status >> 8 & 0xFF : 128 + signal, try words.text())
    }
}
