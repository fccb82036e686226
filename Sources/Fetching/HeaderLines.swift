import CCurl
import Glibc
import Model

/// The header lines of a request that libcurl does not write by itself.
///
/// `User-Agent` and `Accept-Encoding` could be options; libcurl would write those out twice, letter by
/// letter.
struct HeaderLines: Hashable, Sendable {
  /// Lines `Name: value`, without line ends, a NUL after each.
  private var text: [UInt8]
  private var count = 3

  /// What every request says.
  init(userAgent: String) {
    text = Array("User-Agent: \(userAgent)\0\(Self.accept)\(Self.acceptEncoding)".utf8)
  }

  // libcurl spends a hundred instructions on each letter.
  private static let accept =
    "Accept: application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5\0"
  /// Those that `ContentDecoder` knows.
  private static let acceptEncoding = "Accept-Encoding: gzip,br,zstd\0"
  private static let ifNoneMatch = Array("If-None-Match: ".utf8)
  private static let ifModifiedSince = Array("If-Modified-Since: ".utf8)

  /// Those that are configured, in the place of ours of the same name.
  mutating func add(_ fields: [HeaderField]) throws(FetchFailure) {
    for field in fields {
      let name = field.name.lowercased()
      if name == "user-agent" || name == "accept" { drop(name) }
    }
    for field in fields { try add(field) }
  }

  private mutating func drop(_ name: String) {
    let lines = text.split(separator: 0)
    let kept = lines.filter {
      !String(decoding: $0, as: UTF8.self).lowercased().hasPrefix(name + ":")
    }
    text = kept.flatMap { $0 + [0] }
    count = kept.count
  }

  private mutating func add(_ field: HeaderField) throws(FetchFailure) {
    let name = Array(field.name.utf8)
    let value = Array(field.value.utf8)
    guard !name.isEmpty, name.allSatisfy(isTokenByte) else {
      throw FetchFailure(.credential, .headerName(oneLine(field.name)))
    }
    guard !value.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7f }) else {
      throw FetchFailure(
        .credential, .controlInHeader(field.name))
    }
    // libcurl writes an empty header for "Name;" and drops one for "Name:".
    let isEmpty = value.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    add(name, isEmpty ? [UInt8(ascii: ";")] : Array(": ".utf8) + value)
  }

  /// RFC 7617, RFC 6750.
  mutating func add(_ credentials: Credentials) throws(FetchFailure) {
    let value: [UInt8]
    switch credentials {
    case .basic(let user, let password):
      guard !user.utf8.contains(UInt8(ascii: ":")) else {
        throw FetchFailure(.credential, .colonInUser)
      }
      value = Array("Basic ".utf8) + base64(Array("\(user):\(password)".utf8))
    case .bearer(let token): value = Array("Bearer \(token)".utf8)
    }
    guard !value.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      throw FetchFailure(.credential, .controlInCredential)
    }
    add(Array("Authorization: ".utf8), value)
  }

  /// Asks for what has changed since (RFC 9110 §13.1). False when there is nothing to ask with.
  mutating func add(_ validators: Validators) -> Bool {
    let before = count
    text.reserveCapacity(
      text.count + (validators.etag?.count ?? 0) + (validators.lastModified?.count ?? 0) + 48)
    for (name, value) in [
      (Self.ifNoneMatch, validators.etag), (Self.ifModifiedSince, validators.lastModified),
    ] {
      guard let value, !value.isEmpty, !value.contains(where: { $0 < 0x20 && $0 != 0x09 })
      else { continue }
      add(name, value)
    }
    return count > before
  }

  private mutating func add(_ name: [UInt8], _ rest: [UInt8]) {
    text += name
    text += rest
    text.append(0)
    count += 1
  }

  /// `CURLOPT_HTTPHEADER`, in one piece of memory that the caller deallocates when libcurl has done.
  func list() -> UnsafeMutablePointer<curl_slist> {
    let links = count * MemoryLayout<curl_slist>.stride
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: links + text.count, alignment: MemoryLayout<curl_slist>.alignment)
    let list = memory.bindMemory(to: curl_slist.self, capacity: count)
    let letters = (memory + links).bindMemory(to: CChar.self, capacity: text.count)
    text.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(start: memory + links, count: text.count).copyMemory(from: $0)
    }
    var line = 0
    for link in 0..<count {
      let next = link + 1 < count ? list + link + 1 : nil
      (list + link).initialize(to: curl_slist(data: letters + line, next: next))
      line += strlen(letters + line) + 1
    }
    return list
  }
}

/// RFC 9110 §5.6.2.
private func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
  default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}

/// RFC 4648 §4.
func base64(_ bytes: [UInt8]) -> [UInt8] {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var out: [UInt8] = []
  for i in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[i..<min(i + 3, bytes.count)]
    let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for j in 0..<4 {
      out.append(j <= group.count ? letters[word >> (18 - 6 * j) & 63] : UInt8(ascii: "="))
    }
  }
  return out
}
