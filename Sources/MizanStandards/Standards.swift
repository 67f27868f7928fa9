public import MizanDiagnostics
import MizanRecords

/// The canonical standard with its code lists and country packs, read from `standards/`.
public struct Standards: Sendable {
  /// The standard's name and version, as mappings write it.
  public let version = "eie-core@1"
  public let tables: [StandardTable]
  /// The names of all code lists.
  public let listNames: [String]

  public init(folder: String) throws(Failure) {
    tables = []
    listNames = []
  }

  public func table(_ name: String) -> StandardTable? { tables.first { $0.name == name } }
  public func list(_ name: String) -> CodeList? { nil }
  public var countryCodes: [String] { [] }
  public func country(_ iso3: String) throws(Failure) -> CountryPack? { nil }
  public func messages() -> Messages { Messages() }
}

/// A code list of the standard.
public struct CodeList: Sendable {
  public struct Entry: Sendable {
    public let code: String
    public let extras: [String: String]
  }
  public let name: String
  public let entries: [Entry]
  public func entry(code: String) -> Entry? { nil }
  public func entry(folded: [UInt8]) -> Entry? { nil }
  public func candidates(for label: String, limit: Int) -> [Candidate] { [] }
}

/// A country's data.
public struct CountryPack: Sendable {
  public let iso3: String
  public let profile: [String: String]
  public let grades: GradeTable
  public let areas: AreaRegister
}

public struct GradeTable: Sendable {
  public struct Level: Sendable { public let level: String }
  public func grade(folded: [UInt8]) -> String? { nil }
  public func level(ofGrade grade: String, schoolYear: String, system: String?) -> Level? { nil }
  public func candidates(for label: String, limit: Int) -> [Candidate] { [] }
}

public struct AreaRegister: Sendable {
  public struct Area: Sendable { public let code: String }
  public func areas(folded: [UInt8], level: Int?, parent: String?) -> [Area] { [] }
  public func candidates(for label: String, level: Int?, parent: String?, limit: Int) -> [Candidate]
  { [] }
}

/// A table of decisions beside a mapping: labels to codes.
public struct Crosswalk: Sendable {
  public struct Entry: Sendable {
    public let source: String
    public let target: String
    public let relation: String
    public let line: Int
  }
  public let file: String
  public let entries: [Entry]
  public init(file: String, name: String) throws(Failure) {
    self.file = file
    entries = []
  }
  public func entry(folded: [UInt8]) -> Entry? { nil }
  public func candidates(for label: String, limit: Int) -> [Candidate] { [] }
}

/// A table beside a mapping in which several keys find one value.
public struct LookupTable: Sendable {
  public init(file: String, name: String, keys: [String], take: String) throws(Failure) {}
  public func value(foldedKeys: [[UInt8]]) -> String? { nil }
}
