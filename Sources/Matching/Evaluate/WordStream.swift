/// The letters of the text from one place on: of a word, and of the words that hyphens or a hashtag
/// hold to it.
struct WordStream {
  let units = UnsafeMutablePointer<Unit>.allocate(capacity: 2 * Unit.most)
  private(set) var count = 0
  /// Up to which unit each token reaches.
  private(set) var reach: (Int, Int, Int, Int) = (0, 0, 0, 0)
  private(set) var tokenCount = 0
  private(set) var firstToken = 0

  static let mostTokens = 4

  func free() { units.deallocate() }

  /// Begins with what `token` holds from byte `start` on.
  mutating func begin(token: Int, count: Int) {
    firstToken = token
    self.count = count
    tokenCount = 1
    reach = (count, count, count, count)
  }

  /// Adds the next token, whose units were written after those held.
  mutating func extend(by more: Int) {
    count += more
    switch tokenCount {
    case 1: reach = (reach.0, count, count, count)
    case 2: reach = (reach.0, reach.1, count, count)
    default: reach = (reach.0, reach.1, reach.2, count)
    }
    tokenCount += 1
  }

  private func reach(_ i: Int) -> Int {
    switch i {
    case 0: reach.0
    case 1: reach.1
    case 2: reach.2
    default: reach.3
    }
  }

  /// The token that holds the letter before `position`, and where it ends.
  func token(before position: Int) -> (token: Int, reach: Int) {
    for i in 0..<tokenCount where position <= reach(i) { return (firstToken + i, reach(i)) }
    return (firstToken + tokenCount - 1, count)
  }

  /// The ends of the words made of the first, the first two… tokens.
  var wordEnds: [Int] { (0..<tokenCount).map { reach($0) } }
}
