public import MizanDiagnostics
import MizanRecords
public import MizanStandards

/// Says what labels mean in one code list, or among the areas or grades of a country: a code where
/// there is no doubt, else what a person may choose from.
public struct LabelMatcher: Sendable {
  /// What one label means.
  public struct Answer: Sendable, Hashable {
    /// The label as it came.
    public var label: String
    /// The code of the area that it lies in, where one was said.
    public var parent: String?
    /// The code; nil when a person must decide.
    public var code: String?
    /// What bears the label, or what it may mean, the most likely first.
    public var candidates: [Candidate]
  }

  private enum Place: Sendable {
    case list(CodeList)
    case grades(CountryPack, CodeList?)
    case areas(CountryPack)
  }

  private let place: Place
  private let parent: String?
  private let level: Int?
  private let limit: Int

  /// - Parameters:
  ///   - list: a code list, or `area` or `grade`, which need a country.
  ///   - country: the ISO3 code of a country pack.
  ///   - parent: the code of the area that labels without one of their own lie in.
  ///   - level: only areas of this level; nil for all.
  ///   - limit: how many candidates are wanted.
  /// - Throws: a ``Failure`` of kind `usage` when there is no such list, country or parent, or when
  ///   a parent is said for a list that is not of areas.
  public init(
    _ standards: Standards, list: String, country: String?, parent: String? = nil,
    level: Int? = nil, limit: Int = 3
  ) throws(Failure) {
    self.parent = parent
    self.level = level
    self.limit = limit
    guard list == "area" || list == "grade" else {
      guard let found = standards.list(called: list) else {
        throw Failure(
          .usage, .listUnknown,
          ["value": ShownText.make(list), "known": standards.listNames.joined(separator: ", ")])
      }
      guard parent == nil, level == nil else {
        throw Failure(.usage, .parentWithoutAreas, ["value": ShownText.make(list)])
      }
      place = .list(found)
      return
    }
    let known = standards.countryCodes.joined(separator: ", ")
    guard let country else {
      throw Failure(.usage, .countryNotSaid, ["value": list, "known": known])
    }
    guard let pack = try standards.country(country) else {
      throw Failure(.usage, .countryUnknown, ["value": ShownText.make(country), "known": known])
    }
    if list == "grade" {
      guard parent == nil, level == nil else {
        throw Failure(.usage, .parentWithoutAreas, ["value": list])
      }
      place = .grades(pack, standards.list("grade"))
      return
    }
    _ = try pack.readAreas(downTo: level)
    place = .areas(pack)
    if let parent, register(pack, parent).area(code: parent) == nil {
      throw Failure(
        .usage, .parentUnknown, ["value": ShownText.make(parent), "country": pack.iso3])
    }
  }

  /// The areas down to the level asked for; without a level down to the second, and to the deepest
  /// for what lies in an area of the second or below.
  private func register(_ pack: CountryPack, _ parent: String?) -> AreaRegister {
    if level != nil { return pack.areas(downTo: level) }
    let upper = pack.areas
    guard let parent, upper.area(code: parent)?.level ?? 2 >= 2 else { return upper }
    return pack.areas(downTo: .max)
  }

  /// What a label means.
  /// - Parameter own: the code of the area that it lies in, instead of the one said for all. With
  ///   an unknown code nothing lies in it, so the answer is for a person.
  public func match(_ label: String, parent own: String? = nil) -> Answer {
    let parent = own ?? parent
    var answer = Answer(label: label, parent: parent, code: nil, candidates: [])
    switch place {
    case .areas(let pack):
      let register = register(pack, parent)
      let match = register.match(label, level: level, parent: parent, limit: limit)
      answer.code = match.code
      answer.candidates = match.candidates
    case .list(let list):
      let entry = list.entry(folded: Folding.fold(Array(label.utf8)))
      answer.code = entry?.code
      answer.candidates =
        entry.map { [same($0.code, $0.name(in: "en"))] }
        ?? list.candidates(for: label, limit: limit)
    case .grades(let pack, let names):
      let grade = pack.grades.grade(folded: Folding.fold(Array(label.utf8)))
      answer.code = grade
      answer.candidates =
        grade.map { [same($0, names?.entry(code: $0)?.name(in: "en"))] }
        ?? pack.grades.candidates(for: label, limit: limit)
    }
    return answer
  }

  private func same(_ code: String, _ name: String?) -> Candidate {
    Candidate(code: code, name: name ?? code, score: 1, why: "same label")
  }
}

extension Code {
  static let parentUnknown = Code("PARENT_CODE_UNKNOWN", .error)
  static let parentWithoutAreas = Code("PARENT_WITHOUT_AREAS", .error)
}
