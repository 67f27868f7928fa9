import MizanFormats
import MizanSources

/// What Mizan reads, told from its catalogs.
public enum CatalogPage {
  /// Two tables in Markdown: the formats with the usual endings of their files, and the sources
  /// with the mapping that each ships. They stand in README.md between two marks.
  public static func markdown() -> String {
    var page = "| format | files | what is read |\n|---|---|---|\n"
    for format in FormatCatalog.all {
      let endings = format.fileExtensions.map { "`." + $0 + "`" }.joined(separator: " ")
      page += "| `\(format.name)` | \(endings) | \(cell(format.reads)) |\n"
    }
    page += "\n| source | what is read, in any of these formats | ready mapping |\n|---|---|---|\n"
    for source in SourceCatalog.all {
      let descriptor = source.descriptor
      let mapping = descriptor.mapping.map { "[`\($0)`](\($0))" } ?? ""
      page += "| `\(descriptor.name)` | \(cell(descriptor.reads)) | \(mapping) |\n"
    }
    return page
  }

  /// A text as a cell of a table, in which a bar would end it.
  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
