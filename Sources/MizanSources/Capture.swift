public import MizanDiagnostics

/// A text taken from around a table: from a title, the name of the sheet, or the file's name.
public struct Capture: Sendable, Hashable {
  public var text: String
  /// The cell, sheet or file where it stands.
  public var place: Place

  public init(_ text: String, at place: Place) {
    self.text = text
    self.place = place
  }
}
