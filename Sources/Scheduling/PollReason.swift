public import Model

/// Why a feed is asked when it is. The ledger keeps its English words, from which it is read again.
public indirect enum PollReason: Hashable, Saying {
  public enum Rule: String, CaseIterable, Sendable {
    case maxAge = "max-age"
    case expires = "Expires"
    case ttl, skipHours, skipDays
    case updatePeriod = "sy:updatePeriod"
  }

  case rhythm, quietAtNight, seldomNews, muchNews, lostEntries
  /// The shortest interval that is allowed.
  case atMinimum(PollReason)
  /// The durations as they are written: `10m`, `2h`.
  case configured(every: String, asked: String?)
  case until(Rule, time: String)
  case hostAsks(status: String, until: String)
  /// We leave it alone, since it refuses without saying for how long.
  case leftAlone(status: String, until: String)
  case gone, networkDown
  /// What the last poll, or the last polls, failed of; nil when that is long.
  case failed(String?, times: Int)

  public var english: String {
    switch self {
    case .rhythm: "by its rhythm"
    case .quietAtNight: "quiet at night"
    case .seldomNews: "seldom has news"
    case .muchNews: "much news"
    case .lostEntries: "entries may have been lost"
    case .atMinimum(let reason): reason.english + ", at min_every"
    case .configured(let every, let asked):
      "every \(every), as configured" + (asked.map { "; the feed asks for \($0)" } ?? "")
    case .until(let rule, let time): "\(rule.rawValue) until \(time)"
    case .hostAsks(let status, let time): "\(status), host asks to wait until \(time)"
    case .leftAlone(let status, let time): "\(status), host is left alone until \(time)"
    case .gone: "410: gone, not asked any more (`once` asks again)"
    case .networkDown: "our own network is down"
    case .failed(let what, let times):
      (what ?? "it fails") + (times > 1 ? ", \(times) times in a row" : "")
    }
  }

  public var french: French {
    switch self {
    case .rhythm: "à son rythme"
    case .quietAtNight: "calme la nuit"
    case .seldomNews: "rarement du nouveau"
    case .muchNews: "beaucoup de nouveau"
    case .lostEntries: "des articles ont pu échapper"
    case .atMinimum(let reason): "\(reason.french), à min_every"
    case .configured(let every, nil): "toutes les \(every), selon la configuration"
    case .configured(let every, let asked?):
      "toutes les \(every), selon la configuration ; le flux demande \(asked)"
    case .until(let rule, let time): "\(rule.rawValue) jusqu’à \(time)"
    case .hostAsks(let status, let time): "\(status), l’hôte demande d’attendre jusqu’à \(time)"
    case .leftAlone(let status, let time): "\(status), l’hôte est laissé en paix jusqu’à \(time)"
    case .gone: "410 : disparu, il n’est plus interrogé (`once` l’interroge)"
    case .networkDown: "notre propre réseau est coupé"
    case .failed(let what, let times):
      "\(what.map(French.init(verbatim:)) ?? "en échec")\(times > 1 ? ", \(times) fois de suite" : "")"
    }
  }

  /// Reads what `english` has written; words of another version are told as a failure's.
  public init(stored text: String) {
    let fixed = [
      Self.rhythm, .quietAtNight, .seldomNews, .muchNews, .lostEntries, .gone, .networkDown,
    ]
    if let reason = fixed.first(where: { $0.english == text }) {
      self = reason
    } else if let rest = text.removing(suffix: ", at min_every") {
      self = .atMinimum(PollReason(stored: rest))
    } else if let (status, time) = text.halves(around: ", host asks to wait until ") {
      self = .hostAsks(status: status, until: time)
    } else if let (status, time) = text.halves(around: ", host is left alone until ") {
      self = .leftAlone(status: status, until: time)
    } else if let (every, asked) = text.halves(around: ", as configured; the feed asks for "),
      let every = every.removing(prefix: "every ")
    {
      self = .configured(every: every, asked: asked)
    } else if let every = text.removing(suffix: ", as configured")?.removing(prefix: "every ") {
      self = .configured(every: every, asked: nil)
    } else if let (name, time) = text.halves(around: " until "), let rule = Rule(rawValue: name) {
      self = .until(rule, time: time)
    } else {
      self = Self.failure(text)
    }
  }

  private static func failure(_ text: String) -> PollReason {
    if let rest = text.removing(suffix: " times in a row"), let comma = rest.lastIndex(of: ","),
      let times = Int(rest[rest.index(after: comma)...].drop { $0 == " " })
    {
      let what = String(rest[..<comma])
      return .failed(what == "it fails" ? nil : what, times: times)
    }
    return .failed(text == "it fails" ? nil : text, times: 1)
  }
}

extension String {
  fileprivate func removing(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }

  fileprivate func removing(suffix: String) -> String? {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
  }

  fileprivate func halves(around middle: String) -> (String, String)? {
    guard let range = firstRange(of: middle) else { return nil }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
