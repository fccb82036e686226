import CCurl
import Model

/// `CURL*` for one transfer; only the thread of `CurlThread` touches it.
///
/// It is not used again: of a handle that is, libcurl 7.88 keeps a pointer to the last header line
/// of the transfer before, which it has freed, and follows it when the next answer's first line
/// begins with a blank (curl's issue 11101). A new one costs a microsecond.
final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  private let transfer: Transfer
  private let errorText: UnsafeMutablePointer<CChar>
  private var headerLines: UnsafeMutablePointer<curl_slist>?

  init?(_ transfer: Transfer) {
    guard let pointer = curl_easy_init() else { return nil }
    self.pointer = pointer
    self.transfer = transfer
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    setConstants()
    apply(transfer.hop.profile)
    prepare()
  }

  deinit {
    curl_easy_cleanup(pointer)
    curl_slist_free_all(headerLines)
    errorText.deallocate()
  }

  private func setConstants() {
    g_set_long(pointer, CURLOPT_NOSIGNAL, 1)
    // A look-up that hangs is left to itself; otherwise dropping its transfer would wait for it.
    g_set_long(pointer, CURLOPT_QUICK_EXIT, 1)
    g_set_string(pointer, CURLOPT_PROTOCOLS_STR, "http,https")
    g_set_long(pointer, CURLOPT_FOLLOWLOCATION, 0)
    g_set_long(pointer, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    g_set_long(pointer, CURLOPT_DNS_CACHE_TIMEOUT, 30)
    g_set_long(pointer, CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    g_set_string(pointer, CURLOPT_NOPROXY, "")
    g_set_long(pointer, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    // Most feeds in one or two reads; with one byte more the heap would not keep it for the next.
    g_set_long(pointer, CURLOPT_BUFFERSIZE, 32_767)
    // The bytes of the wire are hashed and decoded by us.
    g_set_string(pointer, CURLOPT_ACCEPT_ENCODING, "gzip, br, zstd")
    g_set_long(pointer, CURLOPT_HTTP_CONTENT_DECODING, 0)
    g_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText)
    g_set_write(pointer) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let wanted = Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.read(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
      }
      return wanted ? size * count : 0
    }
    g_set_header(pointer) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let wanted = Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.read(headerLine: UnsafeRawBufferPointer(start: bytes, count: size * count))
      }
      return wanted ? size * count : 0
    }
    g_set_open(pointer) { context, _, address in
      guard let context, let address else { return CURL_SOCKET_BAD }
      return Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.open(address) }
    }
  }

  private func prepare() {
    let hop = transfer.hop
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA] {
      g_set_pointer(pointer, option, context)
    }
    // "" keeps libcurl from reading http_proxy and its like.
    g_set_string(pointer, CURLOPT_PROXY, hop.proxy)
    g_set_string(pointer, CURLOPT_URL, hop.url)
    // Over TLS, waiting for the handshake may save a connection (HTTP/2). Over plain HTTP the wait
    // would last until the first answer of that host, however slow.
    g_set_long(pointer, CURLOPT_PIPEWAIT, hop.isSecure ? 1 : 0)
    let milliseconds = Int(max(1, hop.timeout.milliseconds))
    g_set_long(pointer, CURLOPT_TIMEOUT_MS, milliseconds)
    g_set_long(pointer, CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, 15_000))
    for line in hop.headers {
      line.withUnsafeBytes {
        guard $0.last == 0, let text = $0.bindMemory(to: CChar.self).baseAddress else { return }
        headerLines = curl_slist_append(headerLines, text) ?? headerLines
      }
    }
    g_set_pointer(pointer, CURLOPT_HTTPHEADER, headerLines)
  }

  private func apply(_ profile: Profile) {
    g_set_string(pointer, CURLOPT_USERAGENT, profile.userAgent)
    g_set_long(pointer, CURLOPT_FRESH_CONNECT, profile.wantsFreshConnections ? 1 : 0)
    // With a CA path, Debian's default, libcurl reads the whole bundle again for each connection:
    // 21 ms instead of 0.5 (docs/polling.md). A file alone is kept, parsed, in the multi handle.
    if let file = profile.caFile {
      g_set_string(pointer, CURLOPT_CAINFO, file)
      g_set_string(pointer, CURLOPT_CAPATH, nil)
    }
  }

  /// Takes the finished transfer's result. `code` is libcurl's for it.
  func finish(_ code: CURLcode) -> TransferResult {
    var result = transfer.result
    transfer.result = TransferResult()
    let code = result.stop == .whole ? CURLE_OK : code
    result.code = code
    var microseconds: curl_off_t = 0
    g_info_off(pointer, CURLINFO_TOTAL_TIME_T, &microseconds)
    result.elapsed = .microseconds(max(0, microseconds))
    if code != CURLE_OK {
      var number = 0
      g_info_long(pointer, CURLINFO_OS_ERRNO, &number)
      if number != 0 { result.systemError = Int32(truncatingIfNeeded: number) }
      let text = errorText[0] != 0 ? String(cString: errorText) : ""
      result.message = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    }
    return result
  }
}
