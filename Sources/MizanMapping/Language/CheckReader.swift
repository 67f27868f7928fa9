import MizanDiagnostics

/// Reads the `checks:` block.
enum CheckReader {
  static func read(_ node: YAMLTree, _ problems: inout MappingProblems) -> [CheckBlock] {
    let nodes = if case .list(let items, _) = node { items } else { [node] }
    return nodes.compactMap { node in
      guard var block = BlockReader(node, "checks", &problems) else { return nil }
      var check = CheckBlock(
        name: block.required("name", &problems) ?? "", consequence: .error, mark: block.mark)
      check.that = block.expression("that", &problems)
      check.unique = block.named("unique", &problems)
      check.when = block.expression("when", &problems)
      check.scope = scope(block.texts("per", &problems))
      if block.required("else", &problems) != nil {
        check.consequence =
          block.word("else", as: CheckBlock.Consequence.self, &problems) ?? .error
      }
      if !block.keys.contains("that") && check.unique.isEmpty {
        problems.add(.mapMissingKey, at: block.mark, ["key": "that or unique", "block": "checks"])
      }
      block.refuseOthers(&problems)
      return check
    }
  }

  private static func scope(_ names: [String]) -> CheckBlock.Scope {
    switch names {
    case [], ["row"]: .row
    case ["record"]: .record
    default: .names(names)
    }
  }
}
