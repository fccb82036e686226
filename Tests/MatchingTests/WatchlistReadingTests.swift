import Model
import Testing

@testable import Matching

@Suite struct `Reading watchlists` {
  @Test(
    arguments: [
      ("Otan", true), ("G7", true), ("l'Otan", true), ("Ağca", true), ("北京", true),
      ("Москва", true),
      ("القدس", true), ("서울", true), ("エニコ", true), ("(Otan)", true), ("R&D", true),
      ("M’Bow", true),
      ("", false), ("-", false), ("!", false), ("・", false), ("×", false), ("#Otan", false),
      ("www.presse.test", false), ("a@b.test", false), ("ﷺ", false), ("*", false),
      (String(repeating: "a", count: 64), true), (String(repeating: "a", count: 65), false),
      (String(repeating: "北", count: 22), false),
    ] as [(String, Bool)])
  func `a glance tells nearly every literal that holds a word`(literal: String, isSound: Bool) {
    #expect(Glances.isSound(literal) == isSound)
  }

  @Test func `no character is taken for a word that is none`() {
    let wrong = Glances().misled(by: Glances.scalars)

    #expect(wrong == [])
  }

  @Test(arguments: 0..<32 as Range<UInt64>)
  func `what a glance finds sound holds one word to 64`(seed: UInt64) {
    let wrong = Glances().misled(by: Glances.literals(seed))

    #expect(wrong == [])
  }

  @Test(arguments: [
    "Côte d'Ivoire", "Ağca", "l'Otan", "Łódź 2", "d'Ağca", "O'Neill-Šimek", "A'B",
  ])
  func `a simple term is read as the parser reads it`(term: String) throws {
    var text = term
    let simple = text.withUTF8(SimpleTerm.init)

    #expect(simple?.literal == 0..<term.utf8.count)
    #expect(try TermParser.parse(term).form == term)
  }

  @Test func `threads that come at once find the same`() async throws {
    let lists = (0..<500).map { Watchlist(name: "\($0)", any: [Term("terme \($0)")]) }
    let document = Document(content: FieldText("Le terme 7, le terme 411."))
    let matcher = try Matcher(lists)

    let found = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { matcher.matches(in: document).map(\.watchlist) } }
      return await group.reduce(into: []) { $0.append($1) }
    }

    #expect(found == Array(repeating: ["7", "411"], count: 8))
  }

  @Test func `to compile early changes nothing`() throws {
    let matcher = try Matcher([Watchlist(name: "w", any: [Term("Otan ET /k[iy]/i")])])

    matcher.compile()

    let matches = matcher.matches(in: Document(content: FieldText("Kiev et l’Otan")))
    #expect(matches.map(\.watchlist) == ["w"])
  }
}

private struct Glances {
  private let scratch = MatchScratch()

  static func isSound(_ literal: String) -> Bool {
    var literal = literal
    return literal.withUTF8 { LiteralGlance($0).isSound }
  }

  /// Those that a glance finds sound, and in which `LiteralReader` finds no word, or too many.
  func misled(by literals: [String]) -> [String] {
    let reader = LiteralReader(scratch: scratch)
    return literals.filter(Self.isSound).filter { literal in
      scratch.load(literal)
      return (try? reader.words(of: UnsafePointer(scratch.text), count: scratch.count)) == nil
    }
  }

  /// Each alone.
  static let scalars = (0..<0x30000 as Range<UInt32>).compactMap(Unicode.Scalar.init)
    .map { String(Character($0)) }

  /// Letters, signs and whatever else, up to 64 bytes and somewhat more.
  static func literals(_ seed: UInt64) -> [String] {
    var numbers = SeededNumbers(state: seed)
    return (0..<1000).map { _ in
      let length = Int(numbers.next() % 40) + 1
      return String((0..<length).map { _ in character(&numbers) })
    }
  }

  private static let signs = Array(" -'’,&+/!()\u{301}\u{AD}\u{200D}・ー×\u{3000}«»")

  private static func character(_ numbers: inout SeededNumbers) -> Character {
    let number = numbers.next()
    switch number % 8 {
    case 0...2: return signs[Int(number >> 8) % signs.count]
    case 3: return Character(Unicode.Scalar(UInt8(0x41 + (number >> 8) % 58)))
    case 4: return Character(Unicode.Scalar(UInt32(0x4E00 + (number >> 8) % 0x100)) ?? "x")
    case 5: return Character(Unicode.Scalar(UInt32((number >> 8) % 0x700)) ?? "x")
    default: return Character(Unicode.Scalar(UInt32((number >> 8) % 0x20000)) ?? "x")
    }
  }
}
