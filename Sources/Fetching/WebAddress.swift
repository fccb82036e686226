import CCurl
import Model

/// An http or https address, read by the same parser that libcurl asks with.
struct WebAddress: Sendable {
  /// What libcurl is given.
  var text: String
  var origin: Origin

  /// RFC 6454: credentials and configured headers never leave it.
  struct Origin: Hashable, Sendable {
    var isSecure: Bool
    var host: String
    var port: String
  }

  /// The address of a request. ASCII addresses are asked as they are written.
  init(asked url: String) throws(FetchFailure) {
    guard !url.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      throw FetchFailure(.address, .controlInAddress(redacted(url)))
    }
    let parsed = try ParsedURL(url, relativeTo: nil)
    guard parsed.part(CURLUPART_USER) == nil, parsed.part(CURLUPART_PASSWORD) == nil else {
      throw FetchFailure(
        .address, .passwordInAddress(redacted(url)))
    }
    let isPlain = url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
    text = isPlain ? url : parsed.part(CURLUPART_URL) ?? url
    origin = try parsed.origin(for: url)
  }

  /// Whether `url` can be asked as it is written, unless libcurl finds fault with it: ASCII without
  /// blanks, and without what might be a user name.
  static func isPlain(_ url: String) -> Bool {
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else { return false }
    var url = url
    return url.withUTF8 { bytes in
      var isPlain = true
      for byte in bytes {
        isPlain =
          isPlain && byte > 0x20 && byte < 0x7f && byte != UInt8(ascii: "@")
          && byte != UInt8(ascii: "\\")
      }
      return isPlain
    }
  }

  /// Where a `Location` leads from `base`: without fragment, and without a user name.
  init(location: [UInt8], from base: WebAddress) throws(FetchFailure) {
    let target = asUTF8(location)
    guard location.count <= 8192, !location.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      throw FetchFailure(.redirect, .unusableRedirect(redacted(target)))
    }
    let parsed: ParsedURL
    do { parsed = try ParsedURL(target, relativeTo: base.text) } catch {
      throw FetchFailure(.redirect, .unusableRedirect(redacted(target)))
    }
    parsed.clear(CURLUPART_USER)
    parsed.clear(CURLUPART_PASSWORD)
    parsed.clear(CURLUPART_FRAGMENT)
    guard let url = parsed.part(CURLUPART_URL) else {
      throw FetchFailure(.redirect, .unusableRedirect(redacted(target)))
    }
    text = url
    origin = try parsed.origin(for: target)
  }
}

/// Bytes of another charset are asked for as they are.
private func asUTF8(_ location: [UInt8]) -> String {
  if let text = String(validating: location, as: UTF8.self) { return text }
  let hex = Array("0123456789abcdef".utf8)
  let escaped = location.flatMap { byte -> [UInt8] in
    byte < 0x80 ? [byte] : [0x25, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
  }
  return String(decoding: escaped, as: UTF8.self)
}

/// `CURLU`, freed with its last owner.
private final class ParsedURL {
  private let handle: OpaquePointer

  init(_ url: String, relativeTo base: String?) throws(FetchFailure) {
    guard let handle = curl_url() else { throw FetchFailure(.address, .words("out of memory")) }
    self.handle = handle
    let flags = UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE | CURLU_ALLOW_SPACE)
    if let base { _ = curl_url_set(handle, CURLUPART_URL, base, flags) }
    let status = curl_url_set(handle, CURLUPART_URL, url, flags)
    guard status == CURLUE_OK else {
      let why = curl_url_strerror(status).map { String(cString: $0) } ?? "malformed"
      throw FetchFailure(.address, .notAnAddress(redacted(url), words: why))
    }
  }

  deinit { curl_url_cleanup(handle) }

  func part(_ part: CURLUPart) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }

  func clear(_ part: CURLUPart) { _ = curl_url_set(handle, part, nil, 0) }

  func origin(for url: String) throws(FetchFailure) -> WebAddress.Origin {
    let scheme = part(CURLUPART_SCHEME)?.lowercased()
    guard scheme == "http" || scheme == "https" else {
      throw FetchFailure(
        .address, .scheme(redacted(url), found: scheme))
    }
    guard let host = part(CURLUPART_HOST)?.lowercased(), !host.isEmpty else {
      throw FetchFailure(.address, .noHost(redacted(url)))
    }
    let isSecure = scheme == "https"
    return WebAddress.Origin(
      isSecure: isSecure, host: host, port: part(CURLUPART_PORT) ?? (isSecure ? "443" : "80"))
  }
}
