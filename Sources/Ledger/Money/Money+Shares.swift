extension Money {
    /// The amount in parts by weight 按比例分摊: the whole fen of each exact share, and each fen left over to one of the largest
    /// remainders, the earlier first where they are equal. The parts add up to the amount.
    ///
    /// - Parameter weights: none negative, their sum above zero and, times the amount, within 127 bits. The amount is not red.
    public func split(byWeights weights: [Int64]) -> [Money] {
        let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
        precondition(
            total > 0 && fen >= 0,
            "An amount of \(fen) fen was to be split by weights that add up to \(total).")
        var parts: [Int64] = []
        var remainders: [(index: Int, rest: Int128)] = []
        var left = fen
        for (index, weight) in weights.enumerated() {
            let (share, rest) = (Int128(fen) * Int128(weight)).quotientAndRemainder(dividingBy: total)
            parts.append(Int64(share))
            left -= Int64(share)
            remainders.append((index, rest))
        }
        remainders.sort { ($1.rest, $0.index) < ($0.rest, $1.index) }
        for (index, _) in remainders.prefix(Int(left)) { parts[index] += 1 }
        return parts.map { Money(fen: $0) }
    }
}

extension Int64 {
    /// `self × part ÷ whole`, rounded half up; of what is not below zero, with a part not above the whole.
    func share(_ part: Int64, of whole: Int64) -> Int64 {
        let (quotient, remainder) = whole.dividingFullWidth(multipliedFullWidth(by: part))
        return quotient + (remainder >= whole - remainder ? 1 : 0)
    }
}
