import MizanDiagnostics
import MizanRecords

/// Checks the areas of a country: each code once at a time, parents that exist, versions that follow
/// one another, names that tell the areas of one parent apart.
struct AreaLint {
  private let register: AreaRegister
  private let folder: String

  /// - Parameter folder: the country's folder, whose files the lines are of.
  init(_ register: AreaRegister, folder: String) {
    self.register = register
    self.folder = folder
  }

  func run(_ found: inout [Diagnostic]) {
    var codes: Set<String> = []
    for area in register.areas {
      if !codes.insert(area.code + "\u{1F}" + area.validFrom).inserted || area.code.isEmpty {
        tell(.areaCodeRepeated, area, ["value": area.code], &found)
      }
      checkParent(area, &found)
      if area.names.isEmpty { tell(.areaNameMissing, area, ["value": area.code], &found) }
    }
    checkLabels(&found)
    AreaPeriods(register, folder: folder).run(&found)
  }

  /// Two areas of one parent must not share a label. Names of small places do repeat, as they were
  /// published: from level 3 on that is no fault, and such a name finds none of them. An area that is
  /// no longer in use may share its name with one that is.
  private func checkLabels(_ found: inout [Diagnostic]) {
    var owners: [String: AreaRegister.Area] = [:]
    for area in register.areas
    where area.level < CountryPack.deepLevels.lowerBound && area.validTo.isEmpty {
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

  /// A place whose district nobody knows may lie in the region at once; down to level 2 the parent
  /// stands one level up.
  private func checkParent(_ area: AreaRegister.Area, _ found: inout [Diagnostic]) {
    if area.level == 0, area.parent.isEmpty { return }
    if let parent = register.area(code: area.parent) {
      let isDeep = area.level >= CountryPack.deepLevels.lowerBound
      if isDeep ? parent.level < area.level : parent.level == area.level - 1 { return }
    }
    tell(.areaParentUnknown, area, ["value": area.code, "known": area.parent], &found)
  }

  private func tell(
    _ code: Code, _ area: AreaRegister.Area, _ arguments: [String: String],
    _ found: inout [Diagnostic]
  ) {
    let file = CountryPack.areaFile(folder, level: area.level)
    found.append(Diagnostic(code, at: Place(file, line: area.line), arguments))
  }
}

extension Code {
  static let areaCodeRepeated = Code("AREA_CODE_REPEATED", .error)
  static let areaParentUnknown = Code("AREA_PARENT_UNKNOWN", .error)
  static let areaNameMissing = Code("AREA_NAME_MISSING", .error)
  static let areaNameShared = Code("AREA_NAME_SHARED", .error)
}
