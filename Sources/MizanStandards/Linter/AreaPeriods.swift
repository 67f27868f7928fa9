import MizanDiagnostics

/// Checks when areas are valid: days that exist, versions of one code without gap or overlap, areas
/// that take over the day after.
struct AreaPeriods {
  private let register: AreaRegister
  private let folder: String

  init(_ register: AreaRegister, folder: String) {
    self.register = register
    self.folder = folder
  }

  func run(_ found: inout [Diagnostic]) {
    var versions: [String: [AreaRegister.Area]] = [:]
    for area in register.areas {
      versions[area.code, default: []].append(area)
      checkDays(area, &found)
      checkSuccessors(area, &found)
    }
    for code in versions.keys.sorted() {
      let areas = (versions[code] ?? []).sorted {
        ($0.validFrom, $0.line) < ($1.validFrom, $1.line)
      }
      for (one, next) in zip(areas, areas.dropFirst()) where one.validFrom != next.validFrom {
        checkOrder(one, next, &found)
      }
    }
  }

  private func checkDays(_ area: AreaRegister.Area, _ found: inout [Diagnostic]) {
    for day in [area.validFrom, area.validTo] where !day.isEmpty && CivilDay(day) == nil {
      tell(.areaDayUnreadable, area, ["value": ShownText.make(day)], &found)
    }
    if let from = CivilDay(area.validFrom), let to = CivilDay(area.validTo), to < from {
      tell(.areaPeriodsOverlap, area, ["value": area.code, "known": shown(area)], &found)
    }
  }

  /// Versions of one code: the next begins the day after.
  private func checkOrder(
    _ one: AreaRegister.Area, _ next: AreaRegister.Area, _ found: inout [Diagnostic]
  ) {
    let arguments = ["value": one.code, "known": "\(shown(one)); \(shown(next))"]
    guard let end = CivilDay(one.validTo), let begin = CivilDay(next.validFrom), begin > end else {
      tell(.areaPeriodsOverlap, next, arguments, &found)
      return
    }
    if begin.number > end.number + 1 { tell(.areaPeriodsGap, next, arguments, &found) }
  }

  /// Areas that took the place of another exist, and begin the day after its end where both days are
  /// known.
  private func checkSuccessors(_ area: AreaRegister.Area, _ found: inout [Diagnostic]) {
    if !area.succeededBy.isEmpty, area.validTo.isEmpty {
      tell(.areaEndMissing, area, ["value": area.code], &found)
    }
    for code in area.succeededBy {
      guard let next = register.area(code: code), code != area.code else {
        tell(
          .areaSuccessorUnknown, area, ["value": area.code, "known": ShownText.make(code)], &found)
        continue
      }
      guard let end = CivilDay(area.validTo), let begin = CivilDay(next.validFrom) else { continue }
      let arguments = ["value": area.code, "known": "\(shown(area)); \(code) \(shown(next))"]
      if begin.number > end.number + 1 { tell(.areaPeriodsGap, area, arguments, &found) }
    }
  }

  private func shown(_ area: AreaRegister.Area) -> String {
    "\(area.validFrom)–\(area.validTo)"
  }

  private func tell(
    _ code: Code, _ area: AreaRegister.Area, _ arguments: [String: String],
    _ found: inout [Diagnostic]
  ) {
    let file = CountryPack.areaFile(folder, level: area.level)
    found.append(Diagnostic(code, at: Place(file, line: area.line), arguments))
  }
}

/// A day of our own files, `2021-12-14`, as a number that grows by one each day.
struct CivilDay: Comparable {
  let number: Int

  /// Nil when the text is no day of the Gregorian calendar.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ $0 == 45 || $0 &- 48 < 10 }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard lengths.indices.contains(month - 1), (1...lengths[month - 1]).contains(day) else {
      return nil
    }
    let before = year - 1
    number =
      365 * before + before / 4 - before / 100 + before / 400
      + lengths.prefix(month - 1).reduce(0, +) + day
  }

  static func < (one: CivilDay, other: CivilDay) -> Bool { one.number < other.number }
}

extension Code {
  static let areaDayUnreadable = Code("AREA_DAY_UNREADABLE", .error)
  static let areaPeriodsOverlap = Code("AREA_PERIODS_OVERLAP", .error)
  static let areaPeriodsGap = Code("AREA_PERIODS_GAP", .error)
  static let areaEndMissing = Code("AREA_END_MISSING", .error)
  static let areaSuccessorUnknown = Code("AREA_SUCCESSOR_UNKNOWN", .error)
}
