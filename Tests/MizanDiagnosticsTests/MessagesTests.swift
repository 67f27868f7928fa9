import Testing

@testable import MizanDiagnostics

@Suite struct `Texts of codes` {
  private var messages: Messages {
    var messages = Messages()
    messages.set(
      .init(what: "{value} is no age", why: "In {column}.", fix: "Correct {value}."),
      for: "AGE_UNREADABLE", in: .english)
    messages.set(
      .init(what: "{value} n'est pas un âge", why: "Dans {column}.", fix: "Corrigez {value}."),
      for: "AGE_UNREADABLE", in: .french)
    messages.set(.init(what: "only English"), for: "ENGLISH_ONLY", in: .english)
    messages.set(.init(what: "seulement français"), for: "FRENCH_ONLY", in: .french)
    return messages
  }

  @Test func `a text is that of the language with its gaps filled`() {
    let words = ["value": "abc", "column": "âge"]
    let english = messages.text(for: "AGE_UNREADABLE", words)
    #expect(english == .init(what: "abc is no age", why: "In âge.", fix: "Correct abc."))
    let french = messages.text(for: "AGE_UNREADABLE", words, in: .french)
    #expect(french == .init(what: "abc n'est pas un âge", why: "Dans âge.", fix: "Corrigez abc."))
  }

  @Test func `a language without the text falls back to English`() {
    let words = ["value": "9", "column": "c"]
    #expect(messages.text(for: "AGE_UNREADABLE", words, in: .arabic).what == "9 is no age")
    #expect(messages.text(for: "ENGLISH_ONLY", in: .french).what == "only English")
  }

  @Test func `a code that only another language knows speaks by its own name`() {
    #expect(messages.text(for: "FRENCH_ONLY", in: .french).what == "seulement français")
    #expect(messages.text(for: "FRENCH_ONLY", in: .english).what == "french only")
    #expect(messages.text(for: "FRENCH_ONLY", in: .arabic).what == "french only")
  }

  @Test func `an unknown code says its own words and its arguments in order`() {
    let text = messages.text(for: "ROW_TOO_LONG", ["value": "9", "known": "4"], in: .arabic)
    #expect(text == .init(what: "row too long, known 4, value 9"))
    #expect(messages.text(for: "ONE").what == "one")
    #expect(messages.text(for: "").what == "")
  }

  @Test func `a template is given as it stands and only in its own language`() {
    #expect(messages.template(of: "AGE_UNREADABLE", in: .english)?.what == "{value} is no age")
    #expect(messages.template(of: "AGE_UNREADABLE", in: .arabic) == nil)
    #expect(messages.template(of: "NONE", in: .english) == nil)
  }

  @Test func `the codes are listed by name, each once`() {
    #expect(messages.codes == ["AGE_UNREADABLE", "ENGLISH_ONLY", "FRENCH_ONLY"])
    #expect(Messages().codes.isEmpty)
  }

  @Test func `a text set again replaces the one before`() {
    var messages = messages
    messages.set(.init(what: "new"), for: "ENGLISH_ONLY", in: .english)
    messages.set(.init(what: "neuf"), for: "ENGLISH_ONLY", in: .french)
    #expect(messages.text(for: "ENGLISH_ONLY").what == "new")
    #expect(messages.text(for: "ENGLISH_ONLY", in: .french).what == "neuf")
    #expect(messages.codes.count == 3)
  }

  @Test(arguments: [
    ("plain", "plain"), ("{a}", "1"), ("{a}{b}", "1two"), ("{a} and {a}", "1 and 1"),
    ("x{a}y", "x1y"), ("{c}", ""), ("[{c}]", "[]"), ("{", "{"), ("}", "}"), ("{a", "{a"),
    ("a}", "a}"), ("}{a}", "}1"), ("{a} {", "1 {"), ("{}", ""), ("", ""), ("100 %", "100 %"),
    ("« {b} »", "« two »"), ("«{عدد}»", "«٣»"), ("{a}\n{b}", "1\ntwo"),
  ])
  func `gaps are filled and other braces stay`(_ template: String, _ expected: String) {
    #expect(Messages.fill(template, ["a": "1", "b": "two", "عدد": "٣"]) == expected)
  }

  @Test func `a value with braces is not filled again`() {
    #expect(Messages.fill("{a} {b}", ["a": "{b}", "b": "{a}"]) == "{b} {a}")
  }

  @Test func `all three parts are filled`() {
    var messages = Messages()
    messages.set(.init(what: "{x}", why: "{x}{x}", fix: "<{x}>"), for: "X", in: .arabic)
    let text = messages.text(for: "X", ["x": "ب"], in: .arabic)
    #expect(text == .init(what: "ب", why: "بب", fix: "<ب>"))
  }

  @Test func `why and fix may be left out`() {
    #expect(Messages.Text(what: "a") == Messages.Text(what: "a", why: "", fix: ""))
  }

  @Test func `the languages have their usual codes and Arabic runs from the right`() {
    #expect(Set(Messages.Language.allCases.map(\.rawValue)) == ["en", "fr", "ar"])
    #expect(Messages.Language(rawValue: "fr") == .french)
    #expect(Messages.Language(rawValue: "FR") == nil)
    #expect(Messages.Language.allCases.filter(\.isRightToLeft) == [.arabic])
  }
}
