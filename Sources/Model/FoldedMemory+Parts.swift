extension FoldedMemory {
  /// The feed's own title as plain text; "" while unknown.
  public var title: String {
    get { string(.title) }
    set { set(.title, newValue) }
  }

  public var firstPoll: Timestamp? {
    get { numbers.time(.firstPoll, numbers.firstPoll) }
    set { change { $0.firstPoll = $0.note(.firstPoll, newValue) } }
  }

  public var lastPoll: Timestamp? {
    get { numbers.time(.lastPoll, numbers.lastPoll) }
    set { change { $0.lastPoll = $0.note(.lastPoll, newValue) } }
  }

  public var lastSuccess: Timestamp? {
    get { numbers.time(.lastSuccess, numbers.lastSuccess) }
    set { change { $0.lastSuccess = $0.note(.lastSuccess, newValue) } }
  }

  /// The last answer that carried a body (200), for the unconditional fetch after 8 days.
  public var lastBody: Timestamp? {
    get { numbers.time(.lastBody, numbers.lastBody) }
    set { change { $0.lastBody = $0.note(.lastBody, newValue) } }
  }

  public var nextPoll: Timestamp? {
    get { numbers.time(.nextPoll, numbers.nextPoll) }
    set { change { $0.nextPoll = $0.note(.nextPoll, newValue) } }
  }

  /// Why then: `max-age until 14:05`.
  public var nextReason: String {
    get { string(.reason) }
    set { set(.reason, newValue) }
  }

  /// The interval that `auto` arrived at; nil at first.
  public var interval: Duration? {
    get { numbers.duration(.interval, numbers.interval) }
    set { change { $0.interval = $0.note(.interval, newValue) } }
  }

  /// Failures in a row.
  public var failures: Int {
    get { Int(clamping: numbers.failures) }
    set { change { $0.failures = Int64(newValue) } }
  }

  public var failingSince: Timestamp? {
    get { numbers.time(.failingSince, numbers.failingSince) }
    set { change { $0.failingSince = $0.note(.failingSince, newValue) } }
  }

  public var lastError: String? {
    get { numbers.has(.error) ? string(.error) : nil }
    set {
      set(.error, newValue ?? "")
      change { $0.note(.error, newValue != nil) }
    }
  }

  /// The server said 410.
  public var isGone: Bool {
    get { numbers.has(.gone) }
    set { change { $0.note(.gone, newValue) } }
  }

  /// The time of the newest entry, or of the last poll that brought one.
  public var lastNews: Timestamp? {
    get { numbers.time(.lastNews, numbers.lastNews) }
    set { change { $0.lastNews = $0.note(.lastNews, newValue) } }
  }

  /// Days of observation behind `rhythm`, decaying with it.
  public var observedDays: Double {
    get { Double(bitPattern: numbers.observedDays) }
    set { change { $0.observedDays = newValue.bitPattern } }
  }

  /// Entries in the feed's last document.
  public var windowSize: Int {
    get { Int(clamping: numbers.windowSize) }
    set { change { $0.windowSize = Int64(newValue) } }
  }

  /// That this feed fails was told (once it had failed for 24 h).
  public var isTroubleTold: Bool {
    get { numbers.has(.troubleTold) }
    set { change { $0.note(.troubleTold, newValue) } }
  }

  /// That this feed fell silent was told.
  public var isSilenceTold: Bool {
    get { numbers.has(.silenceTold) }
    set { change { $0.note(.silenceTold, newValue) } }
  }

  public var entriesSeen: Int64 {
    get { numbers.entriesSeen }
    set { change { $0.entriesSeen = newValue } }
  }

  public var alerts: Int64 {
    get { numbers.alerts }
    set { change { $0.alerts = newValue } }
  }

  /// Sets what the ledger counts itself.
  public mutating func count(entriesSeen: Int64, alerts: Int64) {
    change {
      $0.entriesSeen = entriesSeen
      $0.alerts = alerts
    }
  }

  /// A hash of the last body's bytes as they came over the wire; nil when none was read whole.
  public var bodyHash: UInt64? {
    get { numbers.has(.bodyHash) ? numbers.bodyHash : nil }
    set {
      change {
        $0.note(.bodyHash, newValue != nil)
        $0.bodyHash = newValue ?? 0
      }
    }
  }

  /// The last time that entries may have been lost, and since when.
  public var gap: FeedMemory.Gap? {
    get {
      numbers.time(.gap, numbers.gapFrom).map {
        FeedMemory.Gap(from: $0, to: Timestamp(milliseconds: numbers.gapTo))
      }
    }
    set {
      change {
        $0.gapFrom = $0.note(.gap, newValue?.from)
        $0.gapTo = newValue?.to.milliseconds ?? 0
      }
    }
  }

  /// What the feed itself asked for when it was last read.
  public var hints: FeedHints {
    get {
      let numbers = numbers
      return FeedHints(
        interval: numbers.duration(.hintInterval, numbers.hintInterval),
        isUpdatePeriod: numbers.has(.isUpdatePeriod), skipHours: Model.numbers(numbers.skipHours),
        skipDays: Model.numbers(numbers.skipDays))
    }
    set {
      change {
        $0.hintInterval = $0.note(.hintInterval, newValue.interval)
        $0.note(.isUpdatePeriod, newValue.isUpdatePeriod)
        $0.skipHours = bits(newValue.skipHours)
        $0.skipDays = bits(newValue.skipDays)
      }
    }
  }

  public var move: FeedMemory.Move? {
    get {
      numbers.time(.move, numbers.moveSeen).map {
        FeedMemory.Move(
          to: string(.moveTo), firstSeen: $0, isConfirmed: numbers.has(.moveConfirmed))
      }
    }
    set {
      set(.moveTo, newValue?.to ?? "")
      change {
        $0.moveSeen = $0.note(.move, newValue?.firstSeen)
        $0.note(.moveConfirmed, newValue?.isConfirmed ?? false)
      }
    }
  }

  public var hasMove: Bool { numbers.has(.move) }

  public var hasValidators: Bool { numbers.has(.validators) }

  /// Mostly of the feed's own address, which is not kept twice.
  public func validators(of feed: FeedID) -> Validators? {
    guard hasValidators else { return nil }
    var validators = Validators(
      url: text(.validatorsURL).isEmpty ? feed.url : string(.validatorsURL))
    if numbers.has(.etag) { validators.etag = Array(text(.etag)) }
    if numbers.has(.lastModified) { validators.lastModified = Array(text(.lastModified)) }
    return validators
  }

  public mutating func set(_ validators: Validators?, of feed: FeedID) {
    set(.validatorsURL, validators.map { $0.url == feed.url ? "" : $0.url } ?? "")
    set(.etag, validators?.etag ?? [])
    set(.lastModified, validators?.lastModified ?? [])
    change {
      $0.note(.validators, validators != nil)
      $0.note(.etag, validators?.etag != nil)
      $0.note(.lastModified, validators?.lastModified != nil)
    }
  }
}

/// Hours and days of the week, few and small, as bits.
private func bits(_ numbers: Set<Int>) -> UInt32 {
  numbers.reduce(0) { 0..<32 ~= $1 ? $0 | 1 << UInt32($1) : $0 }
}

private func numbers(_ bits: UInt32) -> Set<Int> {
  bits == 0 ? [] : Set((0..<32).filter { bits >> UInt32($0) & 1 == 1 })
}
