import Foundation
import Model
import Reporting
import TestSupport
import Testing

@testable import guetteur

@Suite struct `Following alerts.jsonl` {
  private let folder = TemporaryFolder()
  private var path: String { folder.file("alerts.jsonl") }

  @Test func `the last ones come first, then what is added`() throws {
    try write(1...5)
    let log = AlertLog(path)

    let past = try log.past(TailWish(count: 2)).map(\.alert.seq)
    try append(6...7)
    let more = try log.more().map(\.alert.seq)

    #expect(past == [4, 5])
    #expect(more == [6, 7])
    #expect(try log.more().isEmpty)
  }

  @Test func `a rotated log is read to its end, then the new one`() throws {
    try write(1...3)
    let log = AlertLog(path)
    _ = try log.past(TailWish(count: 10))

    try append(4...5)
    try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
    try write(6...7)

    #expect(try log.more().map(\.alert.seq) == [4, 5, 6, 7])
  }

  @Test func `what was written between two rotations is found in the neighbour`() throws {
    try write(1...3)
    let log = AlertLog(path)
    _ = try log.past(TailWish(count: 10))

    try FileManager.default.moveItem(atPath: path, toPath: path + ".2")
    try write(4...5, to: path + ".1")
    try write(6...6)

    #expect(try log.more().map(\.alert.seq) == [4, 5, 6])
  }

  @Test func `copytruncate neither hides nor repeats`() throws {
    try write(1...4)
    let log = AlertLog(path)
    _ = try log.past(TailWish(count: 10))

    try FileManager.default.copyItem(atPath: path, toPath: path + ".1")
    try write(5...5)

    #expect(try log.more().map(\.alert.seq) == [5])
  }

  @Test func `a line is shown when it is whole`() throws {
    try write(1...1)
    let log = AlertLog(path)
    _ = try log.past(TailWish(count: 10))
    let line = AlertText.json(alert(2))

    try append(bytes: line.prefix(20))
    let before = try log.more().map(\.alert.seq)
    try append(bytes: line.dropFirst(20))

    #expect(before.isEmpty)
    #expect(try log.more().map(\.alert.seq) == [2])
  }

  @Test func `older ones are taken from the neighbour when the log is young`() throws {
    try write(1...4, to: path + ".1")
    try write(5...6)

    #expect(try AlertLog(path).past(TailWish(count: 4)).map(\.alert.seq) == [3, 4, 5, 6])
  }

  @Test func `a time and a watchlist choose`() throws {
    try write(1...6)
    let wish = TailWish(count: nil, since: Timestamp(seconds: 3), watchlist: "odd")

    #expect(try AlertLog(path).past(wish).map(\.alert.seq) == [3, 5])
  }

  @Test func `a line of the log is the alert that was written`() {
    let alert = alert(7)

    #expect(Alert(line: AlertText.json(alert)) == alert)
  }

  // MARK: alerts

  private func alert(_ seq: Int64) -> Alert {
    Alert(
      seq: seq, time: Timestamp(seconds: seq), watchlist: seq % 2 == 1 ? "odd" : "even",
      terms: ["Otan"], feedName: "Journal", feedURL: "https://example.org/feed", id: "id\(seq)",
      url: "https://example.org/\(seq)", title: "L’Otan \(seq)",
      hits: [
        ReportedHit(
          hit: Hit(term: "Otan", field: .title, text: "Otan", start: 2, end: 6),
          excerpt: "L’Otan \(seq)")
      ])
  }

  private func write(_ seqs: ClosedRange<Int64>, to file: String? = nil) throws {
    let lines = seqs.flatMap { AlertText.json(alert($0)) }
    try Data(lines).write(to: URL(filePath: file ?? path), options: [])
  }

  private func append(_ seqs: ClosedRange<Int64>) throws {
    try append(bytes: seqs.flatMap { AlertText.json(alert($0)) }[...])
  }

  private func append(bytes: ArraySlice<UInt8>) throws {
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }
}
