import CCurl
import Glibc
import Model

/// `CURL*` for one transfer; only the thread of `CurlThread` touches it.
///
/// It is not used again: of a handle that is, libcurl 7.88 keeps a pointer to the last header line
/// of the transfer before, which it has freed, and follows it when the next answer's first line
/// begins with a blank (curl's issue 11101). A new one costs a microsecond.
final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  let transfer: Transfer
  private let errorText: UnsafeMutablePointer<CChar>
  private let headerLines: UnsafeMutablePointer<curl_slist>
  /// Of names, in seconds, as `NameUpkeep` says.
  let namesLast: Int

  init?(_ transfer: Transfer, namesLast: Int) {
    guard let pointer = curl_easy_init() else { return nil }
    self.pointer = pointer
    self.transfer = transfer
    self.namesLast = namesLast
    transfer.easy = pointer
    headerLines = transfer.hop.headers.list()
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    setConstants()
    prepare()
  }

  deinit {
    curl_easy_cleanup(pointer)
    UnsafeMutableRawPointer(headerLines).deallocate()
    errorText.deallocate()
  }

  private func setConstants() {
    g_set_long(pointer, CURLOPT_NOSIGNAL, 1)
    // A look-up that hangs is left to itself; otherwise dropping its transfer would wait for it.
    g_set_long(pointer, CURLOPT_QUICK_EXIT, 1)
    g_set_string(pointer, CURLOPT_PROTOCOLS_STR, "http,https")
    g_set_long(pointer, CURLOPT_FOLLOWLOCATION, 0)
    g_set_long(pointer, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    g_set_long(pointer, CURLOPT_DNS_CACHE_TIMEOUT, namesLast)
    g_set_long(pointer, CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    g_set_string(pointer, CURLOPT_NOPROXY, "")
    g_set_long(pointer, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    // Most feeds in one or two reads; with one byte more the heap would not keep it for the next.
    g_set_long(pointer, CURLOPT_BUFFERSIZE, 32_767)
    // The bytes of the wire are hashed and decoded by us.
    g_set_long(pointer, CURLOPT_HTTP_CONTENT_DECODING, 0)
    g_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText)
    g_set_write(pointer) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let taking = Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.read(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
      }
      switch taking {
      case .taken: return size * count
      case .refused: return 0
      case .paused: return Int(CURL_WRITEFUNC_PAUSE)
      }
    }
    g_set_header(pointer) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let wanted = Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.read(headerLine: UnsafeRawBufferPointer(start: bytes, count: size * count))
      }
      return wanted ? size * count : 0
    }
    g_set_progress(pointer) { context, _, _, _, _ in
      guard let context else { return 1 }
      return Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.mayGoOn() ? 0 : 1
      }
    }
    g_set_open(pointer) { context, _, address in
      guard let context, let address else { return CURL_SOCKET_BAD }
      return Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.open(address) }
    }
    // Of connections, which outlive their transfers.
    g_set_close(pointer) { context, socket in
      if let context {
        Unmanaged<SocketWatch>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.forget(socket) }
      }
      return close(socket)
    }
    g_set_pointer(
      pointer, CURLOPT_CLOSESOCKETDATA, Unmanaged.passUnretained(transfer.sockets).toOpaque())
  }

  private func prepare() {
    let hop = transfer.hop
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    for option in [
      CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA, CURLOPT_XFERINFODATA,
    ] {
      g_set_pointer(pointer, option, context)
    }
    // "" keeps libcurl from reading http_proxy and its like.
    g_set_string(pointer, CURLOPT_PROXY, hop.proxy)
    g_set_string(pointer, CURLOPT_URL, hop.url)
    apply(hop.profile, isSecure: hop.isSecure)
    let milliseconds = Int(max(1, hop.timeout.milliseconds))
    g_set_long(pointer, CURLOPT_TIMEOUT_MS, milliseconds)
    g_set_long(pointer, CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, 15_000))
    g_set_pointer(pointer, CURLOPT_HTTPHEADER, headerLines)
    if hop.isSecure { watchRecords() }
  }

  /// libcurl 7.88 reads HTTP/2 frames for as long as there are any and none brings a part of the body,
  /// without a call to us: only the records of TLS show it.
  private func watchRecords() {
    g_set_pointer(
      pointer, CURLOPT_SSL_CTX_DATA, Unmanaged.passUnretained(transfer.notes).toOpaque())
    g_set_tls(pointer) { _, ssl, context in
      g_watch_records(
        ssl,
        { isWritten, _, _, _, _, ssl, context in
          guard isWritten == 0, let ssl, let context else { return }
          let mayGoOn = Unmanaged<TransferNotes>.fromOpaque(context)._withUnsafeGuaranteedRef {
            $0.mayReadOn()
          }
          if !mayGoOn { g_end_reading(ssl) }
        }, context)
      return CURLE_OK
    }
  }

  private func apply(_ profile: Profile, isSecure: Bool) {
    if profile.wantsFreshConnections { g_set_long(pointer, CURLOPT_FRESH_CONNECT, 1) }
    guard isSecure else { return }
    // Waiting for a handshake may save a connection (HTTP/2). Over plain HTTP the wait would last
    // until the first answer of that host, however slow.
    g_set_long(pointer, CURLOPT_PIPEWAIT, 1)
    // With a CA path, Debian's default, libcurl reads the whole bundle again for each connection:
    // 21 ms instead of 0.5 (docs/polling.md). A file alone is kept, parsed, in the multi handle.
    if let file = profile.caFile {
      g_set_string(pointer, CURLOPT_CAINFO, file)
      g_set_string(pointer, CURLOPT_CAPATH, nil)
    }
  }

  /// Goes on with a body that waited for room, which there may be now (curl_easy_pause(3)).
  func resume() {
    guard transfer.isPaused else { return }
    transfer.isPaused = false
    curl_easy_pause(pointer, CURLPAUSE_CONT)
  }

  /// Takes the finished transfer's result. `code` is libcurl's for it.
  func finish(_ code: CURLcode) -> TransferResult {
    var result = TransferResult()
    swap(&result, &transfer.result)
    let code = result.stop == .whole ? CURLE_OK : code
    result.code = code
    var microseconds: curl_off_t = 0
    g_info_off(pointer, CURLINFO_TOTAL_TIME_T, &microseconds)
    result.elapsed = .microseconds(max(0, microseconds))
    if code != CURLE_OK {
      var firstByte: curl_off_t = 0
      g_info_off(pointer, CURLINFO_STARTTRANSFER_TIME_T, &firstByte)
      result.hasBegun = firstByte > 0 || result.status != 0
      var number = 0
      g_info_long(pointer, CURLINFO_OS_ERRNO, &number)
      if number != 0 { result.systemError = Int32(truncatingIfNeeded: number) }
      let text = errorText[0] != 0 ? String(cString: errorText) : ""
      // What libcurl says while it closes another connection stands here too.
      let isOurs = code != CURLE_OPERATION_TIMEDOUT || text.contains("time")
      result.message = text.isEmpty || !isOurs ? String(cString: curl_easy_strerror(code)) : text
    }
    return result
  }
}
