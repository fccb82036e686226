internal import Dispatch
internal import Glibc

/// Tells when any of some files may have changed, by inotify(7) on their directories: editors
/// replace files, and Kubernetes and NixOS exchange the symbolic links on the way to them.
final class FileWatch {
  private let descriptor: Int32
  private let source: any DispatchSourceRead
  private var watches: [Int32] = []

  /// - Parameter handler: called on `queue` after something happened in a watched directory; it may
  ///   be called when nothing of interest has changed.
  init(on queue: DispatchQueue, handler: @escaping @Sendable () -> Void) throws(SystemError) {
    let descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    if descriptor < 0 { throw SystemError(call: "inotify_init1", code: errno) }
    self.descriptor = descriptor
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setEventHandler {
      withUnsafeTemporaryAllocation(byteCount: 16384, alignment: 8) { buffer in
        while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
      }
      handler()
    }
    source.setCancelHandler { close(descriptor) }
    source.activate()
  }

  deinit { source.cancel() }

  /// Watches these files in place of those before; what cannot be watched is returned.
  func watch(_ files: [String]) -> [SystemError] {
    for watch in watches { inotify_rm_watch(descriptor, watch) }
    watches = []
    var failures: [SystemError] = []
    for directory in Set(files.flatMap(FileWatch.directories)).sorted() {
      let mask = UInt32(IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
      let watch = inotify_add_watch(descriptor, directory, mask)
      if watch < 0 {
        failures.append(SystemError(call: "inotify_add_watch \(directory)", code: errno))
      } else if !watches.contains(watch) {
        watches.append(watch)
      }
    }
    return failures
  }

  /// The folder that holds `file`, and those that hold each symbolic link on the way to it:
  /// Kubernetes mounts `config.json -> ..data/config.json`, `..data -> ..2026_11_25`, NixOS links
  /// folders further above.
  private static func directories(of file: String) -> [String] {
    var result: [String] = []
    var folder = file.hasPrefix("/") ? "/" : "."
    var names = file.split(separator: "/").map(String.init)[...]
    var links = 0
    while let name = names.popFirst() {
      let path = folder == "/" ? "/" + name : folder + "/" + name
      if names.isEmpty { result.append(folder) }
      // The kernel gives up after 40 links too (path_resolution(7)).
      guard links < 40, let target = readLink(path) else {
        folder = path
        continue
      }
      links += 1
      result.append(folder)
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
