import JSON
import Model

/// What is wrong, or doubtful, in a configuration: the cases with their facts. The words are in the
/// catalogues beside this file.
enum ConfigurationProblem: Hashable, Saying {
  // The file
  case missingFile
  case unreadableFile(FileProblem)
  case json(JSONProblem)
  case moreFaults(Int)
  case notAConfiguration(found: JSONNode.Kind)

  // Keys
  case unknownKey(UnknownKey)
  case keyTwice(JSONPlace)
  case keyWithoutEffect
  case headerTwice

  // Values of any kind
  case expected(Expectation, found: JSONNode.Kind)
  case expectedNoNull(Expectation)
  case expectedUnit(Expectation, number: String, units: [String])
  case expectedNoQuotes(Expectation)
  case expectedWord([String], found: String, meant: String?)
  case expectedInteger(ClosedRange<Int>, found: String)
  case empty
  case emptyValue(Expectation?, mayBeLeftOut: Bool)
  case outOfRange(String, least: String, most: String)
  case meant(String, insteadOf: String)
  case duration(String, DurationText.Problem)
  case size(String, SizeText.Problem)
  case language(String, LanguageTag.Problem)
  case address(String, WebAddress.Problem, schemes: [String])
  case repeated(String)
  case repeatedAt(String, SourcePlace)
  case spacesAround(String)
  case controlCharacter(name: String)
  case nameTooLong

  // What must stand there
  case feedsMissing, watchlistsMissing, noFeed, noWatchlist, addressMissing, addressEmpty
  case credentialMissing

  // Feeds
  case secretInAddress
  case nameLikeTag
  case nameOfTwo(String, SourcePlace)
  case tagWithSign(String)
  case header(HeaderRules.Problem)
  case belowFloor(every: String, floor: String)
  case noneEnabled

  // Credentials
  case secretOverHTTP
  case noCredentialName(String)
  case colonInUser, controlInUser
  case credentialNotFound(String, SystemProblem)
  case othersCanRead(String)
  case emptyCredential(String)

  // Fetching
  case privateAddress(String)
  case headerLooksSecret
  case noContact
  case notAContact(String)
  case pathInProxy
  case secretInProxy
  case noCertificate(String)

  // Files and folders
  case controlInPath, tilde, pathTooLong
  case isFolder(String)
  case stateIsFolder(String)
  case unreadable(String, FileProblem)
  case folder(FolderProblem)

  // Watchlists
  case watchlistWithoutName
  case reservedName(String)
  case sameLog(as: String, log: String)
  case noTerm, noTermToLookFor, needsTerms, emptyTerm, emptyGroup
  case thresholdWithoutWeights, weightsWithoutThreshold
  case neverReached(sum: String, threshold: String)
  case weightOutOfRange(String), thresholdOutOfRange(String)
  case notAField(String, fields: [String], meant: String?)
  case namesNoField, namesNoFeed, namesNoLanguage
  case noTag
  case unknownTag(String, meant: String?)
  case tagMeant(String)
  case unknownFeed(String, meant: String?)
  case fileWithoutTerm(String)
  case lineNotUTF8
}

/// What a value should have been.
enum Expectation: Hashable, Sendable {
  case kind(KeyTable.Kind)
  case object, feeds, feed, watchlists, watchlist, quotedTerm, group, number
}

/// Why a file's bytes could not be had.
enum FileProblem: Error, Hashable, Sendable {
  case system(SystemProblem)
  case notRegular
  case tooLarge(mebibytes: Int)
}

/// Why something cannot be written.
enum FolderProblem: Hashable, Sendable {
  case noFolder(String)
  case unusable(String, SystemProblem)
  case noParent(String, parent: String)
  case notCreated(String, SystemProblem)
  case notWritable(String, SystemProblem)
  case isFolder(String)
}

/// A key that its section does not know, and what may have been meant.
struct UnknownKey: Hashable, Sendable {
  enum Advice: Hashable, Sendable {
    case secret
    case meant(String)
    case belongs(in: [KeyTable.Section])
    case meantElsewhere(String, in: KeyTable.Section)
    case known([String])
  }

  var name: String
  var section: KeyTable.Section
  var advice: Advice
}
