import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

/// A form with groups, a repeated group, two languages, hashtags, and answers of several choices.
enum SampleForm {
  static let survey = """
    type|name|label::English (en)|label::Français (fr)|hxl
    start|start|||
    begin group|site|Site|Site|
    text|adm2|District|District|#adm2+code
    select_one status|status|Status|État|#status
    end group|||
    select_multiple needs or_other|needs|Needs|Besoins|#sector
    begin_repeat|grades|Grades|Classes|
    select_one grade|grade|Grade|Classe|
    integer|boys|Boys|Garçons|#reached+m
    end_repeat|||
    note|bye|Thank you|Merci|
    """
  static let choices = """
    list_name|name|label::English (en)|label::Français (fr)
    status|open|Open|Ouverte
    status|shut|Closed|Fermée
    |||
    needs|water|Water|Eau
    needs|wash|Hygiene|Hygiène
    grade|g1|Grade 1|CP1
    """

  static func file(_ survey: String = survey, _ choices: String = choices) -> MemoryTableFile {
    MemoryTableFile(
      format: "xlsx",
      sheets: [
        .init(name: "survey", rows: rows(survey)), .init(name: "choices", rows: rows(choices)),
      ]
    )
  }
}

@Suite struct `The form of a survey` {
  @Test func `gives each question with its groups, answers, labels and hashtag`() throws {
    let form = try XLSForm(SampleForm.file())
    #expect(
      form.questions.map(\.path)
        == [
          "start", "site/adm2", "site/status", "needs", "needs_other", "grades/grade",
          "grades/boys",
        ])
    #expect(form.questions[2].answer == .one(list: "status"))
    #expect(form.questions[3].answer == .several(list: "needs"))
    #expect(form.questions[1].labels == ["District", "District"])
    #expect(form.questions[1].hashtag == "#adm2+code")
    #expect(form.languages == ["english (en)", "français (fr)"])
    #expect(form.choices["needs"]?.map(\.name) == ["water", "wash"])
    #expect(form.choices["status"]?[1].labels == ["Closed", "Fermée"])
  }

  @Test func `gives the type of each question and the table of its answers`() throws {
    let form = try XLSForm(SampleForm.file())
    #expect(
      form.questions.map(\.type)
        == ["start", "text", "select_one", "select_multiple", "text", "select_one", "integer"])
    #expect(form.questions.map(\.table) == [nil, nil, nil, nil, nil, "grades", "grades"])
    let nested = try XLSForm(
      SampleForm.file(
        "type|name\nbegin repeat|a\nbegin group|b\ninteger|x\nbegin repeat|c\ninteger|y\nend repeat|\nend group|\ninteger|z\nend repeat|\ninteger|w"
      ))
    #expect(nested.questions.map(\.table) == ["a", "a/b/c", "a", nil])
  }

  @Test func `is told from data by what stands under its types`() throws {
    func one(_ text: String) -> MemoryTableFile {
      MemoryTableFile(format: "csv", sheets: [.init(name: "", rows: rows(text))])
    }
    func rows(_ text: String) -> [[String]] {
      text.split(separator: "\n").map {
        $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      }
    }
    #expect(try XLSForm.isForm(SampleForm.file()))
    #expect(try XLSForm.isForm(one("type|name|label\ntext|a|A\nselect_one x|b|B\nend|end|")))
    #expect(try !XLSForm.isForm(one("type|name\nprimary|A\nsecondary|B")))
    #expect(try !XLSForm.isForm(one("type|label\ntext|A")))
    #expect(try !XLSForm.isForm(one("type|name")))
    #expect(try !XLSForm.isForm(one("type|name\nstart|start\nend|end")))
    #expect(try XLSForm.isListOfAnswers(one("list_name|name|label\nyn|yes|Yes")))
    #expect(try XLSForm.isListOfAnswers(one("list name|value|label::fr\nyn|yes|Oui")))
    #expect(try !XLSForm.isListOfAnswers(one("name|label\nyes|Yes")))
    #expect(try !XLSForm.isListOfAnswers(SampleForm.file()))
  }

  @Test(arguments: [("French", nil), ("fr", 1), ("Français", 1), ("francais (fr)", 1), ("EN", 0)])
  func `knows its languages by name and by code`(word: String, index: Int?) throws {
    #expect(try XLSForm(SampleForm.file()).language(word) == index)
  }

  @Test(arguments: [
    ("select_one a", XLSForm.Answer.one(list: "a")), ("select one from a", .one(list: "a")),
    ("select one a", .one(list: "a")), ("SELECT_MULTIPLE a", .several(list: "a")),
    ("select all that apply from a", .several(list: "a")), ("select_one", .other),
    ("integer", .other), ("select_multiple a or_other", .several(list: "a")),
  ])
  func `reads the ways in which answers are declared`(type: String, answer: XLSForm.Answer) throws {
    let form = try XLSForm(SampleForm.file("type|name\n\(type)|q"))
    #expect(form.questions.first?.answer == answer)
  }

  @Test func `with old headings and without languages is read all the same`() throws {
    let form = try XLSForm(
      SampleForm.file("Type|Name|Label\nselect_one l|q|Question", "list name|value|label\nl|a|A"))
    #expect(form.questions[0].labels == ["Question"])
    #expect(form.choices["l"]?.map(\.name) == ["a"])
  }

  @Test func `without a sheet of questions is refused`() {
    let found = sourceFailure { try XLSForm(csv("a|b\n1|2")) }
    #expect(found?.diagnostics[0].code.name == "FORM_NO_SURVEY")
    let other = sourceFailure { try XLSForm(sheet("question|kind\nq|text", name: "survey")) }
    #expect(other?.diagnostics[0].code.name == "FORM_NO_SURVEY")
  }

  @Test func `has groups under all their names`() throws {
    let form = try XLSForm(
      SampleForm.file(
        """
        type|name
        begin group|a
        begin lgroup|b
        text|q
        end looped group|
        begin loop over l|c
        integer|n
        end loop|
        text|r
        end group|
        text|s
        """))
    #expect(form.questions.map(\.path) == ["a/b/q", "a/r", "s"])
  }

  @Test func `in JSON has a list of labels in the order of its languages`() throws {
    let file = TreeFile([
      (
        "/content/survey",
        rows(
          """
          type|name|label
          select_one l|q|["Which?", "Laquelle ?"]
          text|r|[null, "La \\"suite\\"\\u00e9\\ud83d\\ude00"]
          text|s|The same
          text|t|["Only one"]
          """)
      ),
      ("/content/choices", rows("list_name|name|label\nl|a|[\"A\",\"Â\"]\nl|b|")),
      ("/content/translations", rows("value\nEnglish (en)\nFrançais (fr)")),
    ])
    let form = try XLSForm(file)
    #expect(form.languages == ["English (en)", "Français (fr)"])
    #expect(
      form.questions.map(\.labels) == [
        ["Which?", "Laquelle ?"], ["", "La \"suite\"é😀"], ["The same", "The same"],
        ["Only one", ""],
      ])
    #expect(form.choices["l"]?.map(\.labels) == [["A", "Â"], ["", ""]])
    #expect(form.language("fr") == 1)
  }

  @Test(arguments: ["x", "[", "[1]", "[\"a\"", "[\"a]", "[\"\\u12\"]", "{}", ""])
  func `takes what is no list of texts as it stands`(text: String) {
    #expect(FormLabels.list(text) == nil)
  }

  @Test func `has the languages of its choices too`() throws {
    let form = try XLSForm(
      SampleForm.file("type|name|label::en\nselect_one l|q|Q", "list_name|name|label::ar\nl|a|أ"))
    #expect(form.languages == ["en", "ar"])
    #expect(form.choices["l"]?[0].labels == ["", "أ"])
  }

  @Test func `may be its questions alone`() throws {
    let form = try XLSForm(csv("type|name|label\ntext|q|Q"))
    #expect(form.questions.map(\.path) == ["q"])
  }

  @Test func `that ends groups it never began does no harm`() throws {
    let form = try XLSForm(SampleForm.file("type|name\nend group|\ntext|q\nend repeat|"))
    #expect(form.questions.map(\.path) == ["q"])
  }
}

@Suite struct `KoboToolbox source` {
  private func open(
    _ file: any TableFile, form: (any TableFile)? = SampleForm.file(), language: String? = nil,
    sheets: [String] = []
  ) throws -> Read {
    var findings = Findings()
    var options = SourceOptions(Input(path: "k.json"), TableLayout())
    options.layout.sheets = sheets
    options.files["form"] = form
    options.values["language"] = language
    return try read(try KoboSource.open(file, options, &findings))
  }

  private func submissions(_ text: String) -> TreeFile { TreeFile([("/results", rows(text))]) }

  @Test func `without a form the columns are as they came`() throws {
    let read = try open(submissions("site/adm2|needs|_uuid\nUG1|water wash|u"), form: nil)
    #expect(read.headings == ["site/adm2", "needs", "_uuid"])
    #expect(read.rows == [["UG1", "water wash", "u"]])
  }

  @Test func `answers of several choices have a column for each`() throws {
    let read = try open(
      submissions(
        "site/adm2|needs|_uuid\nUG1|water wash|u\nUG2|wash|v\nUG3||w\nUG4|other|x\nUG5|Hygiene|y"))
    #expect(
      read.headings == ["site/adm2", "needs", "_uuid", "needs/water", "needs/wash", "needs/other"])
    #expect(
      read.rows.map { $0.suffix(3) } == [
        ["1", "1", "0"], ["0", "1", "0"], ["", "", ""], ["0", "0", "1"], ["", "", ""],
      ])
  }

  @Test func `columns that an export has already are not made twice`() throws {
    let read = try open(
      csv("site/adm2|needs|needs/water|needs/wash|_uuid\nUG1|water|1|0|u"))
    #expect(
      read.headings == ["site/adm2", "needs", "needs/water", "needs/wash", "_uuid", "needs/other"])
    #expect(read.rows == [["UG1", "water", "1", "0", "u", "0"]])
  }

  @Test func `columns of choices are known by the labels of question and choice`() throws {
    let read = try open(
      csv("District|Besoins|Besoins/Eau|Besoins/Hygiène|Besoins/x|_uuid\nUG1|Eau|1|0|7|u"))
    #expect(
      read.headings == [
        "site/adm2", "needs", "needs/water", "needs/wash", "Besoins/x", "_uuid", "needs/other",
      ])
    // A cell with labels says nothing about the choices that have no column.
    #expect(read.rows == [["UG1", "Eau", "1", "0", "7", "u", ""]])
  }

  @Test func `a question that was moved between versions is one column`() throws {
    let read = try open(
      submissions("adm2|old/status|site/status|__version__|_uuid\nUG1|open||v1|u\nUG2||shut|v2|v"))
    #expect(read.headings == ["site/adm2", "site/status", "__version__", "_uuid"])
    #expect(read.rows.map { $0[1] } == ["open", "shut"])
    #expect(read.rows.map { $0[2] } == ["v1", "v2"])
  }

  @Test func `names, labels and names with hyphens are all the question's path`() throws {
    for headings in ["adm2|status|_uuid", "District|État|_uuid", "site-adm2|site-status|_uuid"] {
      let read = try open(csv(headings + "\nUG1|open|u"))
      #expect(read.headings.prefix(2) == ["site/adm2", "site/status"], "\(headings)")
    }
  }

  @Test func `the hashtags of the form are those of the columns`() throws {
    let read = try open(submissions("site/adm2|site/status|_uuid\nUG1|open|u"))
    #expect(read.located.headings.map(\.tag) == ["#adm2+code", "#status", nil])
  }

  @Test func `in a language choices are written as its labels`() throws {
    let read = try open(
      submissions("site/status|needs|_uuid\nopen|water wash|u\nshut|other|v\nruined||w"),
      language: "fr")
    #expect(
      read.rows.map { $0.prefix(2) } == [
        ["Ouverte", "Eau, Hygiène"], ["Fermée", "other"], ["ruined", ""],
      ])
    // The columns of choices go by names in any language.
    #expect(read.rows[0].suffix(3) == ["1", "1", "0"])
    #expect(read.codes.isEmpty)
    let found = sourceFailure { try open(submissions("_uuid\nu"), language: "Arabic") }
    #expect(found?.diagnostics[0].code.name == "FORM_LANGUAGE_UNKNOWN")
  }

  @Test func `a repeated group is a table with what stands around it`() throws {
    let file = TreeFile([
      ("/results", rows("site/adm2|_uuid\nUG1|u")),
      (
        "/results/grades",
        rows("grades/grade|grades/boys|../site/adm2|../_uuid|_index\ng1|4|UG1|u|1\ng2|5|UG1|u|2")
      ),
    ])
    let read = try open(file, language: "en", sheets: ["*grades"])
    #expect(read.headings == ["grades/grade", "grades/boys", "../site/adm2", "../_uuid", "_index"])
    #expect(read.rows.map { $0[0] } == ["Grade 1", "g2"])
    #expect(read.located.headings[1].tag == "#reached+m")
  }

  @Test(arguments: [true, false])
  func `a sheet of a repeated group has what stands around it`(hasForm: Bool) throws {
    let file = MemoryTableFile(
      format: "xlsx",
      sheets: [
        .init(
          name: "Data", rows: rows("site/adm2|status|_index|_uuid\nUG1|open|1|u\nUG2|shut|2|v")),
        .init(
          name: "grades",
          rows: rows(
            """
            grades/grade|grades/boys|_index|_parent_table_name|_parent_index
            g1|4|1|Data|2
            g1|5|2|Data|1
            g1|6|3|Data|9
            """)),
        .init(
          name: "books",
          rows: rows("title|_index|_parent_table_name|_parent_index\nABC|1|grades|2")),
      ])
    let read = try open(
      file, form: hasForm ? SampleForm.file() : nil, language: hasForm ? "fr" : nil,
      sheets: ["grades"])
    #expect(
      read.headings == [
        "grades/grade", "grades/boys", "_index", "_parent_table_name", "_parent_index",
        "../site/adm2", hasForm ? "../site/status" : "../status", "../_index", "../_uuid",
      ])
    #expect(
      read.rows.map { $0.suffix(4) } == [
        ["UG2", hasForm ? "Fermée" : "shut", "2", "v"],
        ["UG1", hasForm ? "Ouverte" : "open", "1", "u"], ["", "", "", ""],
      ])
    let inner = try open(file, form: hasForm ? SampleForm.file() : nil, sheets: ["books"])
    #expect(Array(inner.headings.suffix(4).prefix(1)) == ["../../site/adm2"])
    #expect(inner.rows[0].suffix(4).first == "UG1")
  }

  @Test func `sheets that name each other come to an end`() throws {
    let file = MemoryTableFile(
      format: "xlsx",
      sheets: ["a", "b"].map { name in
        .init(
          name: name,
          rows: rows(
            "x|_uuid|_index|_parent_table_name|_parent_index\n1|u|1|\(name == "a" ? "b" : "a")|1"))
      })
    let read = try open(file, form: nil, sheets: ["a"])
    #expect(read.headings.prefix(6).last == "../x")
    #expect(read.headings.count < 100)
  }

  @Test func `a file that holds form and answers is read for the answers`() throws {
    let file = TreeFile([
      ("/content/survey", rows("type|name\ntext|adm2")),
      ("/submissions", rows("site/adm2|_geolocation|_notes|_tags|../version\nUG1|1 2|||v1")),
    ])
    #expect(try open(file).rows[0][0] == "UG1")
    let head = FileHead(file, input: Input(path: "f.json"))
    #expect(SourceCatalog.recognize(head).why.reason.code.name == "SOURCE_FORM")
  }

  @Test func `the questions of a form alone are a form, other tables of types and names are none`()
  {
    func code(_ text: String) -> String? {
      KoboSource.recognize(FileHead(csv(text), input: Input(path: "f.csv")))?.reason.code.name
    }
    #expect(
      code("type|name|label\nstart|start|\nbegin group|a|A\nselect_one l|q|Q\nend group||")
        == "SOURCE_FORM")
    #expect(code("list_name|name|label::ar\nl|a|أ") == "SOURCE_FORM")
    #expect(code("list_name|name|note\nl|a|A") == nil)
    #expect(code("type|name|label\nprimary|School A|A\ntext|b|B\nnote|c|C") == nil)
    #expect(code("type|name\ntext|a\ntext|b\ntext|c") == nil)
  }

  @Test(arguments: [
    ("site/adm2|_uuid|_submission_time", Recognition.Strength.certain),
    ("a|formhub/uuid|meta/instanceID", .certain), ("a|_uuid", .likely),
    ("SubmissionDate|a-b|KEY", .certain), ("a|PARENT_KEY|KEY", .certain),
    ("grade|_parent_table_name|_submission__id", .certain),
    ("a|__id|__system/submissionDate", .likely),
  ])
  func `is recognised by what the servers write`(
    headings: String, strength: Recognition.Strength
  ) {
    let head = FileHead(csv(headings + "\n1|2|3"), input: Input(path: "f.csv"))
    let found = SourceCatalog.recognize(head)
    #expect(found.source.descriptor.name == "kobo")
    #expect(found.why.strength == strength)
  }

  @Test func `a form is recognised as a form, other tables are neither`() {
    let form = SourceCatalog.recognize(FileHead(SampleForm.file(), input: Input(path: "f.xlsx")))
    #expect(form.source.descriptor.name == "kobo")
    #expect(form.why.reason.code.name == "SOURCE_FORM")
    let other = FileHead(csv("KEY|value\n1|2"), input: Input(path: "f.csv"))
    #expect(KoboSource.recognize(other) == nil)
  }

  @Test func `without the server's columns the form says whose they are`() throws {
    let read = try open(csv("Besoins|adm2|remarks\nwater|UG1|x"))
    #expect(read.headings.prefix(3) == ["needs", "site/adm2", "remarks"])
    let found = sourceFailure { try open(csv("a|b|c\n1|2|3")) }
    #expect(found?.diagnostics[0].code.name == "SOURCE_UNFIT")
  }
}
