internal import Glibc
public import Model
public import Reporting

/// What went wrong with which log when it was left.
public struct LogTrouble: Saying {
  private let error: LogError

  public init(_ error: LogError) { self.error = error }

  public var english: String {
    "\(error.path): \(error.operation): \(error.problem.english); "
      + "the ledger keeps what is missing"
  }

  public var french: French {
    "\(error.path) : \(error.frenchOperation) : \(error.problem.french) ; le registre garde ce qui manque"
  }
}

extension LogError {
  var problem: SystemProblem { SystemError(call: operation, code: self.errno).problem }

  /// `operation`, where it is no system call's own name.
  var frenchOperation: String {
    let names = [
      "open": "l’ouverture", "read": "la lecture", "write": "l’écriture",
      "sync": "la synchronisation", "truncate": "la troncature",
    ]
    return names[operation] ?? operation
  }
}
