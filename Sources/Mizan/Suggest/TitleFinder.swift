import MizanMapping
import MizanRecords

/// Finds values in the texts above a table: school years and months.
enum TitleFinder {
  /// A pattern for `title:` and the name in its braces.
  struct Found {
    var pattern: String
    var name: String
    var value: String
  }

  static func find(_ titles: [String]) -> [Found] {
    var found: [Found] = []
    for title in titles where title.utf8.count < 200 && !title.contains("{") {
      if !found.contains(where: { $0.name == "school_year" }), let range = schoolYear(in: title) {
        found.append(make(title, range, "school_year"))
      } else if !found.contains(where: { $0.name == "month" }), let range = month(in: title) {
        found.append(make(title, range, "month"))
      }
    }
    return found
  }

  private static func make(
    _ title: String, _ range: Range<String.Index>, _ name: String
  ) -> Found {
    Found(
      pattern: title[..<range.lowerBound] + "{\(name)}" + title[range.upperBound...], name: name,
      value: String(title[range]))
  }

  /// Two years parted by a stroke or a hyphen, in digits of any script.
  private static func schoolYear(in title: String) -> Range<String.Index>? {
    runs(title) { $0.isNumber || "/-–".contains($0) }.first {
      ValueProbe.isSchoolYear(String(title[$0]))
    }
  }

  /// A month with its year: two neighbouring words.
  private static func month(in title: String) -> Range<String.Index>? {
    let words = runs(title) { !$0.isWhitespace && !",:;()".contains($0) }
    for (first, second) in zip(words, words.dropFirst()) {
      let range = first.lowerBound..<second.upperBound
      let text = String(title[range])
      let digits = title[second].filter(\.isNumber).count
      if digits == 4, !title[first].contains(where: \.isNumber), ValueProbe.isMonth(text, .text) {
        return range
      }
    }
    return nil
  }

  private static func runs(
    _ text: String, _ fits: (Character) -> Bool
  ) -> [Range<String.Index>] {
    var runs: [Range<String.Index>] = []
    var start: String.Index?
    for index in text.indices {
      if fits(text[index]) {
        start = start ?? index
      } else if let begun = start {
        runs.append(begun..<index)
        start = nil
      }
    }
    if let start { runs.append(start..<text.endIndex) }
    return runs
  }

  /// The years that stand in texts, each once: 2023 in `Month of Reporting (2023)`.
  static func years(in texts: [String]) -> [String] {
    var years: [String] = []
    for text in texts {
      for run in runs(text, \.isNumber) {
        let year = String(text[run])
        if ValueEvidence.isYear(year), !years.contains(year) { years.append(year) }
      }
    }
    return years
  }
}
