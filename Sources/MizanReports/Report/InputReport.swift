public import MizanDiagnostics

/// What became of one input file.
public struct InputReport: Sendable {
  /// The path as the user gave it.
  public var path = ""
  /// The file's name.
  public var name = ""
  /// SHA-256 in 64 hexadecimal digits, empty when the file could not be read.
  public var sha256 = ""
  /// The format that was recognised, such as `xlsx`.
  public var format = ""
  /// The sheet that was read, for workbooks.
  public var sheet: String?
  /// The id that records carry as `source_id`.
  public var sourceID = ""
  /// Id and version of the mapping that the file was read with.
  public var mapping = ""
  public var rows = Balance()
  /// Rows without any content; they are no part of ``rows``.
  public var blankRows = 0
  /// Dropped rows by the declared exclusion that dropped them.
  public var droppedByRule: [NamedCount] = []
  /// Why the file could not be converted; nil when it was.
  public var failure: [Diagnostic]?
  /// The number of findings by the code's name.
  public var codes: [String: Int] = [:]
  /// How often each field of the standard had a value.
  public var completeness: [FieldFill] = []
  /// The exit status that this file asks for.
  public var exit: Int32 = 0

  public init() {}
}

/// How often one field had a value.
public struct FieldFill: Sendable, Hashable {
  public var field: String
  /// Rows with a value.
  public var filled: Int
  /// Rows where a value was looked for.
  public var total: Int

  public init(field: String, filled: Int, total: Int) {
    self.field = field
    self.filled = filled
    self.total = total
  }

  /// The share in whole per cent, rounded down so that only a full field is 100; nil when no
  /// value was looked for.
  public var percent: Int? {
    guard total > 0 else { return nil }
    if filled >= total { return 100 }
    return filled <= 0 ? 0 : Int(Double(filled) / Double(total) * 100)
  }
}
