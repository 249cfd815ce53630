/// Numbers names by their bytes (名称索引), from 0 in the order they were added, without making strings to look up.
///
/// Open addressing over FNV-1a; a lookup of a short name costs about as much as reading it.
struct ByteTable {
    private var text: [UInt8] = []
    private var names: [Range<Int32>] = []
    private var hashes: [UInt64] = []
    private var slots: [Int32] = Array(repeating: -1, count: 16)

    var count: Int { names.count }

    init() {}

    init(_ names: [String]) {
        for name in names { _ = insert(Array(name.utf8)) }
    }

    @inline(__always)
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 32)
    }

    /// The number of a name; nil when it was never added.
    @inline(__always)
    func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let hash = Self.hash(bytes)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while true {
            let index = Int(slots[slot])
            if index < 0 { return nil }
            if hashes[index] == hash, equal(index, bytes) { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
    }

    func find(_ name: String) -> Int? {
        var name = name
        return name.withUTF8 { find($0) }
    }

    /// The number of a name, added if it is new.
    mutating func insert(_ bytes: [UInt8]) -> Int {
        if let index = bytes.withUnsafeBufferPointer({ find($0) }) { return index }
        if (names.count + 1) * 2 > slots.count { grow() }
        let start = Int32(text.count)
        text.append(contentsOf: bytes)
        names.append(start..<Int32(text.count))
        hashes.append(bytes.withUnsafeBufferPointer { Self.hash($0) })
        place(names.count - 1)
        return names.count - 1
    }

    private func equal(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = names[index]
        guard range.count == bytes.count else { return false }
        return text.withUnsafeBufferPointer { stored in
            for offset in 0..<bytes.count where stored[Int(range.lowerBound) + offset] != bytes[offset] {
                return false
            }
            return true
        }
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for index in names.indices { place(index) }
    }

    private mutating func place(_ index: Int) {
        var slot = Int(truncatingIfNeeded: hashes[index]) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(index)
    }
}
