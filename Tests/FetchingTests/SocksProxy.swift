import Glibc
import TestSupport

/// A SOCKS 5 proxy on loopback (RFC 1928) that leads nowhere: it notes where it was asked to
/// connect and answers the request that follows itself.
final class SocksProxy: Sendable {
  private let listener: LoopbackListener
  private let asked = Locked<[String]>([])
  private let heads = Locked<[String]>([])

  init(answer: String) throws {
    listener = try LoopbackListener()
    listener.start { [asked, heads] connection in
      SocksProxy.serve(connection, answer, asked, heads)
      close(connection)
    }
  }

  func stop() { listener.stop() }

  var port: Int { listener.port }

  /// Where it was asked to connect: `name NAME:PORT` or `address KIND`.
  var destinations: [String] { asked.withLock { $0 } }

  /// The heads of the requests that came through.
  var requests: [String] { heads.withLock { $0 } }

  private static func serve(
    _ connection: Int32, _ answer: String, _ asked: Locked<[String]>, _ heads: Locked<[String]>
  ) {
    guard let greeting = read(2, connection), greeting[0] == 5,
      read(Int(greeting[1]), connection) != nil, send([5, 0], connection),
      let head = read(5, connection)
    else { return }
    guard head[3] == 3, let rest = read(Int(head[4]) + 2, connection) else {
      return asked.withLock { $0.append("address \(head[3])") }
    }
    let name = String(decoding: rest.dropLast(2), as: UTF8.self)
    asked.withLock {
      $0.append("name \(name):\(Int(rest[rest.count - 2]) << 8 | Int(rest[rest.count - 1]))")
    }
    guard send([5, 0, 0, 1, 0, 0, 0, 0, 0, 0], connection) else { return }
    var request: [UInt8] = []
    while !request.suffix(4).elementsEqual("\r\n\r\n".utf8), let byte = read(1, connection) {
      request += byte
    }
    heads.withLock { $0.append(String(decoding: request, as: UTF8.self)) }
    _ = send(Array(answer.utf8), connection)
  }

  private static func read(_ count: Int, _ connection: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return recv(connection, &bytes, count, Int32(MSG_WAITALL)) == count ? bytes : nil
  }

  private static func send(_ bytes: [UInt8], _ connection: Int32) -> Bool {
    Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }
}
