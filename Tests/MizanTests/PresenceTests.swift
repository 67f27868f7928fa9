import Foundation
import Mizan
import Testing

/// 3W sheets of other countries, whose licences allow no copy here: each row of education becomes
/// one activity, counted by hand in the files.
@Suite(.enabled(if: Program.shared != nil, "../shared is not beside this checkout"))
struct `Operational presence` {
  private func activities(
    _ file: String, _ mapping: String
  ) throws -> (report: Report, records: [[String: String]]) {
    let shop = try Workshop()
    let checked = try Harmonizer.mapping(
      at: Program.root.appendingPathComponent("mappings/HXL/\(mapping).map.yaml").path,
      Workshop.standards)
    let path = try #require(Program.shared).appendingPathComponent("data/2_education/\(file)").path
    let report = try Harmonizer(Workshop.standards, RunOptions(workers: 2)).convert(
      [Input(path: path)], with: checked, into: .folder(shop.path("out")))
    return (report, try shop.records("out/activity.csv"))
  }

  @Test func `in Afghanistan is taken once of the two listings`() throws {
    let (report, records) = try activities("afg_3w_2024q1.csv.gz", "afg-2024q1")
    #expect(report.exit == 0)
    #expect(report.rows == Balance(read: 10_902, ready: 619, held: 0, dropped: 10_283))
    #expect(report.inputs.first?.droppedByRule.first { $0.name == "listed-twice" }?.count == 619)
    #expect(records.count == 619)
    #expect(Set(records.map { $0["report_month"] }) == ["2024-03"])
    #expect(Set(records.map { $0["ref_area"] }).count == 318)
    #expect(records.allSatisfy { $0["ref_area"]?.hasPrefix("AF") ?? false })
  }

  @Test func `in Nigeria has a month of 2023 in each row`() throws {
    let (report, records) = try activities("nga_3w_2023q4.xlsx", "nga-2023q4")
    #expect(report.exit == 0)
    #expect(report.rows.isEven)
    #expect(records.count == 146)
    #expect(Set(records.map { $0["report_month"] }) == ["2023-10", "2023-11", "2023-12"])
    #expect(Set(records.map { $0["ref_area"] }).count == 29)
  }

  @Test func `in Ethiopia is read by the headings alone, the whole file as its extract`() throws {
    let (report, records) = try activities("3w/eth_3w_2025_08.csv", "eth-2025-08")
    #expect(report.exit == 0)
    #expect(report.inputs.first?.blankRows == 4202)
    #expect(records.count == 174)
    #expect(Set(records.map { $0["status"] }) == ["ONG", "COMP", "PLAN"])
  }
}
