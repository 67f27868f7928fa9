import MizanDiagnostics
import MizanMapping
import MizanSinks
import MizanStandards

/// Writes `source.csv`: one line for each file that was converted.
enum SourceRegister {
  static func write(
    _ files: [FileResult], _ standards: Standards, _ stage: StagedFolder
  ) throws(Failure) {
    guard let table = standards.table("source") else { return }
    let file = try stage.create("source.csv")
    try file.write(text: table.fields.map(\.name).joined(separator: ",") + "\n")
    for source in files where source.failure == nil {
      let checked = source.checked
      let country = try checked.mapping.country.map { iso3 throws(Failure) in
        try standards.country(iso3)
      }
      let values: [String: String] = [
        "source_id": source.sourceID, "title": source.input.name, "file": source.input.path,
        "format": source.format, "sheet": source.sheet ?? "", "mapping": checked.mapping.file,
        "mapping_version": checked.mapping.id + "@" + checked.mapping.version,
        "publisher": checked.mapping.owner, "country": checked.mapping.country ?? "",
        "version": source.vintage.isEmpty ? String(source.sha256.prefix(12)) : source.vintage,
        "file_hash": source.sha256,
        "calendar": country??.profile["calendar"] ?? "",
        "date_order": country??.profile["date_order"] ?? "",
      ]
      let line = table.fields.map { CSVText.quoted(values[$0.name] ?? $0.defaultValue ?? "") }
      try file.write(text: line.joined(separator: ",") + "\n")
    }
    _ = try file.finish()
  }
}
