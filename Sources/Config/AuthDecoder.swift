import Glibc
import JSON
import Model

extension FeedDecoder {
  /// `auth` of a feed. A credential with a `/` is a path; without, a name that the service's
  /// manager or the daemon resolves.
  func auth(
    _ feed: KeyedObject, _ url: String, _ complaints: inout Complaints
  ) -> FeedAuthentication? {
    guard let node = feed.node("auth"),
      let object = KeyedObject(node, feed.path.key("auth"), KeyTable.auth, &complaints)
    else { return nil }
    let user = object.text("user", &complaints)
    if let user, let node = object.node("user") {
      check(user: user, object.path.key("user"), at: node.place, &complaints)
    }
    guard let node = object.node("credential") else {
      complaints.fault(
        object.path.key("credential"), at: object.place, .credentialMissing)
      return nil
    }
    let path = object.path.key("credential")
    guard let file = object.filePath("credential", paths, &complaints),
      case .string(let text) = node.value
    else { return nil }
    if url.lowercased().hasPrefix("http://") {
      complaints.warning(path, at: node.place, .secretOverHTTP)
    }
    if text == "." || text == ".." {
      complaints.fault(path, at: node.place, .noCredentialName(text))
      return nil
    }
    let isPath = text.contains("/")
    let found =
      isPath
      ? file.absolute : credentialsDirectory.map { $0 + "/" + text } ?? file.absolute
    check(file: found, isManaged: !isPath && credentialsDirectory != nil, path, node, &complaints)
    return FeedAuthentication(user: user, credential: isPath ? file.absolute : text)
  }

  private func check(
    user: String, _ path: KeyPath, at place: JSONPlace, _ complaints: inout Complaints
  ) {
    if user.contains(":") {
      complaints.fault(path, at: place, .colonInUser)
    } else if user.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      complaints.fault(path, at: place, .controlInUser)
    }
  }

  /// A secret that others can read is a fault; one that is not there yet, or is empty, is only
  /// doubtful, since the service may be given it at its start.
  private func check(
    file: String, isManaged: Bool, _ path: KeyPath, _ node: JSONNode,
    _ complaints: inout Complaints
  ) {
    var status = stat()
    guard stat(file, &status) == 0 else {
      complaints.warning(
        path, at: node.place, .credentialNotFound(file, FileBytes.problem(errno)))
      return
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      complaints.fault(path, at: node.place, .isFolder(file))
    } else if !isManaged, status.st_mode & 0o077 != 0 {
      complaints.fault(path, at: node.place, .othersCanRead(file))
    } else if status.st_mode & S_IFMT == S_IFREG, status.st_size == 0 {
      complaints.warning(path, at: node.place, .emptyCredential(file))
    }
  }
}
