/// Tables of school information systems: OneRoster bundles and flat files for Ed-Fi.
public enum RosterSource: FamilySource {
  public static let descriptor = SourceDescriptor(
    name: "roster", title: "OneRoster and Ed-Fi",
    reads: "CSV files of OneRoster bundles and flat files of schools for Ed-Fi",
    mapping: "mappings/EMIS/roster-schools.map.yaml")

  public static let families = [
    HeadingFamily(
      "OneRoster organisations",
      [
        .init("#loc+school+code", "sourcedId", needed: true),
        .init("#loc+school+name", "name", needed: true),
        .init("#loc+type", "type", needed: true),
        .init("#status", "status"),
        .init("#date+updated", "dateLastModified"),
        .init("#loc+school+emis", "identifier"),
        .init("#org+parent", "parentSourcedId", needed: true),
      ]),
    HeadingFamily(
      "a OneRoster table", least: 2,
      [
        .init("#meta+id", "sourcedId", needed: true),
        .init("#status", "status"),
        .init("#date+updated", "dateLastModified"),
        .init("#loc+school+code", "schoolSourcedId", "orgSourcedId", "orgSourcedIds"),
        .init("#meta+id+class", "classSourcedId"),
        .init("#meta+id+student", "userSourcedId"),
      ]),
    HeadingFamily(
      "schools for Ed-Fi",
      [
        .init("#loc+school+code", "school_id", "schoolId", needed: true),
        .init("#loc+school+name", "school_name", "nameOfInstitution", needed: true),
        .init("#org+parent", "district_id", "localEducationAgencyId", needed: true),
        .init("#loc+grade+low", "low_grade", "lowestGrade"),
        .init("#loc+grade+high", "high_grade", "highestGrade"),
        .init("#adm1+name", "state"),
        .init("#loc+city", "city"),
      ]),
  ]
}
