public import Model

/// Secrets from where they may stand: `$CREDENTIALS_DIRECTORY/NAME`, or a file that only its owner
/// can read.
public struct CredentialStore: Sendable {
  let directory: String?

  /// `directory` is `$CREDENTIALS_DIRECTORY`; nil outside systemd.
  public init(directory: String?) { self.directory = directory }

  /// Reads the secret that `auth` names. The fault says in words what is wrong with the file.
  public func credentials(
    for auth: FeedAuthentication
  ) throws(FetchFailure) -> Credentials {
    throw FetchFailure(.credential, "not built yet")
  }
}
