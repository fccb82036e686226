import Model
import Testing

@Suite struct `French text` {
  @Test func `what is written out gets its narrow spaces`() {
    let text: French = "attendu : « un flux » ; lequel ? 5 % !"

    #expect(
      text.text
        == "attendu\u{202F}: «\u{202F}un flux\u{202F}»\u{202F}; lequel\u{202F}? 5\u{202F}%\u{202F}!"
    )
  }

  @Test func `what is filled in stays as it is`() {
    let title = "Qui : « a » ?"

    let text: French = "\(title) : \(3) ; \("FILE:1:2: x")"

    #expect(text.text == "Qui : « a » ?\u{202F}: 3\u{202F}; FILE:1:2: x")
  }

  @Test(arguments: [(0, "0 alerte"), (1, "1 alerte"), (2, "2 alertes")])
  func `the plural begins at two`(count: Int, text: String) {
    #expect(French.counted(count, "alerte", "alertes") == text)
  }

  @Test(arguments: [
    (2, "aucun fichier ou dossier de ce nom"), (13, "permission refusée"),
    (28, "plus de place sur le disque"), (9999, "Unknown error 9999"),
  ])
  func `errors of the system have French words where they are known`(code: Int32, text: String) {
    let problem = SystemProblem(code, words: "Unknown error 9999")

    #expect(problem.french.text == text)
    #expect(problem.english == "Unknown error 9999")
  }
}
