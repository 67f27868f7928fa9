import Testing

@testable import Mizan

/// Each kind of evidence: values that fit it, values that do not, and how much it may say.
@Suite struct `Kinds of evidence` {
  private let plain: ColumnDesk
  private let uganda: ColumnDesk

  init() throws {
    plain = try ColumnDesk()
    uganda = try ColumnDesk(country: "UGA")
  }

  /// A heading that nothing knows.
  private let unknown = "Xyzzy"

  @Test(arguments: [
    (["Girls", "Boys"], "observation.sex"), (["féminin", "masculin"], "observation.sex"),
    (["ذكور", "إناث"], "observation.sex"), (["Ongoing", "Completed"], "activity.status"),
    (["Refugee", "Returnee", "IDP"], "observation.displacement"),
    (["Gulu", "Arua", "Moyo"], "activity.ref_area"), (["UG3072", "UG3074"], "activity.ref_area"),
    (["2023/24", "2022/23"], "observation.school_year"),
    (["٢٠٢٣/٢٠٢٤", "٢٠٢٢/٢٠٢٣"], "observation.school_year"),
  ]) func `from values alone names the field`(values: [String], field: String) {
    let found = uganda.proposal(unknown, values)
    #expect(found.best?.concept.target == field)
    #expect((0.3...0.9).contains(found.best?.confidence ?? 0), "\(found.best?.confidence ?? 0)")
  }

  @Test(arguments: [
    ["alpha", "beta", "gamma"], ["1", "2", "3"], ["Yes", "No"], ["oui", "non"], ["نعم", "لا"],
    ["-", "."], ["a"], ["0.1", "0.25"], ["School meals", "Books"],
  ]) func `from other values alone says nothing`(values: [String]) {
    #expect(plain.confidence(unknown, values) < DraftMaker.sure)
    #expect(plain.field(unknown, values) == "", "\(plain.field(unknown, values))")
  }

  @Test(arguments: [
    ("School name", "Hill School", "12"), ("Organisation", "A and B", "2024"),
    ("Nom de l'école", "École A", "7"), ("اسم المدرسة", "مدرسة النور", "3"),
    ("Donor", "Fund", "15"), ("Activité", "Repas", "50"),
  ]) func `of texts is weaker over numbers`(heading: String, text: String, number: String) {
    let texts = plain.confidence(heading, [text, text + " 2", text + " x"])
    let numbers = plain.confidence(heading, [number, number + "1", number + "2"])
    #expect(texts >= 0.8)
    #expect(numbers < DraftMaker.sure)
  }

  @Test(arguments: ["Girls", "Learners", "Élèves", "الطلاب", "Estudiantes", "Reached", "Atteints"])
  func `of counts is weaker over words`(heading: String) {
    #expect(plain.confidence(heading, ["12", "7", "0", "31"]) >= 0.8)
    #expect(plain.confidence(heading, ["many", "few", "none"]) < DraftMaker.sure)
  }

  @Test(arguments: [
    ("Start date", ["2024-01-05", "2024-02-06"]), ("Date de fin", ["05/01/2024", "31/12/2024"]),
    ("تاريخ البدء", ["2024-01-05", "2024-02-06"]), ("Fecha final", ["2024-01-05", "2024-02-06"]),
  ]) func `of days is surer over days and weaker over anything else`(
    heading: String, days: [String]
  ) {
    let bare = plain.confidence(heading)
    #expect(plain.confidence(heading, days) > bare)
    #expect(plain.confidence(heading, ["soon", "later"]) < DraftMaker.sure)
    #expect(plain.confidence(heading, ["15000", "20000"]) <= bare)
    #expect(plain.proposal(heading, days).best?.reasons.contains { $0.code == .byDates } == true)
  }

  @Test(arguments: [
    ("Month", ["May 2023", "June 2023"]), ("Mois", ["janvier", "février"]),
    ("الشهر", ["أيار", "حزيران"]), ("Month", ["2023-05", "2023-06"]),
  ]) func `of months is surer over months`(heading: String, months: [String]) {
    #expect(plain.confidence(heading, months) > plain.confidence(heading))
    #expect(plain.confidence(heading, ["wet", "dry"]) < DraftMaker.sure)
  }

  @Test func `of years needs years`() {
    #expect(plain.confidence(of: "year", "Year", ["2023", "2024"]) > 0.86)
    #expect(plain.confidence(of: "year", "Year", ["1", "2"]) < DraftMaker.sure)
    #expect(plain.confidence(of: "year", "Year", ["1850", "2024"]) < DraftMaker.sure)
  }

  @Test func `of degrees needs degrees`() {
    #expect(plain.confidence("Latitude", ["3.1", "2.75"]) >= 0.86)
    #expect(plain.confidence("Latitude", ["310.5", "275.0"]) < DraftMaker.sure)
    #expect(plain.confidence("Longitude", ["310.5", "175.0"]) < DraftMaker.sure)
    #expect(plain.confidence("خط الطول", ["32.1", "31.9"]) >= 0.86)
    #expect(plain.field(unknown, ["3.1", "2.75"]) == "", "numbers alone are no place")
  }

  @Test func `of grades needs labels of grades`() {
    #expect(uganda.confidence(of: "grade", "Class", ["P1", "P2", "P3"]) > 0.86)
    #expect(uganda.confidence(of: "grade", "Class", ["red", "blue"]) < DraftMaker.sure)
    #expect(uganda.confidence(of: "grade", unknown, ["P1", "P2", "P3"]) >= 0.5)
  }

  @Test func `of a country's areas needs the country`() {
    let names = ["Gulu", "Arua", "Moyo"]
    #expect(uganda.confidence("District", names) > plain.confidence("District", names))
    #expect(
      uganda.confidence(of: "adm4", "Village", names)
        < plain.confidence(of: "adm4", "Village", names), "districts are no villages")
    #expect(plain.field(unknown, names) == "")
  }

  @Test(arguments: [
    ("Beneficiary status", ["Yes", "No"]), ("Activity", ["Sí", "No"]), ("School", ["oui", "non"]),
    ("المحافظة", ["نعم", "لا"]), ("Country of origin", ["no", "si"]),
  ]) func `of yes and no names nothing`(heading: String, values: [String]) {
    let fields = plain.proposal(heading, values).candidates.filter { $0.concept.kind != .none }
    #expect(fields.allSatisfy { $0.confidence < DraftMaker.sure }, "\(fields.map(\.concept.name))")
  }

  @Test func `of the country of origin needs countries`() {
    #expect(plain.field("Country of origin", ["South Sudan", "Burundi"]) == "observation.origin")
    #expect(plain.confidence("Country of origin", ["South Sudan", "Burundi"]) > 0.86)
  }

  @Test func `adds up, and never to certainty`() {
    let word = plain.confidence("Sex")
    let values = plain.confidence(unknown, ["Girls", "Boys"])
    let both = plain.confidence("Sex", ["Girls", "Boys"])
    let all = plain.confidence("Sex", ["Girls", "Boys"], tag: "#gender")
    #expect(both > word)
    #expect(both > values)
    #expect(all >= both)
    #expect(all <= ColumnScorer.most)
  }

  @Test(arguments: [
    "Names or number of organisations that were told about the school feeding",
    "Please say in which of the districts the children of the school live at the moment",
    "Have any of the members of the household been reached by awareness campaigns?",
    "Merci de dire en quelques mots ce que les enfants de cette école ont reçu cette année",
    "يرجى ذكر ما حصل عليه الأطفال في هذه المدرسة خلال هذا العام من كتب أو وجبات أو غيرها",
  ]) func `of single words in a sentence says little`(heading: String) {
    #expect(plain.confidence(heading) < DraftMaker.sure)
    #expect(plain.confidence(heading, ["a", "b"]) < DraftMaker.sure)
  }

  @Test(arguments: [
    "Number of desks", "Number of mats", "Value of the grant", "Nombre de bancs", "عدد المقاعد",
    "Número de pupitres",
  ]) func `of a number of other things is no number of people`(heading: String) {
    #expect(plain.confidence(heading, ["3", "4", "5"]) < DraftMaker.sure)
  }

  @Test func `of what stands around the rows counts nothing`() {
    #expect(plain.field("learners", ["12", "13"]) == "observation.value")
    #expect(plain.confidence("../learners", ["12", "12"]) < DraftMaker.sure)
    #expect(plain.field("../site/district", ["A", "B"]) == "activity.ref_area")
  }

  @Test(arguments: [
    ("grades/girls", "observation.value"), ("site/district", "activity.ref_area"),
    ("A/B/school_name", "facility.name"), ("site/latitude", "facility.lat"),
  ]) func `reads the last step of a heading with groups`(heading: String, field: String) {
    #expect(plain.field(heading) == field)
    #expect(plain.confidence(heading) >= 0.8)
  }

  @Test(arguments: [
    ("Organisation of the donor", "donor"), ("Implementing organisation of activity", "org_impl"),
    ("Estado de avance de la actividad", "status"), ("Statut du projet et activité", "status"),
    ("Organisation (donor)", "org_lead"), ("Fecha final de actividad", "end_date"),
    ("Comunidad o escuela", "facility_name"), ("Village / école", "facility_name"),
    ("Sex of the respondent", "asked"), ("Age of head of household", "asked"),
  ]) func `takes the narrower of two fields that a heading names`(heading: String, concept: String)
  {
    #expect(plain.proposal(heading).best?.concept.name == concept)
  }

  @Test(arguments: [
    ("Project code", "plan_id"), ("Code projet", "plan_id"), ("ID of the project", "plan_id"),
    ("رمز المشروع", "plan_id"), ("Código de la acción", "activity_id"),
    ("School code", "facility_code"), ("Code du lieu de l'école", "facility_code"),
    ("District code", "adm2_code"), ("Código municipio", "adm2_code"), ("County ID", "adm1_code"),
  ]) func `takes a code for the code of what is named`(heading: String, concept: String) {
    let found = plain.proposal(heading).candidates.prefix(2).map(\.concept.name)
    #expect(found.contains(concept), "\(found)")
  }

  @Test(arguments: [
    ("Project name", ""), ("Titre du projet", ""), ("Nombre del proyecto", ""), ("المشروع", ""),
    ("School name", "facility.name"), ("Activity name", "activity.name"),
  ]) func `takes a name for the name, where the standard has a place for it`(
    heading: String, field: String
  ) {
    #expect(plain.field(heading) == field)
    #expect(plain.confidence(heading) >= 0.7)
  }

  @Test(arguments: [
    ("#adm2+code", "District", "pcode"), ("#adm2", "Kreis", "area"), ("#org+impl", "Qui", "text"),
    ("#affected+f", "Zahl", "count"), ("#date+start", "Beginn", "date"),
    ("#loc+school+name", "Ort", "text"), ("#geo+lat", "Breite", "lat"),
    ("#country+origin", "Woher", "code"), ("#status", "Stand", "code"),
  ]) func `of a hashtag decides in any language`(tag: String, heading: String, kind: String) {
    let best = plain.proposal(heading, tag: tag).best
    #expect(best?.concept.kind.rawValue == kind)
    #expect(best?.reasons.first?.code == .byTag)
    #expect((0.62...0.9).contains(best?.confidence ?? 0))
  }

  @Test func `of a tag that says something else counts against the words`() {
    let without = plain.confidence(of: "org_lead", "Organisation")
    let against =
      plain.proposal("Organisation", tag: "#org+funder").candidates
      .first { $0.concept.name == "org_lead" }?.confidence ?? 0
    #expect(against < without)
  }

  @Test func `is put in one order, the surest first`() {
    for heading in ["Status of the school", "Partner", "Girls", "Name of school district"] {
      let candidates = plain.proposal(heading).candidates
      #expect(candidates.map(\.confidence) == candidates.map(\.confidence).sorted(by: >))
      #expect(candidates.allSatisfy { $0.confidence >= ColumnScorer.least && !$0.reasons.isEmpty })
      let again = plain.proposal(heading).candidates
      #expect(candidates.map(\.concept.name) == again.map(\.concept.name))
    }
  }

  @Test func `has its reason in words of three languages`() {
    let messages = Workshop.standards.messages()
    let found = [
      uganda.proposal("District", ["Gulu", "Arua"]), plain.proposal("Sex", ["Girls", "Boys"]),
      plain.proposal("Girls 6-11", ["1", "2"]),
      plain.proposal("Start date", ["2024-01-02", "soon"]),
      plain.proposal("Start date", ["soon", "later"]), plain.proposal("x", tag: "#adm1"),
      plain.proposal("Learners", ["1", "2"]),
    ]
    var codes: Set<String> = []
    for reason in found.flatMap(\.candidates).flatMap(\.reasons) {
      codes.insert(reason.code.name)
      let texts = Messages.Language.allCases.map { reason.text(messages, $0) }
      #expect(Set(texts).count == texts.count, "\(texts)")
      #expect(texts.allSatisfy { !$0.contains("{") })
    }
    #expect(
      codes.isSuperset(of: [
        "SUGGEST_BY_HEADING", "SUGGEST_BY_AREAS", "SUGGEST_BY_CODES", "SUGGEST_BY_DIMENSIONS",
        "SUGGEST_BY_TAG", "SUGGEST_AGAINST_VALUES", "SUGGEST_BY_NUMBERS",
      ]))
  }
}
