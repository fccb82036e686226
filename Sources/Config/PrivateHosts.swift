/// Whether a host is one that is refused without `allow_private_addresses`, as far as its spelling says
/// (in lower case, IPv6 without brackets).
func isPrivate(host: String) -> Bool {
  if host == "localhost" || host.hasSuffix(".localhost") { return true }
  if host.utf8.contains(UInt8(ascii: ":")) {
    let starts = ["fc", "fd", "fe8", "fe9", "fea", "feb"]
    return host == "::" || host == "::1" || starts.contains(where: host.hasPrefix)
  }
  guard let first = host.utf8.first, 0x30...0x39 ~= first else { return false }
  let bytes = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
  guard bytes.count == 4, let a = bytes[0], let b = bytes[1] else { return false }
  switch a {
  case 0, 10, 127: return true
  case 100: return 64...127 ~= b
  case 169: return b == 254
  case 172: return 16...31 ~= b
  case 192: return b == 168
  default: return false
  }
}
