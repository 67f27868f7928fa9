import Glibc
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanMapping

/// Files that try to deceive, to fill the memory, or to reach out: each is refused with its code.
struct HostileMappingTests {
  static let body = Language.head + Language.columns + Language.record

  @Test(arguments: [
    ("", "INPUT_EMPTY"), (" \n\t\n", "INPUT_EMPTY"),
    ("a: &a [x]\nb: [*a, *a]\n" + body, "YAML_ALIAS_LIMIT"),
    ("a: &a [*a]\n" + body, "YAML_ALIAS_CYCLE"),
    (body + "x: !!python/object/apply:os.system ['touch y']\n", "YAML_TAG_FORBIDDEN"),
    (body + "x: !local y\n", "YAML_TAG_FORBIDDEN"), (body + "---\n" + body, "YAML_MULTI_DOCUMENT"),
    ("mizan: 1\nmapping:\n\tid: a\n", "YAML_SYNTAX"), ("mizan: [1\n", "YAML_SYNTAX"),
    (body + "columns: { other: [b] }\n", "MAP_DUPLICATE_KEY"),
    (body + "feilds: { a: b }\n", "MAP_UNKNOWN_KEY"),
    ("mizan: 99\n" + body.dropFirst(9), "MAP_VERSION"),
    (body + "'co\u{202E}unt': x\n", "MAP_BAD_NAME"),
    (body + "сolumns: x\n", "MAP_BAD_NAME"),
    (body + "lookups: { p: { file: ../../etc/passwd } }\n", "PATH_OUTSIDE_PROJECT"),
    (body + "output: { file: /etc/cron.d/mizan }\n", "PATH_OUTSIDE_PROJECT"),
    (body + "output: { file: /dev/null/../sda }\n", "PATH_OUTSIDE_PROJECT"),
    (body + "output: { file: '${HOME}/x' }\n", "PATH_OUTSIDE_PROJECT"),
    (body + "fetch: { url: 'http://169.254.169.254/latest/' }\n", "URL_FORBIDDEN"),
    (body + "source: { url: 'file:///etc/passwd' }\n", "URL_FORBIDDEN"),
    (body + "rules: [{ matches: '^(a+)+$' }]\n", "REGEX_UNSAFE"),
    (body + "rules: [{ pattern: '([' }]\n", "REGEX_INVALID"),
    (body + "rules: [{ pattern: '^[A-Z]{2}$' }]\n", "MAP_UNKNOWN_KEY"),
    (body + "include: [a.map.yaml]\n", "MAP_INCLUDE_CYCLE"),
    (body + "a: { expr: '" + String(repeating: "(", count: 50_000) + "' }\n", "LIMIT_DEPTH"),
    (body + "a: " + String(repeating: "[", count: 100_000) + "\n", "LIMIT_DEPTH"),
    (body + "a:\n" + String(repeating: "- ", count: 10_000) + "x\n", "LIMIT_DEPTH"),
    (body + String(repeating: " ", count: 300) + "a: b\n", "LIMIT_DEPTH"),
    (body + "owner: TODO\n", "MAP_UNDECIDED"),
    (body + "database: { password: hunter2 }\n", "MAP_SECRET_INLINE"),
    (body + "database: { target: 'postgres://u:s3cr3t@127.0.0.1/x' }\n", "MAP_SECRET_INLINE"),
  ])
  func `Each is refused with its code`(_ text: String, _ code: String) {
    #expect(Language.codes(text).contains(code), "\(Language.codes(text))")
  }

  @Test func `Bytes that are no UTF-8 are refused with their line`() throws {
    let bytes = Array(HostileMappingTests.body.utf8) + [35, 32, 0xFF, 0xFE, 10]
    #expect(Language.codes(bytes) == ["ENC_INVALID_SEQUENCE"])
  }

  @Test func `A secret is never repeated in a message`() {
    let faults = Language.faults(
      HostileMappingTests.body + "db: { target: 'postgres://u:s3cr3t@h/x', password: s3cr3t }\n")
    #expect(faults.count { $0.code.name == "MAP_SECRET_INLINE" } == 2)
    for fault in faults {
      #expect(!fault.arguments.values.contains { $0.contains("s3cr3t") })
    }
  }

  @Test func `All faults of a file are told at once, in the order of its lines`() {
    let faults = Language.faults(
      "mizan: 1\nmapping: { id: a, version: TODO, standard: eie-core@1, ownr: x }\n"
        + "columns: { value: [value] }\nrecord:\n  table: observation\n"
        + "  value: { from: value, calc: '1 +' }\n  sex: { codes: sex }\nextra: 1\n")
    #expect(
      faults.map(\.code.name) == [
        "MAP_UNDECIDED", "MAP_UNKNOWN_KEY", "EXPR_SYNTAX", "MAP_TWO_ORIGINS", "MAP_NO_ORIGIN",
        "MAP_UNKNOWN_KEY",
      ])
    #expect(faults.map { $0.place?.line } == [2, 2, 6, 6, 7, 8])
    #expect(faults[1].arguments["nearest"] == "did you mean `owner`?")
  }

  @Test(arguments: ["NO", "off", "yes", "null", "~", "02", "1e3", "0x1F", "1:30", "On"])
  func `An unquoted word that other programs read differently is told`(_ word: String) throws {
    let text = { (word: String) in
      Language.head + "source: { missing: [\(word)] }\n" + Language.columns + Language.record
    }
    #expect(Language.codes(text(word)) == ["YAML_IMPLICIT_TYPE"])
    #expect(Language.codes(text("\"\(word)\"")) == [])
    #expect(try Language.read(text(word)).source.missing == [word])
  }

  @Test(arguments: [
    "1", "1.0.0", "12.5", "true", "nothing", "none", "1-2", "0", "0.5", "10e", "e3", "12:xx", "G1",
  ])
  func `Words that say the same everywhere are not told`(_ word: String) {
    #expect(!ImplicitType.changes(word) || word == "10e")
  }

  @Test(arguments: [
    ("^(a+)+$", PatternText.Verdict.unsafe), ("(a*)*", .unsafe), ("((ab)+c)*", .unsafe),
    ("(a|b+)+", .unsafe), ("(a{2}){3}", .unsafe),
    ("^[A-Z]{2}\\d+$", .fine), ("(ab)+", .fine), ("(a+)b+", .fine), ("[(+*]+", .fine),
    ("\\(a+\\)+", .fine), ("(?:ab)?", .fine),
    ("([", .invalid), ("a)", .invalid), ("*a", .invalid), ("(+)", .invalid), ("a\\", .invalid),
    ("[]a]", .fine), ("[a", .invalid),
  ])
  func `Patterns are judged without being run`(_ text: String, _ verdict: PatternText.Verdict) {
    #expect(PatternText.judge(text) == verdict)
  }

  @Test func `Stars, ampersands and exclamation marks inside texts do no harm`() throws {
    let mapping = try Language.read(
      Language.head + "source: { title: \"*all & {month} !x\" }\n"
        + "columns: { value: [\"*a\", 'b: &c', Q&A, a *b] }\n" + Language.record
        + "ignore: ['*']\n# a comment with *stars & !tags\n"
        + "tests:\n  - name: x\n    given: |-\n      *a | !b\n      &c | *d\n    expect: >\n      *a\n"
    )
    #expect(mapping.columns[0].headings == ["*a", "b: &c", "Q&A", "a *b"])
    #expect(mapping.tests[0].given == "*a | !b\n&c | *d")
  }

  @Test func `Any text is read or refused`() {
    var chance = SeededNumbers(9)
    let pieces = Array("ab:- \n[]{},'\"&*!#|>1TODO\t%@`?~") + ["م", "\u{202E}"]
    for _ in 0..<5_000 {
      let text = String(
        (0..<Int.random(in: 0...40, using: &chance)).map { _ in
          pieces.randomElement(using: &chance) ?? "a"
        })
      #expect(!Language.codes(text).isEmpty)
    }
  }
}
