/// The numbers of the entries that a feed's last document listed: ascending, as differences, so
/// that sixty of them take about sixty bytes.
struct PresentEntries: Equatable {
  let numbers: [Int64]
  let bytes: [UInt8]

  /// `numbers` are positive, in any order, each once.
  init(_ numbers: [Int64]) {
    self.numbers = numbers.sorted()
    var writer = ByteWriter()
    var last: Int64 = 0
    for number in self.numbers {
      writer.write(UInt64(number &- last))
      last = number
    }
    bytes = writer.bytes
  }

  /// nil when the bytes are not what was written.
  init?(reading raw: UnsafeRawBufferPointer) {
    var reader = ByteReader(raw)
    var numbers: [Int64] = []
    var last: Int64 = 0
    while !reader.isAtEnd {
      guard let step = try? reader.unsigned(), let step = Int64(exactly: step), step > 0 else {
        return nil
      }
      let (number, overflow) = last.addingReportingOverflow(step)
      if overflow { return nil }
      numbers.append(number)
      last = number
    }
    self.numbers = numbers
    bytes = Array(raw)
  }
}
