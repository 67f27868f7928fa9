import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite("Dates and number formats")
struct XLSXDateTests {
  private func write(
    _ serial: Double, _ format: NumberFormat = .date, is1904: Bool = false
  ) -> (SerialDate.Result, String) {
    var target = [UInt8](repeating: 0, count: SerialDate.room)
    let result = SerialDate(is1904: is1904).write(serial, as: format, to: &target)
    let count: Int
    switch result {
    case .date(let written), .time(let written), .unreal(let written): count = written
    case .outOfRange: count = 0
    }
    return (result, String(decoding: target[..<count], as: UTF8.self))
  }

  /// The slow twin: counts year by year and month by month from the first day.
  private func slow(_ day: Int, is1904: Bool) -> String {
    var rest = is1904 ? day : day < 60 ? day - 1 : day - 2
    var year = is1904 ? 1904 : 1900
    func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    while rest >= (isLeap(year) ? 366 : 365) {
      rest -= isLeap(year) ? 366 : 365
      year += 1
    }
    var month = 1
    let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    while rest >= lengths[month - 1] {
      rest -= lengths[month - 1]
      month += 1
    }
    func padded(_ value: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(value).count)) + String(value)
    }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(rest + 1, 2)
  }

  @Test(arguments: [
    (1.0, "1900-01-01"), (59.0, "1900-02-28"), (61.0, "1900-03-01"), (45_292.0, "2024-01-01"),
    (45_351.25, "2024-02-29T06:00:00"), (2_958_465.0, "9999-12-31"),
    (45_291.999999, "2024-01-01"), (36_526.0, "2000-01-01"),
  ])
  func `serial numbers of the 1900 system`(serial: Double, expected: String) {
    #expect(write(serial).1 == expected)
  }

  @Test func `days that never were are told apart`() {
    #expect(write(60).1 == "1900-02-29" && write(60).0 == .unreal(10))
    #expect(write(0).1 == "1900-01-00" && write(0).0 == .unreal(10))
    #expect(write(-1).0 == .outOfRange)
    #expect(write(2_958_466).0 == .outOfRange)
    #expect(write(2_958_465, is1904: true).0 == .outOfRange)
    #expect(write(60, is1904: true).1 == "1904-03-01")
    #expect(write(0, is1904: true).1 == "1904-01-01")
  }

  @Test func `times and lengths of time`() {
    #expect(write(0.3125, .time) == (.time(8), "07:30:00"))
    #expect(write(1.5, .duration) == (.time(8), "36:00:00"))
    #expect(write(150, .duration) == (.time(10), "3600:00:00"))
    #expect(write(0.75, .dateTime) == (.time(8), "18:00:00"))
    #expect(write(45_292.5, .time).1 == "2024-01-01T12:00:00")
  }

  @Test func `every day is the day of the slow twin`() {
    var random = XLSXRandom(seed: 5)
    var days = Array(1...800).filter { $0 != 60 }
    for _ in 0..<1500 { days.append(61 + random.below(2_950_000)) }
    for day in days {
      #expect(write(Double(day)).1 == slow(day, is1904: false), "\(day)")
      #expect(write(Double(day), is1904: true).1 == slow(day, is1904: true), "\(day)")
    }
  }

  @Test(arguments: [
    ("yyyy-mm-dd", NumberFormat.date), ("d/m/yy h:mm", .dateTime), ("h:mm AM/PM", .time),
    ("[h]:mm:ss", .duration), ("[mm]:ss", .duration), ("mm:ss.0", .time), ("mmm-yy", .date),
    ("0.00", .number), ("#,##0 \"days\"", .number), ("General", .number), ("0.00E+00", .number),
    ("[Red]0;[Blue]-0", .number), ("[$-409]mmmm d", .date), ("@", .number), ("0\\d", .number),
    ("_-* #,##0.00_-", .number), ("[$-F800]dddd", .date), ("mmmm", .date), ("m", .date),
    ("[$€-2]\\ 0", .number), ("0;yyyy", .number), ("General\" m\"", .number), ("[Red]yyyy", .date),
    ("ge.m.d", .date), ("", .number), ("\"unclosed", .number), ("[h", .duration),
  ])
  func `formats are understood by their code`(code: String, expected: NumberFormat) {
    #expect(NumberFormat(code: code) == expected)
  }

  @Test func `styles make dates of numbers in a sheet`() {
    var book = XLSXBook(
      rows:
        "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>45292</v></c><c r=\"B1\" s=\"1\"><v>45292.5</v></c>"
        + "<c r=\"C1\" s=\"2\"><v>45292</v></c><c r=\"D1\" s=\"99\"><v>45292</v></c>"
        + "<c r=\"E1\" s=\"0\"><v>60</v></c><c r=\"F1\" s=\"0\"><v>-5</v></c>"
        + "<c r=\"G1\" s=\"0\" t=\"inlineStr\"><is><t>text</t></is></c></row>")
    book.styles = XLSXBook.styles(["yyyy-mm-dd", "dd/mm/yyyy hh:mm", "0.00"])
    let reading = book.read()
    #expect(
      reading.cells == [
        "A1": "2024-01-01", "B1": "2024-01-01T12:00:00", "C1": "45292", "D1": "45292",
        "E1": "1900-02-29", "F1": "-5", "G1": "text",
      ])
    #expect(reading.kinds["A1"] == .date && reading.kinds["C1"] == .number)
    #expect(reading.kinds["E1"] == .text && reading.kinds["F1"] == .number)
    #expect(reading.findings == ["XLSX_DATE_UNREAL": 2])
  }

  @Test func `the 1904 system is taken from the workbook, not from its extensions`() {
    var book = XLSXBook(rows: "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>43830</v></c></row>")
    book.styles = XLSXBook.styles(["yyyy-mm-dd"])
    book.workbookProperties =
      "<workbookPr date1904=\"1\"/><extLst><ext><workbookPr x=\"1\"/></ext></extLst>"
    #expect(book.read().cells["A1"] == "2024-01-01")
  }
}
