import Fetching
import Foundation
import Model
import TestSupport
import Testing

@Suite struct `The credential store` {
  private let folder = TemporaryFolder()

  private func file(_ text: String, mode: Int = 0o600) throws -> String {
    let path = try folder.write(text, as: "secret")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  @Test(arguments: ["s3cret", "s3cret\n", "s3cret\r\n"])
  func `reads a file that only its owner can read`(_ text: String) throws {
    let auth = FeedAuthentication(user: "me", credential: try file(text))

    let credentials = try CredentialStore(directory: nil).credentials(for: auth)

    #expect(credentials == .basic(user: "me", password: "s3cret"))
  }

  @Test func `reads a name in the credentials directory, whatever its mode`() throws {
    _ = try file("t0ken", mode: 0o444)

    let credentials = try CredentialStore(directory: folder.path)
      .credentials(for: FeedAuthentication(user: nil, credential: "secret"))

    #expect(credentials == .bearer(token: "t0ken"))
  }

  @Test(arguments: [
    ("s3cret", 0o640, "is open to others: chmod 600 it"), ("", 0o600, "is empty"),
    ("\n", 0o600, "is empty"),
    ("a\nb", 0o600, "holds more than one line or a control character"),
    (String(repeating: "a", count: 9000), 0o600, "is larger than 8192 bytes"),
  ])
  func `says what is wrong with a file, and nothing of what is in it`(
    _ text: String, _ mode: Int, _ fault: String
  ) throws {
    let path = try file(text, mode: mode)

    let failure = #expect(throws: FetchFailure.self) {
      try CredentialStore(directory: nil)
        .credentials(for: FeedAuthentication(user: nil, credential: path))
    }

    #expect(failure?.kind == .credential)
    #expect(failure?.message == "the credential file \(path) \(fault)")
  }

  @Test(arguments: [
    ("/nonexistent/file", "cannot be read (No such file or directory)"),
    ("/dev/null", "is no ordinary file"), ("/etc", "is no ordinary file"),
  ])
  func `says why there is none`(_ path: String, _ fault: String) {
    let failure = #expect(throws: FetchFailure.self) {
      try CredentialStore(directory: nil)
        .credentials(for: FeedAuthentication(user: nil, credential: path))
    }

    #expect(failure?.message == "the credential file \(path) \(fault)")
  }

  @Test func `asks for the directory that systemd gives`() {
    let failure = #expect(throws: FetchFailure.self) {
      try CredentialStore(directory: nil)
        .credentials(for: FeedAuthentication(user: nil, credential: "feedkey"))
    }

    #expect(failure?.message.contains("LoadCredential=feedkey:FILE") == true)
  }

  @Test(arguments: [
    ("http://a.example/feed", "http://a.example/feed"),
    ("http://u:p@a.example/", "http://***@a.example/"),
    ("https://a.example/?id=1&api_key=abc&x", "https://a.example/?id=1&api_key=***&x"),
    ("https://a.example/?Token=abc", "https://a.example/?Token=***"),
    ("http://a.example/\u{1b}[31m", "http://a.example/?[31m"),
    ("http://a@b@c/", "http://***@c/"),
  ])
  func `keeps secrets out of what is shown`(_ url: String, _ shown: String) {
    #expect(redacted(url) == shown)
  }

  @Test(arguments: [
    HeaderField(name: "X", value: "a\r\nEvil: b"), HeaderField(name: "X: y", value: "z"),
    HeaderField(name: "", value: "z"), HeaderField(name: "X", value: "a\u{0}b"),
  ])
  func `is not misled by a header with a line break`(_ field: HeaderField) async throws {
    let came = try await outcome(of: .ok("<rss/>")) { $0.headers = [field] }

    #expect(came == "failed credential")
  }
}
