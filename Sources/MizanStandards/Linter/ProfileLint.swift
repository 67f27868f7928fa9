import MizanDiagnostics
import MizanRecords

/// Checks the profile of a country: the facts that mappings and people rely on, with codes that
/// exist and marks of evidence.
struct ProfileLint {
  private let standards: Standards
  private let iso3: String
  private let file: String

  /// Facts that every pack must have.
  static let required = [
    "name_en", "name_fr", "name_ar", "school_year", "start_month", "end_month", "calendar",
    "languages", "scripts", "digits", "decimal", "thousands", "date_order", "adm_levels",
  ]

  init(_ standards: Standards, _ iso3: String) {
    self.standards = standards
    self.iso3 = iso3
    file = "\(standards.folder)/countries/\(iso3)/profile.csv"
  }

  func run(_ found: inout [Diagnostic]) {
    let table: SmallTable
    do {
      table = try SmallTable(file: file)
      try table.require(["key", "value", "evidence", "source"])
    } catch {
      found += error.diagnostics
      return
    }
    if let list = standards.list("country"), list.entry(code: iso3) == nil {
      tell(.profileValueUnknown, 1, iso3, "list country", &found)
    }
    var keys: Set<String> = []
    for row in table.rows {
      let key = table.text(row, "key")
      let value = table.text(row, "value")
      if !keys.insert(key).inserted { tell(.profileKeyRepeated, row.line, key, "", &found) }
      Evidence.check(table.text(row, "evidence"), at: Place(file, line: row.line), &found)
      check(key, value, row.line, &found)
    }
    for key in ProfileLint.required where !keys.contains(key) {
      tell(.profileKeyMissing, 1, key, "", &found)
    }
  }

  private func check(_ key: String, _ value: String, _ line: Int, _ found: inout [Diagnostic]) {
    switch key {
    case "calendar", "date_order":
      if let list = standards.list(key), list.entry(code: value) == nil {
        tell(.profileValueUnknown, line, value, "list \(key)", &found)
      }
    case "languages":
      guard let list = standards.list("language") else { return }
      for code in value.split(separator: ",") where list.entry(code: String(code)) == nil {
        tell(.profileValueUnknown, line, String(code), "list language", &found)
      }
    case "start_month", "end_month":
      let months = value.split(separator: "-").map { Int($0) }
      if months.isEmpty || !months.allSatisfy({ $0.map((1...12).contains) ?? false }) {
        tell(.profileValueUnknown, line, value, "1–12", &found)
      }
    default:
      if value.isEmpty { tell(.profileKeyMissing, line, key, "", &found) }
    }
  }

  private func tell(
    _ code: Code, _ line: Int, _ value: String, _ known: String, _ found: inout [Diagnostic]
  ) {
    found.append(
      Diagnostic(
        code, at: Place(file, line: line), ["value": ShownText.make(value), "known": known]))
  }
}

extension Code {
  static let profileKeyMissing = Code("PROFILE_KEY_MISSING", .error)
  static let profileKeyRepeated = Code("PROFILE_KEY_REPEATED", .error)
  static let profileValueUnknown = Code("PROFILE_VALUE_UNKNOWN", .error)
}
