import Config
import Model
import TestSupport
import Testing

@testable import guetteur

@Suite struct `The configuration that init writes` {
  @Test(arguments: [Language.english, .french])
  func `it is valid, with the terms as the first watchlist`(language: Language) throws {
    let folder = TemporaryFolder()
    let text = FirstConfiguration(
      terms: ["Alliance \"atlantique\"", "Otan"], contact: "https://example.org/"
    ).text(in: language)
    let file = try folder.write(text, as: "config.json")

    let read = try ConfigurationReader(environment: [:]).read(file: file, for: .run)

    #expect(read.warnings.isEmpty)
    #expect(read.configuration.watchlists.map(\.name) == ["alliance-atlantique"])
    #expect(
      read.configuration.watchlists[0].any.map(\.text) == ["Alliance \"atlantique\"", "Otan"])
  }

  @Test(arguments: [
    (["Otan"], "otan"), (["alerts"], "ma-veille"), (["C++"], "c"), (["/x/"], "x"),
    ([], "ma-veille"),
    (["\"la Défense\""], "la-défense"), (["北大西洋条約機構"], "北大西洋条約機構"),
  ])
  func `the watchlist is called after its first term`(terms: [String], name: String) {
    #expect(FirstConfiguration.name(for: terms) == name)
  }
}
