import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanStandards

struct MangledValueTests {
  @Test(arguments: [
    "11-Jun", "6-Nov", "Jun-11", "juin-11", "11-juin", "6-nov.", "11-Jun-25", "06/11/2025",
    "6/11/25", "2025-06-11", "2025-11-06 00:00:00", "11.06.2025", "11-يونيو", "11-حزيران",
    "06-déc", "Sept-12",
  ])
  func `A date that a spreadsheet program made is known`(text: String) {
    #expect(MangledValue.code(of: text) == .tableValueDate)
  }

  @Test(arguments: [
    "6-11", "6–11", "2021/2022", "2021-09", "1.2.3", "99/99/2025", "Jun", "11", "Marsabit-12a",
    "may-be", "10-14 years", "May 18 School", "SY-01-02", "11-Foo", "2021-22", "G1/G2",
    "12/13/14/15",
    "31.12", "40-Jun-x", "", "-", "0-17", "KE001", "06_11",
  ])
  func `What only resembles a date is left alone`(text: String) {
    #expect(MangledValue.code(of: text) == nil)
  }

  @Test(arguments: ["1E+05", "1.2E+10", "1,23E+05", "9e+3"])
  func `A number that was shortened is known`(text: String) {
    #expect(MangledValue.code(of: text) == .tableValueExponent)
  }

  @Test(arguments: ["1E5", "E+05", "A+B", "1E+", "+", "1E+05E+05", "GRADE+1"])
  func `What only resembles a shortened number is left alone`(text: String) {
    #expect(MangledValue.code(of: text) == nil)
  }

  @Test(arguments: ["“Girls”", "“Girls", "Girls”", "‘Girls’", "„Mädchen“"])
  func `Bent quotes around a value are known`(text: String) {
    #expect(MangledValue.code(of: text) == .tableValueQuotes)
  }

  @Test(arguments: ["L’école", "Don’t know", "5 “A” 6", "’"])
  func `Bent quotes inside a text are good writing`(text: String) {
    #expect(MangledValue.code(of: text) == nil)
  }

  @Test func `Failed formulas and lost letters are known`() {
    for text in ["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!"] {
      #expect(MangledValue.code(of: text) == .tableValueError)
    }
    #expect(MangledValue.code(of: "Gu\u{FFFD}ra") == .tableValueBroken)
    #expect(MangledValue.code(of: "#affected") == nil)
  }

  @Test func `A number without its zeros is seen by its neighbours`() {
    #expect(MangledValue.lostZeros(["0101", "0102", "103", "x"]) == [2: "0103"])
    #expect(MangledValue.lostZeros(["0101", "0102", "1103", "0"]) == [:])
    // ISCED writes 02 beside 1, and two widths say nothing.
    #expect(MangledValue.lostZeros(["01", "02", "1", "2"]) == [:])
    #expect(MangledValue.lostZeros(["0101", "00102", "3"]) == [:])
    #expect(MangledValue.lostZeros(["0101", "103"]) == [:])
    #expect(MangledValue.lostZeros(["0101", "0103", "103"]) == [:])
    #expect(MangledValue.lostZeros([]) == [:])
  }

  /// Most values are passed over by their bytes; none may be that the longer look would tell of.
  @Test func `The quick look passes over nothing that the long one finds`() {
    let pieces = [
      "1", "9", "06", "2025", "-", "-", "/", ".", "+", ",", " ", ":00", "E", "e", "Jun", "nov",
      "déc",
      "حزيران", "\u{301}", "x", "1E", "00:00:00", "E+", "E+", "e+0",
    ]
    var random = SeededNumbers(seed: 8)
    var found: [Code: Int] = [:]
    var wrong: [String] = []
    for _ in 0..<20_000 {
      let text = (0..<random.next(8)).map { _ in pieces[random.next(pieces.count)] }.joined()
      var expected: Code?
      if text.utf8.count <= 40, text.utf8.contains(where: { $0 &- 48 < 10 }) {
        if MangledValue.isExponent(text) {
          expected = .tableValueExponent
        } else if MangledValue.isDate(text) {
          expected = .tableValueDate
        }
      }
      if MangledValue.code(of: text) != expected { wrong.append(text) }
      if let expected { found[expected, default: 0] += 1 }
    }
    #expect(wrong.isEmpty)
    #expect(found[.tableValueExponent] ?? 0 > 20)
    #expect(found[.tableValueDate] ?? 0 > 20)
  }

  @Test func `The width of numbers with zeros is that by which lost ones are found`() throws {
    var random = SeededNumbers(seed: 9)
    let texts = ["01", "0101", "0102", "010", "103", "x", "", "0", "1", "01a", "00000000001"]
    for _ in 0..<3_000 {
      let column = (0..<random.next(6)).map { _ in texts[random.next(texts.count)] }
      let table = try ByteTable(
        bytes: Array(("h,i\n" + column.map { "\($0),\n" }.joined()).utf8), file: "t.csv")
      let width = MangledValue.zeroWidth(table.rowCount) { table.bytes($0, 0) }
      if width == nil { #expect(MangledValue.lostZeros(column).isEmpty, "\(column)") }
    }
  }

  @Test func `No label of the standard looks changed`() throws {
    let standards = try RealStandard.read()
    for name in standards.listNames {
      let list = try #require(try standards.read(list: name))
      for entry in list.entries {
        entry.forEachLabel { label in
          let code = MangledValue.code(of: label)
          #expect(code == nil || code == .tableValueError, "\(name) \(label)")
        }
      }
    }
  }
}

struct PeriodTests {
  /// Parts between hyphens, each as wide as it must be and a number that it may be.
  private func slow(_ text: String) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 3 else { return nil }
    for (part, (width, limit)) in zip(parts, [(4, 9999), (2, 12), (2, 31)]) {
      guard part.utf8.count == width, part.utf8.allSatisfy({ $0 &- 48 < 10 }),
        let number = Int(part), number >= 1, number <= limit
      else { return nil }
    }
    return parts.count
  }

  @Test func `A day is read as part by part`() {
    let pieces = [
      "2021", "0000", "-", "-", "09", "12", "13", "00", "31", "32", "1", "٣", "x", "-09-01",
    ]
    var random = SeededNumbers(seed: 4)
    var days = 0
    var wrong: [String] = []
    for _ in 0..<20_000 {
      let text = (0..<random.next(7)).map { _ in pieces[random.next(pieces.count)] }.joined()
      var bytes = text
      if bytes.withUTF8({ Period.parts($0) }) != slow(text) { wrong.append(text) }
      if slow(text) != nil { days += 1 }
    }
    #expect(wrong.isEmpty)
    #expect(days > 200)
  }

  @Test(arguments: [
    ("2021", "2021-01-01", "2021-12-31"), ("2021-09", "2021-09-01", "2021-09-31"),
    ("2021-09-05", "2021-09-05", "2021-09-05"),
  ])
  func `A year, a month and a day have a first and a last day`(
    text: String, first: String, last: String
  ) {
    #expect(Period.day(text, isLast: false) == first)
    #expect(Period.day(text, isLast: true) == last)
  }

  @Test(arguments: [
    "", "21", "2021-9", "2021-13", "2021-00", "2021-01-32", "2021-01-01-01", "01/09/2021", "٢٠٢١",
    "2021-", "0000", "2021-01-0x",
  ])
  func `Other texts are no day`(text: String) {
    #expect(Period.day(text, isLast: false) == nil)
  }

  @Test(arguments: [
    ("2020-12-31", "2021-01-01", true), ("2020-12-31", "2021-01-02", false),
    ("2021-02-28", "2021-03-01", true), ("2020-02-28", "2020-03-01", false),
    ("2020-02-29", "2020-03-01", true), ("1900-02-28", "1900-03-01", true),
    ("2021-04-31", "2021-05-01", true), ("2021-04-30", "2021-05-01", true),
    ("2021-04-29", "2021-05-01", false), ("2021-06-14", "2021-06-15", true),
  ])
  func `A period is followed by one that begins on the next day`(
    last: String, first: String, isFollowed: Bool
  ) {
    let one = Period(first: nil, last: last)
    #expect(one.isFollowed(by: Period(first: first, last: nil)) == isFollowed)
    #expect(Period(first: nil, last: nil).isFollowed(by: one))
  }

  @Test func `Periods overlap when they share a day`() {
    let open = Period(first: nil, last: nil)
    let early = Period(first: "2000-01-01", last: "2009-12-31")
    let late = Period(first: "2010-01-01", last: nil)
    #expect(open.overlaps(early) && early.overlaps(open) && open.overlaps(open))
    #expect(!early.overlaps(late) && !late.overlaps(early))
    #expect(Period(first: "2009-12-31", last: "2010-01-01").overlaps(early))
    #expect(Period(first: "2010-01-02", last: "2010-01-01").isEmpty)
    #expect(!early.isEmpty && !open.isEmpty)
  }
}
