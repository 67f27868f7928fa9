import MizanDiagnostics
import MizanMapping
import MizanRecords
import MizanSources

extension Mapping {
  /// Opens a file as the source that the mapping names.
  func reading(
    of table: any TableFile, _ input: Input, _ findings: inout Findings
  ) throws(Failure) -> SourceReading {
    let options = SourceOptions(input, source.layout, values: source.adapter?.options ?? [:])
    return try SourceCatalog.open(table, adapter: source.adapter?.name, options, &findings)
  }

  /// - Throws: a ``Failure`` of kind `mapping` when there is no such source or option.
  func checkAdapter() throws(Failure) {
    guard let adapter = source.adapter else { return }
    _ = try SourceCatalog.source(
      named: adapter.name, options: Array(adapter.options.keys), at: adapterPlace)
  }
}
