import Testing

@testable import Mizan

/// What single headings, tags and values are taken for.
@Suite struct `Evidence` {
  private let scorer: ColumnScorer
  private let vocabulary: Vocabulary

  init() throws {
    vocabulary = try Vocabulary(Workshop.standards)
    let country = try Workshop.standards.country("KEN")
    scorer = ColumnScorer(
      headings: HeadingEvidence(vocabulary, GradeLabels(Workshop.standards, country)),
      values: ValueEvidence(
        vocabulary: vocabulary, standards: Workshop.standards, country: country))
  }

  private func column(
    _ heading: String, _ values: [String] = [], tag: String? = nil, kind: Cell.Kind = .text
  ) -> ColumnProposal {
    var column = ColumnSketch(Heading(heading, column: 0, tag: tag), firstLine: heading)
    let batch = RecordBatch()
    for (index, value) in values.enumerated() {
      batch.beginRow(number: index + 2)
      batch.append(value.utf8, kind: kind)
      batch.endRow()
      column.add(batch.cell(row: index, column: 0), batch)
    }
    return scorer.propose(column)
  }

  @Test(arguments: [
    ("Lead organisation", "activity.org_lead"), ("Organisation chef de file", "activity.org_lead"),
    ("المنظمة المنفذة", "activity.org_impl"), ("Organización implementadora", "activity.org_impl"),
    ("Bailleur", "activity.donor"), ("Activity Status", "activity.status"),
    ("Date de début", "activity.start_date"), ("تاريخ الانتهاء", "activity.end_date"),
    ("Mes reportado", "activity.report_month"), ("Année scolaire", "observation.school_year"),
    ("المحافظة", "activity.ref_area"), ("Code of district", "activity.ref_area"),
    ("ADM2_PCODE", "activity.ref_area"), ("رمز المدرسة", "facility.national_id"),
    ("Nom de l'école", "facility.name"), ("Latitude (GPS)", "facility.lat"),
    ("Total beneficiaries", "total"), ("المجموع", "total"), ("Girls", "observation.value"),
    ("Type of attack", "incident.attack_type"), ("Beneficiary type", "observation.displacement"),
  ]) func `of the heading alone names the field`(heading: String, field: String) {
    let best = column(heading).best
    #expect(best?.concept.target == field)
    #expect((0.7...0.9).contains(best?.confidence ?? 0), "\(best?.confidence ?? 0)")
    #expect(best?.reasons.isEmpty == false)
  }

  @Test(arguments: [
    "Organisation type", "Cluster / Sector", "Remarks", "ملاحظات", "Commentaires", "Unidad",
    "Phone",
  ]) func `knows what has no place in the standard`(heading: String) {
    #expect(column(heading).best?.concept.kind == Concept.Kind.none)
    #expect(column(heading).best?.concept.target == "")
  }

  @Test func `of values makes a heading surer`() {
    let heading = column("Status").best?.confidence ?? 0
    let both = column("Status", ["Ongoing", "Completed", "Planned"]).best
    #expect(both?.concept.target == "activity.status")
    #expect(both?.confidence ?? 0 > heading + 0.05)
    #expect(both?.reasons.contains { $0.code == .byCodes && $0.value == "activity_status" } == true)
  }

  @Test func `of values alone proposes with less confidence`() {
    let best = column("Xyzzy", ["Male", "Female", "Male", "Female"]).best
    #expect(best?.concept.target == "observation.sex")
    #expect((0.4...0.75).contains(best?.confidence ?? 0))
  }

  @Test func `of values speaks against a heading`() {
    let dates = column("Start date", ["2023-01-02", "2023-02-03"], kind: .date).best
    let words = column("Start date", ["soon", "later", "unknown"])
    #expect(dates?.confidence ?? 0 > 0.9)
    #expect(words.best?.confidence ?? 1 < 0.6)
    #expect(words.best?.reasons.contains { $0.code == .againstValues } == true)
  }

  @Test func `of place names needs the country`() {
    let found = column("Place", ["Mombasa", "Kwale", "Kilifi"]).best
    #expect(found?.concept.target == "activity.ref_area")
    #expect(found?.reasons.first?.code == .byAreas)
  }

  @Test func `tells codes of places from their names`() {
    #expect(column("County", ["KE001", "KE002"]).best?.concept.kind == .pcode)
    #expect(column("County code", ["KE001", "KE002"]).best?.concept.kind == .pcode)
    #expect(column("County code", ["Mombasa", "Kwale"]).best?.concept.kind == .area)
  }

  @Test(arguments: [
    ("VE0701", true), ("AF01", true), ("NGA008", true), ("KE", false), ("0701", false),
    ("ve07", false), ("Area 1", false), ("ABCDE1", false), ("VE0701x", false),
  ]) func `knows the form of a code of a place`(text: String, fits: Bool) {
    #expect(PlaceCode.fits(text) == fits)
  }

  @Test(arguments: [
    ("#adm1+name", "activity.ref_area"), ("#adm2 +code", "activity.ref_area"),
    ("#org+impl", "activity.org_impl"), ("#inneed", "observation.value"),
    ("#date+start", "activity.start_date"), ("#org+type", ""), ("#sector", ""),
  ]) func `of a hashtag names the field whatever the heading`(tag: String, field: String) {
    let best = column("Zzz", tag: tag).best
    #expect(best?.concept.target == field)
    #expect(best?.reasons.first?.code == .byTag)
  }

  @Test func `of a tag wins over the words`() {
    #expect(column("Partner", tag: "#org+funder").best?.concept.name == "donor")
  }

  @Test func `takes other sectors for none of ours, whatever their tag`() {
    let best = column("Shelter & NFIs", ["100", "200"], tag: "#inneed").best
    #expect(best?.concept.kind == Concept.Kind.none)
    #expect(column("Education", ["100", "200"], tag: "#inneed").best?.concept.name == "in_need")
  }

  @Test func `takes a share for no number of people`() {
    let best = column("%Population reached", ["0.2", "1"]).best
    #expect(best?.confidence ?? 1 < 0.6)
  }

  @Test func `never gives more than the most confidence`() {
    let best = column(
      "Activity status", ["Ongoing", "Completed", "Planned"], tag: "#status"
    ).best
    #expect(best?.confidence == ColumnScorer.most)
  }

  @Test(arguments: [(0.0, "0.00"), (0.834, "0.83"), (0.836, "0.84"), (0.05, "0.05"), (1, "1.00")])
  func `is shown in hundredths`(confidence: Double, text: String) {
    #expect(Percent.text(confidence) == text)
  }
}
