import Testing

@testable import Matching

@Suite struct `A folded text` {
  @Test(
    arguments: [
      ("", ""), ("   ", ""), ("L’Été  à\tParis ", "l’ete a paris"),
      ("Jean-Luc — président", "jean luc president"), ("A -- B", "a b"),
      ("\u{A0}x\u{2009}\u{3000}y\u{2013}", "x y"), ("Straße ŒUVRE Æther", "strasse oeuvre aether"),
      ("e\u{301}te\u{301}", "ete"), ("Łódź Øre đ", "lodz ore d"), ("ＡＢＣ１２３", "abc123"),
      ("カ\u{3099}ス ｶﾞｽ", "ガス ガス"), ("東京都庁は", "東京都庁は"), ("ﬁn ⅷ", "fin viii"),
      ("МОСКВА", "москва"), ("ΑΘΉΝΑ", "αθηνα"), ("a😀B", "a😀b"),
      ("12345678-12345678", "12345678 12345678"),
      ("ABCDEFGHIJKLMNOP QRSTUVWXYZ", "abcdefghijklmnop qrstuvwxyz"),
      ("@[`{~\u{7F}Zz", "@[`{~\u{7F}zz"),
    ])
  func `has letters folded, and one space for dashes and blanks`(text: String, folded: String) {
    #expect(fold(text) == folded)
  }

  @Test func `does not depend on where its words stand`() {
    let words = [
      "a", "Bé", "東京", "x-Y", "ç", "\u{A0}", "—", "ABCDEFGH", "カ\u{3099}", "1234567", "é",
    ]
    var seed: UInt64 = 7
    for _ in 0..<2_000 {
      var text = ""
      var expected: [String] = []
      for _ in 0..<8 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let word = words[Int(seed >> 33) % words.count]
        text += word + [" ", "  ", "-", " - ", "\n"][Int(seed >> 50) % 5]
        expected += fold(word).split(separator: " ").map(String.init)
      }
      #expect(fold(text) == expected.joined(separator: " "), "\(text.debugDescription)")
    }
  }

  @Test func `has what no form changes told as if it had been tried`() {
    let maker = ScalarFolding()
    for value in UInt32(0)..<0x10000 where !(0xD800...0xDFFF ~= value) {
      let tried = maker.entry(of: value, isQuick: false)
      #expect(maker.entry(of: value) == tried, "U+\(String(value, radix: 16))")
    }
  }

  private func fold(_ text: String) -> String {
    var text = text
    return text.withUTF8 { source in
      let room = 3 * source.count + 64
      let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        count = Folding.fold(source, into: buffer)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
