import Testing

@testable import Mizan

@Suite struct `Text for a narrow screen` {
  private let text = ScreenText(width: 20, isolates: false)

  @Test(arguments: [
    ("abc", 3), ("é", 1), ("e\u{301}", 1), ("مدرسة", 5), ("مَدْرَسَة", 5), ("学校", 4), ("\u{200F}a", 1),
    ("", 0), ("ሀለ", 2),
  ])
  func `is measured in columns`(_ text: String, _ columns: Int) {
    #expect(ScreenText.columns(text) == columns)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("学校学", 5, "学校…"), ("", 3, ""),
  ])
  func `is cut where it is too long, and says so`(_ long: String, _ columns: Int, _ cut: String) {
    #expect(text.fit(long, columns) == cut)
    #expect(ScreenText.columns(text.fit(long, columns)) <= columns)
  }

  @Test func `is broken at blanks and never wider than the screen`() {
    let words =
      "one two three four five six seven eight nine supercalifragilisticexpialidocious ten"
    let lines = text.wrap(words).split(separator: "\n").map(String.init)
    #expect(lines.count > 3)
    #expect(lines.allSatisfy { ScreenText.columns($0) <= 20 && $0.hasPrefix("  ") })
    #expect(lines.joined(separator: " ").contains("one two three"))
    #expect(lines.last?.hasSuffix("ten") == true)
  }

  @Test func `is filled up so that columns stand under one another`() {
    #expect(ScreenText.columns(text.cell("مَدْرَسَة", 8)) == 8)
    #expect(text.cell("abcdefghij", 4) == "abc…")
  }

  @Test func `keeps values apart only where the screen understands it`() {
    #expect(text.value("ab", 10) == "ab")
    #expect(ScreenText(width: 20, isolates: true).value("ab", 10) == "\u{2068}ab\u{2069}")
    #expect(!text.value("a\u{202E}b\u{7}", 40).unicodeScalars.contains("\u{202E}"))
  }
}

@Suite struct `The seal of a line` {
  @Test func `is eight letters that no spreadsheet takes for a number`() {
    for label in ["6-11", "007", "Hôte", "", "=1+1", "مخيم"] {
      let seal = ReviewSeal.make(field: "sex", list: "sex", label: label)
      #expect(seal.utf8.count == 8)
      #expect(seal.utf8.allSatisfy { (97...112).contains($0) })
    }
  }

  @Test func `changes with the field, the list and the label`() {
    let seals = [
      ReviewSeal.make(field: "sex", list: "sex", label: "007"),
      ReviewSeal.make(field: "sex", list: "sex", label: "7"),
      ReviewSeal.make(field: "sex", list: "age", label: "007"),
      ReviewSeal.make(field: "age", list: "sex", label: "007"),
      ReviewSeal.make(field: "sexs", list: "ex", label: "007"),
    ]
    #expect(Set(seals).count == seals.count)
  }

  @Test(arguments: [
    ("Hôte", " hôte "), ("Site A", "Site  A"), ("مدرسة", "مدرسه"), ("a\nb", "a\r\nb"),
  ])
  func `does not change with what matching takes away`(_ one: String, _ other: String) {
    #expect(
      ReviewSeal.make(field: "f", list: "l", label: one)
        == ReviewSeal.make(field: "f", list: "l", label: other))
  }
}
