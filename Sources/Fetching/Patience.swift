/// How much of the thread's time a transfer has taken while others wait for their turn.
struct Patience {
  private var turn: UInt64 = 0
  private var looks = 0
  /// At the first look that counts: CPU time of the thread in milliseconds, bytes of the body.
  private var start: (time: Int64, body: Int) = (0, 0)

  /// Looks that cost nothing: a transfer that behaves has fewer in a turn.
  private static let freeLooks = 16
  /// Milliseconds of CPU, so that a busy machine makes no difference.
  private static let longest = 200
  /// Whose body grows so fast is no flood, and comes to `max_bytes` soon enough.
  private static let leastBody = 1_000_000

  /// To be asked at each look. `time`: CPU time of the thread in milliseconds.
  mutating func isAtAnEnd(turn now: UInt64, body: Int, time: () -> Int64) -> Bool {
    if now != turn { (turn, looks) = (now, 0) }
    looks += 1
    guard looks >= Self.freeLooks else { return false }
    let time = time()
    if looks == Self.freeLooks || body - start.body >= Self.leastBody { start = (time, body) }
    return time - start.time > Self.longest
  }
}

/// By descriptor: for how long it has kept us busy in vain.
struct BarrenSockets {
  private var microseconds: [Int64] = []

  /// So long that no handshake comes to it, on a machine however busy.
  private static let most: Int64 = 1_000_000

  func areTooBarren(_ descriptor: Int32) -> Bool {
    descriptor < microseconds.count && microseconds[Int(descriptor)] > Self.most
  }

  /// It was worked on for so long.
  mutating func note(_ descriptor: Int32, _ time: Int64, bringing bytes: Int) {
    let place = Int(descriptor)
    if place >= microseconds.count {
      microseconds += [Int64](repeating: 0, count: place + 64 - microseconds.count)
    }
    microseconds[place] = bytes > 0 ? 0 : microseconds[place] + time
  }

  /// Another socket takes its place.
  mutating func forget(_ descriptor: Int32) {
    if descriptor < microseconds.count { microseconds[Int(descriptor)] = 0 }
  }
}
