import MizanDiagnostics

/// Reads one record of `record:` or `records:`.
enum RecordReader {
  static func read(_ node: YAMLTree, _ problems: inout MappingProblems) -> RecordBlock? {
    guard var block = BlockReader(node, "record", &problems) else { return nil }
    var record = RecordBlock(
      table: block.required("table", &problems) ?? "", fields: [], mark: block.mark)
    record.lacksTable = block.node("table").map(problems.hasErrors(in:)) ?? true
    record.when = block.expression("when", &problems)
    for (key, mark, value) in block.all() where key != "table" && key != "when" {
      let before = problems.errorCount
      let field = field(key, mark, value, &problems)
      if let field, problems.errorCount == before, !problems.hasErrors(in: value) {
        record.fields.append(field)
      } else {
        record.faulty.append(
          FaultyField(name: Named(name: key, mark: mark), from: value.text("from")))
      }
    }
    return record
  }

  private static func field(
    _ name: String, _ mark: YAMLTree.Mark, _ node: YAMLTree, _ problems: inout MappingProblems
  ) -> FieldBlock? {
    guard var block = BlockReader(node, name, &problems) else { return nil }
    guard let origin = origin(&block, mark, &problems) else {
      return nil
    }
    var field = FieldBlock(field: name, origin: origin, mark: mark)
    field.reading = block.word("as", as: FieldBlock.Reading.self, &problems)
    field.codes = block.text("codes", &problems)
    if let match = block.text("match", &problems) {
      field.matchesArea = match == "area"
      if match != "area" {
        problems.add(
          .mapBadValue, at: block.node("match")?.mark ?? mark,
          ["key": "\(name): match", "value": ShownText.make(match), "known": "area"])
      }
    }
    field.level = block.integer("level", &problems)
    field.system = block.text("system", &problems)
    field.within = block.text("within", &problems)
    field.unmatched = block.word("unmatched", as: FieldBlock.Unmatched.self, &problems)
    field.unreadable = block.word("unreadable", as: FieldBlock.Unreadable.self, &problems)
    field.calendar = block.word("calendar", as: Calendar.self, &problems)
    field.prefix = block.text("prefix", &problems) ?? ""
    field.suffix = block.text("suffix", &problems) ?? ""
    field.defaultValue = block.text("default", &problems)
    field.shape = block.text("shape", &problems)
    field.unit = block.text("unit", &problems)
    field.year = block.integer("year", &problems)
    field.when = block.expression("when", &problems)
    field.on = block.text("on", &problems)
    if let node = block.node("on"), field.within != nil {
      problems.add(.mapKeyUnsupported, at: node.mark, ["key": "on", "block": name])
    }
    if let node = block.node("split"), var split = BlockReader(node, "split", &problems) {
      let separator = split.required("by", &problems) ?? ","
      field.split = (separator, max(1, split.integer("take", &problems) ?? 1))
      split.refuseOthers(&problems)
    }
    block.refuseOthers(&problems)
    return field
  }

  private static func origin(
    _ block: inout BlockReader, _ mark: YAMLTree.Mark, _ problems: inout MappingProblems
  ) -> FieldBlock.Origin? {
    var origins: [FieldBlock.Origin] = []
    var said: [String] = []
    for key in ["from", "first-of", "value", "calc", "derive", "join"]
    where block.keys.contains(key) {
      said.append(key)
      switch key {
      case "from":
        if let name = block.text("from", &problems) { origins.append(.from(name)) }
      case "first-of": origins.append(.firstOf(block.texts("first-of", &problems)))
      case "value":
        if let text = block.text("value", &problems) { origins.append(.value(text)) }
      case "calc":
        if let expression = block.expression("calc", &problems) {
          origins.append(.calc(expression))
        }
      case "derive":
        if let word = block.word("derive", as: FieldBlock.Derivation.self, &problems) {
          origins.append(.derive(word))
        }
      default:
        if let node = block.node("join"), let join = join(node, &problems) {
          origins.append(.join(join))
        }
      }
    }
    if said.isEmpty {
      problems.add(.mapNoOrigin, at: mark, ["field": block.title])
    } else if said.count > 1 {
      problems.add(
        .mapTwoOrigins, at: mark, ["field": block.title, "value": said.joined(separator: ", ")])
    }
    return said.count == 1 ? origins.first : nil
  }

  private static func join(
    _ node: YAMLTree, _ problems: inout MappingProblems
  ) -> FieldBlock.JoinBlock? {
    guard var block = BlockReader(node, "join", &problems) else { return nil }
    let table = block.required("table", &problems)
    let keys = block.texts("key", &problems)
    let take = block.required("take", &problems)
    if keys.isEmpty {
      problems.add(.mapMissingKey, at: block.mark, ["key": "key", "block": "join"])
    }
    block.refuseOthers(&problems)
    guard let table, let take else { return nil }
    return FieldBlock.JoinBlock(table: table, keys: keys, take: take, mark: block.mark)
  }
}

extension Code {
  static let mapKeyUnsupported = Code("MAP_KEY_UNSUPPORTED", .error)
}
