internal import Glibc
public import Reporting

extension LogError {
  /// What went wrong with which log, in one line.
  public var line: String {
    "\(path): \(operation): \(String(cString: strerror(self.errno))); the ledger keeps what is missing"
  }
}
