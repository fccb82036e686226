import Model

/// Says of every term why it does or does not hold.
struct Explainer {
  private let compiled: Compiled
  private let document: Document

  init(_ compiled: Compiled, _ document: Document) {
    self.compiled = compiled
    self.document = document
  }

  func explanations() -> [TermExplanation] { [] }
}
