/// What may follow a Korean word (SEMANTICS §5).
enum KoreanParticles {
  private static let list: [[UInt32]] = """
    에서는 에서도 에서의 으로부터 로부터 에게서 에게는 으로서 으로써 까지는 까지도 부터는 에서 에게 에는 에도 \
    이라도 이라며 이든지 라도 라며 든지 이랑 하고 마다 대로 커녕 이란 \
    으로 부터 까지 보다 처럼 한테 께서 로서 로써 마저 조차 밖에 만큼 이나 이라 라는 라고 이며 \
    가 이 은 는 을 를 의 에 와 과 도 만 로 들 뿐 나 랑 란
    """.split(separator: " ").map { $0.unicodeScalars.map(\.value) }

  /// Syllables from which a term also heads compounds.
  static let heads = 4

  /// True when the letters are a particle or a stack of at most three.
  static func isStack(_ units: UnsafePointer<Unit>, _ count: Int, depth: Int = 3) -> Bool {
    if count == 0 { return true }
    if depth == 0 { return false }
    for particle in list where particle.count <= count {
      let matches = particle.indices.allSatisfy { units[$0].base == particle[$0] }
      if matches && isStack(units + particle.count, count - particle.count, depth: depth - 1) {
        return true
      }
    }
    return false
  }
}
