/// Every key of every term in one hash table, with a small filter before it.
///
/// A key leads to entries: a pattern, and which of its words the key stands for. The memory is
/// written once in `init` and freed in `deinit`: that is why it is a class, and may be shared.
final class WordIndex: @unchecked Sendable {
  struct Entry {
    var pattern: UInt32
    /// The words `first...last` of the pattern are what the key was made of.
    var first: UInt8
    var last: UInt8
  }

  /// An entry under its key, and the next one of the same bucket: together, since who reads the
  /// one soon reads the other.
  fileprivate struct Link {
    var fingerprint: UInt32
    var next: UInt32
    var entry: Entry
  }

  /// What the scanner needs, without reference counting. Valid as long as its `WordIndex`.
  struct Reader {
    fileprivate let filter: UnsafePointer<UInt64>
    fileprivate let filterMask: UInt64
    fileprivate let heads: UnsafePointer<UInt32>
    fileprivate let headMask: UInt64
    fileprivate let links: UnsafePointer<Link>

    /// False for nearly every word that no term holds.
    @inline(__always)
    func mayHold(_ hash: UInt64) -> Bool {
      let bits = WordIndex.bits(hash)
      return filter[Int(truncatingIfNeeded: hash >> 6 & filterMask)] & bits == bits
    }

    /// The first entry (from 1) of the bucket of `hash`, or 0.
    @inline(__always)
    func head(of hash: UInt64) -> UInt32 { heads[Int(truncatingIfNeeded: hash >> 24 & headMask)] }

    @inline(__always)
    func link(_ entry: UInt32) -> (fingerprint: UInt32, next: UInt32) {
      let link = links[Int(entry)]
      return (link.fingerprint, link.next)
    }

    @inline(__always)
    subscript(entry: UInt32) -> Entry { links[Int(entry)].entry }
  }

  let reader: Reader
  let count: Int

  /// Two bits of one 64-bit word a key.
  @inline(__always)
  fileprivate static func bits(_ hash: UInt64) -> UInt64 {
    1 << (hash >> 52 & 63) | 1 << (hash >> 58)
  }

  /// - Parameter gates: what the filter lets pass besides the keys.
  init(keys: [UInt64], entries: [Entry], gates: [UInt64] = []) {
    count = keys.count
    // 16 bits a key, between 8 KiB and 512 KiB: it must stay in the second-level cache.
    var words = 1024
    while words < 65536 && words * 4 < keys.count + gates.count { words *= 2 }
    let filter = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
    filter.initialize(repeating: 0, count: words)
    var buckets = 64
    while buckets < keys.count { buckets *= 2 }
    let heads = UnsafeMutablePointer<UInt32>.allocate(capacity: buckets)
    heads.initialize(repeating: 0, count: buckets)
    let links = UnsafeMutablePointer<Link>.allocate(capacity: keys.count + 1)
    links.initialize(
      to: Link(fingerprint: 0, next: 0, entry: Entry(pattern: 0, first: 0, last: 0)))
    for (i, hash) in keys.enumerated() {
      filter[Int(truncatingIfNeeded: hash >> 6 & UInt64(words - 1))] |= Self.bits(hash)
      let bucket = Int(truncatingIfNeeded: hash >> 24 & UInt64(buckets - 1))
      (links + (i + 1)).initialize(
        to: Link(
          fingerprint: UInt32(truncatingIfNeeded: hash), next: heads[bucket], entry: entries[i]))
      heads[bucket] = UInt32(i + 1)
    }
    for hash in gates {
      filter[Int(truncatingIfNeeded: hash >> 6 & UInt64(words - 1))] |= Self.bits(hash)
    }
    reader = Reader(
      filter: filter, filterMask: UInt64(words - 1), heads: heads, headMask: UInt64(buckets - 1),
      links: links)
  }

  deinit {
    reader.filter.deallocate()
    reader.heads.deallocate()
    reader.links.deallocate()
  }
}
