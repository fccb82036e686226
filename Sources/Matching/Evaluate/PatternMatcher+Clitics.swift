/// Where a term may begin in a word written with its particles (SEMANTICS §5).
extension PatternMatcher {
  struct CliticOffset {
    var skip: Int
    /// Letters of the term that the text hides (لل for ل + ال).
    var termSkip: Int
  }

  func cliticOffsets(
    _ word: PatternWord, _ i: Int, _ termCount: Int, _ stream: WordStream
  ) -> [CliticOffset] {
    let x = stream.units
    var result: [CliticOffset] = []
    if word.kind == CharacterClass.hebrew {
      var skip = 1
      while skip <= 3, skip + termCount <= stream.count,
        Clitics.isHebrewPrefix(x[skip - 1].base)
      {
        result.append(CliticOffset(skip: skip, termSkip: 0))
        skip += 1
      }
      return result
    }
    if rules.isPersian { return [] }
    let term = scratch.termUnits
    let hasArticle =
      Clitics.isArabicArticle(term[0].base, term[1].base) && term[0].marks & Marks.alefSign == 0
    for particles in Clitics.arabicParticles(x, stream.count) {
      if particles > 0 { result.append(CliticOffset(skip: particles, termSkip: 0)) }
      let isDoubleLam =
        particles > 0 && particles < stream.count && x[particles - 1].base == 0x644
        && x[particles].base == 0x644
      if hasArticle {
        if isDoubleLam { result.append(CliticOffset(skip: particles + 1, termSkip: 2)) }
        continue
      }
      if isDoubleLam { result.append(CliticOffset(skip: particles + 1, termSkip: 0)) }
      if particles + 1 < stream.count, x[particles].marks & Marks.alefSign == 0,
        Clitics.isArabicArticle(x[particles].base, x[particles + 1].base)
      {
        result.append(CliticOffset(skip: particles + 2, termSkip: 0))
      }
    }
    return result
  }
}
