internal import Dispatch
internal import Glibc

/// Tells when any of some files may have changed, by inotify(7) on their directories: editors
/// replace files, and Kubernetes and NixOS exchange the symbolic links on the way to them. The files
/// themselves are watched too: one that is mounted alone, as containers do, is written elsewhere.
final class FileWatch {
  private let descriptor: Int32
  private let source: any DispatchSourceRead
  /// Watch descriptor → the names in that folder that count.
  private let watches: Watches

  /// A class, so that the source's handler may hold it; not locked, since both it and `watch` run
  /// on the queue.
  private final class Watches: @unchecked Sendable {
    var names: [Int32: Set<String>] = [:]
  }

  /// - Parameter handler: called on `queue` after a file of those watched, or a link on the way to
  ///   one, may have changed.
  init(on queue: DispatchQueue, handler: @escaping @Sendable () -> Void) throws(SystemError) {
    let descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    if descriptor < 0 { throw SystemError(call: "inotify_init1", code: errno) }
    self.descriptor = descriptor
    let watches = Watches()
    self.watches = watches
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setEventHandler {
      if FileWatch.readEvents(from: descriptor, about: watches.names) { handler() }
    }
    source.setCancelHandler { close(descriptor) }
    source.activate()
  }

  deinit { source.cancel() }

  /// To be called on the queue. Watches these files in place of those before; what cannot be watched is returned.
  func watch(_ files: [String]) -> [SystemError] {
    for watch in watches.names.keys { inotify_rm_watch(descriptor, watch) }
    var names: [String: Set<String>] = [:]
    for (folder, name) in files.flatMap(FileWatch.steps) { names[folder, default: []].insert(name) }
    var failures: [SystemError] = []
    var result: [Int32: Set<String>] = [:]
    for (folder, names) in names.sorted(by: { $0.key < $1.key }) {
      let mask = UInt32(IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
      let watch = inotify_add_watch(descriptor, folder, mask)
      if watch < 0 {
        failures.append(SystemError(call: "inotify_add_watch \(folder)", code: errno))
      } else {
        // Two ways to write one folder share a descriptor.
        result[watch, default: []].formUnion(names)
      }
    }
    for file in files {
      let watch = inotify_add_watch(descriptor, file, UInt32(IN_CLOSE_WRITE))
      // What happens to a file itself comes without a name; one that is not there yet will show in
      // its folder.
      if watch >= 0 { result[watch, default: []].insert("") }
    }
    watches.names = result
    return failures
  }

  /// Reads what has come, and tells whether any of it counts. Each event is 16 bytes (descriptor,
  /// mask, cookie, length of the name) and a name that ends with NULs (inotify(7)).
  private static func readEvents(from descriptor: Int32, about known: [Int32: Set<String>]) -> Bool
  {
    var counts = false
    withUnsafeTemporaryAllocation(byteCount: 16384, alignment: 8) { buffer in
      while true {
        let size = read(descriptor, buffer.baseAddress, buffer.count)
        if size <= 0 { return }
        var start = 0
        while start + 16 <= size {
          let watch = buffer.loadUnaligned(fromByteOffset: start, as: Int32.self)
          let length = Int(buffer.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self))
          let name = buffer[(start + 16)..<min(size, start + 16 + length)].prefix { $0 != 0 }
          // -1: the queue ran over, and anything may have happened (IN_Q_OVERFLOW).
          let isNews =
            watch == -1
            || known[watch]?.contains(String(decoding: name, as: UTF8.self))
              == true
          counts = counts || isNews
          start += 16 + length
        }
      }
    }
    return counts
  }

  /// The folder that holds `file`, and those that hold each symbolic link on the way to it, each
  /// with the name that counts there:
  /// Kubernetes mounts `config.json -> ..data/config.json`, `..data -> ..2026_11_25`, NixOS links
  /// folders further above.
  private static func steps(to file: String) -> [(folder: String, name: String)] {
    var result: [(folder: String, name: String)] = []
    var folder = file.hasPrefix("/") ? "/" : "."
    var names = file.split(separator: "/").map(String.init)[...]
    var links = 0
    while let name = names.popFirst() {
      let path = folder == "/" ? "/" + name : folder + "/" + name
      if names.isEmpty { result.append((folder, name)) }
      // The kernel gives up after 40 links too (path_resolution(7)).
      guard links < 40, let target = readLink(path) else {
        folder = path
        continue
      }
      links += 1
      result.append((folder, name))
      if target.hasPrefix("/") { folder = "/" }
      names = target.split(separator: "/").map(String.init) + names
    }
    return result
  }

  private static func readLink(_ path: String) -> String? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(PATH_MAX)) { buffer in
      let count = buffer.withMemoryRebound(to: CChar.self) { buffer in
        buffer.baseAddress.map { readlink(path, $0, buffer.count) } ?? 0
      }
      return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
    }
  }
}
