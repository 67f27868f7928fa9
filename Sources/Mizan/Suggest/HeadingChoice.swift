import MizanRecords

/// How a heading is written in a mapping so that it means one column and no other.
struct HeadingChoice {
  private let folded: [String]
  private let proposals: [ColumnProposal]

  init(_ proposals: [ColumnProposal]) {
    self.proposals = proposals
    folded = proposals.map { Folding.fold($0.column.heading.text) }
  }

  /// The heading, its beginning with `*` where help text follows, or its hashtag; nil when nothing
  /// tells the column from another.
  func pattern(_ index: Int) -> String? { found(index).map(HeadingChoice.safe) }

  /// A text that a mapping may hold: an address of the network may not stand in it.
  static func safe(_ text: String) -> String {
    guard let address = text.range(of: "://") else { return text }
    return text[..<address.lowerBound] + "*"
  }

  private func found(_ index: Int) -> String? {
    let column = proposals[index].column
    let text = column.heading.text
    if !folded[index].isEmpty, folded.filter({ $0 == folded[index] }).count == 1 {
      if column.question != nil { return text }
      var starts = [column.firstLine]
      if text.count > 60 { starts.append(HeadingChoice.start(of: text)) }
      for start in starts where start != text && !start.isEmpty {
        let wanted = Folding.fold(start)
        if !wanted.isEmpty, folded.filter({ $0.hasPrefix(wanted) }).count == 1 {
          return start + "*"
        }
      }
      // A sign at the end that a mapping would read as "begins with" may only mean this column.
      let isOpen = text.hasSuffix("*") && folded.filter { $0.hasPrefix(folded[index]) }.count > 1
      return isOpen ? String(text.dropLast()) : text
    }
    if let tag = column.heading.tag,
      proposals.filter({ $0.column.heading.tag == tag }).count == 1
    {
      return tag
    }
    return nil
  }

  /// Other headings of the column of a question: with its groups, and its label where no other
  /// question has it.
  func others(_ index: Int) -> [String] {
    let column = proposals[index].column
    guard let question = column.question, !column.heading.text.hasPrefix("../") else { return [] }
    var others = question.path == column.heading.text ? [] : [question.path]
    for label in question.labels {
      let own = Folding.fold(label)
      guard !own.isEmpty, label.count <= 120, label.first.map({ $0.isLetter || $0 == "¿" }) == true,
        !label.hasSuffix("*"), !label.contains("${"), own != folded[index], !folded.contains(own),
        !others.contains(label),
        proposals.filter({
          $0.column.question?.labels.contains { Folding.fold($0) == own } ?? false
        }).count == 1
      else { continue }
      others.append(HeadingChoice.safe(label))
    }
    return others
  }

  /// The first words of a long heading.
  private static func start(of text: String) -> String {
    var start = ""
    for word in text.split(separator: " ") {
      if start.count + word.count > 48 { break }
      start += start.isEmpty ? String(word) : " " + word
    }
    return start
  }
}
