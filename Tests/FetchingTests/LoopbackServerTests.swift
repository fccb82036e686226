import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct `A server of the tests` {
  @Test func `that was stopped takes no connection of the next one`() async throws {
    let unanswered = Locked(0)

    await onThread {
      DispatchQueue.concurrentPerform(iterations: 2000) { _ in
        guard let server = try? LoopbackServer.start(answering: { _ in .ok("<rss/>") }),
          !isAnswered(server)
        else { return }
        unanswered.withLock { $0 += 1 }
      }
    }

    #expect(unanswered.withLock { $0 } == 0)
  }
}

/// Whether one request there is answered.
private func isAnswered(_ server: LoopbackServer) -> Bool {
  defer { server.stop() }
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
  defer { close(descriptor) }
  var name = sockaddr_in()
  name.sin_family = sa_family_t(AF_INET)
  name.sin_port = in_port_t(truncatingIfNeeded: server.port).bigEndian
  name.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
  let isConnected = withUnsafePointer(to: &name) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
    }
  }
  let request = Array("GET / HTTP/1.1\r\n\r\n".utf8)
  var byte: UInt8 = 0
  return isConnected && send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) > 0
    && recv(descriptor, &byte, 1, 0) == 1
}
