public import MizanDiagnostics

/// Says in the reader's language why a candidate is proposed.
///
/// Reasons are made in English, since scripts read them so, and stand in `review.csv` in the language
/// of the run that wrote it. Here a reason of any language is taken apart by the texts of
/// `UI_REASON_…` and put together in another.
public struct ReasonWords: Sendable {
  /// A text around its gap.
  fileprivate struct Frame: Sendable {
    var head: String
    var tail: String
    var name: String
  }

  /// What is added behind a reason, the last first.
  private static let additions = ["END", "ALIAS", "PARENT", "NO_KIND"]
  private static let plain = [
    "SAME", "SAME_BARE", "SAME_WORDS", "SPELLING_ONE", "HOLDS", "SOUND", "SOUND_NEAR",
  ]

  private let messages: Messages
  private let language: Messages.Language
  /// The plain reasons of all languages in the reader's.
  private var whole: [String: String] = [:]
  private var spellings: [Frame] = []
  private var joints: [Frame] = []

  public init(_ messages: Messages, _ language: Messages.Language) {
    self.messages = messages
    self.language = language
    for other in Messages.Language.allCases {
      for name in ReasonWords.plain { whole[template(name, other)] = template(name, language) }
      spellings.append(frame("SPELLING", other))
    }
    for name in ReasonWords.additions {
      joints += Messages.Language.allCases.map { frame(name, $0) }
    }
  }

  /// A reason in the reader's language; as it stands where nobody knows it.
  public func text(_ reason: String) -> String { translated(reason[...]) ?? reason }

  /// Said where a label has no candidates.
  var nothing: String { messages.text(for: "UI_MATCH_NOTHING", in: language).what }

  private func translated(_ reason: Substring) -> String? {
    if let known = whole[String(reason)] { return known }
    for spelling in spellings {
      if let count = spelling.value(in: reason), Int(count) != nil {
        return fill("SPELLING", String(count))
      }
    }
    for joint in joints {
      guard let (start, value) = joint.split(reason), let first = translated(start) else {
        continue
      }
      return first + fill(joint.name, String(value))
    }
    return nil
  }

  private func template(_ name: String, _ language: Messages.Language) -> String {
    messages.template(of: "UI_REASON_" + name, in: language)?.what ?? ""
  }

  private func fill(_ name: String, _ value: String) -> String {
    messages.text(for: "UI_REASON_" + name, ["value": value], in: language).what
  }

  private func frame(_ name: String, _ language: Messages.Language) -> Frame {
    let text = template(name, language)
    guard let gap = text.range(of: "{value}") else {
      return Frame(head: text, tail: "", name: name)
    }
    return Frame(
      head: String(text[..<gap.lowerBound]), tail: String(text[gap.upperBound...]), name: name)
  }
}

extension ReasonWords.Frame {
  /// What fills the gap of a text that is the frame from end to end.
  fileprivate func value(in text: Substring) -> Substring? {
    guard !head.isEmpty, text.hasPrefix(head) else { return nil }
    let rest = text.dropFirst(head.count)
    return rest.hasSuffix(tail) ? rest.dropLast(tail.count) : nil
  }

  /// What stands before the last place of the frame at the end of a text, and what fills its gap.
  fileprivate func split(_ text: Substring) -> (Substring, Substring)? {
    guard !head.isEmpty, text.hasSuffix(tail) else { return nil }
    let body = text.dropLast(tail.count)
    var start = body.endIndex
    while start > body.startIndex {
      start = body.index(before: start)
      let rest = body[start...]
      if rest.hasPrefix(head) { return (body[..<start], rest.dropFirst(head.count)) }
    }
    return nil
  }
}
