import MizanDiagnostics
import MizanRecords

/// Reads the `source:` block.
enum SourceReader {
  static func read(_ node: YAMLTree, _ problems: inout MappingProblems) -> SourceBlock {
    var source = SourceBlock()
    guard var block = BlockReader(node, "source", &problems) else { return source }
    source.format = block.text("format", &problems)
    if let node = block.node("adapter") { source.adapter = adapter(node, &problems) }
    source.layout.sheets = block.texts("sheet", &problems)
    source.layout.titles = block.texts("title", &problems)
    source.layout.fileName = block.text("file_name", &problems)
    source.select = block.text("select", &problems)
    source.structure = structure(&block, &problems)
    source.query = block.text("query", &problems)
    source.program = block.texts("exec", &problems)
    source.encoding = block.text("encoding", &problems)
    source.missing = block.texts("missing", &problems)
    source.fillDown = block.named("fill_down", &problems)
    source.numbers = numbers(&block, &problems) ?? .unknown
    source.dates = block.word("dates", as: DateOrder.self, &problems) ?? .unknown
    source.delimiter = delimiter(&block, &problems)
    if let header = block.node("header") { read(header: header, into: &source.layout, &problems) }
    if let drop = block.node("drop") { source.drops = drops(drop, &problems) }
    block.refuseOthers(&problems)
    return source
  }

  /// A file beside the mapping; it may not climb out of the mapping's folder.
  private static func structure(
    _ block: inout BlockReader, _ problems: inout MappingProblems
  ) -> String? {
    guard let path = block.text("structure", &problems) else { return nil }
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    guard path.hasPrefix("/") || path.contains("\0") || steps.contains("..") else { return path }
    problems.add(
      .pathOutside, at: block.node("structure")?.mark ?? block.mark,
      ["value": ShownText.make(path)])
    return nil
  }

  /// `adapter: hxl`, or `adapter: { name: …, option: … }`; which options there are is the
  /// adapter's concern.
  private static func adapter(
    _ node: YAMLTree, _ problems: inout MappingProblems
  ) -> AdapterBlock? {
    if case .text(let name, let mark) = node { return AdapterBlock(name: name, mark: mark) }
    guard var block = BlockReader(node, "adapter", &problems) else { return nil }
    var adapter = AdapterBlock(name: block.required("name", &problems) ?? "", mark: block.mark)
    for key in block.keys where key != "name" {
      adapter.options[key] = block.text(key, &problems)
    }
    return adapter
  }

  /// The `numbers:` entry of a block: a sample such as `"1,234.5"`.
  static func numbers(
    _ block: inout BlockReader, _ problems: inout MappingProblems
  ) -> NumberStyle? {
    guard let text = block.text("numbers", &problems) else { return nil }
    if let style = NumberStyle(text) { return style }
    problems.add(
      .mapBadValue, at: block.node("numbers")?.mark ?? block.mark,
      [
        "key": "\(block.title): numbers", "value": ShownText.make(text),
        "known": "1,234.5 · 1.234,5 · 1 234,5 · 1'234.5 · 1234.5",
      ])
    return nil
  }

  private static func delimiter(
    _ block: inout BlockReader, _ problems: inout MappingProblems
  ) -> UInt8? {
    guard let text = block.text("delimiter", &problems) else { return nil }
    if text == "tab" { return 9 }
    if let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80 { return byte }
    problems.add(
      .mapBadValue, at: block.node("delimiter")?.mark ?? block.mark,
      ["key": "source: delimiter", "value": ShownText.make(text), "known": "one of , ; | tab"])
    return nil
  }

  private static func read(
    header node: YAMLTree, into layout: inout TableLayout, _ problems: inout MappingProblems
  ) {
    guard var block = BlockReader(node, "header", &problems) else { return }
    layout.headerFind = block.text("find", &problems)
    layout.headerRow = block.integer("row", &problems)
    layout.headerRows = max(1, block.integer("rows", &problems) ?? 1)
    layout.skipAfterHeader = block.integer("skip", &problems) ?? 0
    block.refuseOthers(&problems)
  }

  private static func drops(
    _ node: YAMLTree, _ problems: inout MappingProblems
  ) -> [DropBlock] {
    let nodes = if case .list(let items, _) = node { items } else { [node] }
    return nodes.compactMap { node in
      guard var block = BlockReader(node, "drop", &problems) else { return nil }
      var drop = DropBlock(name: block.required("name", &problems) ?? "", mark: block.mark)
      drop.column = block.named("where", &problems).first
      drop.says = block.texts("says", &problems)
      drop.blank = block.named("blank", &problems)
      drop.keepForChecks = block.flag("keep_for_checks", &problems)
      let hasWords = drop.column != nil && !drop.says.isEmpty
      let isHalf = (drop.column == nil) != drop.says.isEmpty
      if isHalf || hasWords == !drop.blank.isEmpty {
        problems.add(
          .mapMissingKey, at: block.mark, ["key": "where + says, or blank", "block": "drop"])
      }
      block.refuseOthers(&problems)
      return drop
    }
  }
}
