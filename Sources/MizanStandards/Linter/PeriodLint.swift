import MizanDiagnostics
import MizanRecords

/// Checks the days between which things hold: days that can be read, periods of one name that
/// neither overlap nor leave a gap.
struct PeriodLint {
  /// One line with its period.
  struct Line {
    var name: String
    var from: String
    var to: String
    var line: Int

    init(_ name: String, _ from: String, _ to: String, line: Int) {
      self.name = name
      self.from = from
      self.to = to
      self.line = line
    }
  }

  let file: String

  func run(_ lines: [Line], _ found: inout [Diagnostic]) {
    var groups: [String: [(line: Line, period: Period)]] = [:]
    for line in lines {
      let from = Period.day(line.from, isLast: false)
      let to = Period.day(line.to, isLast: true)
      var isReadable = true
      for (text, day) in [(line.from, from), (line.to, to)] where !text.isEmpty && day == nil {
        isReadable = false
        tell(.listDate, line, ["value": ShownText.make(text)], &found)
      }
      guard isReadable else { continue }
      let period = Period(first: from, last: to)
      if period.isEmpty {
        let known = "\(line.from)–\(line.to)"
        tell(.listPeriodsOverlap, line, ["value": line.name, "known": known], &found)
      } else {
        groups[line.name, default: []].append((line, period))
      }
    }
    for name in groups.keys.sorted() {
      let group = (groups[name] ?? []).sorted {
        ($0.period.first ?? "", $0.line.line) < ($1.period.first ?? "", $1.line.line)
      }
      for (one, next) in zip(group, group.dropFirst()) {
        let known = "\(shown(one.line)); \(shown(next.line))"
        if one.period.overlaps(next.period) {
          tell(.listPeriodsOverlap, next.line, ["value": name, "known": known], &found)
        } else if !one.period.isFollowed(by: next.period) {
          tell(.listPeriodsGap, next.line, ["value": name, "known": known], &found)
        }
      }
    }
  }

  private func shown(_ line: Line) -> String {
    "\(line.from.isEmpty ? "…" : line.from)–\(line.to.isEmpty ? "…" : line.to)"
  }

  private func tell(
    _ code: Code, _ line: Line, _ arguments: [String: String], _ found: inout [Diagnostic]
  ) {
    found.append(Diagnostic(code, at: Place(file, line: line.line), arguments))
  }
}

extension Code {
  static let listDate = Code("LIST_DATE_UNREADABLE", .error)
  static let listPeriodsOverlap = Code("LIST_PERIODS_OVERLAP", .error)
  static let listPeriodsGap = Code("LIST_PERIODS_GAP", .error)
}
