import Testing

@testable import Config

@Suite struct `A canonical address` {
  @Test(arguments: [
    "http://a/", "https://www.presse.test/rss.xml?a=b&c=%20d", "http://127.0.0.1:18080/1",
    "https://a-b.c3.test:80/x;y", "http://a.test:443/",
  ])
  func `is told from its bytes`(_ text: String) throws {
    let address = try WebAddress(text, schemes: ["http", "https"])

    #expect(WebAddress.CanonicalHost(of: text)?.name(in: text) == address.host)
    #expect(address.canonical == text)
  }

  @Test(arguments: [
    "", "http:", "http://", "http:///", "http://a", "HTTP://a/", "http://A/", "http://a/#top",
    "http://a:80/", "https://a:443/", "http://a:080/", "http://a:/", "http://a:0/",
    "http://a:65536/",
    "http://a:123456789012345678901/", "http://a:1x/", "http://a..b/", "http://.a/", "http://a./",
    "http://-a/", "http://a-/", "http://a-.b/", "http://u@a/", "http://a/@", "http://a_b/",
    "http://é/", "http://a/é", "http://a/ b", "http://a/\\", "http://[::1]/", "http://a?b",
    "ftp://a/", "http://" + String(repeating: "a", count: 64) + "/",
    "http://" + String(repeating: "a.", count: 127) + "a/",
    "http://a/" + String(repeating: "b", count: 8000),
  ])
  func `that is anything else is taken apart`(_ text: String) {
    #expect(WebAddress.CanonicalHost(of: text) == nil)
  }
}
