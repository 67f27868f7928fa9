public import MizanDiagnostics
import MizanRecords

/// The register of all lists, `schema/lists.csv`: what each is, its version, and when it holds.
public struct ListRegister: Sendable {
  /// One list.
  public struct Entry: Sendable, Hashable {
    /// The name, such as `sex`.
    public let name: String
    /// `canonical`: a list of the standard; `reference`: a published list that the standard takes
    /// over; `external`: a list of another standard, kept under `external/`.
    public let kind: String
    /// The version, such as `1.0`; what it was published as for lists of others.
    public let version: String
    /// First day on which the list holds, and the last; empty when open.
    public let validFrom, validTo: String
    /// The languages of its labels.
    public let languages: [String]
    /// What people call it, by language.
    public let titles: [String: String]
    /// What a code of the list begins with when it is written as a URI.
    public let uri: String
    /// The line of the file, from 1.
    public let line: Int
  }

  static let file = "/schema/lists.csv"
  static let columns = [
    "list", "kind", "version", "valid_from", "valid_to", "languages", "title_en", "title_fr",
    "title_ar", "uri",
  ]
  static let kinds = ["canonical", "reference", "external"]

  /// The lists in the order of the file.
  public let entries: [Entry]

  /// Reads the register of a standard; empty when it has none.
  /// - Throws: a ``Failure`` when the file is there and cannot be read.
  public init(standards folder: String) throws(Failure) {
    let file = folder + ListRegister.file
    guard FolderListing.exists(file) else {
      entries = []
      return
    }
    let table = try SmallTable(file: file)
    try table.require(ListRegister.columns)
    entries = table.rows.map { row in
      var titles: [String: String] = [:]
      for language in Messages.Language.allCases.map(\.rawValue) {
        let title = table.text(row, "title_" + language)
        if !title.isEmpty { titles[language] = title }
      }
      return Entry(
        name: table.text(row, "list"), kind: table.text(row, "kind"),
        version: table.text(row, "version"), validFrom: table.text(row, "valid_from"),
        validTo: table.text(row, "valid_to"),
        languages: table.text(row, "languages").split(separator: "|").map(String.init),
        titles: titles, uri: table.text(row, "uri"), line: row.line)
    }
  }

  /// The list with this name.
  public func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }
}
