public import MizanDiagnostics

/// A label that no crosswalk knows, with what is needed to decide it.
public struct ReviewItem: Sendable {
  /// A code that the label may mean; a score orders candidates and never decides.
  public struct Candidate: Sendable, Hashable {
    public var code: String
    public var name: String
    /// Likeness from 0 to 1.
    public var score: Double
    /// Why it is proposed, such as `spelling, 1 letter`.
    public var why: String

    public init(code: String, name: String, score: Double, why: String) {
      self.code = code
      self.name = name
      self.score = score
      self.why = why
    }
  }

  /// The field of the standard.
  public var field = ""
  /// The code list of the field.
  public var list = ""
  /// The label as received.
  public var label = ""
  /// The area in which it was looked up, by code or as received; `-` where the row names none, empty
  /// where labels have no parent.
  public var parent = ""
  /// How many rows wait for it.
  public var rows = 0
  /// The exact sum of learners in those rows, as text; empty when there is no such measure.
  public var learners = ""
  /// The first places.
  public var places: [Place] = []
  /// The best candidates first.
  public var candidates: [Candidate] = []
  /// Eight letters made of field, list and label, which tell whether a program changed them.
  public var seal = ""
  /// Id and version of the mapping that asks, where a job has several.
  public var mapping: String?
  /// The country of that mapping.
  public var country: String?

  public init() {}
}

/// A value that was written differently from what was received, and how often.
public struct ValueChange: Sendable, Hashable {
  public var field: String
  /// The kind of change, such as `code`, `number` or `date`.
  public var kind: String
  public var from: String
  public var to: String
  public var count: Int

  public init(field: String, kind: String, from: String, to: String, count: Int) {
    self.field = field
    self.kind = kind
    self.from = from
    self.to = to
    self.count = count
  }
}
