/// What a number format makes of a number: a number, or a point or length of time.
enum NumberFormat: UInt8, Sendable {
  case number
  /// A day, such as `yyyy-mm-dd`.
  case date
  /// A day with a time, such as `d/m/yy h:mm`.
  case dateTime
  /// A time of day, such as `h:mm`.
  case time
  /// A length of time, such as `[h]:mm`.
  case duration

  /// The meaning of a format that the program itself knows by number.
  init(builtIn id: Int) {
    switch id {
    case 14...17, 27...31, 34...36, 50...54, 57, 58: self = .date
    case 18...21, 32, 33, 45, 47, 55, 56: self = .time
    case 22: self = .dateTime
    case 46: self = .duration
    default: self = .number
    }
  }

  /// The meaning of a format that the workbook itself defines, from the section for positive
  /// numbers.
  init(code: String) {
    var letters: [UInt8] = []
    var isDuration = false
    var rest = Array(code.utf8)[...]
    scan: while let byte = rest.popFirst() {
      switch byte {
      case 0x3B: break scan
      case 0x22: rest = rest.drop { $0 != 0x22 }.dropFirst()
      case 0x5C, 0x5F, 0x2A: _ = rest.popFirst()
      case 0x5B:
        let inside = rest.prefix { $0 != 0x5D }.map { $0 | 0x20 }
        rest = rest.dropFirst(inside.count + 1)
        if let first = inside.first, inside.allSatisfy({ $0 == first }),
          first == 0x68 || first == 0x6D || first == 0x73
        {
          isDuration = true
        }
      case 0x41...0x5A, 0x61...0x7A:
        // `E+00` is an exponent, `e` alone the year of an era.
        if byte | 0x20 == 0x65, let sign = rest.first, sign == 0x2B || sign == 0x2D { continue }
        letters.append(byte | 0x20)
      default: break
      }
    }
    self = NumberFormat.meaning(of: letters, isDuration: isDuration)
  }

  private static func meaning(of letters: [UInt8], isDuration: Bool) -> NumberFormat {
    if letters.starts(with: "general".utf8) || letters.starts(with: "standard".utf8) {
      return .number
    }
    // The marks of morning and afternoon stand for a time; their letters are no months.
    var letters = letters
    var hasTime = false
    for mark in ["ampm", "ap"] {
      let wanted = Array(mark.utf8)
      var start = 0
      while start + wanted.count <= letters.count {
        if Array(letters[start..<start + wanted.count]) == wanted {
          letters.removeSubrange(start..<start + wanted.count)
          hasTime = true
        } else {
          start += 1
        }
      }
    }
    func has(_ letter: Character) -> Bool { letters.contains(letter.asciiValue ?? 0) }
    hasTime = hasTime || has("h") || has("s")
    let hasLongMonth = String(decoding: letters, as: UTF8.self).contains("mmm")
    let hasDay =
      has("y") || has("d") || has("e") || has("g") || has("b") || hasLongMonth
      || (has("m") && !hasTime && !isDuration)
    if isDuration && !hasDay { return .duration }
    if hasDay { return hasTime ? .dateTime : .date }
    return hasTime ? .time : .number
  }
}
