import Foundation
import TestSupport

/// An answer that no decent server would give, or that none should stumble over.
struct HostileAnswer: Sendable {
  enum Outcome: Sendable {
    /// It is named on stderr, in one line.
    case fails
    /// It is read: the one article "Otan" that it holds is reported.
    case reads
    /// Either is right, as long as nothing else suffers.
    case either
  }

  var name: String
  var outcome: Outcome
  var answer: @Sendable (PressServer.Request, PressServer.Visit) -> Void
  /// It speaks for its whole host, and so gets one of its own.
  var isAlone = false

  init(
    _ name: String, _ outcome: Outcome,
    _ answer: @escaping @Sendable (PressServer.Visit) -> Void
  ) {
    self.name = name
    self.outcome = outcome
    self.answer = { answer($1) }
  }

  /// A whole answer, byte for byte, after which the connection ends.
  init(_ name: String, _ outcome: Outcome, raw: String) {
    self.init(name, outcome) { visit in
      visit.send(raw)
      visit.close()
    }
  }

  /// 200 with these headers and this body.
  init(_ name: String, _ outcome: Outcome, _ headers: [String] = [], body: String) {
    self.init(name, outcome) { $0.answer(200, headers, body) }
  }

  init(_ name: String, _ outcome: Outcome, _ headers: [String] = [], bytes: [UInt8]) {
    self.init(name, outcome) { $0.answer(200, headers, bytes) }
  }

  /// A healthy page, whatever stands in its headers.
  init(_ name: String, headers: [String]) {
    self.init(name, .reads, headers, body: page)
  }

  /// The same, at a host of its own.
  var alone: HostileAnswer {
    var copy = self
    copy.isAlone = true
    return copy
  }
}

/// The front page that the awkward answers hold.
let page = rss("Otan")

func + (a: String, b: [UInt8]) -> [UInt8] { Array(a.utf8) + b }

/// `count` times `text`.
func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

/// What a shell command prints.
func output(of command: String) -> [UInt8] {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/sh")
  process.arguments = ["-c", command]
  // To a file: another test's program may inherit a pipe, whose end would then come with its own.
  let folder = TemporaryFolder()
  guard let file = try? folder.write("", as: "output"),
    let output = FileHandle(forWritingAtPath: file)
  else { return [] }
  process.standardOutput = output
  guard (try? process.run()) != nil else { return [] }
  process.waitUntilExit()
  return FileManager.default.contents(atPath: file).map { Array($0) } ?? []
}

/// `text` by gzip(1).
func gzipped(_ text: String) -> [UInt8] {
  let folder = TemporaryFolder()
  guard let file = try? folder.write(text, as: "plain") else { return [] }
  return output(of: "gzip -c '\(file)'")
}
