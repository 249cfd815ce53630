/// Our own invariant broke (内部不变量): the file holds what no road of the program could have written.
///
/// Not the bookkeeper's fault; the act is undone and the program ends with exit code 70.
public struct BrokenInvariant: Error, Sendable {
    /// The table or rule concerned.
    public let place: String
    /// What was found.
    public let what: String

    init(_ place: String, _ what: String) {
        self.place = place
        self.what = what
    }
}
