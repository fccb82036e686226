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
    (.until(.updatePeriod, time: "14:05 UTC"), "sy:updatePeriod jusqu’à 14:05 UTC"),
    (
      .hostAsks(status: "429", until: "12:00 UTC"),
      "429, l’hôte demande d’attendre jusqu’à 12:00 UTC"
    ),
    (
      .leftAlone(status: "429", until: "2026-11-27 01:00"),
      "429, l’hôte est laissé en paix jusqu’à 2026-11-27 01:00"
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

  @Test(
    arguments: [
      (1_700_000_000, 1_700_000_000, "22:13 UTC"),
      (1_700_006_400, 1_700_000_000, "2023-11-15 00:00 UTC"),
      (1_709_164_800, 0, "2024-02-29 00:00 UTC"), (1_735_689_599, 0, "2024-12-31 23:59 UTC"),
      (1_735_689_600, 0, "2025-01-01 00:00 UTC"), (-1, 0, "1969-12-31 23:59 UTC"),
    ] as [(Int64, Int64, String)])
  func `say the day when it is not today`(time: Int64, now: Int64, text: String) {
    #expect(utcTimeOfDay(Timestamp(seconds: time), Timestamp(seconds: now)) == text)
  }

  @Test func `words of another version are shown as they are`() {
    #expect(PollReason(stored: "by the moon until").french.text == "by the moon until")
  }
}
