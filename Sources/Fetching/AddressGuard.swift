import Glibc

/// Which addresses may be asked unless `allow_private_addresses` is set: those of the public
/// Internet (the IANA special-purpose registries, RFC 6890, read strictly).
enum AddressGuard {
  /// `address` in host byte order.
  static func isPublic(v4 address: UInt32) -> Bool {
    !forbidden.contains { address & $0.mask == $0.network }
  }

  /// `bytes`: the 16 bytes of an IPv6 address.
  static func isPublic(v6 bytes: [UInt8]) -> Bool {
    guard bytes.count == 16 else { return false }
    func v4(at i: Int) -> UInt32 {
      bytes[i..<i + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    func starts(_ prefix: UInt8...) -> Bool { bytes.starts(with: prefix) }

    // Addresses that carry an IPv4 one are as public as that one.
    if bytes[0..<10].allSatisfy({ $0 == 0 }) && bytes[10] == 0xff && bytes[11] == 0xff {
      return isPublic(v4: v4(at: 12))
    }
    if starts(0x00, 0x64, 0xff, 0x9b) && bytes[4..<12].allSatisfy({ $0 == 0 }) {
      return isPublic(v4: v4(at: 12))
    }
    if starts(0x20, 0x02) { return isPublic(v4: v4(at: 2)) }

    // Only 2000::/3 is global unicast; ::1, fc00::/7, fe80::/10, ff00::/8 and the rest are not.
    guard bytes[0] & 0xe0 == 0x20 else { return false }
    if starts(0x20, 0x01) && bytes[2] & 0xfe == 0 { return false }  // 2001::/23, Teredo among it
    if starts(0x20, 0x01, 0x0d, 0xb8) { return false }  // documentation
    if starts(0x3f, 0xff) && bytes[2] & 0xf0 == 0 { return false }  // documentation
    return true
  }

  /// For a proxy, where we never see the target's address: refuses the spellings that need no
  /// look-up. `host` as `curl_url` normalises it (decimal, octal and hex spellings made dotted).
  static func isForbiddenLiteral(_ host: String) -> Bool {
    let bare =
      host.hasPrefix("[") ? String(host.dropFirst().prefix { $0 != "]" && $0 != "%" }) : host
    let name = bare.hasSuffix(".") ? String(bare.dropLast()) : bare
    if name == "localhost" || name.hasSuffix(".localhost") { return true }
    var v4 = in_addr()
    if inet_pton(AF_INET, name, &v4) == 1 { return !isPublic(v4: UInt32(bigEndian: v4.s_addr)) }
    var v6 = in6_addr()
    if inet_pton(AF_INET6, name, &v6) == 1 {
      return !isPublic(v6: withUnsafeBytes(of: &v6) { Array($0) })
    }
    return false
  }

  /// A socket address, judged: `text` is the address for people.
  static func judge(family: Int32, address: UnsafeRawPointer) -> (isPublic: Bool, text: String) {
    switch family {
    case AF_INET:
      var v4 = address.loadUnaligned(fromByteOffset: 4, as: in_addr.self)
      return (isPublic(v4: UInt32(bigEndian: v4.s_addr)), text(AF_INET, &v4))
    case AF_INET6:
      var v6 = address.loadUnaligned(fromByteOffset: 8, as: in6_addr.self)
      return (isPublic(v6: withUnsafeBytes(of: &v6) { Array($0) }), text(AF_INET6, &v6))
    default:
      return (false, "an address of family \(family)")
    }
  }

  private static func text(_ family: Int32, _ address: UnsafeRawPointer) -> String {
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(family, address, &buffer, socklen_t(buffer.count)) != nil else { return "?" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func range(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, _ bits: UInt32
  ) -> (network: UInt32, mask: UInt32) {
    (a << 24 | b << 16 | c << 8 | d, UInt32.max << (32 - bits))
  }

  private static let forbidden: [(network: UInt32, mask: UInt32)] = [
    range(0, 0, 0, 0, 8),  // this network
    range(10, 0, 0, 0, 8),  // private
    range(100, 64, 0, 0, 10),  // carrier-grade NAT; Alibaba's metadata at 100.100.100.200
    range(127, 0, 0, 0, 8),  // loopback
    range(168, 63, 129, 16, 32),  // Azure's wire server
    range(169, 254, 0, 0, 16),  // link-local; metadata at 169.254.169.254
    range(172, 16, 0, 0, 12),  // private
    range(192, 0, 0, 0, 24),  // IETF protocols; Oracle's metadata at 192.0.0.192
    range(192, 0, 2, 0, 24),  // documentation
    range(192, 88, 99, 0, 24),  // 6to4 relays
    range(192, 168, 0, 0, 16),  // private
    range(198, 18, 0, 0, 15),  // benchmarks
    range(198, 51, 100, 0, 24),  // documentation
    range(203, 0, 113, 0, 24),  // documentation
    range(224, 0, 0, 0, 4),  // multicast
    range(240, 0, 0, 0, 4),  // reserved, broadcast
  ]
}
