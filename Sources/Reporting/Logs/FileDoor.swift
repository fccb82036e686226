public import Glibc

/// The system calls of the log writer, so that tests can fail the n-th of them.
///
/// Each returns what the call returns, or `-errno`.
public struct FileDoor: Sendable {
  public var open: @Sendable (_ path: String, _ flags: Int32, _ mode: mode_t) -> Int
  public var close: @Sendable (_ fd: Int32) -> Int
  public var write: @Sendable (_ fd: Int32, _ bytes: UnsafeRawBufferPointer) -> Int
  public var read:
    @Sendable (_ fd: Int32, _ into: UnsafeMutableRawBufferPointer, _ offset: Int64) -> Int
  public var truncate: @Sendable (_ fd: Int32, _ size: Int64) -> Int
  public var syncFile: @Sendable (_ fd: Int32) -> Int
  public var syncFolder: @Sendable (_ fd: Int32) -> Int
  public var status: @Sendable (_ fd: Int32, _ into: inout stat) -> Int
  public var makeFolder: @Sendable (_ path: String, _ mode: mode_t) -> Int
  /// The names in a folder; nil when it cannot be read.
  public var names: @Sendable (_ folder: String) -> [String]?

  /// open(2), write(2), pread(2), ftruncate(2), fdatasync(2), fsync(2), fstat(2), mkdir(2).
  public static let system = FileDoor(
    open: { path, flags, mode in result(Int(Glibc.open(path, flags, mode))) },
    close: { result(Int(Glibc.close($0))) },
    write: { fd, bytes in result(Glibc.write(fd, bytes.baseAddress, bytes.count)) },
    read: { fd, bytes, offset in
      result(Glibc.pread(fd, bytes.baseAddress, bytes.count, off_t(offset)))
    },
    truncate: { fd, size in result(Int(Glibc.ftruncate(fd, off_t(size)))) },
    syncFile: { result(Int(Glibc.fdatasync($0))) },
    syncFolder: { result(Int(Glibc.fsync($0))) },
    status: { fd, into in result(Int(Glibc.fstat(fd, &into))) },
    makeFolder: { path, mode in result(Int(Glibc.mkdir(path, mode))) },
    names: { folder in
      guard let handle = opendir(folder) else { return nil }
      defer { closedir(handle) }
      var names: [String] = []
      while let entry = readdir(handle) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
          String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        }
        names.append(name)
      }
      return names
    })

  private static func result(_ value: Int) -> Int { value < 0 ? -Int(errno) : value }
}
