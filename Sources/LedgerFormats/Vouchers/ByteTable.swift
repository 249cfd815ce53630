import Glibc

/// Pieces of bytes, each with a number from 0 in the order of their first appearance (字节表).
///
/// A hash table that allocates nothing per lookup and little per entry.
struct ByteTable {
    private var blob: [UInt8] = []
    private var ends: [Int] = []
    private var slots: [Int32] = []

    /// How many different pieces there are.
    var count: Int { ends.count }

    /// The number of a piece, which is entered if it is new.
    mutating func number(of bytes: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
        if ends.count * 2 >= slots.count { grow() }
        let mask = slots.count - 1
        var slot = Self.hash(bytes) & mask
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if isEqual(number, bytes) { return (number, false) }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(truncatingIfNeeded: ends.count)
        blob.append(contentsOf: bytes)
        ends.append(blob.count)
        return (ends.count - 1, true)
    }

    /// Forgets everything; storage is kept if it is small.
    mutating func removeAll() {
        guard !ends.isEmpty else { return }
        guard slots.count <= 64 else {
            self = ByteTable()
            return
        }
        blob.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = -1 }
    }

    private func isEqual(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = number == 0 ? 0 : ends[number - 1]
        guard ends[number] - start == bytes.count else { return false }
        return blob.withUnsafeBufferPointer { blob in
            guard let kept = blob.baseAddress, let given = bytes.baseAddress else { return true }
            return memcmp(kept + start, given, bytes.count) == 0
        }
    }

    private mutating func grow() {
        let size = max(8, slots.count * 2)
        slots = [Int32](repeating: -1, count: size)
        let ends = self.ends
        blob.withUnsafeBufferPointer { blob in
            var start = 0
            for (number, end) in ends.enumerated() {
                var slot = Self.hash(UnsafeBufferPointer(rebasing: blob[start..<end])) & (size - 1)
                while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
                slots[slot] = Int32(truncatingIfNeeded: number)
                start = end
            }
        }
    }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        return hasher.finalize()
    }
}
