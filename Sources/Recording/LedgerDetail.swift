public import Model

/// What exactly a ledger suffers from.
public enum LedgerDetail: Hashable, Saying {
  case system(SystemProblem)
  case systemAt(String, SystemProblem)
  /// In SQLite's own words.
  case sqlite(String)
  case check(table: String, verdict: String)
  case emptyFile
  case logWithoutFile(String)
  case noVersion
  case unreadableEntries(feed: String)
  case unreadableMemory(feed: String)
  case unreadableEntry(Int64, feed: String)
  case unreadableAlert(Int64)

  public var english: String {
    switch self {
    case .system(let problem): problem.english
    case .systemAt(let path, let problem): "\(path): \(problem.english)"
    case .sqlite(let words): words
    case .check(let table, let verdict): "\(table): \(verdict)"
    case .emptyFile: "the file is empty"
    case .logWithoutFile(let path):
      "the file is missing, but \(path)-wal, a part of it, is there"
    case .noVersion: "it has no version"
    case .unreadableEntries(let feed): "the entries of \(feed) are not readable"
    case .unreadableMemory(let feed): "what is remembered of \(feed) is not readable"
    case .unreadableEntry(let number, let feed): "entry \(number) of \(feed) is not readable"
    case .unreadableAlert(let seq): "alert \(seq) is not readable"
    }
  }

  public var french: French {
    switch self {
    case .system(let problem): problem.french
    case .systemAt(let path, let problem): "\(path) : \(problem.french)"
    case .sqlite(let words): French(verbatim: words)
    case .check(let table, let verdict): "\(table) : \(verdict)"
    case .emptyFile: "le fichier est vide"
    case .logWithoutFile(let path):
      "le fichier manque, mais \(path)-wal, qui en fait partie, est là"
    case .noVersion: "il n’a pas de version"
    case .unreadableEntries(let feed): "les articles de \(feed) sont illisibles"
    case .unreadableMemory(let feed): "ce qui est retenu de \(feed) est illisible"
    case .unreadableEntry(let number, let feed):
      "l’article \(number) de \(feed) est illisible"
    case .unreadableAlert(let seq): "l’alerte \(seq) est illisible"
    }
  }
}
