public import MizanMapping

/// One label of a queue: what is known about it, and what a person has written beside it.
public struct ReviewEntry: Sendable {
  /// A code that the label may mean; a score orders candidates and never decides.
  public struct Proposal: Sendable, Hashable {
    public var code: String
    public var name: String
    /// From 0 to 1, as it was written.
    public var score: String
    public var why: String
  }

  /// The file of the queue, and the row in it as a spreadsheet program shows it.
  public var file: String
  public var row: Int
  /// The field of the standard, and the list as the mapping names it.
  public var field: String
  public var list: String
  /// The label as received.
  public var label: String
  /// The area in which the label is looked up; empty where labels have no parent.
  public var parent: String
  /// How many rows and learners wait for it, as written in the file.
  public var rows: String
  public var learners: String
  /// The first places, for people.
  public var places: String
  /// The nearest codes, at most nine.
  public var proposals: [Proposal]
  /// Where the decision is kept.
  public var place: DecisionPlace
  /// What a person wrote into the file, as it stands.
  public var decision: String
  public var target: String
  public var relation: String
  public var note: String

  /// The parent in which alone a decision holds; nil where it holds everywhere.
  var scope: String? { parent.isEmpty ? nil : parent }
}
