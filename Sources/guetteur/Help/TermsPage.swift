extension Page {
  /// guetteur-terms(7): the language of terms, for who writes watchlists.
  static let terms = Page(
    name: "guetteur-terms", section: 7, summary: "what a term of a watchlist finds",
    blocks: words + spelling + inflection + scripts + language + reported)

  private static let words: [Block] = [
    .heading("Description"),
    .paragraph(
      "A term is a word, a phrase or an expression. Write it as a dictionary would: singular, "
        + "masculine, nominative, with its accents. It finds whole words only: `Mali` is not "
        + "found in `Somalia`. Try terms with `guetteur match --explain TEXT`, see how each is "
        + "read with `guetteur check`."),
    .heading("Words"),
    .paragraph(
      "A word is a run of letters of one script, or a run of digits. Everything else ends it: "
        + "hyphens (`pro-Otan` holds Otan), apostrophes (`l’Otan`, `NATO’s`), slashes, emoji. "
        + "Dotted acronyms are one word: `O.N.U.` is ONU. Hashtags and handles are found whole "
        + "and in parts: `#OTANSummit` holds OTAN. Nothing is found inside of web addresses."),
  ]

  private static let spelling: [Block] = [
    .heading("Case, accents and spelling"),
    .paragraph(
      "Case does not matter, and an accent may be missing on either side: `cybersecurite` and "
        + "`cybersécurité` find each other. Another accent is another word: `pêche` is not `péché`."
    ),
    .paragraph(
      "A term of two to four capitals (`OMS`, `5G`) wants at least one capital in the text; when "
        + "it spells a common little word (`WHO`, `IT`) it wants capitals throughout."),
    .paragraph(
      "Hyphen, space and apostrophe inside of a term are the same: `Indo-Pacifique` finds "
        + "`indo pacifique` and `#IndoPacifique`. A term written as one word is found with a "
        + "hyphen, never with a space. `G7` finds `G-7`, `F-35` finds `F35`."),
    .paragraph("Signs are meant: `C++` is not `C`, `#x` finds that hashtag only."),
  ]

  private static let inflection: [Block] = [
    .heading("Inflection"),
    .paragraph(
      "A term finds its plural, its feminine and its cases, in the entry's language, or in French "
        + "and English when that is not known: `arme nucléaire` finds `armes nucléaires`. The "
        + "reverse does not hold, and derived words are other words: `Iran` does not find "
        + "`iranien`. In German, long words are found as the first part of compounds; in Korean, "
        + "Arabic and Hebrew, with their particles."),
    .paragraph("Between quotation marks nothing is inflected: `\"Inde\"` does not find `Indes`."),
  ]

  private static let scripts: [Block] = [
    .heading("Chinese, Japanese, Thai"),
    .paragraph(
      "Text without spaces is searched as it stands, with care for words: `京都` is not found in "
        + "`東京都`, `インド` not in `インドネシア`. Simplified and traditional forms are different "
        + "terms."),
  ]

  private static let language: [Block] = [
    .heading("Query language"),
    .paragraph("Operators are written in capitals, in English or in French:"),
    .item("mer de Chine", "a phrase: these words, side by side"),
    .item("A OR B, A OU B", "either"),
    .item("A AND B, A ET B", "both, anywhere in the entry; binds tighter than OR"),
    .item("A NOT B, A SAUF B", "A, when B is nowhere in the entry; B is not reported"),
    .item(
      "A NEAR/5 B", "both in one paragraph, in any order, with at most five words between them"),
    .item("(A OR B) NEAR/3 C", "parentheses group"),
    .item("\"la Défense\"", "exactly these words, without inflection"),
    .item("=Otan, =\"La Défense\"", "case and accents as written"),
    .item("cyber*", "words that begin with it, the bare word included"),
    .item("/vol [A-Z]{2}\\d+/, /…/i", "a regular expression on the plain text; `i`: any case"),
    .item("title:Otan", "in one field only: `title:`, `summary:` or `content:`"),
    .example([
      "(mer OU détroit) NEAR/3 Taïwan",
      "title:\"Banque de France\" SAUF billet",
      "(OTAN OR NATO) AND sommet",
    ]),
  ]

  private static let reported: [Block] = [
    .heading("What is reported"),
    .paragraph(
      "Each place where a term was found: the term as written, the field, the text found, and its "
        + "place in the field, counted in Unicode scalar values. What stands behind NOT is never "
        + "reported."),
    .heading("See also"),
    .paragraph("`guetteur`(1), `guetteur.json`(5)"),
  ]
}
