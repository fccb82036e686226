import Foundation
import TestSupport
import Testing

@Suite struct `The locale` {
  private static let french = ["LC_ALL": "fr_FR.UTF-8"]
  private static let configuration = """
    {
      "feeds": ["htp://x.example/"],
      "watchlists": { "otan": ["Otan", "(a"] },
    }
    """

  @Test(arguments: [
    ([], "guetteur\u{202F}: aucune commande n’est donnée"),
    (["once", "--frobnicate"], "guetteur once\u{202F}: option inconnue --frobnicate"),
    (
      ["check"],
      "config.json:2:13: feeds[0]: \"htp://x.example/\"\u{202F}: \"htp\" n’est pas reconnu"
    ),
    (["parse", "absent.xml"], "absent.xml\u{202F}: aucun fichier ou dossier de ce nom"),
    (["parse", "config.json"], "config.json\u{202F}: ce n’est pas un flux, mais"),
    (["check", "--config", "absent.json"], "absent.json:1:1: ce fichier n’existe pas"),
    (
      ["help", "nothing"],
      "guetteur help\u{202F}: aucune commande ne s’appelle «\u{202F}nothing\u{202F}»"
    ),
    (["tail", "--since", "2 h"], "vouliez-vous dire \"2h\"\u{202F}?"),
  ])
  func `decides the language of errors, and nothing else of them`(
    arguments: [String], says: String
  ) async throws {
    let folder = TemporaryFolder()
    try folder.write(Self.configuration, as: "config.json")

    let french = try await Program.run(arguments, in: folder, environment: Self.french)
    let english = try await Program.run(arguments, in: folder, environment: ["LC_ALL": "C"])

    #expect(french.errors.contains(says), "\(french.errors)")
    #expect(french.code == english.code)
    #expect(french.errorLines.count == english.errorLines.count)
    #expect(french.output == english.output)
  }

  @Test(arguments: [
    ["match", "--config", "lists.json", "L’Otan va ouvrir"],
    ["parse", "feed.json"],
    ["help", "--completion", "bash"],
    ["help", "--man", "guetteur.1"],
    ["--version"],
  ])
  func `never changes what programs read`(arguments: [String]) async throws {
    let folder = TemporaryFolder()
    try folder.write(#"{"watchlists": {"otan": ["Otan"]}}"#, as: "lists.json")
    try folder.write(
      #"{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": []}"#,
      as: "feed.json")

    let french = try await Program.run(arguments, in: folder, environment: Self.french)
    let english = try await Program.run(arguments, in: folder, environment: ["LC_ALL": "C"])

    #expect(french.code == 0)
    #expect(french.output == english.output)
  }
}
