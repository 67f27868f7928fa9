/// Workbooks that OpenEMIS writes for its imports: a sheet of data under a title, and a sheet with
/// the names and codes that may stand in it.
public enum OpenEMISSource: FamilySource {
  public static let descriptor = SourceDescriptor(
    name: "openemis", title: "OpenEMIS",
    reads: "import workbooks of OpenEMIS: the sheet of data, with its sheet of references",
    mapping: "mappings/EMIS/openemis-institutions.map.yaml")

  public static let families = [
    HeadingFamily(
      "an OpenEMIS import of students",
      least: 2,
      [
        .init("#meta+id+student", "OpenEMIS ID", needed: true),
        .init("#date", "Date ( DD/MM/YYYY )", "Date*"),
        .init("#item+code", "* Code"),
        .init("#item+name", "* Name"),
        .init("#description", "Comment"),
      ]),
    HeadingFamily(
      "an OpenEMIS import of institutions",
      least: 3,
      [
        .init("#loc+school+code", "Institution Code", "Centre Code", "Code", needed: true),
        .init("#loc+school+name", "Institution Name", "Centre Name", "Name", needed: true),
        .init("#loc+school+emis", "EMIS Code"),
        .init("#adm1+code", "Area Code", "Area Education Code"),
        .init("#adm1+name", "Area Name", "Area Education", "Area"),
        .init("#loc+address", "Address"),
        .init("#loc+postal", "Postal Code"),
        .init("#contact+name", "Contact Person"),
        .init("#contact+phone", "Telephone"),
        .init("#org+type", "Ownership", "Institution Ownership", needed: true),
      ]),
  ]
}
