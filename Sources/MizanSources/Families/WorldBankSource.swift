/// The World Bank and EdStats: one row for each country and indicator, one column for each year.
///
/// What stands above the headings, such as the day of the last update, and lines like "Data from
/// database: …" at the end are the mapping's to name under `title:` and `drop:`.
public enum WorldBankSource: FamilySource {
  public static let descriptor = SourceDescriptor(
    name: "world-bank", title: "World Bank",
    reads: "indicators of the World Bank and EdStats with years as columns",
    mapping: "mappings/WLD/world-bank.map.yaml")

  public static let families = [
    HeadingFamily(
      "World Bank files with years as columns",
      [
        .init("#country+name", "Country Name", needed: true),
        .init("#country+code", "Country Code", needed: true),
        .init("#indicator+name", "Indicator Name", "Series Name", "Series", needed: true),
        .init("#indicator+code", "Indicator Code", "Series Code", needed: true),
      ])
  ]
}
