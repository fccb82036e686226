import History
import Matching
import Model
import Recording
import Testing

@Suite struct `Searching the archive` {
  private func titles(_ term: String, _ limit: Int = 10, in feeds: [FeedSelector] = []) throws
    -> [String]
  {
    var newsroom = try Newsroom()
    try newsroom.poll(0, [("L’Otan à Tokyo", ""), ("Le climat", "Un sommet de l’Otan")])
    try newsroom.poll(1, [("NATO summit", "Otan is the French name"), ("Botanique", "")])
    return try ArchiveSearch(term, in: feeds, configured: newsroom.feeds)
      .newest(limit, ArchiveScan(), over: newsroom.reader).found.map(\.document.title.text)
  }

  @Test func `shows what holds, newest first`() throws {
    #expect(try titles("Otan") == ["NATO summit", "Le climat", "L’Otan à Tokyo"])
  }

  @Test func `shows no more than is asked for`() throws {
    #expect(try titles("Otan", 1) == ["NATO summit"])
  }

  @Test func `reads the query language`() throws {
    #expect(try titles("Otan SAUF sommet") == ["NATO summit", "L’Otan à Tokyo"])
    #expect(try titles("title:Otan") == ["L’Otan à Tokyo"])
  }

  @Test func `looks in the feeds that are asked for`() throws {
    #expect(try titles("Otan", in: [.tag("paris")]) == ["Le climat", "L’Otan à Tokyo"])
    #expect(try titles("Otan", in: [.feed("B")]) == ["NATO summit"])
  }

  @Test func `says what is wrong with a term`() {
    #expect(throws: TermFaults.self) { try titles("Otan (") }
  }

  @Test func `counts an entry once, whatever its texts`() throws {
    var newsroom = try Newsroom()
    try newsroom.poll(0, [("L’Otan à Tokyo", "")], id: "same")
    try newsroom.poll(0, [("L’Otan à Tokyo, suite", "")], id: "same")
    try newsroom.poll(1, [("Otan", ""), ("rien", "")])

    let counts = try ArchiveSearch("Otan", configured: newsroom.feeds)
      .counts(ArchiveScan(), over: newsroom.reader, day: { _ in 7 }).counts

    #expect(counts.all == 2)
    #expect(counts.days == [7: 2])
    #expect(counts.feeds == ["A": 1, "B": 1])
    #expect(counts.languages == ["fr": 1, "en": 1])
  }

  @Test func `keeps to the time that is asked for`() throws {
    var newsroom = try Newsroom()
    for number in 0..<5 { try newsroom.poll(0, [("Otan \(number)", "")]) }
    let scan = ArchiveScan(
      since: Newsroom.noon + .seconds(60), until: Newsroom.noon + .seconds(180))

    let found = try ArchiveSearch("Otan", configured: newsroom.feeds)
      .newest(10, scan, over: newsroom.reader).found

    #expect(found.map(\.document.title.text) == ["Otan 2", "Otan 1"])
  }
}

@Suite struct `Terms tried on the archive` {
  private func warnings(_ terms: [String]) throws -> [String] {
    var newsroom = try Newsroom()
    for number in 0..<300 {
      try newsroom.poll(
        0, [("Le gouvernement et l’article \(number)", number % 60 == 0 ? "sommet de l’Otan" : "")])
    }
    let configuration = Configuration(
      file: "config.json", files: [], feeds: newsroom.feeds,
      watchlists: [Watchlist(name: "w", any: terms.map { Term($0) })],
      alerts: AlertSettings(directory: ""), state: "")
    return try ArchiveLint(configuration).warnings(ArchiveScan(), over: newsroom.reader)
      .warnings.map(\.message)
  }

  @Test func `one that never hit is told`() throws {
    #expect(
      try warnings(["Otan", "missile"]) == ["«missile» never hit in 300 entries of the archive"])
  }

  @Test func `one that adds nothing is told`() throws {
    #expect(
      try warnings(["sommet", "sommet NEAR/5 Otan"]) == [
        "«sommet NEAR/5 Otan» adds nothing: each of its 5 hits is one of «sommet» too"
      ])
  }

  @Test func `a common word is told`() throws {
    #expect(
      try warnings(["gouvernement"]) == [
        "«gouvernement» is a common word in 'fr': it holds for 100 % of 300 entries"
      ])
  }

  @Test func `a NEAR that has only headlines to read is told`() throws {
    #expect(
      try warnings(["missile NEAR/3 Otan"]) == [
        "«missile NEAR/3 Otan» never hit in 300 entries of the archive; most of them are headlines "
          + "only, where NEAR has little to find"
      ])
  }
}
