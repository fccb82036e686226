public import Model

/// `--since` of the commands: a duration before now (`2h`, `30d`), in the writing of durations in the
/// configuration.
public enum SinceOption {
  /// - Returns: nil when `text` is no duration.
  public static func time(_ text: String, before now: Timestamp) -> Timestamp? {
    do throws(DurationText.Problem) {
      return now - .seconds(try DurationText.seconds(text))
    } catch {
      return nil
    }
  }
}
