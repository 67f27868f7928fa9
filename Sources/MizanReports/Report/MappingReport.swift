public import MizanDiagnostics

/// The mapping that decided how the files were read.
public struct MappingReport: Sendable {
  public var id = ""
  public var version = ""
  /// The title in each language that the mapping names.
  public var title: [Messages.Language: String] = [:]
  /// The path as the user gave it.
  public var file = ""
  /// SHA-256 of the mapping file.
  public var sha256 = ""
  /// How far the mapping is agreed on, such as `draft` or `accepted`.
  public var status = ""
  /// Who answers for the mapping.
  public var owner = ""

  public init() {}

  /// The title in a language, else in English, else in any language, else the id.
  public func title(in language: Messages.Language) -> String {
    MappingReport.text(of: title, in: language) ?? id
  }

  /// A text in a language, else in English, else in any language; nil when there is none.
  static func text(
    of texts: [Messages.Language: String], in language: Messages.Language
  ) -> String? {
    for candidate in [language, .english] + Messages.Language.allCases {
      if let text = texts[candidate], !text.isEmpty { return text }
    }
    return nil
  }

  /// Id and version, such as `TCD/cluster-4w@3`.
  public var reference: String { version.isEmpty ? id : id + "@" + version }
}
