import PlainText
import Testing

@Suite struct `Character references` {
  @Test(arguments: [
    ("eacute", "é"), ("Eacute", "É"), ("amp", "&"), ("nbsp", "\u{A0}"), ("Afr", "𝔄"),
    ("NotEqualTilde", "\u{2242}\u{338}"), ("zwnj", "\u{200C}"),
    ("CounterClockwiseContourIntegral", "∳"),
  ])
  func `a name stands for one or two scalars`(name: String, text: String) {
    #expect(CharacterReferences.value(named: name)?.text == text)
  }

  @Test(arguments: [
    "", "EACUTE", "eacut", "eacute;", "unknown", "CounterClockwiseContourIntegrals",
  ])
  func `an unknown name stands for nothing`(name: String) {
    #expect(CharacterReferences.value(named: name) == nil)
  }

  @Test(arguments: [
    ("&eacute;x", 8, "é", true), ("&eacutex", 7, "é", false), ("&#233;", 6, "é", true),
    ("&#xE9", 5, "é", false), ("&gt", 3, ">", false), ("&ampere;", 4, "&", false),
  ])
  func `a reference has a length`(text: String, length: Int, value: String, hasSemicolon: Bool) {
    let found = CharacterReferences.reference(in: Array(text.utf8).span, at: 0)
    #expect(found?.length == length)
    #expect(found?.value.text == value)
    #expect(found?.hasSemicolon == hasSemicolon)
  }

  @Test(arguments: ["", "&", "&&", "&a;", "& eacute;", "eacute;", "&#", "&#;", "&#x;", "&hellip"])
  func `other ampersands are no reference`(text: String) {
    #expect(CharacterReferences.reference(in: Array(text.utf8).span, at: 0) == nil)
  }
}
