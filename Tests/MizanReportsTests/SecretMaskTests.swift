import MizanDiagnostics
import Testing

@testable import MizanReports

@Suite struct `Secrets in excerpts` {
  @Test(arguments: [
    ("out: 'postgres://u:s3cr3t@127.0.0.1/x'", "out: 'postgres://u:******@127.0.0.1/x'"),
    ("a: http://u:p@h, b: ftp://v:qq@i", "a: http://u:*@h, b: ftp://v:**@i"),
    ("a: postgres://u:p:w@x@h/y", "a: postgres://u:*****@h/y"),
    ("db: { password: hunter2, user: me }", "db: { password: *******, user: me }"),
    ("  Password: \"a, b\" # old", "  Password: \"****\" # old"),
    ("\"api_key\": 'k1'", "\"api_key\": '**'"),
    ("token:", "token:"),
  ])
  func `are hidden and as long as before`(_ line: String, _ shown: String) {
    #expect(SecretMask.hide(in: line) == shown)
    #expect(SecretMask.hide(in: line).count == line.count)
  }

  @Test(arguments: [
    "title: See http://example.org/a:b@c", "sex: {from: sex, codes: sex}", "passwords", "",
    "://", "a://b:c", "fix: Ask @anna: she knows",
  ])
  func `other lines stay as they are`(_ line: String) {
    #expect(SecretMask.hide(in: line) == line)
  }

  @Test func `a message never shows the password of the line it points at`() {
    var renderer = TextRenderer(TestMessages.all)
    renderer.excerpt = { _, _ in "out: 'postgres://u:s3cr3t@h/x'" }
    let failure = Failure(
      .mapping, Code("MAP_UNKNOWN_KEY", .error), at: Place("a.yaml", column: 1, line: 13))
    let text = renderer.render(failure: failure).text
    #expect(text.contains("13 | out:") && !text.contains("s3cr3t"))
  }
}
