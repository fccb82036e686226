import Foundation
import Glibc

/// A request as it came.
public struct LoopbackRequest: Sendable {
  public var method: String
  public var path: String
  /// In order, as written.
  public var headers: [(name: String, value: String)]
  /// The whole head, byte for byte.
  public var head: [UInt8]
  public var received: Date

  /// The first header of that name, whatever its case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// Reads a head from `connection`; nil at its end. `buffer` keeps what came after it.
  init?(from connection: Int32, _ buffer: inout [UInt8]) {
    let end = Array("\r\n\r\n".utf8)
    while buffer.firstRange(of: end) == nil {
      var chunk = [UInt8](repeating: 0, count: 8192)
      let count = recv(connection, &chunk, chunk.count, 0)
      guard count > 0, buffer.count < 1 << 20 else { return nil }
      buffer += chunk[..<count]
    }
    guard let range = buffer.firstRange(of: end) else { return nil }
    head = Array(buffer[..<range.upperBound])
    buffer.removeSubrange(..<range.upperBound)
    let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].components(separatedBy: " ")
    method = words[0]
    path = words.count > 1 ? words[1] : ""
    headers = lines.dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (
        String(line[..<colon]),
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      )
    }
    received = Date()
  }
}

/// A script of what to send.
public struct LoopbackResponse: Sendable {
  public enum Step: Sendable {
    case bytes([UInt8])
    case pause(milliseconds: Int)
    /// One byte at a time.
    case drip([UInt8], everyMilliseconds: Int)
    /// Again and again, until the client leaves.
    case forever([UInt8])
    /// Says nothing more and keeps the connection.
    case hang
    /// RST.
    case reset
    case close
  }

  public var steps: [Step]

  public init(_ steps: [Step]) { self.steps = steps }

  /// A well-formed answer with `Content-Length`.
  public init(
    status: Int, headers: [(String, String)] = [], body: [UInt8] = [], reason: String = "Answer"
  ) {
    var head = "HTTP/1.1 \(status) \(reason)\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if status != 304 && status != 204 { head += "Content-Length: \(body.count)\r\n" }
    self.init([.bytes(Array((head + "\r\n").utf8) + body)])
  }

  public static func ok(
    _ body: String, headers: [(String, String)] = [("Content-Type", "application/rss+xml")]
  ) -> LoopbackResponse {
    LoopbackResponse(status: 200, headers: headers, body: Array(body.utf8))
  }

  public static func redirect(_ status: Int, to location: String) -> LoopbackResponse {
    LoopbackResponse(status: status, headers: [("Location", location)])
  }

  /// These very bytes, and then the end of the connection.
  public static func raw(_ text: String) -> LoopbackResponse {
    LoopbackResponse([.bytes(Array(text.utf8)), .close])
  }
}
