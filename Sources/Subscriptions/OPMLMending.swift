internal import CLibxml2

/// What readers, and hands, write wrongly in OPML and still mean well.
enum OPMLMending {
  /// `bytes` without blanks before the declaration, each `&` that begins no reference of XML
  /// escaped, and HTML's entities (`&eacute;`) decoded. Other bytes than ASCII's family stay.
  static func mended(_ bytes: [UInt8]) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = bytes.starts(with: mark) ? mark.count : 0
    let text = bytes[start...].drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard text.first == UInt8(ascii: "<"), !text.prefix(2).contains(0) else { return bytes }
    var result = Array(bytes[..<start])
    result.reserveCapacity(text.count + 64)
    var rest = text
    while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += rest[..<ampersand]
      let name = rest[(ampersand + 1)...].prefix(while: isNameByte)
      let end = ampersand + 1 + name.count
      let isClosed = end < rest.endIndex && rest[end] == UInt8(ascii: ";")
      if isClosed, let reference = reference(named: name) {
        result += Array(reference.utf8)
        rest = rest[(end + 1)...]
      } else {
        result += Array("&amp;".utf8)
        rest = rest[(ampersand + 1)...]
      }
    }
    return result + rest
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "#"):
      true
    default: false
    }
  }

  /// How XML writes `&name;`: "" for a character that it cannot hold; nil when there is no such name.
  private static func reference(named name: ArraySlice<UInt8>) -> String? {
    let name = String(decoding: name, as: UTF8.self)
    if ["amp", "lt", "gt", "quot", "apos"].contains(name) { return "&\(name);" }
    guard name.hasPrefix("#") else {
      return htmlEntityLookup(name).map { "&#\($0.pointee.value);" }
    }
    let isHexadecimal = name.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    guard let number = UInt32(digits, radix: isHexadecimal ? 16 : 10) else { return nil }
    return isOfXML(number) ? "&#\(number);" : ""
  }

  /// XML 1.0 §2.2
  private static func isOfXML(_ number: UInt32) -> Bool {
    switch number {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
