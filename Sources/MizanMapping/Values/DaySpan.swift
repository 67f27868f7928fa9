import MizanRecords
import MizanStandards

/// The days that a row speaks of, so that decisions that hold in a period can be followed.
struct DaySpan: Sendable, Hashable {
  /// First and last day, `2021-09-01`; a month or year counted to its 31st.
  var first: String
  var last: String

  /// How days and years are written, and the months of a school year.
  struct Habits: Sendable, Hashable {
    var dates: DateOrder = .unknown
    var calendar: Calendar = .gregorian
    /// Whether a single year may be an Ethiopian one.
    var isEthiopian = false
    /// The first and the last month of the school year; nil where no country says.
    var months: (first: Int, last: Int)? {
      startMonth.flatMap { start in endMonth.map { (start, $0) } }
    }
    var startMonth: Int?
    var endMonth: Int?
  }

  /// Reads a school year, a day or a month; nil when the text is none of them, or more than one.
  init?(_ text: [UInt8], _ habits: Habits) {
    var spans: Set<DaySpan> = []
    text.withUnsafeBufferPointer { bytes in
      var result: [UInt8] = []
      let year = SchoolYearReader.read(
        bytes, kind: .text, calendar: habits.calendar, isEthiopian: habits.isEthiopian,
        into: &result)
      if year == .value, let span = DaySpan(schoolYear: result, habits) { spans.insert(span) }
      result = []
      let day = DateReader.read(
        bytes, kind: .text, order: habits.dates, calendar: habits.calendar, into: &result)
      if day == .value {
        let day = String(decoding: result, as: UTF8.self)
        spans.insert(DaySpan(first: day, last: day))
      }
      result = []
      if MonthReader.read(bytes, kind: .text, year: nil, into: &result) == .value, day != .value {
        let month = String(decoding: result, as: UTF8.self)
        spans.insert(DaySpan(first: month + "-01", last: month + "-31"))
      }
    }
    guard spans.count == 1, let span = spans.first else { return nil }
    self = span
  }

  private init(first: String, last: String) {
    self.first = first
    self.last = last
  }

  /// The months of the country's school year; without a country all days of the years named.
  private init?(schoolYear text: [UInt8], _ habits: Habits) {
    let years = String(decoding: text, as: UTF8.self).split(separator: "/").compactMap { Int($0) }
    guard let first = years.first, let last = years.last, years.count <= 2 else { return nil }
    guard let (start, end) = habits.months else {
      self.init(first: "\(first)-01-01", last: "\(last)-12-31")
      return
    }
    // A single year is the one in which the school year ends.
    let begins = years.count == 1 && start > end ? first - 1 : first
    self.init(
      first: "\(begins)-\(DaySpan.twoDigits(start))-01",
      last: "\(last)-\(DaySpan.twoDigits(end))-31")
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}

extension DaySpan.Habits {
  /// The habits of one line of a mapping.
  init(_ mapping: Mapping, _ line: FieldBlock, _ country: CountryPack?) {
    dates = mapping.source.dates
    calendar = line.calendar ?? .gregorian
    isEthiopian = line.calendar == nil && country?.profile["calendar"] == "ETH"
    startMonth = country?.profile["start_month"]?.split(separator: "-").first.flatMap { Int($0) }
    endMonth = country?.profile["end_month"]?.split(separator: "-").last.flatMap { Int($0) }
  }
}
