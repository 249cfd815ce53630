import Foundation

/// Random numbers that can be had again: SplitMix64 from a seed.
///
/// The seed comes from `VILLAGE_LEDGER_SEED` or from the system. A test puts ``note`` into the comment of its
/// expectations, so that a failure says how to run the same numbers again.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    /// What it started from.
    public let seed: UInt64
    private var state: UInt64

    /// The numbers of a seed.
    public init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// The numbers of `VILLAGE_LEDGER_SEED`, or of a seed nobody chose.
    public init() {
        let given = ProcessInfo.processInfo.environment["VILLAGE_LEDGER_SEED"]
        if let given, UInt64(given) == nil {
            preconditionFailure("VILLAGE_LEDGER_SEED is \(given), and must be a whole number.")
        }
        self.init(seed: given.flatMap { UInt64($0) } ?? .random(in: .min ... .max))
    }

    /// How to have the same numbers again.
    public var note: String { "run again with VILLAGE_LEDGER_SEED=\(seed)" }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// An amount of any size: small and huge ones are equally likely, and so are ones full of zeros.
    public mutating func fen(upTo limit: UInt64) -> Int64 {
        var value = next() >> UInt64.random(in: 1..<64, using: &self)
        if Bool.random(using: &self) {
            // Knock out some digits: zeros in the middle are where capital amounts go wrong.
            var kept: UInt64 = 0
            var unit: UInt64 = 1
            while value > 0 {
                if Bool.random(using: &self) { kept += value % 10 * unit }
                value /= 10
                unit &*= 10
            }
            value = kept
        }
        value %= limit + 1
        return Bool.random(using: &self) ? Int64(value) : -Int64(value)
    }
}
