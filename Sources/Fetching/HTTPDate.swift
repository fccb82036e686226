import Model

/// A date of HTTP in its three forms (RFC 9110 §5.6.7); nil when it is none.
///
/// `Wed, 21 Oct 2015 07:28:00 GMT`, `Wednesday, 21-Oct-15 07:28:00 GMT` and
/// `Wed Oct 21 07:28:00 2015`. The zone is not looked at: HTTP knows only GMT.
func httpDate(_ bytes: [UInt8]) -> Timestamp? {
  guard bytes.count <= 64 else { return nil }
  var day: Int?
  var month: Int?
  var year: Int?
  var time: (hour: Int, minute: Int, second: Int)?

  let separators = Set(" ,-\t".utf8)
  for word in bytes.split(whereSeparator: { separators.contains($0) }) {
    if word.contains(UInt8(ascii: ":")) {
      let parts = word.split(separator: UInt8(ascii: ":")).map { decimal($0) }
      guard parts.count == 3, let h = parts[0], let m = parts[1], let s = parts[2],
        h < 24, m < 60, s <= 60
      else { return nil }
      time = (h, m, s)
    } else if let number = decimal(word) {
      if day == nil && word.count <= 2 {
        day = number
      } else if year == nil {
        year = word.count == 2 ? (number < 70 ? 2000 + number : 1900 + number) : number
      }
    } else if month == nil, word.count >= 3 {
      month = months.firstIndex(of: String(decoding: word.prefix(3), as: UTF8.self).lowercased())
    }
  }
  guard let day, let month, let year, let time, 1...31 ~= day, 1601...9999 ~= year else {
    return nil
  }
  let days = daysSinceEpoch(year: year, month: month + 1, day: day)
  return Timestamp(seconds: Int64(days * 86400 + time.hour * 3600 + time.minute * 60 + time.second))
}

private let months = [
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
]

/// The number that `digits` write; nil when they are none or more than 15.
func decimal(_ digits: some Collection<UInt8>) -> Int? {
  guard 1...15 ~= digits.count else { return nil }
  var number = 0
  for digit in digits {
    guard 0x30...0x39 ~= digit else { return nil }
    number = number * 10 + Int(digit - 0x30)
  }
  return number
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar (Hinnant's `days_from_civil`).
private func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
  let y = month <= 2 ? year - 1 : year
  let era = y / 400
  let yearOfEra = y - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
