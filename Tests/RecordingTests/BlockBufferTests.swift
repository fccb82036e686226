import Model
import TestSupport
import Testing

@testable import Recording

/// Bytes on their way to a file that is written in whole blocks.
@Suite struct `A block buffer` {
  @Test(arguments: [0, 1, 4095, 4096, 4097, 100_000]) func `keeps what was added`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let buffer = BlockBuffer()

    for start in stride(from: 0, to: count, by: 1000) {
      bytes[start..<min(count, start + 1000)].withUnsafeBytes { buffer.append($0) }
    }

    #expect(Array(buffer.bytes) == bytes)
  }

  @Test(arguments: [(0, 0), (1, 4096), (4096, 4096), (4097, 8192)])
  func `fills the last block with zeros`(count: Int, whole: Int) {
    let buffer = BlockBuffer()
    [UInt8](repeating: 1, count: 9000).withUnsafeBytes { buffer.append($0) }
    buffer.clear()
    [UInt8](repeating: 2, count: count).withUnsafeBytes { buffer.append($0) }

    let blocks = buffer.withWholeBlocks { Array($0) }

    #expect(blocks.count == whole)
    #expect(blocks.prefix(count).allSatisfy { $0 == 2 })
    #expect(blocks.dropFirst(count).allSatisfy { $0 == 0 })
    #expect(buffer.withWholeBlocks { Int(bitPattern: $0.baseAddress) } % 4096 == 0)
  }

  @Test func `sets bits of a byte`() {
    let buffer = BlockBuffer()
    [UInt8(1), 2, 4].withUnsafeBytes { buffer.append($0) }

    buffer.set(8, at: 1)

    #expect(Array(buffer.bytes) == [1, 10, 4])
  }
}

@Suite struct `A file of texts` {
  private let folder: TemporaryFolder

  init() { folder = TemporaryFolder() }

  private func places(_ ledger: SQLiteLedger) throws -> [(offset: Int64, count: Int64)] {
    let rows = try ledger.connection.statement(
      sql: "SELECT offset, raw_bytes FROM archive_text ORDER BY first")
    var places: [(Int64, Int64)] = []
    while try rows.step() { places.append((rows.integer(0), rows.integer(1))) }
    return places
  }

  @Test func `begins each transaction's with a block`() throws {
    let ledger = try newLedger(in: folder)

    try poll(ledger, [item(id: "1", text: "one")], for: [], at: noon)
    try poll(ledger, [item(id: "2", text: "two")], for: [], at: noon)

    #expect(try places(ledger).map(\.offset) == [0, 4096])
  }

  @Test func `goes on with a block after texts that end within one`() throws {
    var ledger: SQLiteLedger? = try newLedger(in: folder)
    try poll(#require(ledger), [item(id: "1", text: "one")], for: [], at: noon)
    ledger = nil
    ledger = try newLedger(in: folder)

    try poll(#require(ledger), [item(id: "2", text: "two")], for: [], at: noon)

    #expect(try places(#require(ledger)).map(\.offset) == [0, 4096])
    let reader = try ArchiveReader(path: folder.file("guetteur.db"))
    let pieces = try reader.contents().places.map { try reader.piece(at: $0).read() }
    #expect(pieces.flatMap(\.entries).map(\.entry.id) == ["1", "2"])
    #expect(pieces.flatMap(\.losses) == [])
  }

  /// A change is noted in a byte of the text.
  @Test func `tells what has changed`() throws {
    let ledger = try newLedger(in: folder)

    try poll(ledger, [item(id: "1", text: "one")], for: [], at: noon)
    try poll(ledger, [item(id: "1", text: "other")], for: [], at: noon)

    let reader = try ArchiveReader(path: ledger.path)
    let pieces = try reader.contents().places.map { try reader.piece(at: $0).read() }
    #expect(pieces.flatMap(\.entries).map(\.isChange) == [false, true])
  }
}
