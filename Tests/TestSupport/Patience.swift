import Foundation

/// How much a test asks of the machine.
///
/// `GUETTEUR_LONG=1`, on a machine that has nothing else to do, makes the long tests long and holds
/// promises about seconds to the letter. Otherwise a bound only tells an end from none, so that a
/// busy machine fails nothing.
public enum Patience {
  public static let isLong = ProcessInfo.processInfo.environment["GUETTEUR_LONG"] != nil

  /// A sanitizer makes all slower and larger (`make sanitize`).
  public static let isSanitized =
    ProcessInfo.processInfo.environment["GUETTEUR_SANITIZED"] != nil

  public static func rounds(_ short: Int, long: Int) -> Int { isLong ? long : short }

  /// What stands for a promised duration in a test whose alternative takes minutes or for ever.
  public static func bound(_ promised: Duration) -> Duration { isLong ? promised : .seconds(60) }
}
