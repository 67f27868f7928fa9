public import MizanDiagnostics
import MizanRecords
import MizanStandards

extension CodeBrowser {
  /// The codes of all lists that a text may mean, whatever its language: first those that bear it
  /// exactly after folding, then those with a name or alias that holds it.
  /// - Parameters:
  ///   - country: the country pack whose areas and grades are searched as well.
  ///   - includesExternal: whether lists of other standards are searched too.
  /// - Throws: a ``Failure`` of kind `usage` when the country is not known.
  public func search(
    _ text: String, country: String?, includesExternal: Bool
  ) throws(Failure) -> Table {
    let wanted = Folding.fold(text)
    var exact: [[String]] = []
    var partial: [[String]] = []
    func look(_ list: String, _ code: String, _ name: String, _ labels: [String]) {
      if wanted.isEmpty { return }
      if let label = labels.first(where: { Folding.fold($0) == wanted }) {
        exact.append([list, code, name, label])
      } else if let label = labels.first(where: { Folding.fold($0).contains(wanted) }) {
        partial.append([list, code, name, label])
      }
    }
    for name in standards.listNames + (includesExternal ? standards.externalNames : []) {
      guard let list = try standards.read(anyList: name) else { continue }
      for entry in list.entries {
        let shown = entry.name(in: language.rawValue) ?? entry.name(in: "en") ?? entry.code
        // The name in the reader's language first, so that it is what was found.
        look(name, entry.code, shown, [shown, entry.code] + names(entry) + entry.aliases)
      }
    }
    if let country {
      let known = standards.countryCodes.joined(separator: ", ")
      guard let pack = try standards.country(country) else {
        throw Failure(.usage, .countryUnknown, ["value": ShownText.make(country), "known": known])
      }
      for area in try pack.readAreas().areas {
        let shown = area.names[language.rawValue] ?? area.name
        look(
          "area", area.code, shown,
          [shown, area.code] + area.names.sorted { $0.key < $1.key }.map(\.value) + area.aliases)
      }
      for grade in pack.grades.rows {
        look("grade", grade.grade, grade.grade, [grade.grade] + grade.aliases)
      }
    }
    return Table(headings: ["list", "code", "name", "found"], rows: exact + partial)
  }

  private func names(_ entry: CodeList.Entry) -> [String] {
    entry.names.sorted { $0.key < $1.key }.map(\.value)
  }
}
