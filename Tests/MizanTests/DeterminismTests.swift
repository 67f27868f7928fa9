import Foundation
import Testing

/// A census of invented schools with some faults in it.
private func census(rows: Int) -> String {
  var text = "School,Area,Year,G1_M,G1_F,G2_M,G2_F,Note\n"
  var seed: UInt64 = 42
  func random(_ limit: UInt64) -> UInt64 {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (seed >> 33) % limit
  }
  for row in 1...rows {
    let school = random(50) == 0 ? "S\(max(1, row - 1))" : "S\(row)"
    let area = ["SY01", "SY02", "Nowhere", "", "SY0\(random(10))"][Int(random(40)) % 5]
    let numbers = (0..<4).map { _ in
      ["-", "x", "1,234", "٤٢", "9999"].indices.contains(Int(random(60)))
        ? ["-", "x", "1,234", "٤٢", "9999"][Int(random(5))] : String(random(500))
    }
    let note = random(30) == 0 ? "\"two\nlines, \"\"quoted\"\"\"" : "مدرسة \(row)"
    text += "\(school),\(area),2021/2022,"
    text += numbers.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
    text += ",\(note)\n"
  }
  return text
}

private let mapping = """
  mizan: 1
  mapping: { id: test.census, version: 1.0.0, standard: eie-core@1 }
  source: { missing: ["-"] }
  columns: { school: [School], area: [Area], year: [Year] }
  grid: { heading: "G{grade}_{sex}", cell: learners }
  ignore: [Note]
  record:
    table: observation
    measure: { value: STU }
    ref_area: { from: area, as: text }
    school_year: { from: year, as: school-year, calendar: gregorian, unreadable: hold }
    subject_id: { from: school, as: text, prefix: "fac:" }
    grade: { from: grade, as: text, prefix: "G" }
    sex: { from: sex, codes: sex, unmatched: stop }
    value: { from: learners, as: count, unreadable: hold }
  checks:
    - { name: once, unique: [subject_id, school_year], else: hold }
    - { name: plausible, that: "learners <= 5000", per: record, else: hold }
  """

@Suite struct `The same input gives the same bytes` {
  /// The bytes of all files of a run, by name.
  private func outputs(
    jobs: Int, environment: [String: String] = [:]
  ) throws -> [String: Data] {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try census(rows: 30_000).write(
      to: folder.appendingPathComponent("census.csv"), atomically: true, encoding: .utf8)
    try mapping.write(
      to: folder.appendingPathComponent("census.map.yaml"), atomically: true, encoding: .utf8)
    let run = try Program.run(
      ["convert", "census.csv", "-m", "census.map.yaml", "-o", "out", "--jobs", String(jobs)],
      in: folder, environment: environment)
    #expect(run.status == 1, "\(run.errors.suffix(500))")
    return try bytes(of: folder.appendingPathComponent("out"))
  }

  private func bytes(of out: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: out.path) {
      files[name] = try Data(contentsOf: out.appendingPathComponent(name))
    }
    return files
  }

  @Test func `with one, two and four workers, in any locale and time zone`() throws {
    let reference = try outputs(jobs: 1)
    #expect(reference.keys.contains("observation.csv"))
    #expect((reference["observation.csv"]?.count ?? 0) > 1_000_000)
    #expect((reference["held.csv"]?.count ?? 0) > 1000)
    let runs = [
      try outputs(jobs: 2), try outputs(jobs: 4),
      try outputs(
        jobs: 2,
        environment: ["LC_ALL": "ar_SY.UTF-8", "LANG": "ar_SY.UTF-8", "TZ": "Asia/Damascus"]),
      try outputs(jobs: 1, environment: ["LC_ALL": "C", "TZ": "Pacific/Kiritimati"]),
    ]
    for run in runs {
      #expect(run.keys.sorted() == reference.keys.sorted())
      for (name, bytes) in reference { #expect(run[name] == bytes, "\(name) differs") }
    }
  }

  @Test func `of workbooks and of two files, with one, two and four workers`() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try census(rows: 9000).write(
      to: folder.appendingPathComponent("one.csv"), atomically: true, encoding: .utf8)
    try census(rows: 3000).write(
      to: folder.appendingPathComponent("two.csv"), atomically: true, encoding: .utf8)
    try mapping.write(
      to: folder.appendingPathComponent("census.map.yaml"), atomically: true, encoding: .utf8)
    let examples = Program.root.appendingPathComponent("examples/SYR").path
    let cases = [
      ["one.csv", "two.csv", "-m", "census.map.yaml"],
      [
        "\(examples)/school-census.xlsx", "\(examples)/school-census-with-error.xlsx", "-m",
        Program.root.appendingPathComponent("mappings/SYR/school-census.map.yaml").path,
      ],
    ]
    for words in cases {
      var reference: [String: Data]?
      for (jobs, zone) in [("1", "UTC"), ("2", "Asia/Damascus"), ("4", "Pacific/Kiritimati")] {
        let run = try Program.run(
          ["convert"] + words + ["-o", "out", "--jobs", jobs], in: folder,
          environment: ["TZ": zone, "LC_ALL": jobs == "2" ? "ar_SY.UTF-8" : "C"])
        #expect(run.status == 1, "\(run.errors.suffix(500))")
        let files = try bytes(of: folder.appendingPathComponent("out"))
        #expect(files["observation.csv"]?.isEmpty == false)
        if let reference {
          #expect(files.keys.sorted() == reference.keys.sorted())
          for (name, bytes) in reference { #expect(files[name] == bytes, "\(name), \(jobs)") }
        } else {
          reference = files
        }
      }
    }
  }
}
