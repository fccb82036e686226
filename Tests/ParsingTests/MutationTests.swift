import Model
import Parsing
import TestSupport
import Testing

/// Feeds with bytes changed, lost, doubled and moved: any outcome will do but a trap or a hang.
@Suite struct `Mutated feeds` {
  /// Xorshift, so that a failure comes again.
  struct Dice {
    var state: UInt64

    mutating func roll(_ below: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return below <= 0 ? 0 : Int(state % UInt64(below))
    }
  }

  private static let pieces = [
    "<", ">", "&", "\"", "'", "<![CDATA[", "]]>", "<!--", "-->", "<item>", "</item>", "&#", ";",
    "<!DOCTYPE a [", "xmlns:a=\"b\"", "\u{0}", "\u{FFFD}", "</", "/>", "<?xml",
    "encoding=\"utf-16\"",
    "{", "}", "[", "\\u", "\u{1B}$B",
  ]

  private static func mutated(_ seed: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = seed
    for _ in 0...dice.roll(6) {
      let place = dice.roll(bytes.count)
      switch dice.roll(6) {
      case 0: if !bytes.isEmpty { bytes[place] = UInt8(dice.roll(256)) }
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + dice.roll(40)))
      case 2: bytes.insert(contentsOf: Array(pieces[dice.roll(pieces.count)].utf8), at: place)
      case 3: bytes.removeSubrange(place...)
      case 4:
        let part = bytes[place..<min(bytes.count, place + dice.roll(200))]
        bytes.insert(contentsOf: Array(part), at: dice.roll(bytes.count))
      default: bytes.insert(UInt8(dice.roll(256)), at: place)
      }
    }
    return bytes
  }

  static let seeds: [Claim] =
    RSS.items + RSS.formats + Atom.texts + Atom.bases + `Ill-formed documents`.entities
    + `Ill-formed documents`.tags + Charsets.declared + `JSON Feed`.all

  @Test(arguments: 0..<20) func `never trap`(round: Int) {
    var dice = Dice(state: 0x9E37_79B9 &+ UInt64(round) &* 7919)

    let outcomes = (0..<100).map { _ -> Bool in
      let seed = Self.seeds[dice.roll(Self.seeds.count)]
      let document = Self.mutated(seed.document, &dice)
      let feed = try? FeedParser.parse(document, base: "http://e.org/")
      return feed.map { !JSONFeedWriter.bytes(of: $0).isEmpty } ?? true
    }

    #expect(outcomes.allSatisfy { $0 })
  }
}
