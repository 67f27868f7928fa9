/// The UNESCO Institute for Statistics: one row for each indicator, country and year, under four
/// generations of headings. The codes of indicators stay as published; those of older releases
/// differ in case (`NERT_1_CP`, `NERT_1_cp`, `nert_1_cp`).
public enum UISSource: FamilySource {
  public static let descriptor = SourceDescriptor(
    name: "uis", title: "UIS",
    reads: "indicators of the UNESCO Institute for Statistics: bulk files, data API, UIS.Stat",
    mapping: "mappings/UIS/any-layout.map.yaml")

  public static let families = [
    HeadingFamily(
      "UIS bulk files",
      [
        .init(
          "#indicator+code", "INDICATOR_ID", "edulit_ind", "natmon_ind", "opri_ind", "sdg_ind",
          "dem_ind", needed: true),
        .init("#country+code", "COUNTRY_ID", needed: true),
        .init("#date+year", "YEAR", needed: true),
        .init("#indicator+value", "VALUE", needed: true),
        .init("#status+magnitude", "MAGNITUDE"),
        .init("#status+qualifier", "QUALIFIER"),
      ]),
    HeadingFamily(
      "the UIS data API",
      [
        .init("#indicator+code", "indicatorId", needed: true),
        .init("#country+code", "geoUnit", needed: true),
        .init("#date+year", "year", needed: true),
        .init("#indicator+value", "value", needed: true),
        .init("#status+magnitude", "magnitude"),
        .init("#status+qualifier", "qualifier"),
      ]),
    HeadingFamily(
      "UIS.Stat",
      [
        .init(
          "#indicator+code", "concept", "EDULIT_IND", "NATMON_IND", "EDUN_IND", needed: true),
        .init("#country+code", "LOCATION", needed: true),
        .init("#date+year", "TIME", needed: true),
        .init("#indicator+value", "Value", needed: true),
        .init("#indicator+name", "Indicator", "name"),
        .init("#country+name", "Country"),
        .init("#status+qualifier", "Flag Codes"),
      ]),
    HeadingFamily(
      "published UIS rates",
      [
        .init("#indicator+code", "indicator", needed: true),
        .init("#country+code", "country", needed: true),
        .init("#date+year", "year", needed: true),
        .init("#indicator+value", "value", needed: true),
        .init("#status+magnitude", "magnitude", needed: true),
        .init("#status+qualifier", "qualifier", needed: true),
      ]),
    HeadingFamily(
      "UIS names of countries",
      [
        .init("#country+code", "COUNTRY_ID", needed: true),
        .init("#country+name", "COUNTRY_NAME_EN", needed: true),
      ]),
    HeadingFamily(
      "UIS names of indicators",
      [
        .init("#indicator+code", "INDICATOR_ID", needed: true),
        .init("#indicator+name", "INDICATOR_LABEL_EN", "INDICATOR_LABEL", needed: true),
      ]),
  ]
}
