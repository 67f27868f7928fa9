public import MizanDiagnostics

/// Writes a run as JSON Lines for log collectors: one object a kind of finding, one for each
/// file that could not be read, and one for the run at the end.
public struct LogRenderer: ReportRenderer {
  private let messages: Messages
  private let language: Messages.Language

  public init(_ messages: Messages, _ language: Messages.Language = .english) {
    self.messages = messages
    self.language = language
  }

  public func render(_ report: Report) -> [UInt8] {
    var json = JSONWriter()
    for group in report.findings.groups {
      event(
        Diagnostic(group.key.code, at: group.examples.first, group.arguments), group.key.column,
        group.key.value, group.count, &json)
    }
    for input in report.inputs {
      for diagnostic in input.failure ?? [] { event(diagnostic, "", "", 1, &json) }
    }
    json.object {
      $0.string("event", "run")
      $0.string("level", report.exit == 0 ? "info" : "error")
      $0.number("exit", Int(report.exit))
      $0.number("read", report.rows.read)
      $0.number("ready", report.rows.ready)
      $0.number("held", report.rows.held)
      $0.number("dropped", report.rows.dropped)
    }
    json.endLine()
    return json.bytes
  }

  /// Why a run could not go on.
  public func render(failure: Failure) -> [UInt8] {
    var json = JSONWriter()
    for diagnostic in failure.diagnostics { event(diagnostic, "", "", 1, &json) }
    return json.bytes
  }

  private func event(
    _ diagnostic: Diagnostic, _ column: String, _ value: String, _ count: Int,
    _ json: inout JSONWriter
  ) {
    let code = diagnostic.code
    json.object { json in
      json.string("event", "finding")
      json.string("level", code.severity.rawValue)
      json.string("code", code.name)
      if let place = diagnostic.place {
        json.string("file", place.file)
        if let sheet = place.sheet { json.string("sheet", sheet) }
        if let cell = place.cell { json.string("cell", cell) }
        if let line = place.line { json.number("line", line) }
      }
      if !column.isEmpty { json.string("column", column) }
      if !value.isEmpty { json.string("value", value) }
      json.number("count", count)
      json.string(
        "message", messages.text(for: code.name, diagnostic.arguments, in: language).what)
    }
    json.endLine()
  }
}
