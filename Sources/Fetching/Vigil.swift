/// Transfers that are to be looked at some time after they came here: first come, first due.
struct Vigil {
  struct Entry {
    var due: Int64
    var easy: UnsafeMutableRawPointer
    /// The transfer's own, since handles follow each other at one address.
    var number: UInt64
  }

  private let time: Int64
  private var entries: [Entry] = []
  private var head = 0

  init(milliseconds: Int64) { time = milliseconds }

  /// `now`: monotonic milliseconds, as in `next`.
  mutating func add(_ easy: UnsafeMutableRawPointer, _ number: UInt64, at now: Int64) {
    entries.append(Entry(due: now + time, easy: easy, number: number))
  }

  /// When the first is due, though it may be over by then.
  var firstDue: Int64? { head < entries.count ? entries[head].due : nil }

  /// One that is due.
  mutating func next(at now: Int64) -> Entry? {
    guard let due = firstDue, due <= now else { return nil }
    defer { dropFirst() }
    return entries[head]
  }

  mutating func removeAll() {
    guard !entries.isEmpty else { return }
    entries.removeAll(keepingCapacity: entries.count < 1024)
    head = 0
  }

  private mutating func dropFirst() {
    head += 1
    guard head == entries.count || head >= 256 else { return }
    entries.removeFirst(head)
    head = 0
  }
}
