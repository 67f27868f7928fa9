/// Hides secrets in a line of a mapping before the line is shown below a message.
///
/// What is hidden is as long as it was, so that marks below the line stay in place.
enum SecretMask {
  /// The keys whose values are never shown, in small letters.
  static let keys = ["password", "passwd", "pwd", "secret", "token", "api_key", "apikey"]

  /// The line with every password of an address (`scheme://name:password@host`) and every value
  /// of a key such as `password` replaced by stars.
  static func hide(in line: String) -> String {
    var letters = Array(line)
    hideAddresses(&letters)
    hideValues(&letters)
    return String(letters)
  }

  private static func hideAddresses(_ letters: inout [Character]) {
    var index = 0
    while index + 3 < letters.count {
      defer { index += 1 }
      guard letters[index] == ":", letters[index + 1] == "/", letters[index + 2] == "/" else {
        continue
      }
      let start = index + 3
      let end = letters[start...].firstIndex { "/?'\" ,".contains($0) } ?? letters.count
      guard let at = letters[start..<end].lastIndex(of: "@"),
        let colon = letters[start..<at].firstIndex(of: ":")
      else { continue }
      for place in colon + 1..<at { letters[place] = "*" }
    }
  }

  private static func hideValues(_ letters: inout [Character]) {
    let small = letters.map { $0.isASCII ? Character($0.lowercased()) : $0 }
    for key in keys.map(Array.init) where small.count > key.count {
      for start in 0..<small.count - key.count where small[start...].starts(with: key) {
        var place = start + key.count
        while place < small.count, small[place] == "'" || small[place] == "\"" { place += 1 }
        guard place < small.count, small[place] == ":" else { continue }
        place += 1
        while place < small.count, small[place] == " " { place += 1 }
        let quote = place < small.count && "'\"".contains(small[place]) ? small[place] : nil
        if quote != nil { place += 1 }
        while place < small.count, quote.map({ small[place] != $0 }) ?? !",}".contains(small[place])
        {
          letters[place] = "*"
          place += 1
        }
      }
    }
  }
}
