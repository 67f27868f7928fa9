import MizanDiagnostics

/// Writes `result.json`, schema `mizan.result/1`: the summary for other programs.
///
/// Sums are decimal strings, because JSON numbers lose digits in most readers.
public struct JSONRenderer: ReportRenderer {
  /// The schema's name; it changes when a reader would have to change.
  public static let schema = "mizan.result/1"

  public init() {}

  public func render(_ report: Report) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.string("schema", JSONRenderer.schema)
      json.string("tool", report.tool)
      json.string("standard", report.standard)
      json.string("command", report.command)
      json.string("command_line", report.commandLine)
      if let country = report.country {
        json.string("country", country)
      } else {
        json.null("country")
      }
      if let mapping = report.mapping {
        json.object("mapping") { fields(mapping, &$0) }
      } else {
        json.null("mapping")
      }
      if !report.mappings.isEmpty {
        json.array("mappings", report.mappings) { json, mapping in
          json.object { fields(mapping, &$0) }
        }
      }
      json.number("exit", Int(report.exit))
      json.array("inputs", report.inputs) { input($1, report.mapping, &$0) }
      balance("rows", report.rows, &json)
      counts("records", report.records, &json)
      json.array("sums", report.sums) { sum($1, &$0) }
      json.array("rules", report.rules) { rule($1, &$0) }
      counts("codes", codes(report.findings), &json)
      json.array("needs_decision", report.review) { review($1, &$0) }
      counts("changes", changes(report), &json)
      json.array("outputs", report.outputs) { json, file in
        json.object {
          $0.string("path", file.path)
          if file.sha256.isEmpty { $0.null("sha256") } else { $0.string("sha256", file.sha256) }
          $0.number("bytes", file.bytes)
        }
      }
    }
    json.endLine()
    return json.bytes
  }

  private func fields(_ mapping: MappingReport, _ json: inout JSONWriter) {
    json.string("id", mapping.id)
    json.string("version", mapping.version)
    json.string("file", mapping.file)
    json.string("sha256", mapping.sha256)
    json.string("status", mapping.status)
  }

  private func input(_ input: InputReport, _ mapping: MappingReport?, _ json: inout JSONWriter) {
    json.object { json in
      json.string("path", input.path)
      json.string("sha256", input.sha256)
      json.string("format", input.format)
      if let sheet = input.sheet { json.string("sheet", sheet) }
      json.string("source_id", input.sourceID)
      json.string("mapping", input.mapping.isEmpty ? mapping?.reference ?? "" : input.mapping)
      balance("rows", input.rows, &json)
      json.number("blank_rows", input.blankRows)
      counts("dropped_by", input.droppedByRule, &json)
      json.array("codes", input.codes.keys.sorted()) { $0.string(nil, $1) }
      json.array("completeness", input.completeness) { json, fill in
        json.object {
          $0.string("field", fill.field)
          $0.number("filled", fill.filled)
          $0.number("total", fill.total)
        }
      }
      if let failure = input.failure {
        json.array("failure", failure) { json, diagnostic in
          json.object {
            $0.string("code", diagnostic.code.name)
            if let place = diagnostic.place { $0.string("place", place.description) }
          }
        }
      }
      json.number("exit", Int(input.exit))
    }
  }

  private func balance(_ key: String, _ balance: Balance, _ json: inout JSONWriter) {
    json.object(key) {
      $0.number("read", balance.read)
      $0.number("ready", balance.ready)
      $0.number("held", balance.held)
      $0.number("dropped", balance.dropped)
    }
  }

  private func counts(_ key: String, _ counts: [NamedCount], _ json: inout JSONWriter) {
    json.object(key) { json in
      for entry in counts { json.number(entry.name, entry.count) }
    }
  }

  private func sum(_ sum: SumReport, _ json: inout JSONWriter) {
    json.object {
      $0.string("measure", sum.measure)
      $0.string("read", sum.read)
      $0.string("ready", sum.ready)
      $0.string("held", sum.held)
      $0.string("dropped", sum.dropped)
      balance("cells", sum.cells, &$0)
      $0.number("filled", sum.filled)
    }
  }

  private func rule(_ rule: RuleReport, _ json: inout JSONWriter) {
    json.object {
      $0.string("id", rule.id)
      $0.string("state", rule.state.rawValue)
      $0.string("severity", rule.severity.rawValue)
      $0.number("evaluated", rule.evaluated)
      $0.number("failed", rule.failed)
      $0.number("cannot_tell", rule.cannotTell)
    }
  }

  private func review(_ item: ReviewItem, _ json: inout JSONWriter) {
    json.object { json in
      json.string("field", item.field)
      json.string("list", item.list)
      json.string("label", item.label)
      json.number("rows", item.rows)
      json.string("learners", item.learners)
      json.array("candidates", item.candidates.prefix(3)) { json, candidate in
        json.object {
          $0.string("code", candidate.code)
          $0.string("name", candidate.name)
          $0.hundredths("score", candidate.score)
        }
      }
    }
  }

  private func codes(_ findings: Findings) -> [NamedCount] {
    findings.countsByCode.map { NamedCount($0.key.name, $0.value) }.sorted { $0.name < $1.name }
  }

  private func changes(_ report: Report) -> [NamedCount] {
    var counts: [String: Int] = [:]
    for change in report.changes { counts[change.kind, default: 0] &+= change.count }
    for other in report.otherChanges { counts[other.name, default: 0] &+= other.count }
    return counts.map { NamedCount($0.key, $0.value) }.sorted { $0.name < $1.name }
  }
}
