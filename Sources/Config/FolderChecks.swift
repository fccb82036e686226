import Glibc
public import Model

extension ConfigurationReader {
  /// What keeps the logs, the ledger and the metrics from being written where the configuration
  /// wants them, at the place of their keys. Leaves nothing behind: a folder that is missing is made
  /// and removed again.
  public func directoryFaults(of read: ReadConfiguration) -> [ConfigurationFault] {
    let configuration = read.configuration
    let logs = configuration.alerts.directory
    var wanted = [
      ("alerts.directory", logs, [logs + "/alerts.jsonl", logs + "/alerts.log"]),
      ("state", FolderChecks.parent(of: configuration.state), [configuration.state]),
    ]
    if let file = configuration.metricsFile {
      wanted.append(("metrics.file", FolderChecks.parent(of: file), [file]))
    }
    return wanted.compactMap { key, folder, files in
      let problem =
        FolderChecks.problem(folder: folder)
        ?? files.lazy.compactMap(FolderChecks.problem(file:)).first
      guard let problem else { return nil }
      let place =
        read.places[key] ?? SourcePlace(file: configuration.file, line: 1, column: 1)
      return ConfigurationFault(
        place: place, Message(ConfigurationProblem.folder(problem)).after(key))
    }
  }
}

enum FolderChecks {
  static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// Why nothing can be created in `folder`; nil when it can.
  static func problem(folder: String) -> FolderProblem? {
    if let kind = kind(of: folder) {
      if kind != S_IFDIR { return .noFolder(folder) }
      return problem(existing: folder)
    }
    let missing = errno
    guard missing == ENOENT else {
      return .unusable(folder, FileBytes.problem(missing))
    }
    let above = parent(of: folder)
    if !isFolder(above) {
      return .noParent(folder, parent: above)
    }
    if mkdir(folder, 0o700) == 0 {
      rmdir(folder)
      return nil
    }
    return .notCreated(folder, FileBytes.problem(errno))
  }

  /// Why a file that is there cannot be written; nil when it can, or is not there.
  static func problem(file: String) -> FolderProblem? {
    guard let kind = kind(of: file) else { return nil }
    if kind == S_IFDIR { return .isFolder(file) }
    if access(file, W_OK) == 0 { return nil }
    return .notWritable(file, FileBytes.problem(errno))
  }

  /// By a file without a name (open(2), O_TMPFILE), where the file system knows such.
  private static func problem(existing folder: String) -> FolderProblem? {
    let descriptor = open(folder, O_WRONLY | O_CLOEXEC | temporaryFile, 0o600)
    if descriptor >= 0 {
      close(descriptor)
      return nil
    }
    let code = errno
    let isUnknown = code == EOPNOTSUPP || code == EISDIR || code == EINVAL || code == ENOENT
    if isUnknown, access(folder, W_OK | X_OK) == 0 { return nil }
    return .notWritable(folder, FileBytes.problem(isUnknown ? errno : code))
  }

  /// O_TMPFILE, which is a macro that Swift does not import.
  private static let temporaryFile: Int32 = 0o20_000_000 | O_DIRECTORY

  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
