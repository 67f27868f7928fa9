public import MizanRecords

/// What a plan must know about the one table it is made for.
public struct TableBinding: Sendable {
  /// The file's name as messages show it.
  public var file: String
  public var sheet: String?
  /// The id written to `source_id` of every record.
  public var sourceID: String
  public var headings: [Heading]
  /// Texts found by the patterns of `title:` and `file_name:`.
  public var captures: [String: String]
  /// How cells are addressed in `source_ref` and in messages.
  public var addressing: TableAddressing

  public init(
    file: String, sheet: String? = nil, sourceID: String, headings: [Heading],
    captures: [String: String] = [:], addressing: TableAddressing = .cells
  ) {
    self.file = file
    self.sheet = sheet
    self.sourceID = sourceID
    self.headings = headings
    self.captures = captures
    self.addressing = addressing
  }
}
