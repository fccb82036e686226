import Fetching
import Foundation
import Model

/// Numbers that look random and are the same at every run (SplitMix64).
struct Dice {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((word ^ (word >> 31)) % UInt64(sides))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[roll(elements.count)] }
}

/// Feeds that grow, lose, change and repeat entries, by dice.
struct PressWorld {
  static let words = [
    "Otan", "sommet", "Tokyo", "missile", "accord", "ministre", "climat", "grève", "banque",
    "élection", "Otan-Russie", "armes nucléaires", "océan", "l’Otan", "procès", "équipe",
  ]

  struct Item {
    var id: String
    var hasID: Bool
    var title: String
    var summary: String
    var published: Timestamp
  }

  var dice: Dice
  let url: String
  private var items: [Item] = []
  private var made = 0

  init(url: String, seed: Int) {
    self.url = url
    dice = Dice(seed)
  }

  /// The feed's document at `now`, in RSS.
  mutating func document(at now: Timestamp) -> [UInt8] {
    for _ in 0..<dice.roll(6) { add(at: now) }
    for index in items.indices where dice.roll(5) == 0 { change(index) }
    if items.count > 12 { items.removeFirst(items.count - 12) }
    var text = "<rss version=\"2.0\"><channel><title>World</title>"
    for item in items {
      text += rss(item)
      // Twice in one document: with the same text, or with another.
      if dice.roll(12) == 0 { text += rss(item) }
      if dice.roll(12) == 0 {
        var other = item
        other.summary = phrase()
        text += rss(other)
      }
    }
    return Array((text + "</channel></rss>").utf8)
  }

  private mutating func add(at now: Timestamp) {
    made += 1
    let age = Duration.seconds(Int64(dice.roll(4) * 86_400))
    items.append(
      Item(
        id: "\(url)/\(made)", hasID: dice.roll(4) > 0, title: phrase(), summary: phrase(),
        published: now - age))
  }

  private mutating func change(_ index: Int) {
    switch dice.roll(3) {
    case 0: items[index].title = phrase()
    case 1: items[index].summary = phrase()
    default: items[index].id += "-renewed"
    }
  }

  private mutating func phrase() -> String {
    (0..<(1 + dice.roll(4))).map { _ in dice.pick(Self.words) }.joined(separator: " ")
  }

  private func rss(_ item: Item) -> String {
    let date = Date(timeIntervalSince1970: Double(item.published.milliseconds) / 1000)
    return "<item>" + (item.hasID ? "<guid>\(item.id)</guid>" : "")
      + "<link>\(item.id)</link><title>\(item.title)</title>"
      + "<description>\(item.summary)</description>"
      + "<pubDate>\(ISO8601DateFormatter().string(from: date))</pubDate></item>"
  }

  /// Watchlists by dice, over the words that the press uses.
  static func watchlists(_ dice: inout Dice) -> [Watchlist] {
    (0..<(2 + dice.roll(5))).map { number in
      var terms: [Term] {
        (0..<(1 + dice.roll(3))).map { _ in
          switch dice.roll(5) {
          case 0: Term("\(dice.pick(words)) ET \(dice.pick(words))")
          case 1: Term("\(dice.pick(words)) SAUF \(dice.pick(words))")
          case 2: Term("\(dice.pick(words)) NEAR/2 \(dice.pick(words))")
          default: Term(dice.pick(words))
          }
        }
      }
      var watchlist = Watchlist(name: "list \(number)", any: terms)
      if dice.roll(4) == 0 { watchlist.none = terms }
      if dice.roll(4) == 0 { watchlist.all = [terms] }
      if dice.roll(4) == 0 { watchlist.fields = [.title] }
      if dice.roll(4) == 0 { watchlist.feeds = [.tag("paris")] }
      return watchlist
    }
  }
}
