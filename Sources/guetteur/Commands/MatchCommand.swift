import Config
import Daemon
import JSON
import Matching
import Model
import PlainText

extension Command {
  static let match = Command(
    "match", operands: "[TEXT…]", count: 0...Int.max,
    summary: "match texts, or documents on standard input, against the watchlists",
    details: """
      Each TEXT is a document of its own, numbered from 1. Without TEXT, standard input holds one JSON
      object a line: id title summary content_html content_text language. One line is printed for each
      document, also when nothing matches; start and end count Unicode scalar values.
      """,
    example: "guetteur match --explain \"L’Otan va ouvrir un bureau à Tokyo\"",
    options: [
      Option("--explain", nil, "say why each term did or did not match"),
      Option("--language", "TAG", "the language of TEXT, as a BCP 47 tag"),
    ],
    run: runMatch)

  private static let runMatch:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let matcher = try invocation.loader().loadOrFail(for: .watchlistsOnly).matcher
      var output = MatchOutput(matcher: matcher, explains: invocation.has("explain"))
      if invocation.operands.isEmpty {
        var lines = InputLines()
        var number = 0
        while let line = try lines.next() {
          number += 1
          if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
          let input = try InputDocument(line, number: number)
          output.add(input.document, id: input.id, terminal)
        }
      } else {
        for (index, text) in invocation.operands.enumerated() {
          output.add(
            Document(content: FieldText(text), language: invocation["language"]),
            id: .string(String(index + 1)), terminal)
        }
      }
      return terminal.write(output.bytes(for: terminal)) ? .ok : .inputOutput
    }
}

/// A line of standard input, read.
private struct InputDocument {
  var id: JSONValue
  var document: Document

  init(_ line: ArraySlice<UInt8>, number: Int) throws(CommandFailure) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSON.parse(Array(line))
    } catch {
      throw CommandFailure(
        .badInput, .inputLine(number, column: error.column, Message(error.problem)))
    }
    guard value.object != nil else {
      throw CommandFailure(
        .badInput, .inputLine(number, column: 1, Message(InputProblem.notAnObject)))
    }
    func text(_ key: String) throws(CommandFailure) -> String? {
      guard let member = value[key], !member.isNull else { return nil }
      guard let string = member.string else {
        throw CommandFailure(
          .badInput, .inputLine(number, column: 1, Message(InputProblem.notAString(key: key))))
      }
      return string
    }
    id = value["id"] ?? .string(String(number))
    let content: FieldText
    if let html = try text("content_html") {
      content = PlainText.fromHTML(html)
    } else {
      content = FieldText(try text("content_text") ?? "")
    }
    document = Document(
      title: PlainText.field(Markup(try text("title") ?? "", .untyped)),
      summary: PlainText.field(Markup(try text("summary") ?? "", .untyped)),
      content: content, language: try text("language"))
  }
}

/// What `match` prints, gathered so that a command that fails prints nothing.
private struct MatchOutput {
  private let matcher: Matcher
  private let explains: Bool
  private let scratch = MatchScratch()
  private var writer = JSONWriter()
  private var lines: [Message] = []

  init(matcher: Matcher, explains: Bool) {
    self.matcher = matcher
    self.explains = explains
  }

  func bytes(for terminal: Terminal) -> [UInt8] {
    explains ? Array(terminal.lines(lines).utf8) : writer.bytes
  }

  mutating func add(_ document: Document, id: JSONValue, _ terminal: Terminal) {
    if explains {
      explain(document, id: id)
    } else {
      print(matcher.matches(in: document, using: scratch), id: id)
    }
    for trouble in scratch.troubles {
      terminal.say(trouble.news, .warning)
    }
  }

  private mutating func print(_ matches: [Match], id: JSONValue) {
    writer.object { (writer) in
      writer.key("id")
      writer.value(id)
      writer.key("matches")
      writer.array { (writer) in
        for match in matches {
          for hit in match.hits { writer.hit(hit, of: match.watchlist) }
        }
      }
    }
    writer.endLine()
  }

  private mutating func explain(_ document: Document, id: JSONValue) {
    lines.append(Message(Heading.document(id.string ?? id.number?.literal ?? "")))
    for explanation in matcher.explanations(of: document) {
      let mark = explanation.holds ? "✓" : "✗"
      lines.append(
        explanation.reason.after("  \(mark) [\(explanation.watchlist)] \(explanation.term)"))
      for hit in explanation.hits {
        lines.append(
          Message(
            verbatim: "      \(hit.field.rawValue) \(hit.start)–\(hit.end): «\(hit.text)»"))
      }
      for miss in explanation.nearMisses { lines.append(Message(Heading.nearMiss(miss))) }
    }
  }
}

extension TermTrouble {
  /// After the names of its watchlist and term.
  var news: CommandNews { .ofTerm(term, watchlist: watchlist, Message(reason)) }
}

extension JSONWriter {
  fileprivate mutating func hit(_ hit: Hit, of watchlist: String) {
    object { (writer) in
      writer.member("watchlist", watchlist)
      writer.member("term", hit.term)
      writer.member("field", hit.field.rawValue)
      writer.member("text", hit.text)
      writer.member("start", hit.start)
      writer.member("end", hit.end)
    }
  }
}
