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

  /// Reads the profile and the grades; the areas wait until somebody asks.
  init(folder: String, iso3: String, grades standards: Standards) throws(Failure) {
    self.iso3 = iso3
    let facts = try SmallTable(file: folder + "/profile.csv")
    try facts.require(["key", "value"])
    profile = Dictionary(
      facts.rows.map { (facts.text($0, "key"), facts.text($0, "value")) },
      uniquingKeysWith: { first, _ in first })
    grades = try GradeTable(file: folder + "/grades.csv", common: standards)
    register = Once { () throws(Failure) in try AreaRegister(file: folder + "/areas.csv") }
  }

  /// The areas of the country; empty when their file cannot be read: ``readAreas()`` tells why.
  public var areas: AreaRegister { (try? register.value()) ?? AreaRegister() }

  /// The areas of the country.
  /// - Throws: a ``Failure`` when their file cannot be read.
  public func readAreas() throws(Failure) -> AreaRegister { try register.value() }
}
