import CCurl
import Glibc
import Model

/// One hop: what libcurl is told for one request.
struct Hop: Sendable {
  var url: String
  var isSecure: Bool
  var headers: HeaderLines
  var proxy: String
  var timeout: Duration
  var maxBytes: Int
  var profile: Profile
}

/// What holds for every transfer until the settings change.
struct Profile: Sendable, Hashable {
  /// Of a request that says nothing else of itself.
  var headers: HeaderLines
  var caFile: String?
  var allowsPrivateAddresses: Bool
  /// Set once private addresses were allowed: connections of that time are not used again.
  var wantsFreshConnections: Bool
}

/// How one hop ended.
struct TransferResult: Sendable {
  enum Stop: Sendable, Hashable {
    case cancelled
    case tooLarge
    case headers
    /// The rest of a body that nobody reads was left.
    case enough
    /// Much came that is no part of an answer.
    case flood
    /// Large, and slow, while others had no room.
    case slow
    /// The body came to its end, and libcurl does not see it.
    case whole
  }

  var code: CURLcode = CURLE_OK
  /// 0 while no status line came.
  var status = 0
  var headers = ResponseHeaders()
  var hasAllHeaders = false
  var body: [UInt8] = []
  /// Of a large body.
  var claim: BodyRoom.Claim?
  var stop: Stop?
  /// The address that the guard refused, when it refused all.
  var refusedAddress: String?
  /// Of a hop that failed: whether a byte of the answer came.
  var hasBegun = false
  /// The errno of a connection that failed.
  var systemError: Int32 = 0
  /// libcurl's own words, raw.
  var message = ""
  var elapsed: Duration = .zero

  /// Whether the status says that its body is the feed.
  var wantsBody: Bool { status == 200 || status == 203 }

  var bodyHash: UInt64 { hash(of: body) }

  /// Of a body's bytes on the wire, with the type and coding of this one. Some microseconds.
  func hash(of body: [UInt8]) -> UInt64 {
    let coding = headers[.contentEncoding] ?? []
    let type = headers[.contentType] ?? []
    return Fetching.bodyHash(body, seed: Fetching.bodyHash(coding + [0] + type))
  }
}

/// What transfers have for the loop that runs them, by their handles. A class, since C callbacks hold
/// its address.
final class TransferNotes {
  /// Changes with each call of libcurl.
  var turn: UInt64 = 0
  /// Of all headers and bodies so far.
  var bytes = 0
  /// Whether the connection that is worked on has long brought nothing.
  var isBarren = false
  private var patience = Patience()
  /// Whether a connection was cut off that only kept us busy.
  var wasCut = false
  /// Of an answer all is known, and the body that nobody reads is yet to come.
  var needless: [UnsafeMutableRawPointer] = []
  /// It waited for its host, and holds much now.
  var grown: [UnsafeMutableRawPointer] = []

  /// For each record of TLS that is read.
  func mayReadOn() -> Bool {
    guard patience.isAtAnEnd(turn: turn, body: bytes, time: threadMilliseconds) else {
      return true
    }
    wasCut = true
    return false
  }

  /// A body waits for room.
  var isCrowded = false

  var isEmpty: Bool { needless.isEmpty && grown.isEmpty }

  func removeAll() {
    guard !isEmpty else { return }
    needless = []
    grown = []
  }
}

/// A transfer while libcurl works on it. A class, since C callbacks hold its address; only the
/// thread of `CurlThread` touches it.
final class Transfer {
  /// What becomes of bytes that libcurl has.
  enum Taking {
    case taken
    /// No more of them are wanted.
    case refused
    /// There is no room for them now: libcurl keeps them, and asks its peer for no more.
    case paused
  }

  let hop: Hop
  var result = TransferResult()
  /// Tells it from those before it at the same address.
  let number: UInt64
  var easy: UnsafeMutableRawPointer?
  /// Whether it has waited long, and holds little.
  var isWaiting = false
  /// Some bytes wait for room.
  var isPaused = false
  let notes: TransferNotes
  let sockets: SocketWatch
  private let bodies: BodyRoom
  private var headerBytes = 0
  private var isPastHeaders = false
  private(set) var didOpenSocket = false
  private var patience = Patience()
  /// Bytes of the body at the last `isTooSlow`, and how often in a row it had hardly grown.
  private var bodyAtLook = 0
  private var slowLooks = 0
  /// Bytes of the body after which nothing is waited for.
  private var end: Int?

  /// On the bytes of all header lines of one hop, interim answers and trailers among them.
  static let maxHeaderBytes = 65536
  /// What is read of a body that nobody wants, so that its connection can be used again.
  static let maxIdleBytes = 16384
  /// Of a large body in half a second.
  private static let leastGrowth = 4096
  /// A body of more is no longer next to nothing.
  static let littleBytes = 65536

  init(
    _ hop: Hop, number: UInt64, notes: TransferNotes, _ sockets: SocketWatch, _ bodies: BodyRoom
  ) {
    self.hop = hop
    self.number = number
    self.notes = notes
    self.sockets = sockets
    self.bodies = bodies
  }

  /// Whether no more is needed of the answer.
  var hasEnough: Bool { result.hasAllHeaders && !result.wantsBody }

  var holdsLittle: Bool { result.body.count <= Self.littleBytes }

  /// `CURLOPT_HEADERFUNCTION`: one whole line. False ends the transfer.
  func read(headerLine line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    notes.bytes &+= line.count
    guard headerBytes <= Self.maxHeaderBytes else {
      result.stop = .headers
      return false
    }
    if !isPastHeaders && isStatusLine(line) {
      result.headers = ResponseHeaders()
      result.status = status(of: line)
      return true
    }
    if isPastHeaders { return true }  // trailers
    guard line.first == 0x0d || line.first == 0x0a,
      line.allSatisfy({ $0 == 0x0d || $0 == 0x0a })
    else {
      result.headers.read(line: line)
      return true
    }
    guard result.status >= 200 || result.status == 101 else { return true }
    isPastHeaders = true
    result.hasAllHeaders = true
    end = result.headers.lengthBesideIdentity
    if end == 0 {
      result.stop = .whole
      return false
    }
    let length = result.headers.contentLength
    guard result.wantsBody else {
      if length ?? 0 > Self.maxIdleBytes {
        result.stop = .enough
        return false
      }
      // Those have no body, and libcurl knows.
      if result.status != 304 && result.status != 204 { note(\.needless) }
      return true
    }
    guard let length else { return true }
    guard length <= hop.maxBytes else {
      result.stop = .tooLarge
      return false
    }
    result.body.reserveCapacity(min(length, 1 << 20))
    return true
  }

  private func note(_ list: ReferenceWritableKeyPath<TransferNotes, [UnsafeMutableRawPointer]>) {
    if let easy { notes[keyPath: list].append(easy) }
  }

  /// As libcurl reads it: in any case, with any number of blanks.
  private func isStatusLine(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.count >= 5, line[0] | 0x20 == UInt8(ascii: "h") else { return false }
    return line.prefix(5).elementsEqual("http/".utf8, by: { $0 | 0x20 == $1 | 0x20 })
  }

  private func status(of line: UnsafeRawBufferPointer) -> Int {
    let rest = line.drop { $0 != 0x20 }.drop { $0 == 0x20 }
    return decimal(rest.prefix { 0x30...0x39 ~= $0 }) ?? 0
  }

  /// `CURLOPT_WRITEFUNCTION`. Refused bytes end the transfer.
  func read(body bytes: UnsafeRawBufferPointer) -> Taking {
    let bound = result.wantsBody ? hop.maxBytes : Self.maxIdleBytes
    let count = result.body.count + bytes.count
    guard count <= bound else {
      result.stop = result.wantsBody ? .tooLarge : .enough
      return .refused
    }
    if count > BodyRoom.small {
      let claim = result.claim ?? bodies.claim()
      result.claim = claim
      guard claim.grow(to: count) else {
        isPaused = true
        notes.isCrowded = true
        return .paused
      }
    }
    result.body.makeRoom(for: bytes.count, within: bound)
    result.body.append(contentsOf: bytes)
    notes.bytes &+= bytes.count
    if isWaiting && !holdsLittle { note(\.grown) }
    guard let end, result.body.count >= end else { return .taken }
    result.body.removeSubrange(end...)
    result.stop = .whole
    return .refused
  }

  /// `CURLOPT_XFERINFOFUNCTION`. False ends the transfer: libcurl reads a socket for as long as there is
  /// something, and a server that sends frames or chunk extensions which bring no body faster than they
  /// are read would keep all others waiting.
  func mayGoOn() -> Bool {
    let isFlood =
      notes.isBarren
      || patience.isAtAnEnd(
        turn: notes.turn, body: result.body.count, time: threadMilliseconds)
    guard isFlood else { return true }
    result.stop = .flood
    if let easy { g_set_long(easy, CURLOPT_FORBID_REUSE, 1) }
    return false
  }

  /// To be asked twice a second while others have no room: whether it holds much, and brings next to
  /// nothing.
  func isTooSlow() -> Bool {
    guard result.claim != nil, !isPaused else { return false }
    let grown = result.body.count - bodyAtLook
    bodyAtLook = result.body.count
    slowLooks = grown < Self.leastGrowth ? slowLooks + 1 : 0
    return slowLooks >= 3
  }

  /// Its connection was cut off.
  func isCut() { result.stop = result.stop ?? .flood }

  /// `CURLOPT_OPENSOCKETFUNCTION`: the one place where the address that will be asked is known.
  func open(_ address: UnsafePointer<curl_sockaddr>) -> curl_socket_t {
    if !hop.profile.allowsPrivateAddresses && hop.proxy.isEmpty {
      let verdict = AddressGuard.judge(
        family: address.pointee.family, address: g_address_bytes(address))
      guard verdict.isPublic else {
        if !didOpenSocket { result.refusedAddress = verdict.text }
        return CURL_SOCKET_BAD
      }
    }
    didOpenSocket = true
    result.refusedAddress = nil
    let descriptor = socket(
      address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
      address.pointee.protocol)
    if descriptor < 0 { result.systemError = errno }
    sockets.forget(descriptor)
    return descriptor
  }
}
