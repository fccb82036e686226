import Model
import Reporting
import Testing

@Suite struct `Alerts for other programs` {
  private func alert(title: String) -> Alert {
    Alert(
      seq: 7, time: Timestamp(seconds: 0), watchlist: "otan", terms: ["Otan", "NATO"],
      feedName: "Le Monde", feedURL: "https://a.example/", id: "x", url: "https://a.example/1",
      title: title, hits: [])
  }

  @Test(arguments: [
    ("Otan", "Otan"), ("Tokyo, Otan", "\"Tokyo, Otan\""), ("dit \"non\"", "\"dit \"\"non\"\"\""),
    ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("@SUM(1)", "'@SUM(1)"),
    ("\t=1+1", "' =1+1"), ("＝1", "'＝1"), ("\u{200B}=1", "'\u{200B}=1"),
    ("a\r\nb\u{1B}[31m", "a  b [31m"),
    ("a\u{202E}b\u{2028}c\u{2066}d\u{61C}e\u{9B}f", "a b c d e f"),
  ]) func `are one CSV record each, whatever a title holds`(title: String, cell: String) {
    let record = AlertExport.csvRecord(alert(title: title))

    #expect(
      record == "7,1970-01-01T00:00:00Z,otan,\"Otan; NATO\",Le Monde,https://a.example/,x,"
        + "https://a.example/1,\(cell),,\r\n")
  }

  @Test func `are a JSON Feed, newest first`() {
    var newer = alert(title: "deux")
    newer.seq = 8

    let text = String(
      decoding: AlertExport.jsonFeed(title: "t", [alert(title: "un"), newer]), as: UTF8.self)

    #expect(text.hasPrefix("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\""))
    #expect(
      text.split(separator: "\"").filter { $0.hasPrefix("guetteur:") }
        == ["guetteur:8", "guetteur:7"])
  }
}
