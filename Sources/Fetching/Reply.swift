import CCurl
import Glibc
import Model

/// What the last hop of a fetch means.
func reply(
  to request: FetchRequest, _ result: TransferResult, _ trail: RedirectTrail
) throws(FetchFailure) -> FetchReply {
  if result.stop == .cancelled { throw FetchFailure(.cancelled, "dropped") }
  if result.stop == .headers {
    throw FetchFailure(
      .headers, "the answer's header is larger than \(Transfer.maxHeaderBytes) bytes")
  }
  var facts = ResponseFacts(
    status: result.status, finalURL: trail.url, permanentURL: trail.permanentURL,
    contentType: result.headers.text(.contentType), wireBytes: result.body.count)
  facts.validators = result.headers.validators(for: trail.url)
  facts.freshness = result.headers.freshness(now: request.now)
  facts.retryAfter = result.headers.retryAfter(now: request.now)

  // A status says enough, even when the body that nobody reads does not come.
  if result.hasAllHeaders && result.status != 200 && result.status != 203 {
    if result.status == 304 && trail.isConditional { return .notModified(facts) }
    return .refused(facts)
  }
  if result.stop == .tooLarge { throw bodyTooLarge(request.maxBytes) }
  if result.code != CURLE_OK {
    guard result.hasAllHeaders, !result.body.isEmpty, isCut(result.code) else {
      throw failure(of: result, request)
    }
    facts.isComplete = false
    facts.damage = "the connection broke after \(result.body.count) bytes"
    if let length = result.headers.contentLength { facts.damage? += " of \(length)" }
  }
  guard result.hasAllHeaders else { throw failure(of: result, request) }
  if facts.isComplete, let length = result.headers.lengthBesideIdentity,
    result.body.count < length
  {
    facts.isComplete = false
    facts.damage = "the connection ended after \(result.body.count) bytes of \(length)"
  }
  return try body(of: result, facts, request)
}

private func body(
  of result: TransferResult, _ given: ResponseFacts, _ request: FetchRequest
) throws(FetchFailure) -> FetchReply {
  var facts = given
  if facts.isComplete {
    let coding = result.headers[.contentEncoding] ?? []
    let type = result.headers[.contentType] ?? []
    let hash = bodyHash(result.body, seed: bodyHash(coding + [0] + type))
    facts.bodyHash = hash
    if hash == request.knownBodyHash { return .unchanged(facts) }
  }
  let decoded: DecodedBody
  do {
    decoded = try decodedBody(
      result.body, coding: result.headers.text(.contentEncoding), limit: request.maxBytes)
  } catch {
    if !facts.isComplete && error.kind == .encoding {
      throw FetchFailure(.truncated, facts.damage ?? error.message)
    }
    throw error
  }
  facts.damage = facts.damage ?? decoded.damage
  if !decoded.isComplete {
    facts.isComplete = false
    facts.bodyHash = nil
  }
  return .body(decoded.bytes, facts)
}

/// Codes that end an answer whose beginning came: what came is worth reading.
private func isCut(_ code: CURLcode) -> Bool {
  [CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_HTTP2_STREAM, CURLE_HTTP2].contains(code)
}

private func failure(of result: TransferResult, _ request: FetchRequest) -> FetchFailure {
  if let address = result.refusedAddress { return forbidden(address) }
  let host = (try? WebAddress(asked: request.url).origin.host) ?? redacted(request.url)
  let words = oneLine(redacted(result.message))
  switch result.code {
  case CURLE_COULDNT_RESOLVE_HOST:
    return FetchFailure(.dns, "\(words): no such host, or the resolver does not answer")
  case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
    return FetchFailure(.proxy, "the proxy cannot be used: \(words)")
  case CURLE_COULDNT_CONNECT:
    if result.systemError == EMFILE || result.systemError == ENFILE {
      return FetchFailure(.connect, "no descriptor is left: raise LimitNOFILE or lower concurrency")
    }
    return FetchFailure(request.proxy == nil ? .connect : .proxy, words)
  case CURLE_OPERATION_TIMEDOUT:
    return result.status == 0 && result.body.isEmpty
      ? FetchFailure(.timeout, "\(host) did not answer within the time allowed (\(words))")
      : FetchFailure(.timeout, "\(host) was too slow (\(words))")
  case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE,
    CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
    CURLE_SSL_CLIENTCERT:
    return FetchFailure(.tls, "TLS with \(host) failed: \(words)")
  case CURLE_URL_MALFORMAT:
    return FetchFailure(.address, "\(redacted(request.url)) cannot be asked: \(words)")
  case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
    return FetchFailure(.transfer, "\(host) does not answer in HTTP (\(words))")
  case CURLE_OUT_OF_MEMORY where result.status > 0 && !result.hasAllHeaders:
    // What libcurl 7.88 says of a header line of more than 100 KB.
    return FetchFailure(.headers, "a line of the answer's header is too long")
  case CURLE_GOT_NOTHING:
    return FetchFailure(.transfer, "\(host) closed the connection without an answer")
  case CURLE_PARTIAL_FILE:
    return FetchFailure(.truncated, "the answer ended early: \(words)")
  default:
    return FetchFailure(.transfer, "the transfer from \(host) failed: \(words)")
  }
}
