import Model
import Testing

@testable import Matching

@Suite struct `Faulty terms` {
  @Test(
    arguments: [
      ("", 0), ("   ", 0), ("*", 0), ("a*b", 1), ("\"Otan", 0), ("« »", 0), ("(Otan", 0),
      ("Otan)", 4), ("Otan ET", 7), ("OU Otan", 0), ("()", 1), ("SAUF Otan", 0),
      ("Otan OU SAUF Mali", 0), ("/(/", 1), ("/abc", 0), ("list:nothing", 0),
      ("Otan NEAR/x Mali", 5), ("/(a+)+$/", 0), ("Otan OU /^(\\w+\\s?)*$/", 8),
      ("/(x|xx)+y/", 0),
      ("\"Otan\" Mali", 7), ("lang:fr", 0), ("!!!", 0),
      (String(repeating: "a", count: 10_000), 4096),
      (String(repeating: "(", count: 1000) + "a" + String(repeating: ")", count: 1000), 64),
    ] as [(String, Int)])
  func `a faulty term is named with its place`(term: String, offset: Int) {
    let error = #expect(throws: TermFaults.self) {
      try Matcher([Watchlist(name: "w", any: [Term("Otan"), Term(term)])])
    }

    #expect(error?.faults.map(\.watchlist) == ["w"])
    #expect(error?.faults.first?.term.text == term)
    #expect(error?.faults.first?.offset == offset, "\(error?.faults.first?.message ?? "")")
  }

  @Test func `lists that lead back to themselves are faults`() {
    let error = #expect(throws: TermFaults.self) {
      try Matcher([
        Watchlist(name: "a", any: [Term("list:b")]), Watchlist(name: "b", any: [Term("list:a")]),
      ])
    }

    #expect(error?.faults.map(\.watchlist) == ["a", "b"])
  }

  @Test func `a regular expression that runs away does not match and is named`() throws {
    let matcher = try Matcher([Watchlist(name: "w", any: [Term("/(ab|a|b)+$/")])])
    let scratch = MatchScratch()
    let text = String(repeating: "ab", count: 60) + "!"

    let matches = matcher.matches(in: Document(content: FieldText(text)), using: scratch)

    #expect(matches.isEmpty)
    #expect(scratch.troubles.map(\.term) == ["/(ab|a|b)+$/"])
  }
}

@Suite struct `Watchlist objects` {
  private func holds(_ watchlists: [Watchlist], _ text: String) throws -> [String] {
    try Matcher(watchlists).matches(in: Document(content: FieldText(text), language: "fr")).map(
      \.watchlist)
  }

  @Test(
    arguments: [("Otan, Kiev", ["w"]), ("Otan", []), ("Otan, Kiev, sport", [])]
      as [(String, [String])])
  func `groups must each hit and a veto wins`(text: String, expected: [String]) throws {
    let watchlist = Watchlist(
      name: "w", all: [[Term("Otan"), Term("NATO")], [Term("Kiev")]], none: [Term("sport")])

    #expect(try holds([watchlist], text) == expected)
  }

  @Test(arguments: [("Otan Otan", []), ("Otan, Kiev", ["w"])] as [(String, [String])])
  func `weights count each term once`(text: String, expected: [String]) throws {
    let watchlist = Watchlist(
      name: "w",
      weights: [
        Watchlist.WeightedTerm(term: Term("Otan"), weight: 1),
        Watchlist.WeightedTerm(term: Term("Kiev"), weight: 1),
      ], threshold: 2)

    #expect(try holds([watchlist], text) == expected)
  }

  @Test func `a list lends its hits to another`() throws {
    let lists = [
      Watchlist(name: "a", any: [Term("Otan")]),
      Watchlist(name: "b", any: [Term("list:a ET Kiev")]),
    ]

    let matches = try Matcher(lists).matches(in: Document(content: FieldText("Kiev et l’Otan")))

    #expect(matches.map(\.watchlist) == ["a", "b"])
    #expect(matches.last?.hits.map(\.text) == ["Kiev", "Otan"])
    #expect(matches.last?.hits.map(\.start) == [0, 10])
  }

  @Test func `an explanation names the near miss`() throws {
    let matcher = try Matcher([Watchlist(name: "w", any: [Term("Otan ET Kiev")])])

    let explained = matcher.explanations(
      of: Document(content: FieldText("La Botanique de Kiev"), language: "fr"))

    #expect(explained.map(\.holds) == [false])
    #expect(explained.first?.reason.english == "«Otan» (folded: otan) is not in the text")
    #expect(
      explained.first?.nearMisses.map(\.english) == [
        "found «otan» inside «Botanique», not a whole word"
      ])
  }

  @Test func `readings write every parenthesis`() throws {
    let matcher = try Matcher([Watchlist(name: "w", any: [Term("Gabon OU Togo ET élection")])])

    #expect(matcher.readings.first?.lines.map(\.form) == ["(Gabon OR (Togo AND élection))"])
  }

  @Test(arguments: [
    (["北大西洋公约组织", "北大西洋公約組織"], []), (["台湾海峡", "台灣海峽", "臺灣海峽"], []),
    (["南海 ET (韩国 OU 韓國)"], []), (["北大西洋条約機構", "インド太平洋", "機構"], []),
    (["乌克兰共产党"], ["«乌克兰共产党» is in simplified characters only: add the traditional form (烏克蘭共產黨?)"]),
    (["台灣海峽"], ["«台灣海峽» is in traditional characters only: add the simplified form (台湾海峡?)"]),
  ])
  func `Chinese terms in one of the scripts only are warned of`(
    _ terms: [String], _ expected: [String]
  ) throws {
    let matcher = try Matcher([Watchlist(name: "w", any: terms.map { Term($0) })])

    #expect(matcher.warnings.map(\.message) == expected)
  }

  @Test(
    arguments: ["maïs", "WHO", "a", "drones", "Mali", "北约", "\"drone\""])
  func `doubtful terms are warned of`(term: String) throws {
    let matcher = try Matcher([Watchlist(name: "w", any: [Term(term)])])

    #expect(!matcher.warnings.isEmpty)
  }
}
