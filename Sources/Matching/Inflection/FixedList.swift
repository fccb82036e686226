/// A few elements in memory that is made once and never freed: reading them counts no references,
/// and every thread may: `@unchecked`, since nothing writes it after `init`. For tables that live as long as the program.
struct FixedList<Element: Sendable>: @unchecked Sendable, RandomAccessCollection {
  private let base: UnsafePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
    for (i, element) in elements.enumerated() { (memory + i).initialize(to: element) }
    base = UnsafePointer(memory)
    count = elements.count
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  @inline(__always)
  subscript(i: Int) -> Element { base[i] }

  static func + (a: FixedList, b: FixedList) -> FixedList { FixedList(Array(a) + Array(b)) }
}
