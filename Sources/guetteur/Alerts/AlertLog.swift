import Glibc
import JSON
import Model

/// `alerts.jsonl`, read on over rotation, truncation and deletion.
///
/// What shows the order and the gaps are the numbers in the lines: a line whose number was seen is
/// skipped, and numbers that are missing are looked for in the rotated neighbours.
final class AlertLog {
  private static let chunk = 1 << 16

  private let path: String
  private var descriptor: Int32 = -1
  private var inode: ino_t = 0
  private var offset: off_t = 0
  private var partial: [UInt8] = []
  /// Every line up to this number was handed out; nil before the first call.
  private var last: Int64?

  init(_ path: String) { self.path = path }

  deinit { if descriptor >= 0 { close(descriptor) } }

  var isReadable: Bool { access(path, R_OK) == 0 }

  func past(_ wish: TailWish) throws(CommandFailure) -> [NumberedAlert] {
    var found = try readOn()
    last = found.last?.alert.seq ?? 0
    let first = found.first?.alert.seq ?? .max
    let isEnough =
      wish.since.map { since in found.first.map { $0.alert.time < since } ?? false }
      ?? (found.lazy.filter { wish.wants($0.alert) }.count >= wish.count ?? .max)
    if !isEnough && first > 1 {
      found = neighbours().filter { $0.alert.seq < first } + found
      last = found.last?.alert.seq ?? 0
    }
    let wanted = found.filter { wish.wants($0.alert) }
    return wish.count.map { wanted.suffix($0) } ?? wanted
  }

  func more() throws(CommandFailure) -> [NumberedAlert] {
    let known = last ?? 0
    var found = try readOn().filter { $0.alert.seq > known }
    if let first = found.first?.alert.seq, first > known + 1 {
      let missing = neighbours().filter { $0.alert.seq > known && $0.alert.seq < first }
      found = missing + found
    }
    found = AlertLog.eachOnce(found)
    last = max(known, found.last?.alert.seq ?? 0)
    return found
  }

  // MARK: the file itself

  /// Whole lines that were added since the last call, over a change of the file.
  private func readOn() throws(CommandFailure) -> [NumberedAlert] {
    var found: [NumberedAlert] = []
    while true {
      if descriptor < 0, !openAgain() { return found }
      found += try readToEnd()
      guard hasBeenReplaced() else { return found }
      close(descriptor)
      descriptor = -1
    }
  }

  /// - Returns: false when there is no such file now: it is being rotated.
  private func openAgain() -> Bool {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    var status = stat()
    inode = fstat(descriptor, &status) == 0 ? status.st_ino : 0
    offset = 0
    partial = []
    return true
  }

  private func hasBeenReplaced() -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_ino != inode
  }

  private func readToEnd() throws(CommandFailure) -> [NumberedAlert] {
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size < offset {
      offset = 0
      partial = []
    }
    var found: [NumberedAlert] = []
    while true {
      var count = 0
      let part = [UInt8](unsafeUninitializedCapacity: AlertLog.chunk) { buffer, initialized in
        repeat {
          count = pread(descriptor, buffer.baseAddress, AlertLog.chunk, offset)
        } while count < 0 && errno == EINTR
        initialized = max(0, count)
      }
      if count < 0 {
        throw CommandFailure(.inputOutput, .file(path, CommandProblem.system(errno)))
      }
      if count == 0 { return found }
      offset += off_t(count)
      partial += part
      found += AlertLog.takeLines(&partial)
    }
  }

  private static func takeLines(_ bytes: inout [UInt8]) -> [NumberedAlert] {
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    let found = bytes[..<end].split(separator: UInt8(ascii: "\n")).compactMap { line in
      Alert(line: Array(line)).map { NumberedAlert(alert: $0, line: Array(line)) }
    }
    bytes.removeFirst(end + 1)
    return found
  }

  // MARK: its neighbours

  /// The alerts of `alerts.jsonl.1` and others that are not compressed, each once, in order.
  private func neighbours() -> [NumberedAlert] {
    var found: [NumberedAlert] = []
    for name in AlertLog.rotated(path) {
      guard var bytes = try? InputFile.read(name, most: 1 << 30) else { continue }
      found += AlertLog.takeLines(&bytes)
    }
    return AlertLog.eachOnce(found.sorted { $0.alert.seq < $1.alert.seq })
  }

  private static func eachOnce(_ alerts: [NumberedAlert]) -> [NumberedAlert] {
    var last: Int64 = 0
    return alerts.filter { alert in
      guard alert.alert.seq > last else { return false }
      last = alert.alert.seq
      return true
    }
  }

  private static func rotated(_ path: String) -> [String] {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    let folder = path[..<slash].isEmpty ? "." : String(path[..<slash])
    let prefix = path[path.index(after: slash)...] + "."
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      let isCompressed = [".gz", ".xz", ".zst", ".bz2"].contains { name.hasSuffix($0) }
      if name.hasPrefix(prefix), !isCompressed { names.append(folder + "/" + name) }
    }
    return names
  }
}
