import Model
import Testing

@Suite struct `Time arithmetic` {
  @Test func `saturates instead of trapping`() {
    let last = Timestamp(milliseconds: .max)

    #expect(last + .seconds(1) == last)
    #expect(Timestamp(seconds: .min) - .seconds(1) == Timestamp(milliseconds: .min))
    #expect(Timestamp(seconds: .max) == last)
  }

  @Test func `counts whole milliseconds`() {
    #expect((Timestamp(seconds: 10) - Timestamp(seconds: 8)).milliseconds == 2000)
    #expect(Duration.seconds(90).milliseconds == 90_000)
  }
}
