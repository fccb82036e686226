import CBytes

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

  /// An entry under its key. Those of a bucket follow each other, since who reads the one soon reads
  /// the others.
  fileprivate struct Link {
    var fingerprint: UInt32
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

    /// The entries of the bucket of `hash`.
    @inline(__always)
    func bucket(of hash: UInt64) -> Range<UInt32> {
      let head = heads + Int(truncatingIfNeeded: hash >> 12 & headMask)
      return Range(uncheckedBounds: (head[0], head[1]))
    }

    /// Asks the memory for the bucket of `hash`: a large index is in no cache.
    @inline(__always)
    func prefetchBucket(of hash: UInt64) {
      bytes_prefetch(heads + Int(truncatingIfNeeded: hash >> 12 & headMask))
    }

    @inline(__always)
    func prefetch(_ entry: UInt32) { bytes_prefetch(links + Int(entry)) }

    @inline(__always)
    func fingerprint(_ entry: UInt32) -> UInt32 { links[Int(entry)].fingerprint }

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
    // 16 bits a key, from 8 KiB up to 512 KiB, to stay in the second-level cache; but 8 bits at least
    // up to 4 MiB, since a filter that lets a third pass costs more than one that is far away.
    var words = 1024
    let held = keys.count + gates.count
    while words < 1 << 16 && words * 4 < held || words < 1 << 19 && words * 8 < held { words *= 2 }
    let filter = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
    filter.initialize(repeating: 0, count: words)
    var buckets = 64
    while buckets < keys.count { buckets *= 2 }
    // Where each bucket ends, and then, filled from its end, where it begins.
    let heads = UnsafeMutablePointer<UInt32>.allocate(capacity: buckets + 1)
    heads.initialize(repeating: 0, count: buckets + 1)
    let bucket = { (hash: UInt64) in Int(truncatingIfNeeded: hash >> 12 & UInt64(buckets - 1)) }
    for hash in keys {
      filter[Int(truncatingIfNeeded: hash >> 6 & UInt64(words - 1))] |= Self.bits(hash)
      heads[bucket(hash)] += 1
    }
    for i in 1...buckets { heads[i] += heads[i - 1] }
    let links = UnsafeMutablePointer<Link>.allocate(capacity: max(keys.count, 1))
    for (i, hash) in keys.enumerated() {
      heads[bucket(hash)] -= 1
      (links + Int(heads[bucket(hash)])).initialize(
        to: Link(fingerprint: UInt32(truncatingIfNeeded: hash), entry: entries[i]))
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
