import Foundation
import TestSupport
import Testing

/// HTTP/2 over TLS that sends the same frames for ever.
private final class FloodingServer: Sendable {
  let port: Int
  private let process = Process()

  init(_ flood: String, in folder: TemporaryFolder) throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("flooding_h2.py").path
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script, folder.path, flood]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  deinit { kill(process.processIdentifier, SIGKILL) }
}

@Suite(.turnstile) struct `Floods of HTTP/2 frames` {
  /// libcurl 7.88 reads on for as long as frames come that bring no part of a body.
  @Test(
    .timeLimit(.minutes(3)),
    arguments: ["settings", "ping", "altsvc", "window", "unknown", "empty", "padding"])
  func `are cut off long before the time-out, and hold up nobody`(flood: String) async throws {
    let bureau = try Bureau()
    let server = try FloodingServer(flood, in: bureau.folder)
    bureau.server.serve("/healthy", rss("Otan"))
    let feed = "https://127.0.0.1:\(server.port)/feed"
    try bureau.configure(
      feeds: [feed, "/healthy"],
      fetch: #""timeout": "1h", "ca_file": "\#(bureau.folder.file("cert.pem"))""#)

    let ending = try await bureau.run("once")

    #expect(ending.code == 75)
    #expect(ending.errorLines.count { $0.contains(feed) } == 1, "\(ending.errors)")
    #expect(bureau.alerts.alerts.count == 1)
  }
}
