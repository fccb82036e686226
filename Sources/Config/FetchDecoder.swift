import JSON
import Model

/// `fetch`, and what feeds inherit from it.
struct FetchDecoder {
  private(set) var settings = FetchSettings()
  private(set) var every = PollInterval.auto
  private(set) var backfill = Backfill.within(.seconds(86_400))
  private(set) var proxy: String?

  /// False when `min_every` is wrong, so that nothing can be compared with it.
  private var isFloorKnown = true

  init(_ object: KeyedObject, _ paths: FilePaths, _ complaints: inout Complaints) {
    if object.node("min_every") != nil {
      if let floor = object.duration("min_every", &complaints)?.seconds {
        settings.minEvery = .seconds(floor)
      } else {
        isFloorKnown = false
      }
    }
    every = interval(object, &complaints) ?? .auto
    backfill = Self.backfill(object, &complaints) ?? backfill
    if let timeout = object.duration("timeout", &complaints)?.seconds {
      settings.timeout = .seconds(timeout)
    }
    if let delay = object.duration("host_delay", &complaints)?.seconds {
      settings.hostDelay = .seconds(delay)
    }
    if let bytes = object.size("max_bytes", &complaints) {
      settings.maxBytes = Int(clamping: bytes)
    }
    settings.concurrency = object.integer("concurrency", &complaints) ?? settings.concurrency
    settings.perHost = object.integer("per_host", &complaints) ?? settings.perHost
    settings.allowPrivateAddresses =
      object.flag("allow_private_addresses", &complaints) ?? settings.allowPrivateAddresses
    settings.contact = Self.contact(object, &complaints)
    settings.caFile = Self.caFile(object, paths, &complaints)
    proxy = Self.proxy(object, &complaints)
    if proxy == Self.direct { proxy = nil }
  }

  /// `every` of a feed or of `fetch`: not below the floor.
  func interval(_ object: KeyedObject, _ complaints: inout Complaints) -> PollInterval? {
    guard let (seconds, _) = object.duration("every", &complaints) else { return nil }
    guard let seconds else { return .auto }
    let floor = settings.minEvery.milliseconds / 1000
    if isFloorKnown, seconds < floor, let node = object.node("every") {
      complaints.fault(
        object.path.key("every"), at: node.place,
        .belowFloor(every: DurationText.text(seconds), floor: DurationText.text(floor)))
    }
    return .every(.seconds(seconds))
  }

  static func backfill(_ object: KeyedObject, _ complaints: inout Complaints) -> Backfill? {
    guard let (seconds, _) = object.duration("backfill", &complaints) else { return nil }
    return seconds.map { .within(.seconds($0)) } ?? .all
  }

  /// What stands for "no proxy".
  static let direct = "direct"

  static func proxy(_ object: KeyedObject, _ complaints: inout Complaints) -> String? {
    guard let text = object.text("proxy", &complaints), let node = object.node("proxy") else {
      return nil
    }
    if text == direct { return direct }
    let schemes = ["http", "https", "socks5", "socks5h"]
    let path = object.path.key("proxy")
    do throws(WebAddress.Problem) {
      let address = try WebAddress(text, schemes: schemes)
      if address.target != "/" {
        complaints.fault(path, at: node.place, .pathInProxy)
      }
      return text
    } catch {
      complaints.fault(
        path, at: node.place,
        error == .credentials ? .secretInProxy : .address(text, error, schemes: schemes))
      return nil
    }
  }

  private static func contact(_ object: KeyedObject, _ complaints: inout Complaints) -> String? {
    guard let text = object.text("contact", &complaints), let node = object.node("contact") else {
      return nil
    }
    let mail = text.hasPrefix("mailto:") ? text.dropFirst(7) : text[...]
    if isMailAddress(mail) || isPage(text) { return text }
    complaints.fault(
      object.path.key("contact"), at: node.place, .notAContact(text))
    return nil
  }

  private static func isPage(_ text: String) -> Bool {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value < 0x7F && $0 != "(" && $0 != ")"
    }
    return isPlain && (try? WebAddress(text, schemes: ["http", "https"])) != nil
  }

  private static func isMailAddress(_ text: Substring) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return false }
    return parts[1].split(separator: ".", omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty }
      && text.unicodeScalars.allSatisfy {
        $0.isASCII
          && ($0.properties.isAlphabetic || $0.properties.numericType != nil
            || "@.-_+!#$%&'*=?^`{|}~/".unicodeScalars.contains($0))
      }
  }

  /// A file that can be read and holds a certificate.
  private static func caFile(
    _ object: KeyedObject, _ paths: FilePaths, _ complaints: inout Complaints
  ) -> String? {
    guard let path = object.filePath("ca_file", paths, &complaints),
      let node = object.node("ca_file")
    else { return nil }
    do throws(FileProblem) {
      let bytes = try FileBytes.read(path.absolute, isRegular: true)
      let isPEM = String(decoding: bytes, as: UTF8.self).contains("-----BEGIN ")
      if !isPEM {
        complaints.fault(
          object.path.key("ca_file"), at: node.place, .noCertificate(path.shown))
      }
    } catch {
      complaints.fault(
        object.path.key("ca_file"), at: node.place, .unreadable(path.shown, error))
    }
    return path.absolute
  }
}

extension KeyedObject {
  /// A path that a system call would take, as messages show it and from the root.
  func filePath(
    _ name: String, _ paths: FilePaths, _ complaints: inout Complaints
  ) -> (shown: String, absolute: String)? {
    guard let text = text(name, &complaints), let node = node(name) else { return nil }
    let problem: ConfigurationProblem? =
      if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        .controlInPath
      } else if text.hasPrefix("~") {
        .tilde
      } else if text.utf8.count > 4000 {
        .pathTooLong
      } else {
        nil
      }
    if let problem {
      complaints.fault(path.key(name), at: node.place, problem)
      return nil
    }
    return (paths.shown(text), paths.absolute(text))
  }
}
