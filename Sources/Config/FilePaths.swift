import Glibc

/// Paths of a configuration: relative to its folder.
struct FilePaths {
  /// The configuration's folder as its user named it; "" for the working directory.
  private let folder: String
  private let workingDirectory: String

  init(configuration file: String) {
    folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    workingDirectory = Self.currentDirectory()
  }

  /// `path` as messages show it.
  func shown(_ path: String) -> String { path.hasPrefix("/") ? path : Self.tidy(folder + path) }

  /// The configuration itself from the root.
  func absolute(named file: String) -> String {
    Self.tidy(file.hasPrefix("/") ? file : workingDirectory + "/" + file)
  }

  /// `path` from the root, without empty and `.` steps.
  func absolute(_ path: String) -> String {
    let path = shown(path)
    return Self.tidy(path.hasPrefix("/") ? path : workingDirectory + "/" + path)
  }

  /// The first of the folders in a variable such as `LOGS_DIRECTORY` (systemd.exec(5)).
  static func first(of variable: String?) -> String? {
    guard let first = variable?.split(separator: ":").first else { return nil }
    return String(first)
  }

  private static func tidy(_ path: String) -> String {
    let steps = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + steps : steps.isEmpty ? "." : steps
  }

  private static func currentDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }
}
