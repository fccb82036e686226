import Foundation
import Glibc

/// A real HTTP server on loopback for tests, one thread a connection, whose answers are scripts of
/// raw bytes: whatever a broken or hostile server can do, it can do.
///
///     let server = try LoopbackServer.start { request in .ok("<rss/>") }
///     defer { server.stop() }
///     server.url("/feed.xml")
public final class LoopbackServer: @unchecked Sendable {
  public let address: String
  private let listener: LoopbackListener
  private let answer: @Sendable (LoopbackRequest) -> LoopbackResponse
  private let lock = NSLock()
  private var recorded: [LoopbackRequest] = []
  private var connections: Set<Int32> = []
  private var accepted = 0
  private var isStopped = false

  /// Listens on a free port of `address` (any of 127.0.0.0/8), or on `port`.
  public static func start(
    address: String = "127.0.0.1", port: Int = 0,
    answering answer: @escaping @Sendable (LoopbackRequest) -> LoopbackResponse
  ) throws -> LoopbackServer {
    signal(SIGPIPE, SIG_IGN)
    let listener = try LoopbackListener(address: address, port: port)
    let server = LoopbackServer(address: address, listener: listener, answer: answer)
    listener.start { server.admit($0) }
    return server
  }

  private init(
    address: String, listener: LoopbackListener,
    answer: @escaping @Sendable (LoopbackRequest) -> LoopbackResponse
  ) {
    self.address = address
    self.listener = listener
    self.answer = answer
  }

  deinit { stop() }

  public var port: Int { listener.port }

  /// `http://127.0.0.1:PORT` + `path`.
  public func url(_ path: String = "/") -> String { "http://\(address):\(port)\(path)" }

  /// The requests so far, in the order in which they came.
  public var requests: [LoopbackRequest] { lock.withLock { recorded } }

  /// Connections accepted so far.
  public var connectionCount: Int { lock.withLock { accepted } }

  /// Closes everything; scripts under way end.
  public func stop() {
    lock.withLock {
      for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
      isStopped = true
    }
    listener.stop()
  }

  private func admit(_ connection: Int32) {
    var yes: Int32 = 1
    setsockopt(
      connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    let isWelcome = lock.withLock {
      if !isStopped {
        connections.insert(connection)
        accepted += 1
      }
      return !isStopped
    }
    guard isWelcome else {
      close(connection)
      return
    }
    Thread.detachNewThread { self.serve(connection) }
  }

  private func serve(_ connection: Int32) {
    defer {
      // In one step: the number of a closed descriptor is soon somebody else's.
      lock.withLock {
        connections.remove(connection)
        _ = close(connection)
      }
    }
    var buffer: [UInt8] = []
    while let request = LoopbackRequest(from: connection, &buffer) {
      lock.withLock { recorded.append(request) }
      guard run(answer(request).steps, on: connection) else { return }
    }
  }

  /// False when the connection is over.
  private func run(_ steps: [LoopbackResponse.Step], on connection: Int32) -> Bool {
    for step in steps {
      switch step {
      case .bytes(let bytes):
        guard send(bytes, on: connection) else { return false }
      case .pause(let milliseconds):
        guard wait(milliseconds, on: connection) else { return false }
      case .drip(let bytes, let milliseconds):
        for byte in bytes {
          guard send([byte], on: connection), wait(milliseconds, on: connection) else {
            return false
          }
        }
      case .forever(let bytes):
        while send(bytes, on: connection) {}
        return false
      case .hang:
        while wait(1000, on: connection) {}
        return false
      case .reset:
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
          connection, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
        return false
      case .close:
        return false
      }
    }
    return true
  }

  private func send(_ bytes: [UInt8], on connection: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          connection, $0.baseAddress.map { $0 + sent }, bytes.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Waits; false when the client left or the server stops.
  private func wait(_ milliseconds: Int, on connection: Int32) -> Bool {
    var watched = pollfd(fd: connection, events: 0x2000 /* POLLRDHUP */, revents: 0)
    return poll(&watched, 1, Int32(milliseconds)) == 0
  }
}
