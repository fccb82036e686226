import Scheduling
import Testing

@Suite struct `The host of an address` {
  @Test(
    arguments: [
      ("https://www.presse.test/rss.xml", "www.presse.test"), ("http://a.test:8080", "a.test:8080"),
      ("HTTP://A.Test/B", "a.test"), ("https://É.test/", "é.test"), ("http://a.test?b", "a.test"),
      ("http://a.test#b@c", "a.test"), ("http://a.test\\b", "a.test"),
      ("http://U@a.test/", "a.test"),
      ("http://u:p@x@A.test/@b", "a.test"), ("http://[::1]:80/", "[::1]:80"),
      ("http://a://b/", "a:"),
      ("http://", ""), ("://a/", "a"), ("a.test/b", ""), ("//", ""), ("", ""),
    ] as [(String, String)])
  func `is what stands there, in lower case`(address: String, host: String) {
    #expect(hostAsWritten(address) == host)
  }
}
