public import MizanDiagnostics

/// Writes `report.html`: the quality report as one self-contained page.
///
/// No script, no network; readable on a phone, printable in grey, from right to left in Arabic.
/// The page stays below 2 MB: what is too much for it stands in `issues.csv` and `review.csv`,
/// and the page says how much that is.
public struct HTMLRenderer: ReportRenderer {
  private let words: Words

  /// - Parameters:
  ///   - messages: The texts of all codes and the words of the page.
  ///   - language: The language of the page; data are never translated.
  public init(_ messages: Messages, _ language: Messages.Language = .english) {
    words = Words(messages: messages, language: language)
  }

  public func render(_ report: Report) -> [UInt8] {
    let sections: [(id: String, title: Word, body: HTML?)] = [
      ("files", .unreadableFiles, UnreadableSection(words: words).html(report)),
      ("complete", .completeness, CompletenessSection(words: words).html(report)),
      ("findings", .findings, FindingsSection(words: words).html(report)),
      ("labels", .labels, LabelsSection(words: words).html(report)),
      ("checks", .checks, ChecksSection(words: words).html(report)),
      ("sums", .sums, SumsSection(words: words).html(report)),
      ("changes", .changes, ChangesSection(words: words).html(report)),
      ("inputs", .inputs, InputsSection(words: words).html(report)),
      ("method", .method, MethodSection(words: words).html(report)),
    ]
    var page = head(report)
    page += HeadSection(words: words).html(report)
    page += NextSteps(words: words).html(report)
    page += "<nav aria-label=\"\(words[.contents])\"><ul>"
    for section in sections where section.body != nil {
      page += "<li><a href=\"#\(section.id)\">\(words[section.title])</a></li>"
    }
    page += "</ul></nav>\n"
    for section in sections {
      guard let body = section.body else { continue }
      page += "<section id=\(section.id)>\n<h2>\(words[section.title])</h2>\n\(body)</section>\n"
    }
    page += "</main></body></html>\n"
    return Array(page.source.utf8)
  }

  private func head(_ report: Report) -> HTML {
    let language = words.language
    let direction = language.isRightToLeft ? "rtl" : "ltr"
    let title = HeadSection(words: words).title(report)
    return """
      <!doctype html>
      <html lang=\(language.rawValue) dir=\(direction)><head><meta charset=utf-8>
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name=viewport content="width=device-width,initial-scale=1">
      <title>\(words[.qualityReport]) · \(title)</title>
      <style>\(HTMLStyle.sheet)</style></head><body><main>

      """
  }
}
