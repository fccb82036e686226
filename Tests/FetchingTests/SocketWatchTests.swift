import Glibc
import Testing

@testable import Fetching

// `CURL_POLL_…`: libcurl's headers hide those of the system here.
private let incoming: Int32 = 1
private let outgoing: Int32 = 2
private let inOut: Int32 = 3
private let nothing: Int32 = 4

struct `A socket that is watched` {
  private let watch: SocketWatch
  private let (ours, peer): (Int32, Int32)

  init() throws {
    let wakeUp = try #require(WakeUp())
    watch = try #require(SocketWatch(wakeUp: wakeUp))
    (ours, peer) = try pair()
  }

  @Test func `is told of when something comes`() {
    watch.watch(ours, for: incoming)
    send(peer)

    #expect(ready() == [ours])
    close(ours, peer)
  }

  @Test func `is told of again when it is wanted again`() {
    watch.watch(ours, for: incoming)
    watch.watch(ours, for: nothing)
    watch.watch(ours, for: incoming)
    send(peer)

    #expect(ready() == [ours])
    close(ours, peer)
  }

  @Test func `is not told of while nobody wants it, and not lost`() {
    watch.watch(ours, for: incoming)
    watch.watch(ours, for: nothing)
    send(peer)

    #expect(ready() == [] && ready() == [])
    watch.watch(ours, for: incoming)
    #expect(ready() == [ours])
    close(ours, peer)
  }

  @Test func `that is closed leaves its number to another`() throws {
    watch.watch(ours, for: incoming)
    watch.watch(ours, for: nothing)
    watch.forget(ours)
    let (other, itsPeer) = try pair()
    dup2(other, ours)
    watch.watch(ours, for: incoming)
    send(itsPeer)

    #expect(ready() == [ours])
    close(ours, peer, other, itsPeer)
  }

  @Test func `is told of what it is wanted for, and no more`() {
    watch.watch(ours, for: inOut)
    #expect(ready() == [ours])
    watch.watch(ours, for: incoming)
    #expect(ready() == [])
    watch.watch(ours, for: outgoing)
    #expect(ready() == [ours])
    watch.watch(ours, for: nothing)
    #expect(ready() == [])
    close(ours, peer)
  }

  private func ready() -> [Int32] {
    var sockets: [Int32] = []
    watch.wait(atMost: 0) { socket, _ in sockets.append(socket) }
    return sockets
  }
}

private func pair() throws -> (Int32, Int32) {
  var ends: [Int32] = [0, 0]
  try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
  return (ends[0], ends[1])
}

private func send(_ socket: Int32) { #expect(write(socket, "x", 1) == 1) }

private func close(_ descriptors: Int32...) { for one in descriptors { Glibc.close(one) } }
