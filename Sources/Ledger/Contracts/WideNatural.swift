/// A natural number of any size (大整数), for a rent that compounds unrounded over many years: 1.05⁶⁹ has no fraction
/// that fits 128 bits.
struct WideNatural {
    /// 32 bits each, the lowest first; none of zero.
    private var limbs: [UInt32]

    init(_ value: UInt64) {
        limbs = [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)]
        trim()
    }

    mutating func multiply(by factor: UInt32) {
        var carry: UInt64 = 0
        for index in limbs.indices {
            let product = UInt64(limbs[index]) * UInt64(factor) + carry
            limbs[index] = UInt32(truncatingIfNeeded: product)
            carry = product >> 32
        }
        if carry > 0 { limbs.append(UInt32(carry)) }
        trim()
    }

    /// `above ÷ below` rounded half up; nil where it lies above `limit`, which is less than 2⁶².
    static func roundedQuotient(_ above: WideNatural, _ below: WideNatural, limit: UInt64) -> UInt64? {
        // The largest q with (2q − 1) · below ≤ 2 · above, found bit by bit.
        var doubled = above
        doubled.multiply(by: 2)
        var (low, high) = (UInt64(0), limit + 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if below.multiplied(by: 2 * middle - 1).isAtMost(doubled) {
                low = middle
            } else {
                high = middle - 1
            }
        }
        return low > limit ? nil : low
    }

    private func multiplied(by factor: UInt64) -> WideNatural {
        var product = self
        product.multiply(by: UInt32(truncatingIfNeeded: factor))
        var upper = self
        upper.multiply(by: UInt32(factor >> 32))
        guard !upper.limbs.isEmpty else { return product }
        upper.limbs.insert(0, at: 0)
        product.add(upper)
        return product
    }

    private mutating func add(_ other: WideNatural) {
        var carry: UInt64 = 0
        for index in 0..<max(limbs.count, other.limbs.count) {
            if index == limbs.count { limbs.append(0) }
            let sum =
                UInt64(limbs[index]) + (index < other.limbs.count ? UInt64(other.limbs[index]) : 0) + carry
            limbs[index] = UInt32(truncatingIfNeeded: sum)
            carry = sum >> 32
        }
        if carry > 0 { limbs.append(UInt32(carry)) }
    }

    private mutating func trim() {
        while limbs.last == 0 { limbs.removeLast() }
    }

    private func isAtMost(_ other: WideNatural) -> Bool {
        guard limbs.count == other.limbs.count else { return limbs.count < other.limbs.count }
        for (left, right) in zip(limbs.reversed(), other.limbs.reversed()) where left != right {
            return left < right
        }
        return true
    }
}
