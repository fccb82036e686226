import Foundation

/// A press site on loopback: HTTP/1.1 over plain sockets, a thread a connection, whose answers a
/// test writes, byte for byte if it likes, and whose visitors it can question afterwards.
public final class PressServer: Sendable {
  /// What a visitor asked.
  public struct Request: Sendable {
    public var method: String
    public var target: String
    public var headers: [(name: String, value: String)]
    /// The number of its connection, from 1.
    public var connection: Int
    public var time: ContinuousClock.Instant

    public var path: String { String(target.prefix { $0 != "?" }) }

    /// The value of a header field, by its name in any case.
    public subscript(name: String) -> String? {
      headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
  }

  public typealias Answer = @Sendable (Request, Visit) -> Void

  public let address: String
  private let listener: LoopbackListener
  private let state = Locked(State())

  private struct State {
    var answers: [String: Answer] = [:]
    var requests: [Request] = []
    var connections = 0
    var sockets: Set<Int32> = []
    var isStopped = false
  }

  public init(address: String = "127.0.0.1", port: Int = 0) throws {
    self.address = address
    listener = try LoopbackListener(address: address, port: port)
    listener.start { [weak self] socket in
      guard let self, let number = self.admit(socket) else {
        close(socket)
        return
      }
      Thread.detachNewThread { [weak self] in
        Visit(socket: socket, number: number).serve { self?.answer(to: $0) }
        self?.state.withLock { _ = $0.sockets.remove(socket) }
        close(socket)
      }
    }
  }

  deinit { stop() }

  /// Breaks every connection and listens no more.
  public func stop() {
    state.withLock { state in
      for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
      state.isStopped = true
    }
    listener.stop()
  }

  public var port: Int { listener.port }

  /// `http://ADDRESS:PORT` and `path`.
  public func url(_ path: String) -> String { "http://\(address):\(port)\(path)" }

  /// How requests for `path` are answered from now on; paths without an answer are 404.
  public func on(_ path: String, _ answer: @escaping Answer) {
    state.withLock { $0.answers[path] = answer }
  }

  /// Serves `body` with an ETag of its own and 304 to those who have it.
  public func serve(_ path: String, type: String = "application/rss+xml", _ body: [UInt8]) {
    let tag = "\"\(body.count)-\(body.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) })\""
    on(path) { request, visit in
      let isKnown = request["If-None-Match"] == tag
      visit.answer(
        isKnown ? 304 : 200, ["ETag: \(tag)", "Content-Type: \(type)"], isKnown ? [] : body)
    }
  }

  public func serve(_ path: String, type: String = "application/rss+xml", _ body: String) {
    serve(path, type: type, Array(body.utf8))
  }

  /// What was asked by now: all, or one path.
  public func requests(_ path: String? = nil) -> [Request] {
    let all = state.withLock { $0.requests }
    return path.map { path in all.filter { $0.path == path } } ?? all
  }

  public var connections: Int { state.withLock { $0.connections } }

  private func admit(_ socket: Int32) -> Int? {
    state.withLock { state in
      guard !state.isStopped else { return nil }
      state.sockets.insert(socket)
      state.connections += 1
      return state.connections
    }
  }

  private func answer(to request: Request) -> Answer {
    state.withLock { state in
      state.requests.append(request)
      return state.answers[request.path] ?? { $1.answer(404) }
    }
  }

  /// One connection, as an answer sees it.
  public final class Visit {
    private let socket: Int32
    private let number: Int
    private var isOpen = true

    init(socket: Int32, number: Int) {
      self.socket = socket
      self.number = number
    }

    /// Status line, header lines, the body and its length.
    public func answer(_ status: Int, _ headers: [String] = [], _ body: [UInt8] = []) {
      var head = "HTTP/1.1 \(status) Whatever\r\n"
      for header in headers { head += header + "\r\n" }
      if status != 304 { head += "Content-Length: \(body.count)\r\n" }
      send(Array((head + "\r\n").utf8) + body)
    }

    public func answer(_ status: Int, _ headers: [String] = [], _ body: String) {
      answer(status, headers, Array(body.utf8))
    }

    /// These bytes and nothing more; false once the visitor has gone.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
      var rest = bytes[...]
      while isOpen, !rest.isEmpty {
        let count = rest.withUnsafeBytes {
          Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count <= 0 { isOpen = false } else { rest = rest.dropFirst(count) }
      }
      return isOpen
    }

    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Ends the connection after what was sent.
    public func close() {
      shutdown(socket, Int32(SHUT_RDWR))
      isOpen = false
    }

    /// Ends it with a reset.
    public func reset() {
      var now = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
      var nowhere = sockaddr(sa_family: sa_family_t(AF_UNSPEC), sa_data: sockaddr().sa_data)
      connect(socket, &nowhere, socklen_t(MemoryLayout<sockaddr>.size))
      isOpen = false
    }

    /// Lets time pass, at most until the visitor goes; false once it has gone.
    @discardableResult
    public func wait(milliseconds: Int32) -> Bool {
      guard isOpen else { return false }
      // POLLRDHUP, which the overlay leaves out.
      var entry = pollfd(fd: socket, events: Int16(0x2000), revents: 0)
      if poll(&entry, 1, milliseconds) != 0 { isOpen = false }
      return isOpen
    }

    /// Says nothing more until the visitor goes.
    public func hang() { while wait(milliseconds: 60_000) {} }

    func serve(_ answer: (Request) -> Answer?) {
      var buffer: [UInt8] = []
      while isOpen, let request = readRequest(&buffer), let answer = answer(request) {
        answer(request, self)
      }
    }

    private func readRequest(_ buffer: inout [UInt8]) -> Request? {
      var chunk = [UInt8](repeating: 0, count: 8192)
      while true {
        if let head = String(decoding: buffer, as: UTF8.self).range(of: "\r\n\r\n") {
          let text = String(decoding: buffer, as: UTF8.self)[..<head.lowerBound]
          buffer.removeFirst(min(buffer.count, text.utf8.count + 4))
          return Request(head: text, connection: number)
        }
        let count = recv(socket, &chunk, chunk.count, 0)
        guard count > 0, buffer.count < 1 << 20 else { return nil }
        buffer += chunk[..<count]
      }
    }
  }
}

extension PressServer.Request {
  init(head: Substring, connection: Int) {
    let lines = head.components(separatedBy: "\r\n")
    let first = (lines.first ?? "").split(separator: " ")
    method = first.first.map(String.init) ?? ""
    target = first.count > 1 ? String(first[1]) : ""
    headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return (
        String(parts[0]), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
      )
    }
    self.connection = connection
    time = .now
  }
}
