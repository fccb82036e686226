import Model

/// A host as written in addresses: what waits for it, and when it may be asked next.
struct HostState: Sendable {
  let name: String
  var queue = Queue()
  var inFlight = 0
  var nextStart: Duration = .zero
  /// The uptime at which a poll of it was last started.
  var lastStart: Duration = .zero
  var hold: Hold?
  /// Whether the heap of hosts holds a living entry for it, and which.
  var isListed = false
  /// No feed names it: redirects lead to it.
  var isOnlyVisited = false
  var turn: UInt32 = 0

  struct Hold: Sendable {
    /// Uptime.
    var until: Duration
    var record: HostHold

    /// False when we leave it alone by ourselves.
    var isAskedFor: Bool {
      if case .leftAlone = PollReason(stored: record.reason) { false } else { true }
    }
  }

  init(name: String) { self.name = name }

  /// How long after the last start the next poll may stand beside it: each would open a connection of
  /// its own, and many hosts answer sooner.
  private static let patience = Duration.milliseconds(20)

  /// The uptime from which it may be asked. `isForced`: whether or not it asked to be left alone.
  func available(isForced: Bool) -> Duration {
    let first = max(nextStart, isForced ? .zero : hold?.until ?? .zero)
    return inFlight > 0 ? max(first, lastStart + Self.patience) : first
  }
}

/// First in, first out.
struct Queue: Sendable {
  private var items: [Int] = []
  private var head = 0

  var isEmpty: Bool { head == items.count }

  mutating func append(_ item: Int) { items.append(item) }

  mutating func popFirst() -> Int? {
    guard head < items.count else { return nil }
    let item = items[head]
    head += 1
    if head == items.count {
      items.removeAll()
      head = 0
    } else if head > 64 && head * 2 > items.count {
      items.removeFirst(head)
      head = 0
    }
    return item
  }

  mutating func removeAll() -> [Int] {
    defer {
      items = []
      head = 0
    }
    return Array(items[head...])
  }
}

/// `host:port` of an address as it is written there, in lower case; "" for what is no address.
public func hostAsWritten(_ url: String) -> String {
  var url = url
  return url.withUTF8 { bytes in
    guard var start = endOfScheme(bytes) else { return "" }
    var end = start
    var isPlain = true
    while end < bytes.count {
      let byte = bytes[end]
      if byte == 0x2f || byte == 0x3f || byte == 0x23 || byte == 0x5c { break }
      end += 1
      if byte == 0x40 {
        start = end
        isPlain = true
      } else if byte >= 0x80 || 0x41...0x5a ~= byte {
        isPlain = false
      }
    }
    let name = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    return isPlain ? name : name.lowercased()
  }
}

/// After the first `://`.
private func endOfScheme(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var at = 0
  while at + 2 < bytes.count {
    if bytes[at] == 0x3a, bytes[at + 1] == 0x2f, bytes[at + 2] == 0x2f { return at + 3 }
    at += 1
  }
  return nil
}
