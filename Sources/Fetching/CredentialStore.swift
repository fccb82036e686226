import Glibc
public import Model

/// Secrets from where they may stand: `$CREDENTIALS_DIRECTORY/NAME`, or a file that only its owner
/// can read.
public struct CredentialStore: Sendable {
  private let directory: String?
  private let folder: String?

  /// `directory` is `$CREDENTIALS_DIRECTORY`, nil outside systemd; `folder` is where files named
  /// without a path lie when there is no such directory: that of the configuration.
  public init(directory: String?, folder: String? = nil) {
    self.directory = directory
    self.folder = folder
  }

  /// Reads the secret that `auth` names: a path when it holds a slash, else a name in the directory
  /// or the folder.
  ///
  /// One line end after the secret is not part of it. The fault says what is wrong with the file.
  public func credentials(
    for auth: FeedAuthentication
  ) throws(FetchFailure) -> Credentials {
    let name = auth.credential
    let secret: String
    if name.contains("/") {
      secret = try read(name, isOurs: true)
    } else if let directory {
      guard name != "." && name != ".." && !name.isEmpty else {
        throw FetchFailure(.credential, .credentialName(oneLine(name)))
      }
      secret = try read(directory + "/" + name, isOurs: false)
    } else if let folder, name != "." && name != ".." && !name.isEmpty {
      secret = try read(folder + "/" + name, isOurs: true)
    } else {
      throw FetchFailure(
        .credential, .credentialNeedsDirectory(oneLine(name)))
    }
    guard let user = auth.user else { return .bearer(token: secret) }
    return .basic(user: user, password: secret)
  }

  /// `isOurs`: an ordinary file, whose owner and mode must keep others out. What lies in the
  /// credentials directory is guarded by systemd.
  private func read(_ path: String, isOurs: Bool) throws(FetchFailure) -> String {
    let shown = oneLine(path)
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw FetchFailure(
        .credential, .credentialUnreadable(shown, systemProblem(errno)))
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FetchFailure(.credential, .credentialFile(shown, .notOrdinary))
    }
    if isOurs {
      guard status.st_mode & 0o077 == 0 else {
        throw FetchFailure(
          .credential, .credentialFile(shown, .openToOthers))
      }
      guard status.st_uid == geteuid() || status.st_uid == 0 else {
        throw FetchFailure(
          .credential, .credentialFile(shown, .ofAnotherUser))
      }
    }
    var bytes = [UInt8](repeating: 0, count: Self.maxBytes + 1)
    let count = Glibc.read(file, &bytes, bytes.count)
    guard count >= 0 else {
      throw FetchFailure(
        .credential, .credentialUnreadable(shown, systemProblem(errno)))
    }
    guard count <= Self.maxBytes else {
      throw FetchFailure(
        .credential, .credentialFile(shown, .tooLarge(limit: Self.maxBytes)))
    }
    var secret = bytes[..<count]
    if secret.last == 0x0a { secret.removeLast() }
    if secret.last == 0x0d { secret.removeLast() }
    guard !secret.isEmpty else {
      throw FetchFailure(.credential, .credentialFile(shown, .empty))
    }
    guard !secret.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      throw FetchFailure(
        .credential, .credentialFile(shown, .notOneLine))
    }
    guard let text = String(validating: secret, as: UTF8.self) else {
      throw FetchFailure(.credential, .credentialFile(shown, .notUTF8))
    }
    return text
  }

  private static let maxBytes = 8192
}

/// strerror(3).
func systemProblem(_ code: Int32) -> SystemProblem {
  SystemProblem(code, words: strerror(code).map { String(cString: $0) } ?? "error \(code)")
}
