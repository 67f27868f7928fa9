import Foundation
import Testing

/// What the program does with its streams, its exit status and the world around it.
@Suite struct `The program` {
  private func furnished() throws -> Workshop {
    let shop = try Workshop()
    try shop.furnish()
    return shop
  }

  private let words = ["convert", "rows.csv", "-m", "small.map.yaml", "-o", "out"]

  /// Runs a line of the shell in a folder, with `mizan` on the path.
  private func shell(_ line: String, in shop: Workshop) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = shop.folder
    process.environment = [
      "PATH": URL(fileURLWithPath: Program.path).deletingLastPathComponent().path
        + ":/usr/bin:/bin", "LC_ALL": "C", "MIZAN_HOME": Program.root.path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test func `gives one JSON document on standard output and words on the other`() throws {
    let shop = try furnished()
    let run = try Program.run(words + ["--json"], in: shop.folder)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(json["schema"] as? String == "mizan.result/1")
    #expect(json["exit"] as? Int == Int(run.status))
    #expect(run.errors.contains("VALUE_NOT_COUNT"))
    #expect(run.output == (try shop.text("out/result.json")))
  }

  @Test func `gives data and nothing else with a hyphen for the output`() throws {
    let shop = try furnished()
    let run = try Program.run(
      ["convert", "rows.csv", "-m", "small.map.yaml", "-o", "-"], in: shop.folder)
    #expect(PlainCSV.records(run.output).map { $0["value"] } == ["12", "30"])
    #expect(run.errors.contains("4 read = 2 ready + 2 held + 0 dropped"))
    #expect(shop.names(in: ".") == ["crosswalks", "rows.csv", "small.map.yaml"])
  }

  @Test func `reads standard input`() throws {
    let shop = try furnished()
    let run = try Program.run(
      ["convert", "-", "--format", "csv", "-m", "small.map.yaml", "-o", "out"], in: shop.folder,
      input: "Area,Year,Pupils,Site\nTD05,2023/24,3,Camp\n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try shop.records("out/observation.csv").map { $0["ref_area"] } == ["TD05"])
  }

  @Test func `says nothing with quiet when all is well`() throws {
    let shop = try furnished()
    try shop.write("Area,Year,Pupils,Site\nTD05,2023/24,3,Camp\n", to: "rows.csv")
    let run = try Program.run(words + ["-q"], in: shop.folder)
    #expect(run.status == 0)
    #expect(run.output.isEmpty && run.errors.isEmpty)
  }

  @Test func `writes no colours and no progress into a pipe`() throws {
    let shop = try furnished()
    let run = try Program.run(words, in: shop.folder)
    #expect(!run.output.contains("\u{1B}") && !run.errors.contains("\u{1B}"))
    #expect(!run.errors.contains("\u{2068}"))
    let coloured = try Program.run(words + ["--color", "always"], in: shop.folder)
    #expect(coloured.errors.contains("\u{1B}["))
    let plain = try Program.run(words + ["--color", "always", "--no-color"], in: shop.folder)
    #expect(!plain.errors.contains("\u{1B}"))
  }

  @Test func `tells more with verbose`() throws {
    let shop = try furnished()
    try shop.write(
      Workshop.rows.replacing("Site\n", with: "Site,Remark\n").replacing("Camp\n", with: "Camp,x\n")
        .replacing("Town\n", with: "Town,\n").replacing("Hill\n", with: "Hill,\n"),
      to: "rows.csv")
    let short = try Program.run(words, in: shop.folder)
    let long = try Program.run(words + ["-v"], in: shop.folder)
    #expect(long.errors.count > short.errors.count)
    #expect(long.errors.contains("note["))
  }

  @Test func `says what a dry run would write and writes nothing`() throws {
    let shop = try furnished()
    let before = shop.names(in: ".")
    let run = try Program.run(words + ["--dry-run"], in: shop.folder)
    #expect(run.status == 1)
    #expect(shop.names(in: ".") == before)
    for name in ["observation.csv", "held.csv", "report.html"] {
      #expect(run.output.contains("  \(name)"))
    }
  }

  @Test func `gives one object a line to log collectors`() throws {
    let shop = try furnished()
    let run = try Program.run(words + ["--log-format", "json"], in: shop.folder)
    #expect(run.output.isEmpty)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count >= 3)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["level"] != nil)
    }
  }

  @Test func `follows the language asked for and not the locale`() throws {
    let shop = try furnished()
    let french = try Program.run(words + ["--lang", "fr"], in: shop.folder)
    #expect(french.errors.contains("erreur[CODE_UNKNOWN]"))
    let arabic = try Program.run(words, in: shop.folder, environment: ["MIZAN_LANG": "ar"])
    #expect(arabic.errors.contains("خطأ[CODE_UNKNOWN]"))
    let locale = try Program.run(words, in: shop.folder, environment: ["LC_ALL": "fr_FR.UTF-8"])
    #expect(locale.errors.contains("error[CODE_UNKNOWN]"))
  }

  @Test func `is quiet when the reader of a pipe goes away`() throws {
    let shop = try furnished()
    let rows = (0..<20_000).map { "TD\($0),2023/24,\($0 % 20),Camp\n" }.joined()
    try shop.write("Area,Year,Pupils,Site\n" + rows, to: "rows.csv")
    let run = try shell(
      "mizan convert rows.csv -m small.map.yaml -o - -q | head -1; mizan codes | head -1", in: shop)
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == 2, "\(run.output.prefix(300))")
  }

  @Test func `ends with 74 when standard output is full`() throws {
    let shop = try furnished()
    let run = try shell("mizan convert rows.csv -m small.map.yaml -o - > /dev/full", in: shop)
    #expect(run.status == 74)
    #expect(run.output.contains("OUTPUT_STDOUT_FAILED"))
  }

  private static let endings: [([String], Int32)] = [
    (["convert", "away.csv", "-m", "small.map.yaml", "-o", "out"], 66),
    (["convert", "rows.csv", "-m", "away.yaml", "-o", "out"], 66),
    (["convert", "crosswalks", "-m", "rows.csv", "-o", "out"], 78),
    (["convert", "rows.csv", "-m", "small.map.yaml", "-o", "/proc/x/y"], 73),
    (["convert", "/dev/null", "-m", "small.map.yaml", "-o", "out"], 65),
    (["convert", "rows.csv", "-m", "small.map.yaml"], 64),
    (["convert", "rows.csv", "-m", "small.map.yaml", "-o", "out", "--jobs", "0"], 64),
    (["check", "rows.csv"], 78), (["check"], 64), (["codes", "area"], 64),
    (["explain", "WHATEVER"], 64), (["profile", "away.csv"], 66), (["convret"], 64),
    (["--version"], 0), (["--help"], 0), (["help", "convert"], 0),
    (["test", "small.map.yaml"], 0), (["codes", "sex", "-C", "away"], 66),
  ]

  @Test(arguments: endings) func `ends with the status of the table`(words: [String], status: Int32)
    throws
  {
    let shop = try furnished()
    let run = try Program.run(words, in: shop.folder)
    #expect(run.status == status, "\(run.errors)")
    #expect(!shop.exists("out"))
    if status > 2 { #expect(!run.errors.isEmpty) }
  }

  @Test func `ends with 75 while another run holds the output`() throws {
    let shop = try furnished()
    let rows = (0..<400_000).map { "TD01,2023/24,\($0 % 20),Camp\n" }.joined()
    try shop.write("Area,Year,Pupils,Site\n" + rows, to: "large.csv")
    let run = try shell(
      """
      mizan convert large.csv -m small.map.yaml -o out -q & first=$!
      status=0
      for try in $(seq 200); do
        mizan convert rows.csv -m small.map.yaml -o out -q; status=$?
        [ $status = 75 ] && break
        kill -0 $first 2>/dev/null || break
      done
      wait $first; echo "first $? second $status"
      """, in: shop)
    // Whichever came second was sent away; the other one was not disturbed.
    let isRefused = ["first 0 second 75", "first 75 second 1"].contains { run.output.contains($0) }
    #expect(isRefused, "\(run.output.suffix(400))")
  }

  @Test(arguments: ["INT", "TERM", "KILL"])
  func `interrupted in the middle leaves the last good output`(signal: String) throws {
    let shop = try furnished()
    _ = try Program.run(words, in: shop.folder)
    let good = try shop.text("out/observation.csv")
    let rows = (0..<400_000).map { "TD01,2023/24,\($0 % 20),Camp\n" }.joined()
    try shop.write("Area,Year,Pupils,Site\n" + rows, to: "large.csv")
    let run = try shell(
      """
      mizan convert large.csv -m small.map.yaml -o out -q & pid=$!
      tries=0
      until ls -A | grep -q staged || [ $tries -ge 1000 ]; do sleep 0.01; tries=$((tries + 1)); done
      kill -\(signal) $pid; wait $pid; echo "status $?"
      """, in: shop)
    let status = signal == "KILL" ? 137 : 130
    #expect(run.output.contains("status \(status)"), "\(run.output.suffix(300))")
    #expect(try shop.text("out/observation.csv") == good)
    if signal != "KILL" {
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: shop.folder.path).sorted()
          == ["crosswalks", "large.csv", "out", "rows.csv", "small.map.yaml"])
    }
    let again = try Program.run(words, in: shop.folder)
    #expect(again.status == 1, "\(again.errors)")
    #expect(try shop.text("out/observation.csv") == good)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `prints completions for a shell`(_ name: String) throws {
    let shop = try Workshop()
    let run = try Program.run(["--generate-completion-script", name], in: shop.folder)
    #expect(run.status == 0)
    for word in ["convert", "profile", "explain", "codes"] { #expect(run.output.contains(word)) }
    if name == "bash" {
      try shop.write(run.output, to: "completion.bash")
      #expect(try shell("bash -n completion.bash", in: shop).status == 0)
    }
  }

  @Test func `prints a manual page that names every command and option`() throws {
    let shop = try Workshop()
    let page = try Program.run(["manual"], in: shop.folder).output
    #expect(page.hasPrefix(".TH MIZAN 1"))
    for word in ["CONVERT", "PROFILE", "CHECK", "EXPLAIN", "TEST", "CODES", "--strict", "--lang"] {
      #expect(page.contains(word), "\(word)")
    }
    for line in page.split(separator: "\n") where line.hasPrefix(".") {
      #expect([".TH", ".SH", ".nf", ".fi"].contains { line.hasPrefix($0) }, "\(line)")
    }
  }
}
