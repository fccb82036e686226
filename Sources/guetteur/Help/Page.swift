/// A page of help, written once and shown in two ways: on a terminal and as a manual page.
///
/// In its text, what stands between backticks is to be typed or printed as it is.
struct Page: Sendable {
  enum Block: Hashable, Sendable {
    case heading(String)
    /// A heading below a heading.
    case subheading(String)
    case paragraph(String)
    /// A word and what it means.
    case item(String, String)
    /// Lines to be shown as they are.
    case example([String])
  }

  /// As man(1) is asked for it: `guetteur.json`.
  var name: String
  /// The manual's section: 1 commands, 5 files, 7 the rest.
  var section: Int
  /// What follows the name in lists of pages.
  var summary: String
  var blocks: [Block]

  var file: String { "\(name).\(section)" }

  /// Every page that the program knows of itself.
  static var all: [Page] { [.program(Command.all), .configuration, .terms] }
}
