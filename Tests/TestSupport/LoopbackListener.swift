import Foundation
import Glibc
import Locking

/// A socket that listens on loopback, and the thread that takes its connections.
///
/// That thread alone closes the socket. Closed by another, its number would soon be that of the next
/// test's, and the thread, on its way back to accept(2), would take a connection there.
public final class LoopbackListener: Sendable {
  public let port: Int
  private let descriptor: Int32
  private let isOpen = Locked(true)

  /// Listens on a free port of `address` (any of 127.0.0.0/8), or on `port`.
  public init(address: String = "127.0.0.1", port: Int = 0) throws {
    (descriptor, self.port) = try boundSocket(address, port)
    guard listen(descriptor, 512) == 0 else {
      close(descriptor)
      throw POSIXError(.EADDRINUSE)
    }
  }

  deinit { stop() }

  /// Begins to take connections, which are `admit`'s to close.
  public func start(_ admit: @escaping @Sendable (Int32) -> Void) {
    let (descriptor, isOpen) = (descriptor, isOpen)
    Thread.detachNewThread {
      while true {
        let connection = accept(descriptor, nil, nil)
        if connection >= 0 {
          _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
          admit(connection)
        } else if errno != EINTR && errno != ECONNABORTED {
          break
        }
      }
      isOpen.withLock {
        $0 = false
        close(descriptor)
      }
    }
  }

  /// Refuses connections from now on. Safe to call twice.
  public func stop() {
    isOpen.withLock {
      if $0 { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
  }
}

/// A port of loopback that refuses connections, and that no server of another test is given meanwhile.
public final class ClosedPort: Sendable {
  public let port: Int
  private let descriptor: Int32

  public init() throws { (descriptor, port) = try boundSocket("127.0.0.1", 0) }

  deinit { close(descriptor) }

  /// `http://127.0.0.1:PORT` + `path`.
  public func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }
}

/// A socket with that port, or a free one; it does not listen yet.
private func boundSocket(_ address: String, _ port: Int) throws -> (Int32, port: Int) {
  let descriptor = socket(
    AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
  var yes: Int32 = 1
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
  var name = sockaddr_in()
  name.sin_family = sa_family_t(AF_INET)
  name.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
  inet_pton(AF_INET, address, &name.sin_addr)
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutablePointer(to: &name) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
    }
  }
  guard isBound else {
    close(descriptor)
    throw POSIXError(.EADDRINUSE)
  }
  return (descriptor, Int(in_port_t(bigEndian: name.sin_port)))
}
