import Model
import TestSupport
import Testing

@testable import Recording

/// Two polls of one feed, and how many alerts the second one brings.
struct IdentityCase: CustomTestStringConvertible, Sendable {
  var name: String
  var first: [Entry]
  var second: [Entry]
  var newAlerts: Int
  var testDescription: String { name }

  init(_ name: String, _ first: [Entry], _ second: [Entry], _ newAlerts: Int) {
    self.name = name
    self.first = first
    self.second = second
    self.newAlerts = newAlerts
  }
}

let identityCases: [IdentityCase] = [
  IdentityCase(
    "the same guid with another title, link and date is known",
    [item(id: "a", link: "https://x.org/1", title: "Un", date: 1)],
    [item(id: "a", link: "https://x.org/2", title: "Deux", date: 2)], 0),
  IdentityCase(
    "white space around a guid does not count",
    [item(id: "a", title: "Un")], [item(id: " \n a\t", title: "Un")], 0),
  IdentityCase(
    "a guid of white space is none",
    [item(id: " ", link: "https://x.org/1", title: "Un")],
    [item(id: nil, link: "https://x.org/1", title: "Un")], 0),
  IdentityCase(
    "guids differ by case",
    [item(id: "a", link: "https://x.org/1", title: "Un", date: 1)],
    [item(id: "A", link: "https://x.org/2", title: "Un", date: 1)], 1),
  IdentityCase(
    "http and https are equal in a link",
    [item(link: "http://x.org/1", title: "Un")], [item(link: "https://x.org/1", title: "Deux")], 0),
  IdentityCase(
    "the host of a link is compared without case",
    [item(link: "http://X.org/A", title: "Un")], [item(link: "HTTPS://x.ORG/A", title: "Deux")], 0),
  IdentityCase(
    "the path of a link is compared with case",
    [item(link: "https://x.org/a", title: "Un")], [item(link: "https://x.org/A", title: "Deux")], 1),
  IdentityCase(
    "a link that two entries share does not tell them apart, their titles do",
    [item(link: "https://x.org/", title: "Un"), item(link: "https://x.org/", title: "Deux")],
    [item(link: "https://x.org/", title: "Trois"), item(link: "https://x.org/", title: "Deux")], 1),
  IdentityCase(
    "an entry that is left alone with its link is still itself",
    [item(link: "https://x.org/", title: "Un"), item(link: "https://x.org/", title: "Deux")],
    [item(link: "https://x.org/", title: "Deux")], 0),
  IdentityCase(
    "an entry that was alone with its link is known by its title beside another",
    [item(link: "https://x.org/", title: "Un")],
    [item(link: "https://x.org/", title: "Un"), item(link: "https://x.org/", title: "Deux")], 1),
  IdentityCase(
    "a link that an entry with a guid has too does not tell an entry apart",
    [item(id: "a", link: "https://x.org/", title: "Un"), item(link: "https://x.org/", title: "B")],
    [item(id: "a", link: "https://x.org/", title: "Un"), item(link: "https://x.org/", title: "C")],
    1),
  IdentityCase(
    "link and title shared: the date decides",
    [
      item(link: "https://x.org/", title: "Point presse", date: 1),
      item(link: "https://x.org/", title: "Point presse", date: 2),
    ],
    [
      item(link: "https://x.org/", title: "Point presse", date: 2),
      item(link: "https://x.org/", title: "Point presse", date: 3),
    ], 1),
  IdentityCase(
    "without guid and link, title and date decide",
    [item(title: "Un", date: 1)], [item(title: "Un", date: 1), item(title: "Un", date: 2)], 1),
  IdentityCase(
    "an entry of a text alone is known by its text",
    [item(text: "Un")], [item(text: "Un"), item(text: "Deux")], 1),
  IdentityCase(
    "a renewed guid with the same title, link and date is known",
    [item(id: "1", link: "https://x.org/1", title: "Un", date: 1)],
    [item(id: "2", link: "https://x.org/1", title: "Un", date: 1)], 0),
  IdentityCase(
    "a renewed guid whose link moved to https is known",
    [item(id: "1", link: "http://x.org/1", title: "Un", date: 1)],
    [item(id: "2", link: "https://x.org/1", title: "Un", date: 1)], 0),
  IdentityCase(
    "the same title under another guid, link and date is new",
    [item(id: "1", link: "https://x.org/1", title: "Un", date: 1)],
    [item(id: "2", link: "https://x.org/2", title: "Un", date: 2)], 1),
  IdentityCase(
    "the same title and link under another guid and date is new",
    [item(id: "1", link: "https://x.org/", title: "Un", date: 1)],
    [item(id: "2", link: "https://x.org/", title: "Un", date: 2)], 1),
  IdentityCase(
    "a renewed guid without a date is known while the text is the same",
    [item(id: "1", link: "https://x.org/1", title: "Un", text: "t")],
    [item(id: "2", link: "https://x.org/1", title: "Un", text: "t")], 0),
  IdentityCase(
    "another guid without a date and with another text is new",
    [item(id: "1", link: "https://x.org/", title: "Alerte", text: "t")],
    [item(id: "2", link: "https://x.org/", title: "Alerte", text: "u")], 1),
  IdentityCase(
    "a guid that appears later does not make an entry new",
    [item(link: "https://x.org/1", title: "Un", date: 1)],
    [item(id: "1", link: "https://x.org/1", title: "Un", date: 1)], 0),
  IdentityCase(
    "a guid that disappears does not make an entry new",
    [item(id: "1", link: "https://x.org/1", title: "Un", date: 1)],
    [item(link: "https://x.org/1", title: "Un", date: 1)], 0),
  IdentityCase(
    "white space in a title does not count",
    [item(id: "1", link: "https://x.org/1", title: " Un\n  deux ", date: 1)],
    [item(id: "2", link: "https://x.org/1", title: "Un deux", date: 1)], 0),
  IdentityCase(
    "the order of a document does not count",
    [item(id: "1", title: "Un"), item(id: "2", title: "Deux")],
    [item(id: "2", title: "Deux"), item(id: "1", title: "Un")], 0),
  IdentityCase(
    "an empty document forgets nothing",
    [item(id: "1", title: "Un")], [], 0),
]

@Suite struct `Entry identity` {
  @Test(arguments: [
    "Un titre assez long", " Un titre assez long", "Un titre assez long\n", "Un  titre assez long",
    "Un titre  assez long", "Un titre\tassez long", "Un titre assez  long",
    "Un titre assez\u{C}long",
  ])
  func `white space in a title says nothing`(_ title: String) {
    let keys = EntryIdentity.keys(of: [item(link: "https://x.org/", title: title, date: 1)])
    let plain = EntryIdentity.keys(
      of: [item(link: "https://x.org/", title: "Un titre assez long", date: 1)])

    #expect(keys == plain)
  }

  @Test(arguments: ["Un titreassez long", "Un titre assez l ong", "Un\u{A0}titre assez long"])
  func `a title of other words is another`(_ title: String) {
    let keys = EntryIdentity.keys(of: [item(link: "https://x.org/", title: title, date: 1)])
    let plain = EntryIdentity.keys(
      of: [item(link: "https://x.org/", title: "Un titre assez long", date: 1)])

    #expect(keys != plain)
  }

  @Test(arguments: identityCases)
  func `who is who between two polls`(_ row: IdentityCase) throws {
    let folder = TemporaryFolder()
    let ledger = try newLedger(in: folder)
    try poll(ledger, row.first, for: ["otan"])

    let outcome = try poll(ledger, row.second, for: ["otan"])

    #expect(outcome.alerts.count == row.newAlerts)
  }

  @Test func `an entry that stands twice in a document is one`() throws {
    let folder = TemporaryFolder()
    let ledger = try newLedger(in: folder)
    let entry = item(id: "a", link: "https://x.org/1", title: "Un")

    let standings = try ledger.known(of: feed, among: [entry, entry])
    let outcome = try poll(ledger, [entry, entry], for: ["otan"])

    #expect(standings == [.new, .known])
    #expect(outcome.alerts.count == 1)
    #expect(outcome.polls[0].newEntries == 1)
  }

  @Test func `two texts under one guid do not change at every poll`() throws {
    let folder = TemporaryFolder()
    let ledger = try newLedger(in: folder)
    let texts = [item(id: "a", title: "Un"), item(id: "a", title: "Deux")]
    try poll(ledger, texts, for: ["otan"])

    let standings = try ledger.known(of: feed, among: texts.reversed())

    #expect(standings == [.known, .known])
  }

  @Test func `a feed that renews its guids for ever keeps few keys`() throws {
    let folder = TemporaryFolder()
    let ledger = try newLedger(in: folder)
    var count = 0

    for poll in 1...20 {
      let entry = item(id: "guid-\(poll)", link: "https://x.org/1", title: "Un", date: 1)
      count += try alerts(ledger, [entry])
    }

    #expect(count == 1)
    #expect(try ledger.connection.integer("SELECT count(*) FROM entry") == 0)
    #expect(try ledger.present.map { $0.keys.count <= 6 } == [true])
  }

  @Test func `a guid that was renewed once is known when the title changes later`() throws {
    let folder = TemporaryFolder()
    let ledger = try newLedger(in: folder)
    try poll(ledger, [item(id: "old", link: "https://x.org/1", title: "Un", date: 1)], for: ["o"])
    try poll(ledger, [item(id: "new", link: "https://x.org/1", title: "Un", date: 1)], for: ["o"])

    let outcome = try poll(
      ledger, [item(id: "new", link: "https://x.org/1", title: "Mise à jour", date: 2)], for: ["o"])

    #expect(outcome.alerts.isEmpty)
    #expect(outcome.polls[0].changedEntries == 1)
  }

  @Test func `feeds do not share entries`() throws {
    let folder = TemporaryFolder()
    let ledger = try newLedger(in: folder)
    let entry = item(id: "a", link: "https://x.org/1", title: "Un", date: 1)
    try poll(ledger, [entry], for: ["otan"])

    let outcome = try poll(
      ledger, [entry], of: FeedID(url: "https://example.org/atom"), for: ["otan"])

    #expect(outcome.alerts.count == 1)
  }

  private func alerts(_ ledger: SQLiteLedger, _ entries: [Entry]) throws -> Int {
    try poll(ledger, entries, for: ["otan"]).alerts.count
  }
}
