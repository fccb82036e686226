public import Model

/// What stands between a question and its answer. Nothing in it is a secret.
public indirect enum FetchProblem: Hashable, Saying {
  // Connections
  /// In libcurl's own words.
  case words(String)
  case noSuchHost(words: String)
  case proxy(words: String)
  case noDescriptor
  case noAnswerInTime(host: String, words: String)
  /// Nor to a connection before this one, which might have served both.
  case noAnswerToAnother(host: String)
  case tooSlow(host: String, words: String)
  case noWholeAnswer(milliseconds: Int64)
  case tls(host: String, words: String)
  case notHTTP(host: String, words: String)
  case closed(host: String)
  case closedInHeader(host: String)
  case endedEarly(words: String)
  case flood(host: String)
  case heldUpOthers(host: String)
  case transfer(host: String, words: String)
  case broke(bytes: Int, of: Int?)
  case dropped
  case noLibrary
  case unreadableCertificates(String, SystemProblem)

  // Answers
  case status(Int)
  /// After a redirect.
  case statusElsewhere(Int, url: String)
  case headerTooLarge(limit: Int)
  case headerLineTooLong
  case bodyTooLarge(limit: Int)
  case compressedTooOften
  case unknownCoding(String)
  case wrongCoding
  case notGzip
  case damagedFromStart(coding: String)
  case damaged(coding: String)
  case bytesAfterEnd(coding: String)
  case noMemory

  // Addresses and redirects
  case forbiddenAddress(String)
  case controlInAddress(String)
  case passwordInAddress(String)
  case notAnAddress(String, words: String)
  case cannotBeAsked(String, words: String)
  case scheme(String, found: String?)
  case noHost(String)
  case unusableRedirect(String)
  case insecureRedirect(from: String, to: String)
  case tooManyRedirects(limit: Int, last: String)
  case circularRedirects(to: String)

  // Headers and credentials
  case headerName(String)
  case controlInHeader(String)
  case colonInUser
  case controlInCredential
  case credentialName(String)
  case credentialNeedsDirectory(String)
  case credentialUnreadable(String, SystemProblem)
  case credentialFile(String, CredentialFault)

  public enum CredentialFault: Hashable, Sendable {
    case notOrdinary, openToOthers, ofAnotherUser, empty, notOneLine, notUTF8
    case tooLarge(limit: Int)
  }
}
