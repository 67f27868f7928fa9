import MizanDiagnostics
import MizanRecords

/// In which languages a form has labels, and how they are read from its columns.
///
/// A workbook has a column for each language, `label::French (fr)`. The JSON of an asset has one column
/// `label` with a list of texts, in the order of a list `translations`.
struct FormLabels {
  /// The columns of labels, in small letters.
  let headings: [String]
  /// Empty for labels without a language.
  let languages: [String]
  /// How many of the languages are in a list under the first heading.
  private let listed: Int

  init(_ file: any TableFile, _ headings: [String]) throws(Failure) {
    var seen: Set<String> = []
    let own = headings.filter {
      ($0 == "label" || $0.hasPrefix("label:")) && seen.insert($0).inserted
    }
    let translations = try FormLabels.translations(file)
    guard own.contains("label"), translations.count > 1 else {
      self.headings = own
      languages = own.map(FormLabels.language)
      listed = 0
      return
    }
    let others = own.filter { $0 != "label" }
    self.headings = ["label"] + others
    languages = translations + others.map(FormLabels.language)
    listed = translations.count
  }

  /// The labels of a row in the order of ``languages``.
  /// - Parameter cells: the texts under ``headings``.
  func texts(_ cells: ArraySlice<String>) -> [String] {
    guard listed > 0, let first = cells.first else { return Array(cells) }
    // A label without a list is the same in all languages.
    let list = FormLabels.list(first) ?? Array(repeating: first, count: listed)
    return (0..<listed).map { list.indices.contains($0) ? list[$0] : "" } + cells.dropFirst()
  }

  /// The texts of a JSON list; empty ones for `null`. Nil for what is no list of texts.
  static func list(_ text: String) -> [String]? {
    let scalars = Array(text.unicodeScalars)
    guard scalars.first == "[", scalars.last == "]" else { return nil }
    var texts: [String] = []
    var at = 1
    while at < scalars.count - 1 {
      switch scalars[at] {
      case ",", " ", "\n", "\r", "\t": at += 1
      case "\"":
        guard let (text, end) = string(scalars, at + 1) else { return nil }
        texts.append(text)
        at = end
      case "n" where scalars[at...].starts(with: "null".unicodeScalars):
        texts.append("")
        at += 4
      default: return nil
      }
    }
    return texts
  }

  /// A JSON string from behind its opening quote, and where it ends.
  private static func string(_ scalars: [Unicode.Scalar], _ start: Int) -> (String, Int)? {
    var units: [UInt16] = []
    var at = start
    while at < scalars.count {
      let scalar = scalars[at]
      at += 1
      if scalar == "\"" { return (CellText.clean(String(decoding: units, as: UTF16.self)), at) }
      guard scalar == "\\", at < scalars.count else {
        units += String(scalar).utf16
        continue
      }
      let mark = scalars[at]
      at += 1
      switch mark {
      case "n", "r", "t", "b", "f": units.append(32)
      case "u":
        let end = at + 4
        guard end <= scalars.count else { return nil }
        let digits = String(String.UnicodeScalarView(scalars[at..<end]))
        guard let unit = UInt16(digits, radix: 16) else { return nil }
        units.append(unit)
        at = end
      default: units += String(mark).utf16
      }
    }
    return nil
  }

  /// The list of languages of an asset; empty where there is none.
  private static func translations(_ file: any TableFile) throws(Failure) -> [String] {
    let table = file.tables.firstIndex { ($0.name ?? "").hasSuffix("/translations") }
    guard let table else { return [] }
    return try WantedColumns.read(file, table, ["value"]).map { $0[0] }
  }

  /// `French (fr)` of `label::French (fr)`.
  private static func language(_ heading: String) -> String {
    CellText.clean(String(heading.dropFirst("label".count).drop { $0 == ":" }))
  }
}
