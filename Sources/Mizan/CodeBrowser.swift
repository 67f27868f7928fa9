public import MizanDiagnostics
import MizanRecords
public import MizanStandards

/// Shows code lists to people: all lists, one list, or what holds a text.
public struct CodeBrowser: Sendable {
  /// Lines to show.
  public struct Table: Sendable {
    public var headings: [String]
    public var rows: [[String]]

    /// Columns lined up with blanks.
    public var text: String {
      let widths = headings.indices.map { column in
        ([headings] + rows).map { min(40, $0[column].count) }.max() ?? 0
      }
      return ([headings] + rows).map { row in
        row.enumerated().map { column, cell in
          column + 1 == row.count
            ? cell : cell + String(repeating: " ", count: max(0, widths[column] - cell.count))
        }.joined(separator: "  ") + "\n"
      }.joined()
    }

    /// One object a line.
    public var json: String {
      rows.map { row in
        "{"
          + zip(headings, row).map { "\(JSONText.quoted($0)):\(JSONText.quoted($1))" }
          .joined(separator: ",") + "}\n"
      }.joined()
    }
  }

  let standards: Standards
  let language: Messages.Language

  public init(_ standards: Standards, _ language: Messages.Language) {
    self.standards = standards
    self.language = language
  }

  /// All lists with the number of their codes: ours, areas and grades of countries, lists of other
  /// standards, and the crosswalks between them.
  public func lists() -> Table {
    Table(
      headings: ["list", "codes"],
      rows: standards.listNames.compactMap { name in
        standards.list(name).map { [name, String($0.entries.count)] }
      }
        + standards.countryCodes.flatMap { iso3 -> [[String]] in
          guard let pack = (try? standards.country(iso3)) ?? nil else { return [] }
          return [
            ["area --country \(iso3)", String(pack.areas.areas.count)],
            ["grade --country \(iso3)", String(pack.grades.rows.count)],
          ]
        }
        + standards.externalNames.compactMap { name in
          guard let list = (try? standards.read(anyList: name)) ?? nil else { return nil }
          return [name, String(list.entries.count)]
        }
        + standards.crosswalkNames.compactMap { name in
          guard let crosswalk = (try? standards.crosswalk(name)) ?? nil else { return nil }
          return [name, String(crosswalk.entries.count)]
        })
  }

  /// A list of the standard by its name or that of its field, or one of another standard.
  /// - Throws: a ``Failure`` of kind `usage` when there is none.
  func list(_ name: String) throws(Failure) -> CodeList {
    if let list = standards.list(called: name) { return list }
    if let list = try standards.read(anyList: name) { return list }
    throw Failure(
      .usage, .listUnknown,
      [
        "value": ShownText.make(name),
        "known": (standards.listNames + standards.externalNames).joined(separator: ", "),
      ])
  }

  /// The codes of a list whose code, names or aliases hold a text; all for an empty text.
  /// - Throws: a ``Failure`` of kind `usage` when there is no such list or country.
  public func table(
    _ name: String, country: String?, containing text: String
  ) throws(Failure) -> Table {
    let wanted = Folding.fold(text)
    func fits(_ texts: [String]) -> Bool {
      wanted.isEmpty || texts.contains { Folding.fold($0).contains(wanted) }
    }
    if name == "area" || name == "grade" {
      let known = standards.countryCodes.joined(separator: ", ")
      guard let country else {
        throw Failure(.usage, .countryNotSaid, ["value": name, "known": known])
      }
      guard let pack = try standards.country(country) else {
        throw Failure(.usage, .countryUnknown, ["value": ShownText.make(country), "known": known])
      }
      return name == "area" ? areas(pack, fits) : grades(pack, fits)
    }
    let list = try list(name)
    let rows = list.entries.filter { fits([$0.code] + Array($0.names.values) + $0.aliases) }
    return Table(
      headings: ["code", "name", "meaning"],
      rows: rows.map { [$0.code, $0.name(in: language.rawValue) ?? $0.code, $0.description] })
  }

  private func areas(_ pack: CountryPack, _ fits: ([String]) -> Bool) -> Table {
    let rows = pack.areas.areas.filter { fits([$0.code] + Array($0.names.values) + $0.aliases) }
    return Table(
      headings: ["code", "level", "parent", "name"],
      rows: rows.map {
        [$0.code, String($0.level), $0.parent, $0.names[language.rawValue] ?? $0.name]
      })
  }

  private func grades(_ pack: CountryPack, _ fits: ([String]) -> Bool) -> Table {
    let rows = pack.grades.rows.filter { fits([$0.grade] + $0.aliases) }
    return Table(
      headings: ["grade", "level", "system", "from", "to"],
      rows: rows.map { [$0.grade, $0.level, $0.system, $0.validFrom, $0.validTo] })
  }
}

extension Code {
  static let countryNotSaid = Code("COUNTRY_NOT_SAID", .error)
  static let countryUnknown = Code("COUNTRY_UNKNOWN", .error)
  static let listUnknown = Code("LIST_UNKNOWN", .error)
}
