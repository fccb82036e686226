/// How English counts.
public enum English {
  /// `1 feed`, `2 feeds`.
  public static func counted(
    _ count: some BinaryInteger, _ singular: String, _ plural: String
  ) -> String {
    "\(count) \(count == 1 ? singular : plural)"
  }
}
