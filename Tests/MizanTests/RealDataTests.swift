import Foundation
import Mizan
import Testing

/// Runs a mapping of the checkout over files, into a folder of its own.
private func converted(
  _ files: [URL], _ mapping: String, workers: Int = 2
) throws -> (shop: Workshop, report: Report) {
  let shop = try Workshop()
  let checked = try Harmonizer.mapping(
    at: Program.root.appendingPathComponent("mappings/\(mapping)").path, Workshop.standards)
  let report = try Harmonizer(Workshop.standards, RunOptions(workers: workers)).convert(
    files.map { Input(path: $0.path) }, with: checked, into: .folder(shop.path("out")))
  return (shop, report)
}

private func example(_ name: String) -> URL {
  Program.root.appendingPathComponent("examples/\(name)")
}

/// Exact sums of texts such as `54.718418`.
private func sum(_ texts: [String?]) -> Decimal {
  texts.compactMap { $0.flatMap { Decimal(string: $0, locale: Locale(identifier: "en_US_POSIX")) } }
    .reduce(0, +)
}

@Suite struct `The examples of the repository` {
  @Test func `the Arabic census becomes the expected records`() throws {
    let (shop, report) = try converted(
      [example("SYR/school-census.xlsx")], "SYR/school-census.map.yaml")
    #expect(report.rows == Balance(read: 25, ready: 24, held: 0, dropped: 1))
    #expect(report.exit == 0)
    let written = try shop.records("out/observation.csv")
    let expected = try PlainCSV.records(at: example("SYR/expected.csv"))
    #expect(written.count == 432)
    let fields = [
      "ref_area", "school_year", "measure", "level", "grade", "sex", "subject_id", "value",
    ]
    for (one, other) in zip(written, expected) {
      for field in fields { #expect(one[field] == other[field]) }
    }
    #expect(written.filter { $0["value"] == "" }.count == 34)
    #expect(sum(written.map { $0["value"] }) == 11876)
  }

  @Test func `the census with an error is told by both totals`() throws {
    let (_, report) = try converted(
      [example("SYR/school-census-with-error.xlsx")], "SYR/school-census.map.yaml")
    #expect(report.exit == 1)
    let failed = report.rules.filter { $0.failed > 0 && $0.severity == .error }
    #expect(failed.map(\.id).sorted() == ["column-total", "school-total"])
    #expect(failed.map(\.failed) == [1, 1])
  }

  @Test func `the published rates keep what is not applicable apart from zero`() throws {
    let (shop, report) = try converted([example("UIS/rates-2020.csv")], "UIS/bulk.map.yaml")
    #expect(report.rows == Balance(read: 761, ready: 761, held: 0, dropped: 0))
    let written = try shop.records("out/observation.csv")
    #expect(written.filter { $0["obs_status"] == "Z" }.count == 99)
    #expect(written.allSatisfy { $0["obs_status"] != "Z" || $0["value"] == "" })
    #expect(written.filter { $0["value"] == "0" }.map { $0["obs_status"] } == ["A", "A"])
    #expect(sum(written.map { $0["value"] }) == Decimal(string: "57751.135636"))
  }

  @Test func `the population of Chad is whole`() throws {
    let (shop, report) = try converted(
      [example("TCD/population-2021.csv")], "TCD/population-2021.map.yaml")
    #expect(report.rows == Balance(read: 70, ready: 70, held: 0, dropped: 0))
    let written = try shop.records("out/observation.csv")
    #expect(written.count == 3780)
    for (sex, people) in [("F", 16_925_824), ("M", 16_710_945), ("_T", 33_636_804)] {
      let mine = written.filter { $0["sex"] == sex }
      #expect(sum(mine.map { $0["value"] }) == Decimal(people), "\(sex)")
    }
    let rule = try #require(report.rules.first { $0.id == "both-sexes" })
    #expect(rule.failed == 17)
  }

  @Test func `schools without a code or with a used one are held`() throws {
    let (shop, report) = try converted(
      [example("UGA/secondary-schools.csv")], "UGA/secondary-schools.map.yaml")
    #expect(report.rows == Balance(read: 544, ready: 527, held: 17, dropped: 0))
    let ids = try shop.records("out/facility.csv").map { $0["facility_id"] ?? "" }
    #expect(ids.count == 527)
    #expect(Set(ids).count == 527)
    #expect(try shop.records("out/held.csv").count == 17)
  }

  @Test func `years in columns become records`() throws {
    let (shop, report) = try converted(
      [example("WLD/wdi-primary-pupils-2022.csv")], "WLD/wdi-primary-pupils.map.yaml")
    #expect(report.rows == Balance(read: 10, ready: 6, held: 1, dropped: 3))
    let written = try shop.records("out/observation.csv")
    #expect(written.count == 372)
    #expect(sum(written.map { $0["value"] }) == 599_920_804)
  }

  @Test(arguments: [
    ("SYR", "SYR/school-census.xlsx", "SYR/school-census.map.yaml"),
    ("UIS", "UIS/rates-2020.csv", "UIS/bulk.map.yaml"),
    ("TCD", "TCD/population-2021.csv", "TCD/population-2021.map.yaml"),
    ("UGA", "UGA/secondary-schools.csv", "UGA/secondary-schools.map.yaml"),
    ("WLD", "WLD/wdi-primary-pupils-2022.csv", "WLD/wdi-primary-pupils.map.yaml"),
  ]) func `balance for rows and for sums`(name: String, file: String, mapping: String) throws {
    let (shop, report) = try converted([example(file)], mapping, workers: 3)
    #expect(report.rows.isEven)
    for measure in report.sums {
      let sides = [measure.ready, measure.held, measure.dropped]
      #expect(sum([measure.read]) == sum(sides), "\(name): \(measure.measure)")
    }
    let counted = report.records.reduce(0) { $0 + $1.count }
    let lines = try ["observation", "facility", "activity", "incident"]
      .filter { shop.exists("out/\($0).csv") }
      .map { try shop.records("out/\($0).csv").count }.reduce(0, +)
    #expect(counted == lines)
  }
}

@Suite(.enabled(if: Program.shared != nil, "../shared is not beside this checkout"))
struct `Real files beside the checkout` {
  private func data(_ name: String) throws -> URL {
    try #require(Program.shared).appendingPathComponent("data/\(name)")
  }

  /// A count as text; what is not available is no zero.
  private func count(_ text: String?) -> String {
    guard let text, text != "NA", let number = Double(text) else { return "" }
    return String(Int(number))
  }

  @Test func `Kenya: all 411 published rows are found in the 25 workbooks`() throws {
    let folder = try data("2_education/ken_5w_partner_sheets")
    let books = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "xlsx" }.sorted { $0.path < $1.path }
    #expect(books.count == 25)
    let (shop, report) = try converted(books, "KEN/eie-5w.map.yaml")
    #expect(report.rows.isEven)
    #expect(report.rows.ready == 419)
    #expect(report.rows.held == 3)
    for input in report.inputs { #expect(input.rows.isEven, "\(input.name)") }
    let titles = Dictionary(
      uniqueKeysWithValues: try shop.records("out/source.csv").map {
        ($0["source_id"] ?? "", $0["title"] ?? "")
      })
    var numbers: [String: [String: String]] = [:]
    for record in try shop.records("out/observation.csv") {
      let who = "\(record["sex"] ?? "")\(record["age"] ?? "")"
      numbers[record["subject_id"] ?? "", default: [:]][who] = record["value"]
    }
    var found: [[String]: Int] = [:]
    var people: [String: Int] = [:]
    for record in try shop.records("out/activity.csv") {
      let mine = numbers["act:" + (record["activity_id"] ?? "")] ?? [:]
      let each = ["MY0T17", "FY0T17", "MY_GE18", "FY_GE18"].map { mine[$0] ?? "absent" }
      let book = titles[record["source_id"] ?? ""] ?? ""
      found[[book, record["ref_area"] ?? "", record["report_month"] ?? ""] + each, default: 0] += 1
      people[book, default: 0] += each.compactMap { Int($0) }.reduce(0, +)
    }
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    var lost: [[String]] = []
    let published = try PlainCSV.records(at: data("2_education/ken_5w_expected_rows.csv"))
    #expect(published.count == 411)
    for row in published {
      let month = (months.firstIndex(of: row["month"] ?? "") ?? -1) + 1
      let key =
        [
          row["source"] ?? "", row["adm1_pcode"] ?? "",
          "2023-" + (month < 10 ? "0" : "") + "\(month)",
        ]
        + ["boys", "girls", "men", "women"].map { count(row[$0]) }
      if let left = found[key], left > 0 { found[key] = left - 1 } else { lost.append(key) }
    }
    #expect(lost.isEmpty, "\(lost.prefix(3))")
    let all: Int = people.values.reduce(0, +)
    #expect(all == 785_053)
    #expect(people["CONSOLIDATED 5W_ Education_Jan 2023 Report.xlsx"] == 23_849)
  }

  @Test func `UIS: every published value is reproduced and NA never becomes zero`() throws {
    let (shop, report) = try converted(
      [try data("3_uis/uis_bdds_style_2020.csv.gz")], "UIS/bulk.map.yaml")
    #expect(report.rows == Balance(read: 49389, ready: 49389, held: 0, dropped: 0))
    var written: [[String]: [String: String]] = [:]
    var notApplicable = 0
    for record in try shop.records("out/observation.csv") {
      let key = ["ref_area", "indicator", "school_year"].map { record[$0] ?? "" }
      #expect(written[key] == nil, "\(key) stands twice")
      written[key] = record
      if record["obs_status"] == "Z" {
        notApplicable += 1
        #expect(record["value"] == "", "\(key)")
      }
    }
    #expect(notApplicable == 459)
    var compared = 0
    for row in try PlainCSV.records(at: data("3_uis/published_values_6c.csv"))
    where row["source"] == "uis_bdds_2020" {
      let key = ["country", "indicator", "year"].map { row[$0] ?? "" }
      compared += 1
      #expect(sum([written[key]?["value"]]) == sum([row["value"]]), "\(key)")
      #expect((written[key]?["value"] ?? "") != "", "\(key)")
    }
    #expect(compared == 1284)
  }

  @Test(arguments: [
    ("hno_opt_2018.xlsx", "PSE/hno-2018.map.yaml", 96, 80, 490_000),
    ("oPt_hno_2019.xlsx", "PSE/hno-2019.map.yaml", 16, 0, 531_000),
  ]) func `oPt: people in need of education`(
    file: String, mapping: String, read: Int, dropped: Int, people: Int
  ) throws {
    let (shop, report) = try converted([try data("2_education/pse_hno/\(file)")], mapping)
    #expect(report.rows == Balance(read: read, ready: 16, held: 0, dropped: dropped))
    let written = try shop.records("out/observation.csv")
    #expect(written.allSatisfy { $0["measure"] == "PIN" })
    #expect(sum(written.map { $0["value"] }) == Decimal(people))
  }

  @Test func `Chad: the whole file is the example`() throws {
    let file = try data("1_gazetteer/tcd_admpop_adm2_2021.csv")
    let (shop, report) = try converted([file], "TCD/population-2021.map.yaml")
    #expect(report.rows == Balance(read: 70, ready: 70, held: 0, dropped: 0))
    let people = sum(try shop.records("out/observation.csv").map { $0["value"] })
    #expect(people == Decimal(67_273_573))
  }
}
