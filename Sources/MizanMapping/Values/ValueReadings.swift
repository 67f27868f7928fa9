import MizanDiagnostics
import MizanRecords

/// What a text may mean that was held because it can be read in several ways: for the message, so
/// that a person sees the choice. Nothing here decides.
enum ValueReadings {
  /// The readings of a value in one field, joined by ` | `; `?` when they cannot be named.
  static func text(_ code: Code, of value: String, field: String) -> String {
    let readings = all(code, of: value, field: field)
    return readings.isEmpty ? "?" : readings.joined(separator: " | ")
  }

  private static func all(_ code: Code, of value: String, field: String) -> [String] {
    if code == .schoolYearAmbiguous { return SchoolYearReader.readings(of: value) }
    let days = days(value)
    return days.count > 1 || field != "report_month" ? days : months(value) ?? days
  }

  /// The days that a text means with each order of day, month and year.
  private static func days(_ value: String) -> [String] {
    var found: [String] = []
    for order in [DateOrder.dayMonthYear, .monthDayYear, .yearMonthDay] {
      var bytes: [UInt8] = []
      let reading = Array(value.utf8).withUnsafeBufferPointer {
        DateReader.read($0, kind: .text, order: order, into: &bytes)
      }
      let day = String(decoding: bytes, as: UTF8.self)
      if reading == .value, !found.contains(day) { found.append(day) }
    }
    return found
  }

  /// `May-23`: the month of a year, or a day of the month in the declared year.
  private static func months(_ value: String) -> [String]? {
    var bytes: [UInt8] = []
    let reading = Array(value.utf8).withUnsafeBufferPointer {
      MonthReader.read($0, kind: .text, year: nil, into: &bytes)
    }
    guard reading == .value, bytes.count == 7 else { return nil }
    let month = String(decoding: bytes, as: UTF8.self)
    return [month, "--\(month.suffix(2))-\(month.dropFirst(2).prefix(2))"]
  }
}
