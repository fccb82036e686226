/// An error of the system, by its `errno`.
public struct SystemProblem: Saying, Hashable {
  public let code: Int32
  /// What strerror(3) says of it in the C locale.
  private let words: String

  public init(_ code: Int32, words: String) {
    self.code = code
    self.words = words
  }

  public var english: String { words }

  /// Of the errors that files, folders and sockets bring on Linux; of others what C says.
  public var french: French { Self.texts[code] ?? French(verbatim: words) }

  private static let texts: [Int32: French] = [
    1: "opération non permise", 2: "aucun fichier ou dossier de ce nom",
    5: "erreur d’entrée-sortie", 6: "appareil absent", 9: "descripteur de fichier incorrect",
    11: "ressource indisponible pour l’instant", 12: "mémoire insuffisante",
    13: "permission refusée", 16: "ressource occupée", 17: "le fichier existe déjà",
    20: "ce n’est pas un dossier", 21: "c’est un dossier", 22: "argument invalide",
    23: "trop de fichiers ouverts dans le système", 24: "trop de fichiers ouverts",
    26: "fichier en cours d’exécution", 27: "fichier trop grand",
    28: "plus de place sur le disque", 30: "système de fichiers en lecture seule",
    31: "trop de liens", 32: "tube rompu", 36: "nom de fichier trop long",
    40: "trop de liens symboliques", 95: "opération non prise en charge",
    110: "délai d’attente dépassé", 111: "connexion refusée", 116: "fichier périmé (NFS)",
    122: "quota de disque dépassé",
  ]
}
