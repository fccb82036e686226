import Model
import PlainText
import Testing

@Suite struct `HTML to plain text` {
  @Test(arguments: [
    ("", ""),
    ("Otan", "Otan"),
    ("  Otan \n", "Otan"),
    ("la\n  mer\t\tRouge", "la mer Rouge"),
    ("a\u{A0} b", "a\u{A0} b"),
    ("<p>l’O<i>tan</i> dit non</p>", "l’Otan dit non"),
    ("foo <b> bar</b>", "foo bar"),
    ("<B>O</B>tan", "Otan"),
    ("CO<sub>2</sub>", "CO2"),
    ("Mos<wbr>cou", "Moscou"),
    ("O<unknown-element x=1>tan</unknown-element>", "Otan"),
    ("Ot\0an", "Otan"),
  ])
  func `inline tags vanish and white space collapses`(html: String, text: String) {
    #expect(PlainText.fromHTML(html).text == text)
  }

  @Test(arguments: [
    ("<p>La mer</p><p>Rouge</p>", "La mer\n\nRouge"),
    ("<div><div><p>a</p></div></div> <div>b</div>", "a\n\nb"),
    ("a<hr>b", "a\n\nb"),
    ("<ul><li>a<li>b</ul>c", "a\n\nb\n\nc"),
    ("<table><tr><td>ONU</td><td>Otan</td></tr></table>", "ONU\n\nOtan"),
    ("<h1>a</h1>b<figure><img><figcaption>c</figcaption></figure>", "a\n\nb\n\nc"),
    ("<dl><dt>a<dd>b</dl>", "a\n\nb"),
    ("<P>a</P><BLOCKQUOTE>b</BLOCKQUOTE>", "a\n\nb"),
    ("<option>a</option><option>b</option>", "a\n\nb"),
    ("Mer<br/>Rouge", "Mer\nRouge"),
    ("Mer <br> \n Rouge", "Mer\nRouge"),
    ("a<br><br>b", "a\n\nb"),
    ("<br>a<br></p><p><br>b<br>", "a\n\nb"),
    ("a</br>b", "a\nb"),
  ])
  func `blocks are separated by a blank line and br is a line feed`(html: String, text: String) {
    #expect(PlainText.fromHTML(html).text == text)
  }

  @Test(arguments: [
    ("<pre>  a\n   b\tc\n</pre>", "a\n   b\tc"),
    ("x<pre>\n  a\n\n\nb</pre>  y  z", "x\n\n  a\n\n\nb\n\ny z"),
    ("<pre>a\r\nb\rc</pre>", "a\nb\nc"),
    ("<pre>a  <b> b</b>&#10;&#32;&#32;c</pre>", "a   b\n  c"),
    ("<pre/>a  b", "a b"),
  ])
  func `pre keeps its white space`(html: String, text: String) {
    #expect(PlainText.fromHTML(html).text == text)
  }

  @Test(arguments: [
    ("a<!-- Otan -->b", "ab"),
    ("a<!---->b<!-->c<!--->d", "abcd"),
    ("a<!-- x --!>b<!-- > -- > -->c", "abc"),
    ("a<!-- never closed <p>b", "a"),
    ("<!DOCTYPE html><p>a", "a"),
    ("<?xml version='1.0'?>a<?php echo ?>b", "ab"),
    ("a<![if !mso]>b<![endif]>", "ab"),
    ("<script>if (a<b) x = \"</p>\" + '<p>Otan'</script>b", "b"),
    ("<style>.a > b {}</style >b", "b"),
    ("<SCRIPT>a</sCript\n>b", "b"),
    ("<script>a</scripts>b</script>c", "c"),
    ("<textarea><p>a</textarea>b<iframe><p>a</iframe><noscript><img></noscript>c", "bc"),
    ("<template>a<template>b</template>c</template>d", "d"),
    ("<object>a<object>b</object>c</object>d", "d"),
    ("<svg><title>a</title><text>b</text></svg>c<math><mi>x</mi></math>", "c"),
    ("<svg><style></svg></style>a</svg>b", "b"),
    ("<html><head><title>a</title><meta></head><body>b</body></html>", "b"),
    ("<head><title>a</title><script>'<p>'</script><body>b", "b"),
    ("<head><title>a</title><p>b", "b"),
    ("<header>a</header>", "a"),
    ("<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>都", "東京都"),
    ("<ruby>東<rt>とう<rb>京<rt>きょう</ruby>都", "東京都"),
    ("<ruby>東<rp>(<rt>とう<rp>)</ruby>都", "東都"),
    ("<p><ruby>東<rt>とう</p><p>都", "東\n\n都"),
  ])
  func `what is not for reading is dropped with what it holds`(html: String, text: String) {
    #expect(PlainText.fromHTML(html).text == text)
  }

  @Test(arguments: [
    ("a<script>b<p>c", "a"),
    ("a<style>b", "a"),
    ("a<svg><g>b<p>c", "ab\n\nc"),
    ("a<object>b <object>c</object> d", "ab c d"),
    ("<head>a <b>b</b>", "a b"),
    ("<iframe src='x'/>a<script/>b<svg/>c", "abc"),
    ("<script src=x/>a</script>b", "b"),
    ("<![CDATA[<p>Otan</p>]]>a]]>", "Otan\n\na]]>"),
  ])
  func `an element without its end tag loses no entry`(html: String, text: String) {
    #expect(PlainText.fromHTML(html).text == text)
  }

  @Test(arguments: [
    ("<a href=\"https://a.fr/otan/\" title='Otan'>lire</a>", "lire"),
    ("<img alt=\"a > b\" src=x.png>c", "c"),
    ("<img alt='it\"s > b'>c", "c"),
    ("<a title=it's>b</a> c's", "b c's"),
    ("<a b'c>d'e>", "d'e>"),
    ("<a =\">\">b", "\">b"),
    ("<a\nhref\n=\n\"a>b\"\n>c", "c"),
    ("<a href=\"x>Otan</a>", "Otan"),
    ("<a href=a\"b>c", "c"),
    ("<input value=Otan><p data-x=\"Otan\">a", "a"),
    ("<td/ class=a/b>c", "c"),
  ])
  func `attributes are never text`(html: String, text: String) {
    #expect(PlainText.fromHTML(html).text == text)
  }

  @Test(arguments: [
    ("a < b", "a < b"),
    ("a <3 b", "a <3 b"),
    ("1<2>0", "1<2>0"),
    ("<<<", "<<<"),
    ("a<", "a<"),
    ("a</", "a</"),
    ("a</>b", "ab"),
    ("a</ b>c", "ac"),
    ("a </3 b", "a </3 b"),
    ("lire <a href=\"https://a.fr/otan", "lire"),
    ("lire <a", "lire"),
    ("lire </p", "lire"),
    ("si x <y alors", "si x <y alors"),
    ("a<b\n<p>c", "ac"),
    ("a > b", "a > b"),
  ])
  func `a stray less-than sign is text`(html: String, text: String) {
    #expect(PlainText.fromHTML(html).text == text)
  }

  @Test(arguments: [
    ("r&eacute;forme", "réforme"),
    ("r&amp;eacute;forme", "réforme"),
    ("r&amp;amp;eacute;forme", "r&eacute;forme"),
    ("&#233;&#xe9;&#XE9;&#233 &#xE9z", "éééé éz"),
    ("&amp;#233;&amp;#xE9;", "éé"),
    ("T&amp;A T&A", "T&A T&A"),
    ("AT&amp;amp;T", "AT&T"),
    ("&amp;lt;b&amp;gt;", "<b>"),
    ("&lt;b&gt;Otan&lt;/b&gt;", "<b>Otan</b>"),
    ("&amp;eacute", "&eacute"),
    ("&eacute &eacutex &copy2024", "é éx ©2024"),
    ("&notit; &notin; &unknown; &Eacute;", "¬it; ∉ &unknown; É"),
    ("&hellip &hellip;", "&hellip …"),
    ("&NotEqualTilde;&fjlig;", "≂\u{338}fj"),
    ("&CounterClockwiseContourIntegral;", "∳"),
    ("&#146;&#x80;&#129;", "’€\u{81}"),
    ("&#0;&#xD800;&#x110000;&#99999999999999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("&#x1F600;", "😀"),
    ("&#;&#x;&;& &#xg;", "&#;&#x;&;& &#xg;"),
    ("&", "&"),
    ("a&#10;&#32; b", "a b"),
    ("a&amp;#10; b&amp;#32;", "a b"),
    ("a&nbsp;b &amp;nbsp;c", "a\u{A0}b \u{A0}c"),
    ("&lt;<b>&amp;</b>gt;", "<>"),
    ("cyber&shy;défense&zwnj;", "cyber\u{AD}défense\u{200C}"),
  ])
  func `character references are decoded, and once more`(html: String, text: String) {
    #expect(PlainText.fromHTML(html).text == text)
  }

  @Test(arguments: [
    ("<p>Otan<sup>3</sup></p>", FieldText("Otan3", cuts: [4])),
    ("<p>Otan<sup><a href='#n'>1</a></sup>dit", FieldText("Otan1dit", cuts: [4, 5])),
    ("é<sup>1</sup>", FieldText("é1", cuts: [2])),
    ("a <sup>1</sup> b", FieldText("a 1 b")),
    ("a.<sup>[1]</sup>", FieldText("a.[1]")),
    ("a<sup></sup>b", FieldText("ab", cuts: [1])),
    ("<p>a<sup></p>b", FieldText("a\n\nb")),
    ("&amp;eacute;a<sup>1</sup>&amp;eacute;", FieldText("éa1é", cuts: [3, 4])),
    ("&amp;#32; a<sup>1</sup>", FieldText("a1", cuts: [1])),
    ("a&amp;#<sup>233</sup>;b&amp;eacute;", FieldText("aébé", cuts: [3])),
    ("a&amp;#<sup>2</sup>33;b&amp;eacute;", FieldText("aébé", cuts: [3])),
  ])
  func `sup cuts a word`(html: String, text: FieldText) {
    #expect(PlainText.fromHTML(html) == text)
  }

  @Test func `ill-formed bytes are repaired`() {
    let bytes: [UInt8] = [0x61, 0xFF, 0x3C, 0x62, 0x3E, 0xC3]
    let text = bytes.withUnsafeBufferPointer { PlainText.fromHTML(utf8: $0) }
    #expect(text.text == "a\u{FFFD}\u{FFFD}")
  }
}

@Suite struct `Fields` {
  @Test(arguments: [
    (Markup("a <b>  &amp;\n", .plain), "a <b>  &amp;\n"),
    (Markup("a <b>  &amp;", .html), "a &"),
    (Markup("a  b\n", .html), "a b"),
    (Markup("a  b\n", .untyped), "a  b\n"),
    (Markup("a  <b>b", .untyped), "a b"),
    (Markup("La r&#233;forme  de l&rsquo;Otan", .untyped), "La réforme de l’Otan"),
    (Markup("T&A,  acte deux &copy", .untyped), "T&A,  acte deux &copy"),
  ])
  func `the type decides, and else the look`(markup: Markup, text: String) {
    #expect(PlainText.field(markup).text == text)
  }

  @Test(arguments: [
    ("", false), ("a < b", false), ("a <3", false), ("<", false), ("a<b", true), ("</", true),
    ("<!", true), ("<?", true), ("&eacute;", true), ("&eacute", false), ("&foo;", false),
    ("&#1;", true), ("&#xG;", false), ("AT&T;", false), ("a & b; c", false), ("&#39", false),
  ])
  func `HTML is told by its tags and references`(text: String, isHTML: Bool) {
    #expect(PlainText.looksLikeHTML(text) == isHTML)
  }

  @Test(arguments: [
    ("", Int.max, ""), (" a\n\n b\u{A0}\u{2028}c ", .max, "a b c"), ("abcdef", 6, "abcdef"),
    ("abcdef", 5, "abcd…"), ("abc def", 5, "abc…"), ("abc  ", 3, "abc"), ("a\u{3000}b", 3, "a b"),
  ])
  func `one line`(text: String, limit: Int, line: String) {
    #expect(PlainText.oneLine(text, limit: limit) == line)
  }
}

@Suite struct `Hostile HTML` {
  static let unit = 40_000

  /// Each would take minutes if any search began anew at each piece.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "<", "<a", "<y ", "</", "</y", "<!", "<!--", "<![CDATA[", "<svg>", "<head>", "<object><svg>",
      "<script", "<script>", "</script", "<script></a", "<rt>", "<ruby><rt>", "<pre>", "<sup>", "&",
      "&amp;amp;", "&#", "&#1", "&#x1", "&not", "<a x=\"", "<y x='", "<y x=\">\" ", "<template>",
      "]]>", "]", "<br>", "<p>", "<p> <svg><![CDATA[", "<a href='>", "\"<y x=", "'<a \"=", "\0",
    ])
  func `takes linear time`(piece: String) {
    let html = String(repeating: piece, count: Self.unit)
    for (before, after) in [("", ""), ("<svg><script>", ">"), ("<a x=\"", "\">"), ("", "<y a='>")] {
      #expect(PlainText.fromHTML(before + html + after).text.utf8.count <= 6 * html.utf8.count)
    }
  }
}

@Suite struct `The plain texts of an entry` {
  private static let entries = [
    Entry(
      title: Markup("L’Otan &amp; l’Onu", .untyped), summary: Markup("a < b", .plain),
      content: Markup("<p>Otan<sup>1</sup>a</p><p>b&amp;eacute;</p> ", .html)),
    Entry(title: Markup(" ", .html), content: Markup("c &amp;amp; d", .html)),
    Entry(),
    Entry(summary: Markup(String(repeating: "<p>mot&nbsp;long</p>", count: 2000), .untyped)),
  ]

  @Test func `are those of its fields, in memory that serves again`() {
    let scratch = PlainText.Scratch()

    let texts = Self.entries.map { entry in
      scratch.withTexts(of: entry) { _, texts in
        [texts.title, texts.summary, texts.content].map {
          FieldText(String(decoding: $0.bytes, as: UTF8.self), cuts: $0.cuts)
        }
      }
    }

    #expect(
      texts
        == Self.entries.map { [$0.title, $0.summary, $0.content].map { PlainText.field($0) } })
    #expect(texts[0].map(\.text) == ["L’Otan & l’Onu", "a < b", "Otan1a\n\nbé"])
    #expect(texts[0][2].cuts == [4, 5])
  }
}
