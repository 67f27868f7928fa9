/// Humanitarian needs in the long layout of OCHA's HPC tools: one row for each area, sector, group
/// of people, sex and age, with people in need, targeted and reached beside each other.
///
/// `a` and `ALL` mean the total of a dimension; adding up all rows counts people several times.
public enum HNOSource: FamilySource {
  public static let descriptor = SourceDescriptor(
    name: "hno", title: "OCHA HPC",
    reads: "people in need by area, sector, group, sex and age in OCHA's long layout",
    mapping: "mappings/HNO/needs.map.yaml")

  public static let families = [
    HeadingFamily(
      "OCHA's humanitarian needs",
      [
        .init("#adm1+code", "Admin 1 PCode", "Admin 1 P-Code"),
        .init("#adm2+code", "Admin 2 PCode", "Admin 2 P-Code"),
        .init("#adm3+code", "Admin 3 PCode", "Admin 3 P-Code"),
        .init("#sector+code", "Sector", "Cluster", needed: true),
        .init("#gender+code", "Gender"),
        .init("#age+range", "Age Range"),
        .init("#age+min", "Min Age"),
        .init("#age+max", "Max Age"),
        .init("#is_disabled", "Disabled"),
        .init("#population_group+code", "Population Group", "Category", needed: true),
        .init("#population", "Population"),
        .init("#inneed", "In Need", needed: true),
        .init("#targeted", "Targeted", needed: true),
        .init("#affected", "Affected"),
        .init("#reached", "Reached"),
      ])
  ]
}
