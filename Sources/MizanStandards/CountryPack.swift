public import MizanDiagnostics
import MizanRecords

/// A country's data: its habits, its grades by period, its areas.
public struct CountryPack: Sendable {
  /// ISO 3166-1 alpha-3, such as `TCD`.
  public let iso3: String
  /// Facts by key, such as `calendar` = `GREG`, `date_order` = `DMY`.
  public let profile: [String: String]
  /// What grades are called and which level they belong to.
  public let grades: GradeTable
  private let register: Once<AreaRegister>
  /// The registers down to level 3, 4 and 5.
  private let deeper: [Once<AreaRegister>]

  /// Reads the profile and the grades; the areas wait until somebody asks.
  init(folder: String, iso3: String, grades standards: Standards) throws(Failure) {
    self.iso3 = iso3
    let facts = try SmallTable(file: folder + "/profile.csv")
    try facts.require(["key", "value"])
    profile = Dictionary(
      facts.rows.map { (facts.text($0, "key"), facts.text($0, "value")) },
      uniquingKeysWith: { first, _ in first })
    grades = try GradeTable(file: folder + "/grades.csv", common: standards)
    let register = Once { () throws(Failure) in try AreaRegister(file: folder + "/areas.csv") }
    self.register = register
    var deeper: [Once<AreaRegister>] = []
    for level in CountryPack.deepLevels {
      let above = deeper.last ?? register
      let file = CountryPack.areaFile(folder, level: level)
      deeper.append(
        Once { () throws(Failure) in
          guard FolderListing.exists(file) else { return try above.value() }
          return AreaRegister(try above.value().areas + AreaReader.read(file))
        })
    }
    self.deeper = deeper
  }

  /// The levels whose areas are many and have a file of their own, which is read only when somebody
  /// asks for the level.
  static let deepLevels = 3...5

  /// The file with the areas of a level.
  static func areaFile(_ folder: String, level: Int) -> String {
    deepLevels.contains(level) ? "\(folder)/areas-adm\(level).csv" : folder + "/areas.csv"
  }

  /// The areas of the country; empty when their file cannot be read: ``readAreas()`` tells why.
  public var areas: AreaRegister { (try? register.value()) ?? AreaRegister() }

  /// The areas of the country.
  /// - Throws: a ``Failure`` when their file cannot be read.
  public func readAreas() throws(Failure) -> AreaRegister { try register.value() }

  /// The areas of the country down to a level: `areas.csv` for levels 0 to 2 and nil, the files
  /// `areas-adm3.csv` and further too for levels below; empty when a file cannot be read:
  /// ``readAreas(downTo:)`` tells why.
  public func areas(downTo level: Int?) -> AreaRegister {
    (try? readAreas(downTo: level)) ?? AreaRegister()
  }

  /// The areas of the country down to a level.
  /// - Throws: a ``Failure`` when one of their files cannot be read.
  public func readAreas(downTo level: Int?) throws(Failure) -> AreaRegister {
    guard let level, level >= CountryPack.deepLevels.lowerBound else { return try readAreas() }
    return try deeper[min(level - CountryPack.deepLevels.lowerBound, deeper.count - 1)].value()
  }
}
