import MizanDiagnostics
import MizanRecords

/// Checks the areas of a country: each code once in a version, parents that exist and stand one
/// level up, names that tell the areas of one parent apart.
struct AreaLint {
  private let register: AreaRegister
  private let file: String

  init(_ register: AreaRegister, file: String) {
    self.register = register
    self.file = file
  }

  func run(_ found: inout [Diagnostic]) {
    var codes: Set<String> = []
    var owners: [String: AreaRegister.Area] = [:]
    for area in register.areas {
      if !codes.insert(area.code + "\u{1F}" + area.validFrom).inserted || area.code.isEmpty {
        tell(.areaCodeRepeated, area, ["value": area.code], &found)
      }
      checkParent(area, &found)
      if area.names.isEmpty { tell(.areaNameMissing, area, ["value": area.code], &found) }
      area.forEachLabel { label in
        let key = "\(area.level)\u{1F}\(area.parent)\u{1F}\(Folding.fold(label))"
        if let owner = owners[key], owner.code != area.code {
          tell(
            .areaNameShared, area,
            ["value": ShownText.make(label), "known": "\(owner.code), \(area.code)"], &found)
        } else {
          owners[key] = area
        }
      }
    }
  }

  private func checkParent(_ area: AreaRegister.Area, _ found: inout [Diagnostic]) {
    if area.level == 0, area.parent.isEmpty { return }
    guard let parent = register.area(code: area.parent), parent.level == area.level - 1 else {
      tell(.areaParentUnknown, area, ["value": area.code, "known": area.parent], &found)
      return
    }
  }

  private func tell(
    _ code: Code, _ area: AreaRegister.Area, _ arguments: [String: String],
    _ found: inout [Diagnostic]
  ) {
    found.append(Diagnostic(code, at: Place(file, line: area.line), arguments))
  }
}

extension Code {
  static let areaCodeRepeated = Code("AREA_CODE_REPEATED", .error)
  static let areaParentUnknown = Code("AREA_PARENT_UNKNOWN", .error)
  static let areaNameMissing = Code("AREA_NAME_MISSING", .error)
  static let areaNameShared = Code("AREA_NAME_SHARED", .error)
}
