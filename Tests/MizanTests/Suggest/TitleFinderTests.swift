import Testing

@testable import Mizan

@Suite struct `Titles above a table` {
  @Test(arguments: [
    ("School year 2023/2024", "School year {school_year}", "2023/2024"),
    ("Année scolaire : 2022-2023", "Année scolaire : {school_year}", "2022-2023"),
    ("التعداد للعام الدراسي ٢٠٢٣/٢٠٢٤", "التعداد للعام الدراسي {school_year}", "٢٠٢٣/٢٠٢٤"),
    ("Census 2023/24, final", "Census {school_year}, final", "2023/24"),
  ]) func `give the school year`(title: String, pattern: String, value: String) {
    let found = TitleFinder.find(["Ministry", title])
    #expect(found.map(\.pattern) == [pattern])
    #expect(found.first?.value == value)
    #expect(found.first?.name == "school_year")
  }

  @Test func `give the month`() {
    let found = TitleFinder.find(["Report for March 2024"])
    #expect(found.map(\.name) == ["month"])
    #expect(found.first?.pattern == "Report for {month}")
  }

  @Test(arguments: [
    "Report", "2024", "Version 2024-01", "Phone 2023/4567", "{school_year} 2023/24",
  ])
  func `give nothing that they do not say`(title: String) {
    #expect(TitleFinder.find([title]).isEmpty, "\(TitleFinder.find([title]))")
  }

  @Test func `give one school year only`() {
    #expect(TitleFinder.find(["2022/23", "2023/24"]).map(\.value) == ["2022/23"])
  }

  @Test(arguments: [
    (["Month of Reporting (2023)"], ["2023"]), (["5W_May 2023_v20230601.xlsx"], ["2023"]),
    (["1850", "20231"], []), (["2023 and 2024", "2023"], ["2023", "2024"]),
  ]) func `name years`(texts: [String], years: [String]) {
    #expect(TitleFinder.years(in: texts) == years)
  }

  @Test(arguments: [
    ("Rapport du mois de mars 2024", "mars 2024"),
    ("Situation en février 2023, final", "février 2023"),
    ("تقرير شهر أيار 2023", "أيار 2023"), ("5W_return (May 2023)", "May 2023"),
  ]) func `give the month in other languages`(title: String, value: String) {
    #expect(TitleFinder.find([title]).map(\.value) == [value])
  }

  @Test func `give a school year and a month from two titles`() {
    let found = TitleFinder.find(["School year 2023/24", "Report for March 2024", "April 2024"])
    #expect(found.map(\.name) == ["school_year", "month"])
    #expect(found.map(\.value) == ["2023/24", "March 2024"])
  }

  @Test func `give nothing when they are very long`() {
    #expect(TitleFinder.find([String(repeating: "x", count: 300) + " 2023/24"]).isEmpty)
    #expect(TitleFinder.find([]).isEmpty)
  }
}
