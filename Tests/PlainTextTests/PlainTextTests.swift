import Model
import PlainText
import Testing

@Suite struct `Plain text` {
  @Test func `a plain field is untouched`() {
    #expect(PlainText.field(Markup("a <b>  &amp;", .plain)) == FieldText("a <b>  &amp;"))
  }
}
