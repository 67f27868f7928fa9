/// Days between which something holds, as a table of ours writes them: `2021-09-01`, `2021-09`,
/// `2021`, or nothing.
struct Period: Hashable {
  /// First day, `2021-09-01`; nil when it always held.
  let first: String?
  /// Last day, a month or year counted to its 31st; nil when it still holds.
  let last: String?

  /// Whether it ends before it begins.
  var isEmpty: Bool {
    guard let first, let last else { return false }
    return last < first
  }

  /// Whether there is a day in both.
  func overlaps(_ other: Period) -> Bool {
    let begin = max(first ?? "", other.first ?? "")
    return begin <= last ?? "9" && begin <= other.last ?? "9"
  }

  /// Whether the other begins on the day after this one ends; true for periods without an end.
  func isFollowed(by other: Period) -> Bool {
    guard let last, let next = other.first else { return true }
    return next <= Period.after(last)
  }

  /// A day from a text, the first or the last of the month or year that it names; nil when it is
  /// none.
  static func day(_ text: String, isLast: Bool) -> String? {
    var bytes = text
    guard let parts = bytes.withUTF8({ parts($0) }) else { return nil }
    let rest = isLast ? ["", "-31", "-12-31"] : ["", "-01", "-01-01"]
    return text + rest[3 - parts]
  }

  /// How many of year, month and day a text names; nil when it is none of `2021`, `2021-09` and
  /// `2021-09-01`.
  static func parts(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count == 4 || bytes.count == 7 || bytes.count == 10 else { return nil }
    let limits = [9999, 12, 31]
    var part = 0
    var number = 0
    for index in bytes.indices {
      let isGap = index == 4 || index == 7
      if isGap {
        guard bytes[index] == UInt8(ascii: "-"), (1...limits[part]).contains(number) else {
          return nil
        }
        part += 1
        number = 0
      } else {
        guard bytes[index] &- 48 < 10 else { return nil }
        number = number * 10 + Int(bytes[index] &- 48)
      }
    }
    return (1...limits[part]).contains(number) ? part + 1 : nil
  }

  /// The day after a day whose month may have any number of days up to 31.
  private static func after(_ day: String) -> String {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return day }
    let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let isEnd = parts[2] >= lengths[max(0, min(11, parts[1] - 1))]
    let (year, month) =
      isEnd
      ? (parts[1] == 12 ? (parts[0] + 1, 1) : (parts[0], parts[1] + 1))
      : (parts[0], parts[1])
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(isEnd ? 1 : parts[2] + 1, 2)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
