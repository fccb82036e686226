/// The number that a line of a log carries.
enum LineNumber {
  /// `{"seq":1041,…}`; nil when the line is none of ours.
  static func ofJSON(_ line: UnsafeRawBufferPointer) -> Int64? {
    let prefix: StaticString = "{\"seq\":"
    let length = prefix.utf8CodeUnitCount
    guard line.count > length, line.last == UInt8(ascii: "}"),
      zip(line, UnsafeBufferPointer(start: prefix.utf8Start, count: length)).allSatisfy(==)
    else { return nil }
    var at = length
    let number = digits(line, &at)
    return at < line.count && line[at] == UInt8(ascii: ",") ? number : nil
  }

  /// `… #1041`; nil when the line is none of ours.
  static func ofText(_ line: UnsafeRawBufferPointer) -> Int64? {
    guard !line.contains(0), let hash = line.lastIndex(of: UInt8(ascii: "#")), hash > 0,
      line[hash - 1] == 0x20
    else { return nil }
    var at = hash + 1
    let number = digits(line, &at)
    return at == line.count ? number : nil
  }

  private static func digits(_ line: UnsafeRawBufferPointer, _ at: inout Int) -> Int64? {
    var number: Int64 = 0
    let start = at
    while at < line.count, at - start < 18, case let digit = line[at] &- 0x30, digit < 10 {
      number = number * 10 + Int64(digit)
      at += 1
    }
    return at > start ? number : nil
  }
}
