import Glibc
public import Model

extension ConfigurationReader {
  /// What keeps the logs, the ledger and the metrics from being written where the configuration
  /// wants them, at the place of their keys. Writes nothing: a folder that is missing is no fault
  /// when the one above it is there and can be written.
  public func directoryFaults(of read: ReadConfiguration) -> [ConfigurationFault] {
    let configuration = read.configuration
    var wanted = [
      ("alerts.directory", configuration.alerts.directory),
      ("state", FolderChecks.parent(of: configuration.state)),
    ]
    if let file = configuration.metricsFile {
      wanted.append(("metrics.file", FolderChecks.parent(of: file)))
    }
    return wanted.compactMap { key, folder in
      guard let problem = FolderChecks.problem(folder) else { return nil }
      let place =
        read.places[key] ?? SourcePlace(file: configuration.file, line: 1, column: 1)
      return ConfigurationFault(place: place, message: "\(key): \(problem)")
    }
  }
}

enum FolderChecks {
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// Why nothing can be created in `folder` (access(2)); nil when it can.
  static func problem(_ folder: String) -> String? {
    var status = stat()
    if stat(folder, &status) == 0 {
      if status.st_mode & S_IFMT != S_IFDIR { return "\(quoted(folder)) is no folder" }
      if access(folder, W_OK | X_OK) == 0 { return nil }
      return "\(quoted(folder)) cannot be written: \(FileBytes.errorText(errno))"
    }
    let missing = errno
    guard missing == ENOENT else {
      return "\(quoted(folder)) cannot be used: \(FileBytes.errorText(missing))"
    }
    let above = parent(of: folder)
    if !isFolder(above) {
      return "\(quoted(folder)) cannot be created: \(quoted(above)) is not there, "
        + "and only the last folder of a path is created"
    }
    if access(above, W_OK | X_OK) == 0 { return nil }
    return "\(quoted(folder)) cannot be created: \(FileBytes.errorText(errno))"
  }
}
