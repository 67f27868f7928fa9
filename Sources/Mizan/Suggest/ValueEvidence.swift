import MizanMapping
import MizanRecords
import MizanStandards

/// Looks at the values of a column: which concepts they speak for and which they speak against.
struct ValueEvidence {
  /// How many different values are looked at.
  static let limit = 60

  let vocabulary: Vocabulary
  let standards: Standards
  let country: CountryPack?

  /// The weight of a concept: evidence for it, and by how much its confidence is cut.
  func judge(_ column: ColumnSketch) -> (for: [Evidence], factors: [Int: (Double, Reason)]) {
    var found: [Evidence] = []
    var factors: [Int: (Double, Reason)] = [:]
    guard column.filled > 0 else { return ([], [:]) }
    if column.question != nil, column.values.isEmpty { return judgeType(column) }
    let values = Array(zip(column.values, column.kinds).prefix(ValueEvidence.limit))
    let folded = values.map { Folding.fold($0.0.utf8) }
    let sample = values.prefix(3).map(\.0).joined(separator: ", ")
    let areas = areaShares(folded)
    let codeShare = share(values) { PlaceCode.fits($0.0) }
    let isYesNo = folded.allSatisfy {
      ValueEvidence.yesNo.contains(String(decoding: $0, as: UTF8.self))
    }
    for (index, concept) in vocabulary.concepts.enumerated() {
      // What the values should be; the values themselves may be about people.
      let expected = standards.list(concept.list) == nil ? concept.kind.rawValue : concept.list
      func add(_ weight: Double, _ code: Reason) {
        found.append(Evidence(concept: index, weight: weight, reason: code))
      }
      func cut(_ factor: Double) { factors[index] = (factor, Reason(.againstValues, expected)) }
      // Nothing has the name "yes", and NO is not Norway.
      if isYesNo,
        [.text, .area, .grade, .month].contains(concept.kind) || concept.list == "country"
      {
        cut(0.4)
        continue
      }
      switch concept.kind {
      case .code, .label:
        guard let list = standards.list(concept.list) else { continue }
        let hits = folded.filter { list.entry(folded: $0) != nil && !ValueEvidence.isNumber($0) }
        let share = Double(hits.count) / Double(max(1, folded.count))
        if hits.count >= 2 && share >= 0.4 || hits.count == 1 && folded.count == 1 {
          add(0.3 + 0.4 * share * (hits.count >= 2 ? 1 : 0.3), Reason(.byCodes, concept.list))
        } else if concept.kind == .code {
          cut(column.numberShare > 0.9 ? 0.4 : !hits.isEmpty ? 1 : isYesNo ? 0.5 : 0.85)
        } else if column.numberShare > 0.9 {
          cut(0.4)
        }
      case .grade:
        let labels = GradeLabels(standards, country)
        let share = share(values) { labels.grade($0.0) != nil }
        if share >= 0.5, values.count >= 2 {
          add(0.3 + 0.4 * share, Reason(.byCodes, "grade"))
        } else {
          cut(0.6)
        }
      case .area, .pcode:
        let share = areas[Int(concept.list) ?? 0] ?? 0
        if (concept.kind == .pcode) == (codeShare >= 0.8), share >= 0.4 {
          add(0.4 + 0.5 * share, Reason(.byAreas, country?.iso3 ?? ""))
        } else if concept.kind == .pcode, codeShare >= 0.8 {
          add(0.45, Reason(.byPattern, sample))
        }
        if concept.kind == .pcode, codeShare < 0.5 { cut(0.35) }
        if concept.kind == .area, codeShare >= 0.8 || column.numberShare > 0.9 { cut(0.4) }
        if let country, concept.kind == .area, codeShare < 0.5, share < 0.1, !areas.isEmpty {
          cut(areas.values.contains { $0 > 0.5 } ? 0.6 : 0.9)
          _ = country
        }
      case .date:
        let share = max(column.dateShare, self.share(values) { ValueProbe.isDate($0.0, $0.1) })
        if share >= 0.5 { add(0.45 * share, Reason(.byDates, sample)) } else { cut(0.55) }
      case .month:
        let share = self.share(values) { ValueProbe.isMonth($0.0, $0.1) }
        if share >= 0.6 {
          // 1, 2 and 3 may be months, and anything else.
          add((column.numberShare > 0.9 ? 0.2 : 0.45) * share, Reason(.byDates, sample))
        } else {
          cut(0.5)
        }
      case .year:
        if share(values, { ValueEvidence.isYear($0.0) }) == 1 {
          add(0.45, Reason(.byPattern, sample))
        } else {
          cut(0.4)
        }
      case .schoolYear:
        if share(values, { ValueProbe.isSchoolYear($0.0) }) > 0.8 {
          add(0.6, Reason(.byDates, sample))
        } else if share(values, { ValueEvidence.isYear($0.0) }) < 1 {
          cut(0.4)
        }
      case .count, .number:
        if column.numberShare >= 0.9 {
          if !concept.list.isEmpty || concept.field == "total" {
            add(0.2, Reason(.byNumbers, sample))
          }
        } else if column.numberShare < 0.5 {
          cut(0.35)
        }
      case .lat, .lon:
        let limit = concept.kind == .lat ? 90.0 : 180.0
        if share(values, { Double($0.0).map { abs($0) <= limit } ?? false }) > 0.9 {
          add(0.28, Reason(.byNumbers, sample))
        } else {
          cut(0.4)
        }
      case .text:
        if column.numberShare > 0.9,
          !["facility_code", "plan_id", "activity_id", "incident_id"].contains(concept.name)
        {
          cut(0.5)
        } else if column.dateShare > 0.5 {
          cut(0.5)
        }
      case .age, .none: break
      }
    }
    return (found, factors)
  }

  private func share(
    _ values: [(String, Cell.Kind)], _ fits: ((String, Cell.Kind)) -> Bool
  ) -> Double {
    values.isEmpty ? 0 : Double(values.filter(fits).count) / Double(values.count)
  }

  /// For each level the share of the values that are areas of it.
  private func areaShares(_ folded: [[UInt8]]) -> [Int: Double] {
    guard let country, !folded.isEmpty else { return [:] }
    var counts: [Int: Double] = [:]
    for value in folded where !ValueEvidence.isNumber(value) {
      let areas = country.areas.areas(folded: value, level: nil, parent: nil)
      for level in Set(areas.map(\.level)) { counts[level, default: 0] += 1 }
    }
    return counts.mapValues { $0 / Double(folded.count) }
  }

  /// Folded answers to a question.
  private static let yesNo: Set<String> = Set(
    ["yes", "no", "oui", "non", "sí", "si", "نعم", "لا", "true", "false"].map { Folding.fold($0) })

  /// What the type of a question speaks against as long as nobody has answered it.
  private func judgeType(
    _ column: ColumnSketch
  ) -> (for: [Evidence], factors: [Int: (Double, Reason)]) {
    var found: [Evidence] = []
    var factors: [Int: (Double, Reason)] = [:]
    let type = column.question?.type ?? ""
    for (index, concept) in vocabulary.concepts.enumerated() {
      let factor: Double
      switch concept.kind {
      case .count, .number, .lat, .lon: factor = column.numbers > 0 ? 1 : 0.35
      case .date: factor = column.dates > 0 ? 1 : 0.55
      case .code, .label, .area: factor = column.numbers > 0 || column.dates > 0 ? 0.4 : 1
      case .text: factor = column.dates > 0 || column.numbers > 0 ? 0.5 : 1
      default: factor = 1
      }
      if factor < 1 {
        factors[index] = (factor, Reason(.againstValues, concept.kind.rawValue))
      } else if concept.kind == .date {
        found.append(Evidence(concept: index, weight: 0.25, reason: Reason(.byForm, type)))
      }
    }
    return (found, factors)
  }

  private static func isNumber(_ folded: [UInt8]) -> Bool {
    folded.allSatisfy { $0 &- 48 < 10 || $0 == 32 || $0 == 46 }
  }

  static func isYear(_ text: String) -> Bool {
    text.utf8.count == 4 && (Int(text).map { (1990...2100).contains($0) } ?? false)
  }
}

/// Codes of places as OCHA writes them: letters of the country and digits, `VE0701`.
enum PlaceCode {
  static func fits(_ text: String) -> Bool {
    let letters = text.utf8.prefix { $0 &- 65 < 26 }.count
    let digits = text.utf8.dropFirst(letters)
    return (2...4).contains(letters) && (1...12).contains(digits.count)
      && digits.allSatisfy { $0 &- 48 < 10 }
  }
}
