internal import Model

/// Durations counted in buckets, as Prometheus has them.
public struct Histogram: Hashable, Sendable {
  /// Upper bounds in seconds, ascending; what is above the last falls into `+Inf`.
  public let bounds: [Double]
  /// One for each bound, and one for the rest.
  public private(set) var counts: [Int64]
  public private(set) var sum: Double = 0

  public init(bounds: [Double]) {
    self.bounds = bounds
    counts = Array(repeating: 0, count: bounds.count + 1)
  }

  /// Negative durations count as none.
  public mutating func note(_ duration: Duration) {
    let seconds = max(0, Double(duration.milliseconds) / 1000)
    counts[bounds.firstIndex { seconds <= $0 } ?? bounds.count] += 1
    sum += seconds
  }
}
