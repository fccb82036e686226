public import Model

/// What can be wrong with a ledger.
public enum LedgerError: Error, Hashable, Saying {
  /// Another process holds the ledger (exit 69).
  case heldByAnotherProcess(path: String)
  /// The file, or something that belongs to it, is not as it was left (exit 65).
  case damaged(path: String, detail: LedgerDetail)
  /// A database, but not one of ours (exit 65).
  case notALedger(path: String)
  /// Written by a later version of the program (exit 65).
  case newerVersion(path: String, found: Int, known: Int)
  /// Written by an earlier version, and opened for reading only (exit 65).
  case olderVersion(path: String, found: Int, known: Int)
  /// Opened for reading, and not there (exit 74).
  case missing(path: String)
  /// The file or its folder could not be made or opened (exit 73).
  case cannotOpen(path: String, detail: LedgerDetail)
  /// SQLite refused a step: a full disk, an I/O error, a read-only file system (exit 74). Nothing
  /// of the transaction stands, and trying again can help.
  case failed(path: String, detail: LedgerDetail, code: Int32)

  /// Whether the same call may succeed later without anybody's help.
  public var isWorthRetrying: Bool {
    switch self {
    case .failed, .heldByAnotherProcess: true
    default: false
    }
  }

  /// What is wrong, where, and what to do: one line.
  public var english: String {
    switch self {
    case .heldByAnotherProcess(let path):
      "\(path): another guetteur is running on this ledger; stop it first, or give this one "
        + "another \"state\""
    case .damaged(let path, let detail):
      "\(path): the ledger is damaged (\(detail.english)); move it aside to start over with an "
        + "empty memory, restore a backup, or try: sqlite3 \(path) .recover"
    case .notALedger(let path):
      "\(path): this file is no ledger of guetteur; choose another path for \"state\""
    case .newerVersion(let path, let found, let known):
      "\(path): the ledger is of version \(found), and this program knows versions up to \(known); "
        + "install the newer guetteur again, or move the file aside"
    case .olderVersion(let path, let found, let known):
      "\(path): the ledger is of version \(found), this program reads version \(known); "
        + "`guetteur run` or `guetteur once` brings it up to date"
    case .missing(let path):
      "\(path): there is no ledger yet; `guetteur run` or `guetteur once` makes it"
    case .cannotOpen(let path, let detail):
      "\(path): the ledger cannot be opened (\(detail.english)); check the folder and its owner"
    case .failed(let path, let detail, _):
      "\(path): the ledger could not be used (\(detail.english)); nothing is lost, "
        + "it is tried again"
    }
  }

  public var french: French {
    switch self {
    case .heldByAnotherProcess(let path):
      "\(path): un autre guetteur tient ce registre ; arrêtez-le d’abord, ou donnez à celui-ci un autre \"state\""
    case .damaged(let path, let detail):
      "\(path): le registre est endommagé (\(detail.french)) ; mettez-le de côté pour repartir d’une mémoire vide, restaurez une sauvegarde, ou essayez : sqlite3 \(path) .recover"
    case .notALedger(let path):
      "\(path): ce fichier n’est pas un registre de guetteur ; choisissez un autre chemin pour \"state\""
    case .newerVersion(let path, let found, let known):
      "\(path): le registre est de version \(found), et ce programme connaît les versions jusqu’à \(known) ; réinstallez le guetteur plus récent, ou mettez le fichier de côté"
    case .olderVersion(let path, let found, let known):
      "\(path): le registre est de version \(found), ce programme lit la version \(known) ; `guetteur run` ou `guetteur once` le met à niveau"
    case .missing(let path):
      "\(path): il n’y a pas encore de registre ; `guetteur run` ou `guetteur once` le crée"
    case .cannotOpen(let path, let detail):
      "\(path): le registre ne peut pas être ouvert (\(detail.french)) ; vérifiez le dossier et son propriétaire"
    case .failed(let path, let detail, _):
      "\(path): le registre n’a pas pu être utilisé (\(detail.french)) ; rien n’est perdu, un nouvel essai suivra"
    }
  }
}
