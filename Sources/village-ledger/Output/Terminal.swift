import Glibc

/// The terminal, if there is one (终端).
enum Terminal {
    /// Whether what is printed may carry colour: a terminal, and nobody set NO_COLOR.
    static let isColourful = isatty(STDOUT_FILENO) == 1 && allowsColour

    /// Whether progress may be shown.
    static let showsProgress = isatty(STDERR_FILENO) == 1 && variable("TERM") != "dumb"

    /// The columns of the terminal that is printed to; nil where there is none.
    static var width: Int? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else {
            return nil
        }
        return Int(size.ws_col)
    }

    private static var allowsColour: Bool {
        (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
    }

    /// A variable of the environment.
    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// A variable that says something.
    static func named(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }

    /// Writes a text to standard error.
    static func complain(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                let written = write(STDERR_FILENO, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                if written > 0 { done += written } else if errno != EINTR { return }
            }
        }
    }
}
