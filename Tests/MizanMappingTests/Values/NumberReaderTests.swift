import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanMapping

/// Reads numbers the slow way: every way to read the text, one after the other, with strings.
enum SlowNumberReader {
  /// All values that some reading gives: the grouping mark and the decimal mark are tried in turn.
  static func values(_ text: String) -> Set<String> {
    var text = text.filter { $0 != "\u{200F}" }
    while text.first == " " { text.removeFirst() }
    var sign = ""
    if let first = text.first, first == "-" || first == "+" {
      sign = first == "-" ? "-" : ""
      text.removeFirst()
      if text.first == " " { return [] }
    }
    while text.last == " " { text.removeLast() }
    let digits = text.map { $0.wholeNumberValue.map(String.init) ?? String($0) }.joined()
      .replacing("٫", with: "d").replacing("٬", with: "g")
    var values: Set<String> = []
    for grouping in ["", ",", ".", " ", "'"] {
      for decimal in ["", ",", "."] where decimal.isEmpty || decimal != grouping {
        var plain = digits
        if !grouping.isEmpty { plain = plain.replacing(grouping, with: "g") }
        if !decimal.isEmpty { plain = plain.replacing(decimal, with: "d") }
        guard plain.allSatisfy({ $0.isNumber || $0 == "g" || $0 == "d" }) else { continue }
        if let value = value(plain) { values.insert(sign + value) }
      }
    }
    return Set(values.map { $0 == "-0" ? "0" : $0 })
  }

  private static func value(_ plain: String) -> String? {
    let halves = plain.split(separator: "d", omittingEmptySubsequences: false)
    guard halves.count <= 2, halves.contains(where: { $0.contains(where: \.isNumber) }) else {
      return nil
    }
    if halves.count == 2, halves[1].isEmpty || halves[1].contains("g") { return nil }
    let groups = halves[0].split(separator: "g", omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups[0].first != "0",
        groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return nil }
    }
    var whole = groups.joined()
    while whole.count > 1, whole.first == "0" { whole.removeFirst() }
    if whole.isEmpty { whole = "0" }
    var fraction = halves.count == 2 ? String(halves[1]) : ""
    while fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? whole : whole + "." + fraction
  }
}

struct NumberReaderTests {
  static func read(
    _ text: String, _ style: String? = nil, kind: Cell.Kind = .text,
    as reader: (UnsafeBufferPointer<UInt8>, Cell.Kind, NumberStyle) -> NumberReading = {
      NumberReader.number($0, kind: $1, style: $2)
    }
  ) -> String {
    let style = style.flatMap { NumberStyle($0) } ?? .unknown
    let reading = Array(text.utf8).withUnsafeBufferPointer { reader($0, kind, style) }
    switch reading {
    case .value(let number): return number.text
    case .unreadable(let code): return code.name
    case .ambiguous: return "NUMBER_AMBIGUOUS"
    }
  }

  static func count(_ text: String, _ style: String? = nil, kind: Cell.Kind = .text) -> String {
    read(text, style, kind: kind) { NumberReader.count($0, kind: $1, style: $2) }
  }

  @Test(arguments: [
    "1e3", "0x10", "1/2", "12.5", "-4", "1,234.5", "NaN", "1O", "九", "∞", "12 pupils", "1 2", "½",
    "--1", "1-",
  ])
  func `What is no count has one code`(_ text: String) {
    #expect(NumberReaderTests.count(text) == "VALUE_NOT_COUNT")
  }

  @Test(arguments: ["1.234", "1,234", "12.345", "1,000", "1.000"])
  func `A count with two readings is ambiguous until a style is declared`(_ text: String) {
    #expect(NumberReaderTests.count(text) == "NUMBER_AMBIGUOUS")
    #expect(
      NumberReaderTests.count(text, text.contains(",") ? "1,234.5" : "1.234,5")
        != "NUMBER_AMBIGUOUS")
  }

  @Test(arguments: [
    ("12", "12"), ("٢٣٤", "234"), ("۲۳۴", "234"), ("१२", "12"), ("1 234", "1234"),
    ("1\u{A0}234", "1234"),
    ("1\u{202F}234", "1234"), ("1'234", "1234"), ("1’234", "1234"), ("١٬٢٣٤", "1234"),
    ("1,234,567", "1234567"), ("1.234.567", "1234567"), (" 12 ", "12"), ("\u{200F}12", "12"),
    ("12.0", "12"), ("0012", "12"), ("+5", "5"), ("0", "0"), ("−0", "0"),
  ])
  func `Counts are read in the digits and marks of all scripts`(_ text: String, _ wanted: String) {
    #expect(NumberReaderTests.count(text) == wanted)
  }

  @Test(arguments: [
    ("1,5", "1.5"), ("1.5", "1.5"), ("1,234.5", "1234.5"), ("1.234,5", "1234.5"),
    ("1 234,5", "1234.5"),
    ("١٬٢٣٤٫٥", "1234.5"), ("٣٫٥", "3.5"), ("-7,25", "-7.25"), ("−7.25", "-7.25"),
    ("0,123", "0.123"),
    ("0.500", "0.5"), (".5", "0.5"), ("12.3456", "12.3456"), ("1,234,567.8", "1234567.8"),
    ("999999999999999999", "999999999999999999"), ("9999999999999999999", "NUMBER_UNREADABLE"),
    ("-9223372036854775808", "NUMBER_UNREADABLE"), ("1.2.3", "NUMBER_UNREADABLE"),
    ("", "NUMBER_UNREADABLE"),
    ("-", "NUMBER_UNREADABLE"), (",", "NUMBER_UNREADABLE"), ("1,23,456", "NUMBER_UNREADABLE"),
    ("5.", "NUMBER_UNREADABLE"), ("1 23", "NUMBER_UNREADABLE"),
  ])
  func `Numbers whose marks say enough are read without a declared style`(
    _ text: String, _ wanted: String
  ) {
    #expect(NumberReaderTests.read(text) == wanted)
  }

  @Test(arguments: [
    ("1,234", "1,234.5", "1234"), ("1.234", "1,234.5", "1.234"), ("1.234", "1.234,5", "1234"),
    ("1,234", "1.234,5", "1.234"), ("1 234,5", "1 234,5", "1234.5"),
    ("1,234", "1234.5", "NUMBER_UNREADABLE"),
    ("1'234.5", "1'234.5", "1234.5"), ("1.234,5", "1,234.5", "NUMBER_UNREADABLE"),
    ("12,5", "1234,5", "12.5"),
  ])
  func `A declared style decides`(_ text: String, _ style: String, _ wanted: String) {
    #expect(NumberReaderTests.read(text, style) == wanted)
  }

  @Test(arguments: [
    ("1e3", "1000"), ("1.5E-05", "0.000015"), ("12.50", "12.5"), ("-3", "-3"),
    ("0.30000000000000004", "0.30000000000000004"),
    ("1.2345678901234567E-05", "0.000012345678901235"),
    ("1E+20", "NUMBER_UNREADABLE"), ("1e", "NUMBER_UNREADABLE"), ("abc", "NUMBER_UNREADABLE"),
    ("1e-300", "0"), ("123456789.12345678901", "123456789.123456789"),
    ("1e9999", "NUMBER_UNREADABLE"),
  ])
  func `Cells that the format knows as numbers are written plainly`(
    _ text: String, _ wanted: String
  ) {
    #expect(NumberReaderTests.read(text, kind: .number) == wanted)
  }

  @Test func `Kinds that are no number are not read`() {
    #expect(NumberReaderTests.count("#REF!", kind: .error) == "XLSX_ERROR_VALUE")
    #expect(NumberReaderTests.count("true", kind: .boolean) == "VALUE_NOT_COUNT")
    #expect(NumberReaderTests.count("2023-01-01", kind: .date) == "VALUE_NOT_COUNT")
  }

  @Test(arguments: [
    ("50%", "50"), ("50 %", "50"), ("٥٠٪", "50"), ("%50", "50"), ("12,5 %", "12.5"), ("50", "50"),
    ("5%0", "NUMBER_UNREADABLE"),
  ])
  func `Percentages may carry their sign on either side`(_ text: String, _ wanted: String) {
    #expect(
      NumberReaderTests.read(text) { NumberReader.percent($0, kind: $1, style: $2) } == wanted)
  }

  @Test func `Undeclared numbers agree with the slow twin`() {
    var chance = SeededNumbers(5)
    let letters = Array("0012345,,..  ''٣٫٬-\u{200F}x")
    for _ in 0..<30_000 {
      let count = Int.random(in: 1...9, using: &chance)
      let text = String((0..<count).map { _ in letters.randomElement(using: &chance) ?? "0" })
      let found = NumberReaderTests.read(text)
      let values = SlowNumberReader.values(text)
      switch values.count {
      case 0: #expect(found == "NUMBER_UNREADABLE", "\(text)")
      case 1: #expect(found == values.first, "\(text)")
      default: #expect(found == "NUMBER_AMBIGUOUS", "\(text) \(values)")
      }
    }
  }

  @Test func `Any bytes are read or refused`() {
    var chance = SeededNumbers(6)
    for _ in 0..<20_000 {
      let choices: [UInt8] = [48, 49, 44, 46, 32, 0xD9, 0xA0, 0xE2, 0x80, 0xAF, 0xF0, 0xFF, 45]
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...80, using: &chance) {
        bytes.append(choices.randomElement(using: &chance) ?? 48)
      }
      bytes.withUnsafeBufferPointer {
        for kind in [Cell.Kind.text, .number] {
          _ = NumberReader.number($0, kind: kind, style: .unknown)
          _ = NumberReader.percent($0, kind: kind, style: .unknown)
        }
        var cleaned: [UInt8] = []
        TextCleaner.clean($0, into: &cleaned)
        var twice: [UInt8] = []
        cleaned.withUnsafeBufferPointer { TextCleaner.clean($0, into: &twice) }
        #expect(cleaned == twice)
      }
    }
  }

  @Test(arguments: [
    ("a b", "a b"), (" a  b ", "a b"), ("a\u{A0}b", "a b"), ("\u{A0}a", "a"), ("a\u{202F}", "a"),
    ("\u{FEFF}a", "a"), ("a\n b", "a b"), ("à", "à"), ("نص", "نص"), ("", ""), ("  ", ""),
    ("a\tb", "a b"),
  ])
  func `Texts are cleaned of blanks that nobody meant`(_ text: String, _ wanted: String) {
    var result: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { TextCleaner.clean($0, into: &result) }
    #expect(String(decoding: result, as: UTF8.self) == wanted)
  }
}
