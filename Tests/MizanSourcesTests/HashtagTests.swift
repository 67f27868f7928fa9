import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

struct HashtagTests {
  @Test func `Tags below the headings are taken and are no data`() throws {
    let result = try read(csv("governorate|in need\n#adm1 +name|#InNeed \nHebron|226800"))
    #expect(result.located.headings.map(\.tag) == ["#adm1+name", "#inneed"])
    #expect(result.headings == ["governorate", "in need"])
    #expect(result.rows == [["Hebron", "226800"]])
    #expect(result.codes == [])
  }

  @Test func `Tags may stand two rows below`() throws {
    let result = try read(csv("governorate|in need\n(name)|(people)\n#adm1|#inneed\nHebron|22"))
    #expect(result.located.headings.map(\.tag) == ["#adm1", "#inneed"])
    #expect(result.rows == [["Hebron", "22"]])
  }

  @Test func `Some columns may have no tag`() throws {
    let result = try read(csv("a|b|c\n#adm1||#inneed\nHebron|x|22"))
    #expect(result.located.headings.map(\.tag) == ["#adm1", nil, "#inneed"])
  }

  @Test func `Headings that are tags themselves count as tags`() throws {
    let result = try read(csv("#adm1+code|#inneed\nPS01|22"))
    #expect(result.headings == ["#adm1+code", "#inneed"])
    #expect(result.located.headings.map(\.tag) == ["#adm1+code", "#inneed"])
  }

  @Test func `Misspelt and malformed tags are told`() throws {
    let result = try read(
      csv("a|b|c\n#afected+num|#adm1+code #x|#adm2\nx|y|1"))
    #expect(result.codes == ["HXL_TAG_INVALID", "HXL_TAG_INVALID"])
    #expect(result.findings.groups[0].arguments == ["value": "#afected+num", "known": "#affected"])
    #expect(result.findings.groups[0].examples == [Place("file.csv", row: 2, column: 1)])
    #expect(result.rows == [["x", "y", "1"]])
  }

  @Test(arguments: ["#adm1", "#adm6", "#adm1 +name", "#x_own", "#beneficiary+sex+f", "#grade"])
  func `Sound tags`(tag: String) { #expect(Hashtags.problem(in: tag) == nil) }

  @Test(arguments: [
    "#", "# of schools", "#adm1++x", "#adm1+", "#adm1 name", "#1", "adm1", "#sectr",
  ])
  func `Unsound tags`(tag: String) { #expect(Hashtags.problem(in: tag) != nil) }

  @Test func `Numbers of things are no tags`() {
    #expect(!Hashtags.isRow(["# of learners", "# of schools"]))
    #expect(!Hashtags.isRow(["#REF!", "#NAME?"]))
    #expect(!Hashtags.isRow([]))
    #expect(!Hashtags.isRow(["school", "#adm1", "x"]))
  }

  @Test func `Pupils' rows with a number sign stay data`() throws {
    let result = try read(csv("school|room\nA|#5\nB|#6"))
    #expect(result.rows.count == 2)
  }
}
