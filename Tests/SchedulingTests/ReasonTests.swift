import Model
import Testing

@testable import Scheduling

@Suite struct `Reasons for the next poll` {
  @Test(arguments: [
    (PollReason.rhythm, "à son rythme"),
    (.atMinimum(.muchNews), "beaucoup de nouveau, à min_every"),
    (.configured(every: "10m", asked: nil), "toutes les 10m, selon la configuration"),
    (
      .configured(every: "10m", asked: "2h"),
      "toutes les 10m, selon la configuration\u{202F}; le flux demande 2h"
    ),
    (.until(.maxAge, time: "14:05 UTC"), "max-age jusqu’à 14:05 UTC"),
    (
      .hostAsks(status: "429", until: "12:00 UTC"),
      "429, l’hôte demande d’attendre jusqu’à 12:00 UTC"
    ),
    (.gone, "410\u{202F}: disparu, il n’est plus interrogé (`once` l’interroge)"),
    (.networkDown, "notre propre réseau est coupé"),
    (.failed("HTTP 404", times: 1), "HTTP 404"),
    (.failed("a, b", times: 12), "a, b, 12 fois de suite"),
    (.failed(nil, times: 3), "en échec, 3 fois de suite"),
  ])
  func `are read again from what the ledger keeps`(reason: PollReason, french: String) {
    #expect(PollReason(stored: reason.english) == reason)
    #expect(reason.french.text == french)
  }

  @Test func `words of another version are shown as they are`() {
    #expect(PollReason(stored: "by the moon until").french.text == "by the moon until")
  }
}
