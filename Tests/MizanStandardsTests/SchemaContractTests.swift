import MizanStandards
import Testing

/// The schema that readers of outputs rely on: names and order of columns, what is written when a
/// mapping says nothing, what a mapping must say. A change here is a new version of the standard.
struct SchemaContractTests {
  /// The columns of each table in the order in which they are written.
  static let order: [(table: String, fields: String)] = [
    (
      "observation",
      """
      ref_area school_year ref_date measure indicator level grade programme sex age ownership
      location displacement disability origin subject_id value unit obs_status conf_status
      source_id source_ref note
      """
    ),
    (
      "facility",
      """
      facility_id national_id other_ids name name_local type levels programme ownership authority
      authority_name sex_type shifts ref_area lat lon geo_precision functionality damage use
      modality wash_water wash_sanitation wash_hygiene electricity accessible status_date
      valid_from valid_to conf_status source_id source_ref
      """
    ),
    (
      "activity",
      """
      activity_id plan_id org_lead org_impl donor activity_type name modality ref_area
      facility_id status start_date end_date report_month reporting_mode dedup conf_status
      source_id source_ref
      """
    ),
    (
      "incident",
      """
      incident_id date date_precision ref_area facility_id attack_type actor_type verification
      report_date conf_status source_id source_ref
      """
    ),
    (
      "source",
      """
      source_id title publisher authority source_type country school_year ref_date version
      language calendar number_format date_order area_version structure_system population_scope
      expected_facilities reported_facilities licence file format sheet mapping mapping_version file_hash
      retrieved
      """
    ),
    (
      "area",
      """
      ref_area name name_local alt_names adm_level parent iso_3166_2 valid_from valid_to
      succeeded_by bbox
      """
    ),
    (
      "structure",
      """
      country system valid_from valid_to grade grade_aliases level official_age compulsory
      """
    ),
  ]

  /// What a field gets when nobody says anything.
  static let defaults: [(table: String, fields: String)] = [
    (
      "observation",
      """
      level=_T grade=_T programme=_T sex=_T age=_T ownership=_T location=_T displacement=_T
      disability=_T origin=_T obs_status=V conf_status=F
      """
    ),
    (
      "facility",
      """
      ownership=_U functionality=_U damage=_U conf_status=F
      """
    ),
    (
      "activity",
      """
      dedup=UNKNOWN conf_status=F
      """
    ),
    (
      "incident",
      """
      conf_status=C
      """
    ),
    (
      "source",
      """
      calendar=GREG
      """
    ),
  ]

  /// What a mapping has to say, or the run fills in.
  static let required: [(table: String, fields: String)] = [
    (
      "observation",
      """
      ref_area school_year measure unit source_id source_ref
      """
    ),
    (
      "facility",
      """
      facility_id name type ref_area source_id source_ref
      """
    ),
    (
      "activity",
      """
      activity_id org_lead activity_type ref_area status report_month reporting_mode source_id
      source_ref
      """
    ),
    (
      "incident",
      """
      incident_id date date_precision ref_area attack_type verification source_id source_ref
      """
    ),
    (
      "source",
      """
      source_id title publisher authority source_type country version language number_format
      date_order area_version structure_system population_scope
      """
    ),
    (
      "area",
      """
      ref_area name adm_level parent valid_from
      """
    ),
    (
      "structure",
      """
      country system valid_from grade level official_age
      """
    ),
  ]

  @Test(arguments: order)
  func `Columns stand in their order`(table: String, fields: String) throws {
    let standard = try #require(try RealStandard.read().table(table))
    #expect(standard.fields.map(\.name) == SchemaContractTests.words(fields))
  }

  @Test(arguments: defaults)
  func `Defaults are these and no others`(table: String, fields: String) throws {
    let standard = try #require(try RealStandard.read().table(table))
    let found = standard.fields.compactMap { field in
      field.defaultValue.map { "\(field.name)=\($0)" }
    }
    #expect(found == SchemaContractTests.words(fields))
  }

  @Test(arguments: required)
  func `Required fields without a default are these and no others`(
    table: String, fields: String
  ) throws {
    let standard = try #require(try RealStandard.read().table(table))
    let found = standard.fields.filter { $0.isRequired && $0.defaultValue == nil }.map(\.name)
    #expect(found == SchemaContractTests.words(fields))
  }

  @Test func `Every coded field of every table has a list or a register`() throws {
    let standards = try RealStandard.read()
    for table in standards.tables {
      for field in table.fields where field.type == "code" {
        #expect(
          field.list != nil || field.name == "iso_3166_2", "\(table.name).\(field.name)")
      }
    }
  }

  @Test func `Only these fields are personal`() throws {
    let found = try RealStandard.read().tables.flatMap { table in
      table.fields.filter(\.isPersonal).map { "\(table.name).\($0.name)" }
    }
    #expect(found == ["observation.note", "facility.authority_name", "incident.facility_id"])
  }

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
