import MizanStandards

extension LabelMatcher.Answer {
  /// The answer as one JSON object and a line feed:
  /// `{"label","parent","code","candidates":[{"code","name","score","why"}]}`. A parent or a code
  /// that is absent is null.
  /// - Parameter words: the language of the reasons; nil for English, as scripts expect.
  public func appendJSON(to bytes: inout [UInt8], in words: ReasonWords? = nil) {
    bytes.append(text: "{\"label\":")
    JSONBytes.append(label, to: &bytes)
    bytes.append(text: ",\"parent\":")
    JSONBytes.append(parent, to: &bytes)
    bytes.append(text: ",\"code\":")
    JSONBytes.append(code, to: &bytes)
    bytes.append(text: ",\"candidates\":[")
    for (index, candidate) in candidates.enumerated() {
      bytes.append(text: index == 0 ? "{\"code\":" : ",{\"code\":")
      JSONBytes.append(candidate.code, to: &bytes)
      bytes.append(text: ",\"name\":")
      JSONBytes.append(candidate.name, to: &bytes)
      bytes.append(text: ",\"score\":")
      bytes.append(text: LabelMatcher.text(candidate.score))
      bytes.append(text: ",\"why\":")
      JSONBytes.append(words?.text(candidate.why) ?? candidate.why, to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    }
    bytes.append(text: "]}\n")
  }

  /// The answer as lines of a table: the label and its code on the first, or `?` where a person
  /// must decide, and one line for each candidate.
  /// - Parameter words: the language of the reasons; nil for English.
  public func appendTable(to bytes: inout [UInt8], in words: ReasonWords? = nil) {
    let inside = parent.map { "  (in \($0))" } ?? ""
    bytes.append(text: "\(label)\(inside)  →  \(code ?? "?")\n")
    if code != nil, candidates.count == 1 {
      bytes.append(text: "    \(candidates[0].name)\n")
      return
    }
    if candidates.isEmpty {
      bytes.append(text: "    \(words?.nothing ?? "nothing is like it")\n")
    }
    let widths = (
      candidates.map(\.code.count).max() ?? 0, candidates.map(\.name.count).max() ?? 0
    )
    for candidate in candidates {
      let code = candidate.code + String(repeating: " ", count: widths.0 - candidate.code.count)
      let name = candidate.name + String(repeating: " ", count: widths.1 - candidate.name.count)
      let score = LabelMatcher.text(candidate.score)
      let filled = score + String(repeating: " ", count: max(0, 5 - score.count))
      let why = words?.text(candidate.why) ?? candidate.why
      bytes.append(text: "    \(filled)  \(code)  \(name)  \(why)\n")
    }
  }
}

extension LabelMatcher {
  /// A score with three decimals at most, without zeros at the end: `1`, `0.97`, `0.833`.
  static func text(_ score: Double) -> String {
    let thousandths = Int((min(max(score, 0), 1) * 1000).rounded())
    if thousandths >= 1000 { return "1" }
    var digits = String(thousandths + 1000).dropFirst()
    while digits.count > 1, digits.last == "0" { digits = digits.dropLast() }
    return thousandths == 0 ? "0" : "0." + digits
  }
}

/// JSON strings as bytes.
private enum JSONBytes {
  static func append(_ text: String?, to bytes: inout [UInt8]) {
    guard var text else { return bytes.append(text: "null") }
    let isPlain = text.withUTF8 { utf8 in
      utf8.allSatisfy { $0 >= 32 && $0 != 34 && $0 != 92 && $0 != 127 }
    }
    guard isPlain else { return bytes.append(text: JSONText.quoted(text)) }
    bytes.append(34)
    bytes.append(text: text)
    bytes.append(34)
  }
}

extension [UInt8] {
  fileprivate mutating func append(text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }
}
