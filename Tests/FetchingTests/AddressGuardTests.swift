import Glibc
import Model
import TestSupport
import Testing

@testable import Fetching

@Suite struct `The address guard` {
  @Test(arguments: [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
    "126.255.255.255", "128.0.0.1", "169.253.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1",
    "192.167.0.1", "192.169.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255",
    "2001:4860:4860::8888", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
    "2002:0808:0808::1",
  ])
  func `lets public addresses pass`(_ address: String) throws {
    #expect(try isPublic(address))
  }

  @Test(arguments: [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.0.1",
    "169.254.169.254", "168.63.129.16", "172.16.0.1", "172.31.255.255", "192.0.0.192",
    "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1", "64:ff9b::10.1.2.3", "64:ff9b:1::1", "2002:7f00:1::1", "2002:0a00::1",
    "2001::1", "2001:db8::1", "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1",
    "ff02::1", "100::1", "4000::1",
  ])
  func `refuses the others`(_ address: String) throws {
    #expect(try !isPublic(address))
  }

  @Test(arguments: [
    "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0177.0.0.1/",
    "http://0x7f.1/", "http://127.1/", "http://0/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1:99/", "https://192.168.0.1/",
  ])
  func `stands at the socket, whatever the spelling`(_ url: String) async throws {
    let fetcher = try loopbackFetcher(isOpen: false)
    defer { fetcher.stop() }

    let came = await outcome(of: request(url), by: fetcher)

    #expect(came == "failed forbiddenAddress")
  }

  @Test func `closes again when the setting does`() async throws {
    let server = try LoopbackServer.start { _ in .ok("<rss/>") }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    let before = await outcome(of: request(server.url()), by: fetcher)
    try fetcher.update(settings: FetchSettings(allowPrivateAddresses: false))
    let after = await outcome(of: request(server.url()), by: fetcher)

    #expect(before == "200 <rss/>" && after == "failed forbiddenAddress")
  }

  private func isPublic(_ address: String) throws -> Bool {
    var v4 = in_addr()
    if inet_pton(AF_INET, address, &v4) == 1 {
      return AddressGuard.isPublic(v4: UInt32(bigEndian: v4.s_addr))
    }
    var v6 = in6_addr()
    try #require(inet_pton(AF_INET6, address, &v6) == 1)
    return AddressGuard.isPublic(v6: withUnsafeBytes(of: &v6) { Array($0) })
  }
}
