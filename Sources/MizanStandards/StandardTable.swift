/// One table of the canonical standard, such as `observation`.
public struct StandardTable: Sendable, Hashable {
  public let name: String
  /// The fields in the order in which they are written.
  public let fields: [StandardField]
}

/// One field of a table of the standard.
public struct StandardField: Sendable, Hashable {
  public let name: String
  /// `text`, `code`, `decimal`, `integer`, `date`, `boolean` or `list`.
  public let type: String
  /// The name of the code list that the field's values come from, such as `sex`; nil for none.
  public let list: String?
  public let isRequired: Bool
  /// What is written when a mapping says nothing, such as `_T` for a dimension.
  public let defaultValue: String?
  /// Whether values must stay out of messages and reports.
  public let isPersonal: Bool
  /// What the field means, in English.
  public let meaning: String
}
