import Foundation
import Model
import TestSupport
import Testing

@testable import Fetching

/// Made with Python's gzip, zlib, and the brotli and zstd programs, from `<rss>héllo</rss>`.
private let plain = "<rss>héllo</rss>"
private func bytes(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }

@Suite struct `Content codings` {
  @Test(
    arguments: [
      (nil, Array(plain.utf8)),
      ("identity", Array(plain.utf8)),
      ("", Array(plain.utf8)),
      ("gzip", bytes("H4sIAAAAAAACA7MpKi62yzi8Micn30YfxAYAkh8dIBEAAAA=")),
      ("GZIP", bytes("H4sIAAAAAAACA7MpKi62yzi8Micn30YfxAYAkh8dIBEAAAA=")),
      ("deflate", bytes("eJyzKSoutss4vDInJ99GH8QGAEACBu8=")),
      ("deflate", bytes("sykqLrbLOLwyJyffRh/EBgA=")),
      ("gzip, deflate", bytes("eJyT7+ZgAAEm5s2aWnrbTlvsMVJXv+8mf4SNYZK8rIIgUAoAjnsH7g==")),
      ("gzip", bytes("H4sIAAAAAAACA5Pv5mAAASbmzZpaettOW+wxUle/7yZ/hI1hkrysgiBQCgAGrRujIwAAAA==")),
      ("br", bytes("CwiAPHJzcz5ow6lsbG88L3Jzcz4D")),
      ("zstd", bytes("KLUv/SARiQAAPHJzcz5ow6lsbG88L3Jzcz4=")),
      (nil, bytes("KLUv/SARiQAAPHJzcz5ow6lsbG88L3Jzcz4=")),
    ] as [(String?, [UInt8])])
  func `are taken off`(_ coding: String?, _ body: [UInt8]) throws {
    let decoded = try decodedBody(body, coding: coding, limit: 1000)

    #expect(String(decoding: decoded.bytes, as: UTF8.self) == plain)
    #expect(decoded.isComplete && decoded.damage == nil)
  }

  @Test func `that are declared wrongly are seen through`() throws {
    let decoded = try decodedBody(Array(plain.utf8), coding: "gzip", limit: 1000)

    #expect(String(decoding: decoded.bytes, as: UTF8.self) == plain)
    #expect(decoded.damage?.english == "the body is not coded as its header says")
  }

  @Test(arguments: ["gzip", "deflate", "br"])
  func `that name another one are seen through`(_ coding: String) throws {
    let wire = try gzipped(Array(plain.utf8))

    let decoded = try decodedBody(wire, coding: coding, limit: 1000)

    #expect(String(decoding: decoded.bytes, as: UTF8.self) == plain)
  }

  @Test func `unknown to us are named`() {
    let failure = #expect(throws: FetchFailure.self) {
      try decodedBody([1, 2, 3], coding: "compress", limit: 1000)
    }

    #expect(failure?.kind == .encoding)
    #expect(failure?.message == "the body is coded as \"compress\", which is unknown")
  }

  @Test(arguments: ["gzip", "deflate", "br", "zstd"])
  func `of noise fail in words`(_ coding: String) {
    let noise = (0..<500).map { UInt8(truncatingIfNeeded: $0 &* 131 &+ 7) }

    let failure = #expect(throws: FetchFailure.self) {
      let decoded = try decodedBody(noise, coding: coding, limit: 100_000)
      if !decoded.isComplete {
        throw FetchFailure(.encoding, .words("what little came is of no use"))
      }
    }

    #expect(failure?.kind == .encoding)
  }

  @Test(arguments: [4, 20, 60, 200, 900])
  func `that are cut short give what was whole`(_ missing: Int) throws {
    let text = (0..<400).map { "<item><title>Item number \($0 * 7919 % 1000)</title></item>\n" }
      .joined()
    let whole = Array(text.utf8)
    let wire = try gzipped(whole)

    let decoded = try decodedBody(
      Array(wire.dropLast(missing)), coding: "gzip", limit: 1_000_000)

    #expect(!decoded.isComplete)
    #expect(decoded.damage?.english == "the gzip body is damaged or cut short")
    #expect(whole.starts(with: decoded.bytes))
    #expect(missing > 8 || decoded.bytes == whole)
    #expect(decoded.bytes.count > 1000)
  }

  @Test func `that are bombs stop at the bound`() throws {
    var bomb = [UInt8](repeating: 0x20, count: 20_000_000)
    bomb = try gzipped(bomb)

    let once = #expect(throws: FetchFailure.self) {
      try decodedBody(bomb, coding: "gzip", limit: 1_000_000)
    }
    let twice = try gzipped(bomb)
    let double = #expect(throws: FetchFailure.self) {
      try decodedBody(twice, coding: "gzip, gzip", limit: 1_000_000)
    }

    #expect(once?.kind == .tooLarge && double?.kind == .tooLarge)
  }

  @Test func `are found where none is declared`() throws {
    let decoded = try decodedBody(try gzipped(Array(plain.utf8)), coding: nil, limit: 1000)

    #expect(String(decoding: decoded.bytes, as: UTF8.self) == plain)
  }

  @Test func `of several members are read to the last`() throws {
    let wire = try gzipped(Array("<rss>hé".utf8)) + gzipped(Array("llo</rss>".utf8)) + [0, 0, 0]

    let decoded = try decodedBody(wire, coding: "x-gzip", limit: 1000)

    #expect(String(decoding: decoded.bytes, as: UTF8.self) == plain)
    #expect(decoded.damage == nil)
  }
}

@Suite struct `A body's hash` {
  @Test func `tells bodies apart, and stays the same for ever`() {
    let long = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    let bodies = (0..<80).map { Array(long.prefix($0)) } + [long, long + [0], [0], [0, 0]]

    let hashes = Set(bodies.map { bodyHash($0) })

    // [0] is also the prefix of one byte.
    #expect(hashes.count == bodies.count - 1)
    #expect(bodyHash(long) == 8_344_490_458_834_466_191)
  }
}

/// `gzip -9`, by the program.
private func gzipped(_ bytes: [UInt8]) throws -> [UInt8] {
  let folder = TemporaryFolder()
  try Data(bytes).write(to: URL(fileURLWithPath: folder.file("body")))
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/gzip")
  process.arguments = ["-9", "-n", folder.file("body")]
  try process.run()
  process.waitUntilExit()
  return Array(try Data(contentsOf: URL(fileURLWithPath: folder.file("body.gz"))))
}

/// A whole body, decoded.
private func decodedBody(
  _ wire: [UInt8], coding: String?, limit: Int
) throws(FetchFailure) -> DecodedBody {
  var wire = wire
  return try decodedBody(&wire, coding: coding, limit: limit)
}
