public import Model

/// How the watch goes, in one line: for `STATUS=` and the log.
public struct WatchStatus: Saying {
  public var feeds: Int
  public var due: Int
  public var failing: Int
  public var lastAlert: Timestamp?

  public var english: String {
    "\(feeds) feeds, \(due) due, \(failing) failing"
      + (lastAlert.map { ", last alert \(LocalTime.timeOfDay($0))" } ?? "")
  }

  public var french: French {
    "\(feeds) flux, \(due) à relever, \(failing) en échec\(lastAlert.map { ", dernière alerte \(LocalTime.timeOfDay($0))" } ?? "")"
  }
}
