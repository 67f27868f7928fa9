import MizanDiagnostics
import MizanRecords

/// Checks a crosswalk of the standard: a name of two lists, sources and targets that the lists have
/// at that time, periods that follow one another.
struct CrosswalkLint {
  private let standards: Standards
  private let name: String
  private let file: String

  init(_ standards: Standards, _ name: String) {
    self.standards = standards
    self.name = name
    file = "\(standards.folder)/crosswalks/\(name).csv"
  }

  func run(_ found: inout [Diagnostic]) {
    guard let sides = Standards.sides(ofCrosswalk: name) else {
      found.append(Diagnostic(.crosswalkList, at: Place(file), ["value": name, "known": ""]))
      return
    }
    do throws(Failure) {
      let crosswalk = try Crosswalk(file: file, name: name)
      for (side, isSource) in [(sides.source, true), (sides.target, false)] {
        guard let list = try standards.read(anyList: side) else {
          found.append(
            Diagnostic(
              .crosswalkList, at: Place(file),
              [
                "value": side,
                "known": (standards.listNames + standards.externalNames)
                  .joined(separator: ", "),
              ]))
          continue
        }
        for entry in crosswalk.entries where isSource || entry.relation != "none" {
          check(isSource ? entry.source : entry.target, list, entry, &found)
        }
      }
      PeriodLint(file: file).run(
        crosswalk.entries.map {
          PeriodLint.Line(
            $0.source, $0.validFrom ?? "", $0.validTo ?? "", line: $0.line)
        }, &found)
    } catch {
      found += error.diagnostics
    }
  }

  private func check(
    _ code: String, _ list: CodeList, _ entry: Crosswalk.Entry, _ found: inout [Diagnostic]
  ) {
    let place = Place(file, line: entry.line)
    let lines = list.entries.filter { $0.code == code }
    guard !lines.isEmpty else {
      let nearest = list.candidates(for: code, limit: 1).first?.code ?? "–"
      found.append(
        Diagnostic(
          .crosswalkUnknown, at: place,
          ["value": ShownText.make(code), "list": list.name, "nearest": nearest]))
      return
    }
    let isInUse = lines.contains {
      Period(
        first: Period.day($0.validFrom ?? "", isLast: false),
        last: Period.day($0.validTo ?? "", isLast: true)
      ).overlaps(entry.period)
    }
    if !isInUse {
      let last = lines.last
      found.append(
        Diagnostic(
          .crosswalkCodeExpired, at: place,
          [
            "value": ShownText.make(code), "list": list.name,
            "from": last?.validFrom ?? "…", "to": last?.validTo ?? "…",
          ]))
    }
  }
}

extension Code {
  static let crosswalkList = Code("CROSSWALK_LIST_UNKNOWN", .error)
  static let crosswalkUnknown = Code("CROSSWALK_CODE_UNKNOWN", .error)
  static let crosswalkCodeExpired = Code("CROSSWALK_CODE_EXPIRED", .error)
}
