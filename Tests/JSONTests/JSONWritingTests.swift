import JSON
import Testing

private func written(_ body: (inout JSONWriter) throws -> Void) rethrows -> String {
  var writer = JSONWriter()
  try body(&writer)
  return String(decoding: writer.bytes, as: UTF8.self)
}

@Suite struct `Writing JSON` {
  @Test func `objects and arrays get their commas`() {
    let text = written {
      $0.object {
        $0.member("seq", 1041)
        $0.member("terms", ["Otan", "NATO"])
        $0.member("url", "https://a.example/x?a=b")
        $0.key("feed")
        $0.object { $0.member("ok", true) }
        $0.key("none")
        $0.array { _ in }
        $0.member("score", 2.5)
        $0.key("nothing")
        $0.null()
      }
      $0.endLine()
      $0.array {
        $0.number(1)
        $0.object { _ in }
        $0.string("x")
      }
    }

    #expect(
      text == """
        {"seq":1041,"terms":["Otan","NATO"],"url":"https://a.example/x?a=b","feed":{"ok":true},\
        "none":[],"score":2.5,"nothing":null}
        [1,{},"x"]
        """)
  }

  @Test(arguments: [
    ("\"\\/", #""\"\\/""#), ("\n\r\t\u{8}\u{0}\u{1F}", #""\n\r\t\u0008\u0000\u001f""#),
    ("\u{7F}\u{80}\u{9B}\u{9F}\u{A0}", "\"\\u007f\\u0080\\u009b\\u009f\u{A0}\""),
    ("\u{61B}\u{61C}\u{200D}\u{200E}\u{200F}", "\"\u{61B}\\u061c\u{200D}\\u200e\\u200f\""),
    ("\u{2027}\u{2028}\u{2029}\u{202A}", "\"\u{2027}\\u2028\\u2029\\u202a\""),
    ("\u{202E}\u{202F}\u{2065}\u{2066}\u{2069}", "\"\\u202e\u{202F}\u{2065}\\u2066\\u2069\""),
    ("L’été « à » 日本 😀 a\u{1B}[31m", "\"L’été « à » 日本 😀 a\\u001b[31m\""), ("", "\"\""),
  ])
  func `nothing that forges or obeys is written raw`(text: String, expected: String) throws {
    let json = written { $0.string(text) }

    #expect(json == expected)
    #expect(try JSON.parse(Array(json.utf8)).string == text)
  }

  @Test func `numbers are written in full`() {
    let text = written {
      $0.array {
        $0.number(Int64.min)
        $0.number(UInt64.max)
        $0.number(0)
        $0.number(1e300)
        $0.number(0.1)
        $0.number(3.0)
        $0.number(Double.infinity)
        $0.number(-Double.nan)
      }
    }

    #expect(
      text == "[-9223372036854775808,18446744073709551615,0,1e+300,0.1,3,null,null]")
  }

  @Test func `a value is written as it was read`() throws {
    let text = #"{"a":[1.50,-0,1E9,"x",true,null],"b":{"a":{}}}"#

    #expect(try written { $0.value(try JSON.parse(Array(text.utf8))) } == text)
  }
}
