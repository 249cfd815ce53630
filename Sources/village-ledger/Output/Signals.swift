import Glibc

/// What becomes of the process when the machine interrupts it (信号).
enum Signals {
    /// Whoever reads from a pipe may stop reading, and nobody is told. A broken promise of our own, which the runtime
    /// ends with a trap, ends with its exit code and one sentence instead of a picture of the stack.
    static func prepare() {
        signal(SIGPIPE, SIG_DFL)
        message = Array(
            ("\nerror internal.broken: "
                + say(
                    "程序内部出错，未提交的内容没有写入。请保留账本并报告。\n",
                    "The program itself is at fault; what was not yet committed is not written. Report this.\n"
                ))
                .utf8)
        for trap in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
            signal(trap) { _ in
                // Nothing here may allocate.
                Signals.message.withUnsafeBufferPointer { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
                _exit(ExitStatus.brokenInvariant)
            }
        }
    }

    /// Written once, before any signal.
    private nonisolated(unsafe) static var message: [UInt8] = []
}
