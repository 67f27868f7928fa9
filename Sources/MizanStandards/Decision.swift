/// What a person decided about a label: one line of a crosswalk.
public struct Decision: Sendable, Hashable {
  /// The label as the partner writes it.
  public var label: String
  /// The code that it means; empty for `none` and for a label that is only flagged.
  public var target: String
  /// `equal`, `narrower`, `wider`, `inexact` or `none`.
  public var relation: String
  /// Whether the label is only flagged for somebody else: its rows stay held.
  public var isFlag: Bool
  /// Who decided.
  public var by: String
  /// The day of the decision, `2026-03-02`.
  public var on: String
  /// Why, for people.
  public var note: String
  /// The country for which it was decided; nil where the mapping names none.
  public var country: String?
  /// The area one level above the target, where the target is an area; or the one in which alone
  /// the decision holds.
  public var parent: String
  /// Whether the decision holds in its parent only.
  public var isScoped: Bool

  /// The parent in which alone it holds; nil for a decision that holds everywhere.
  public var scope: String? { isScoped ? parent : nil }

  /// Puts a decision together.
  public init(
    label: String, target: String, relation: String = "equal", isFlag: Bool = false, by: String,
    on: String, note: String = "", country: String? = nil, parent: String = "",
    isScoped: Bool = false
  ) {
    self.label = label
    self.target = target
    self.relation = relation
    self.isFlag = isFlag
    self.by = by
    self.on = on
    self.note = note
    self.country = country
    self.parent = parent
    self.isScoped = isScoped
  }
}
