/// A code that a label may mean, for a person to choose from; a score never decides.
public struct Candidate: Sendable, Hashable {
  /// The code proposed.
  public var code: String
  /// What people call it, in English where it has an English name.
  public var name: String
  /// Likeness from 0 to 1.
  public var score: Double
  /// Why it is proposed, such as `spelling, 1 letter`.
  public var why: String

  /// Puts a candidate together.
  public init(code: String, name: String, score: Double, why: String) {
    self.code = code
    self.name = name
    self.score = score
    self.why = why
  }
}
