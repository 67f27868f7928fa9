import Foundation
import Mizan
import Testing

/// The job of `make demo` and the files that it names.
@Suite struct `The demonstration` {
  private func convert(_ jobs: [String]) throws -> (shop: Workshop, report: Report) {
    let shop = try Workshop()
    let paths = jobs.map { Program.root.appendingPathComponent($0).path }
    let (parts, titles) = try JobList.read(paths, Workshop.standards)
    var options = RunOptions(workers: 2)
    options.title = titles
    let report = try Harmonizer(Workshop.standards, options).convert(
      parts, into: .folder(shop.path("out")))
    return (shop, report)
  }

  @Test func `reads its examples into one folder, and nothing is lost`() throws {
    let (shop, report) = try convert(["examples/demo.job.yaml"])
    #expect(report.exit <= 1)
    #expect(report.rows.isEven)
    #expect(report.inputs.allSatisfy { $0.failure == nil && $0.rows.isEven && $0.rows.ready > 0 })
    #expect(report.rows == report.inputs.reduce(Balance()) { $0 + $1.rows })
    #expect(Set(report.inputs.map(\.format)).isSuperset(of: ["csv", "xlsx", "json", "sdmx-ml"]))
    #expect(report.mappings.count == 7)
    let areas = Set(try shop.records("out/observation.csv").map { $0["ref_area"]?.prefix(3) ?? "" })
    #expect(areas.isSuperset(of: ["TCD", "ETH", "PSE", "UGA", "SSD", "SYR"]))
    let activities = try shop.records("out/activity.csv")
    #expect(activities.count == 174)
    #expect(activities.allSatisfy { $0["report_month"] == "2025-08" })
    #expect(try shop.records("out/facility.csv").count == 527)
  }

  @Test func `finds the same pupils in the message as in the sheet`() throws {
    let (shop, _) = try convert(["examples/demo.job.yaml"])
    let records = try shop.records("out/observation.csv")
    func pupils(_ source: String) -> [String: String] {
      var found: [String: String] = [:]
      for record in records where record["source_id"] == source && record["value"] != "" {
        found["\(record["ref_area"] ?? "") \(record["school_year"] ?? "")"] = record["value"]
      }
      return found
    }
    #expect(pupils("primary-pupils").count == 204)
    #expect(pupils("primary-pupils") == pupils("wdi-primary-pupils-2022"))
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(
        atPath: Program.root.appendingPathComponent("../shared/data/2_education").path),
      "../shared is not beside the checkout"))
  func `reads the files of all six countries beside the checkout`() throws {
    let (shop, report) = try convert(["examples/demo.job.yaml", "scripts/demo-shared.job.yaml"])
    #expect(report.exit <= 1)
    #expect(report.rows.isEven)
    for input in report.inputs {
      #expect(input.failure == nil && input.rows.isEven && input.rows.ready > 0, "\(input.name)")
    }
    let incidents = try shop.records("out/incident.csv")
    #expect(incidents.count == 1895)
    func count(_ country: String) -> Int { incidents.count { $0["ref_area"] == country } }
    #expect(["SYR", "PSE", "ETH", "SSD", "UGA"].map(count) == [101, 43, 33, 20, 11])
    let activities = try shop.records("out/activity.csv")
    func of(_ source: String) -> Int { activities.count { $0["source_id"] == source } }
    #expect(of("tcd-3w-2021-10") == 66)
    #expect(of("ssd-3w-2022-q1") == 152)
    #expect(of("eth-4w-2022-02") == 433)
  }
}
