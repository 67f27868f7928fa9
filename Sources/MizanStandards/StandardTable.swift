/// One table of the canonical standard, such as `observation`.
public struct StandardTable: Sendable, Hashable {
  /// The name, such as `observation`.
  public let name: String
  /// The fields in the order in which they are written.
  public let fields: [StandardField]

  /// The field with this name.
  public func field(_ name: String) -> StandardField? { fields.first { $0.name == name } }
}

/// One field of a table of the standard.
public struct StandardField: Sendable, Hashable {
  /// The name, such as `ref_area`.
  public let name: String
  /// `text`, `code`, `decimal`, `integer`, `date`, `boolean` or `list` (several, parted by `|`).
  public let type: String
  /// The name of the code list that the field's values come from, such as `sex`; nil for none.
  /// `area` is no list: the values are areas of the country packs.
  public let list: String?
  /// Whether a row must have it; the default counts.
  public let isRequired: Bool
  /// What is written when a mapping says nothing, such as `_T` for a dimension.
  public let defaultValue: String?
  /// Whether values must stay out of messages and reports.
  public let isPersonal: Bool
  /// The unit of a number, such as `deg` or `YR`; nil where there is none or it varies.
  public let unit: String?
  /// What the field means, in English.
  public let meaning: String
  /// The line of the schema, from 1.
  let line: Int
}
