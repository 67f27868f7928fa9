package import MizanDiagnostics
import MizanRecords

/// Values that a spreadsheet program has changed while nobody looked: `6-11` that became a date,
/// `100000` that became `1E+05`, quotes that were bent, letters that were lost.
package enum MangledValue {
  /// What has become of a value; nil when it looks as somebody wrote it.
  package static func code(of text: String) -> Code? {
    var text = text
    return text.withUTF8 { code(of: $0) }
  }

  /// The same for a value in UTF-8. Most values are passed over by their bytes, and there may be
  /// thousands.
  static func code(of bytes: UnsafeBufferPointer<UInt8>) -> Code? {
    var hasDigit = false
    var hasMark = false
    var isWide = false
    for byte in bytes {
      if byte &- 48 < 10 { hasDigit = true }
      // The signs from + to / are what short forms and dates are made with.
      if byte &- 43 < 5 { hasMark = true }
      if byte >= 0xE2 { isWide = true }
    }
    if isWide {
      let text = String(decoding: bytes, as: UTF8.self)
      if text.unicodeScalars.contains("\u{FFFD}") { return .tableValueBroken }
      if isBentQuoted(text) { return .tableValueQuotes }
    }
    guard bytes.count <= 40, let first = bytes.first else { return nil }
    if first == UInt8(ascii: "#"), errors.contains(String(decoding: bytes, as: UTF8.self)) {
      return .tableValueError
    }
    guard hasDigit, hasMark, mayBeShort(bytes) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    if isExponent(text) { return .tableValueExponent }
    if isDate(text) { return .tableValueDate }
    return nil
  }

  /// Whether a value may be a date or a shortened number, seen by its bytes: of the parts between
  /// signs at most one is no number, and that one has no digit, unless it is `1E`.
  private static func mayBeShort(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var (isNumber, hasDigit, others) = (true, false, 0)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 48...57: hasDigit = true
      case 45...47:
        if !isNumber { others += 1 }
        if !isNumber && hasDigit { return false }
        (isNumber, hasDigit) = (true, false)
      // A day with a time behind it: `00:00:00`.
      case 32 where index + 1 < bytes.count && bytes[index + 1] < 0x80: return bytes.last == 48
      // A shortened number, or letters that are more than one byte long.
      case 32, 43, 0x80...: return true
      default: isNumber = false
      }
    }
    if !isNumber { others += 1 }
    return others < 2 && (isNumber || !hasDigit)
  }

  private static let errors: Set<String> = [
    "#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!",
  ]

  /// `“Girls”` or one half of it; a bent apostrophe inside a word is good French.
  private static func isBentQuoted(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return false
    }
    if isBent(first) || isBent(last) { return true }
    return first == "\u{2018}" && last == "\u{2019}" && text.unicodeScalars.count > 1
  }

  /// Double quotes as word processors write them.
  private static func isBent(_ scalar: UnicodeScalar) -> Bool {
    (0x201C...0x201F).contains(scalar.value)
  }

  /// `1E+05`, `1.2E+10`, `1,2E+10`: a sign is there, so that codes such as `1E5` stay.
  static func isExponent(_ text: String) -> Bool {
    let parts = text.split(separator: "+", omittingEmptySubsequences: false)
    guard parts.count == 2, isNumber(parts[1]), let mark = parts[0].last, mark == "E" || mark == "e"
    else { return false }
    let pieces = parts[0].dropLast().split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "," })
    return (1...2).contains(pieces.count) && pieces.allSatisfy(isNumber)
  }

  /// `11-Jun`, `juin-11`, `11/06/2025`, `2025-06-11 00:00:00`: what becomes of `6-11` in a sheet.
  static func isDate(_ text: String) -> Bool {
    let day = text.split(separator: " ", maxSplits: 1).first.map(String.init) ?? text
    if day.utf8.count < text.utf8.count, !text.hasSuffix(":00") { return false }
    // `6-nov.`: French short names end in a point.
    let bare = day.last == "." ? day.dropLast() : Substring(day)
    let parts = bare.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "-" || $0 == "/" || $0 == "." }
    ).map(String.init)
    guard parts.count == 2 || parts.count == 3 else { return false }
    let hasName = parts.contains { months.contains(Folding.fold($0)) }
    let numbers = parts.compactMap { isNumber($0) ? Int($0) : nil }
    if hasName { return numbers.count == parts.count - 1 && parts.count <= 3 }
    guard parts.count == 3, numbers.count == 3 else { return false }
    let (year, rest) =
      parts[0].utf8.count == 4 ? (parts[0], numbers[1...]) : (parts[2], numbers[..<2])
    let years = bare.contains(".") ? [4] : [2, 4]
    return years.contains(year.utf8.count) && rest.allSatisfy { (1...31).contains($0) }
      && rest.contains { $0 <= 12 }
  }

  /// Whether a number stands for a day of 2000 to 2049, as a spreadsheet program counts them, where
  /// an age is meant: `6-11` is kept as 45819 behind the day that is shown.
  static func isSerialDay(_ text: String, for target: String) -> Bool {
    guard isNumber(text), let number = Int(text), text.utf8.count == 5,
      (36_526...54_788).contains(number)
    else { return false }
    let age = target.utf8.dropFirst()
    return target.hasPrefix("Y") && (age.first.map { $0 &- 48 < 10 || $0 == 95 } ?? false)
  }

  private static func isNumber(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.count <= 9 && text.utf8.allSatisfy { $0 &- 48 < 10 }
  }

  /// Names of months as spreadsheet programs write them in English, French and Arabic, folded.
  private static let months: Set<String> = Set(
    """
    january february march april june july august september october november december janvier \
    février avril juillet septembre octobre novembre décembre jan feb mar apr may jun jul aug sep sept oct nov dec janv févr fév mars avr mai juin juil août \
    déc يناير فبراير مارس أبريل إبريل مايو يونيو يونيه يوليو يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر \
    شباط آذار نيسان أيار حزيران تموز آب أيلول
    """.split(separator: " ").map { Folding.fold(String($0)) })

  /// The length of the numbers of a column that begin with zero, where it is one and three digits or
  /// more; nil where no number can have lost zeros.
  static func zeroWidth(_ count: Int, _ text: (Int) -> UnsafeBufferPointer<UInt8>) -> Int? {
    var width = 0
    var found = 0
    for row in 0..<count {
      let bytes = text(row)
      guard bytes.first == 48, 3...9 ~= bytes.count, bytes.allSatisfy({ $0 &- 48 < 10 }) else {
        continue
      }
      if found > 0, width != bytes.count { return nil }
      width = bytes.count
      found += 1
    }
    return found > 1 ? width : nil
  }

  /// Numbers that seem to have lost zeros at their front, each with what it was: the others of the
  /// column that begin with zero all have one length of three digits or more, and these would have
  /// it too. Two digits are left alone: ISCED writes 02 beside 1.
  static func lostZeros(_ texts: [String]) -> [Int: String] {
    let numbers = texts.map { isNumber($0) }
    let widths = zip(texts, numbers).filter { $1 && $0.hasPrefix("0") && $0.utf8.count > 2 }
      .map { $0.0.utf8.count }
    guard widths.count > 1, let width = widths.first, Set(widths).count == 1 else { return [:] }
    let known = Set(texts)
    var lost: [Int: String] = [:]
    for (index, text) in texts.enumerated()
    where numbers[index] && text.utf8.count < width && text != "0" {
      let full = String(repeating: "0", count: width - text.utf8.count) + text
      if !known.contains(full) { lost[index] = full }
    }
    return lost
  }
}

extension Code {
  static let tableValueDate = Code("TABLE_VALUE_DATE", .error)
  static let tableValueExponent = Code("TABLE_VALUE_EXPONENT", .error)
  static let tableValueQuotes = Code("TABLE_VALUE_QUOTES", .error)
  static let tableValueError = Code("TABLE_VALUE_ERROR", .error)
  static let tableValueBroken = Code("TABLE_VALUE_BROKEN", .error)
  static let tableValueZeros = Code("TABLE_VALUE_ZEROS", .error)
}
