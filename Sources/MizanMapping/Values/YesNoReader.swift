import MizanDiagnostics
import MizanRecords

/// Reads yes and no in English, French, Arabic and Amharic into `true` and `false`.
enum YesNoReader {
  private static let yes = WordSet(
    "yes", "y", "true", "1", "oui", "o", "vrai", "نعم", "أجل", "صح", "አዎ", "አዎን", "እውነት", "✓", "✔")
  private static let no = WordSet(
    "no", "n", "false", "0", "non", "faux", "لا", "كلا", "خطأ", "አይ", "አይደለም", "የለም", "ሐሰት", "✗",
    "✘")

  /// Appends `true` or `false` to `result`.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, into result: inout [UInt8]
  ) -> TextReading {
    if kind == .error { return .unreadable(.valueIsError) }
    if kind == .date { return .unreadable(.yesNoUnreadable) }
    var text: [UInt8] = []
    TextCleaner.clean(bytes, into: &text)
    let raw = String(decoding: text, as: UTF8.self)
    // Folding takes signs away, so that signs are looked at as they are, too.
    let folded = Folding.fold(raw)
    // A number with a sign or a point folds to its digit and is neither.
    if folded == "0" || folded == "1", raw.unicodeScalars.count > 1 {
      return .unreadable(.yesNoUnreadable)
    }
    if !folded.isEmpty, yes.contains(folded) || yes.contains(raw) {
      result += Array("true".utf8)
    } else if !folded.isEmpty, no.contains(folded) || no.contains(raw) {
      result += Array("false".utf8)
    } else {
      return .unreadable(.yesNoUnreadable)
    }
    return .value
  }
}

extension Code {
  static let yesNoUnreadable = Code("YES_NO_UNREADABLE", .error)
}
