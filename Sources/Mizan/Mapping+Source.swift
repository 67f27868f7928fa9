import MizanDiagnostics
import MizanFormats
import MizanMapping
import MizanRecords
import MizanSources

extension Mapping {
  /// Opens a file as the source that the mapping names.
  func reading(
    of table: any TableFile, _ input: Input, _ findings: inout Findings
  ) throws(Failure) -> SourceReading {
    var options = SourceOptions(input, source.layout, values: source.adapter?.options ?? [:])
    if let adapter = source.adapter {
      options.files = try SourceFiles.open(adapter.name, adapter.options) { name in
        self.path(beside: name)
      }
    }
    return try SourceCatalog.open(table, adapter: source.adapter?.name, options, &findings)
  }

  /// - Throws: a ``Failure`` of kind `mapping` when there is no such source or option.
  func checkAdapter() throws(Failure) {
    guard let adapter = source.adapter else { return }
    _ = try SourceCatalog.source(
      named: adapter.name, options: Array(adapter.options.keys), at: adapterPlace)
  }
}
