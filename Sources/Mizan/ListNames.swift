public import MizanStandards

extension Standards {
  /// The code list that people mean by a name: the list's own, or that of a field that takes its
  /// codes from one; `level` is the list `edu_level`.
  public func list(called name: String) -> CodeList? {
    if let list = list(name) { return list }
    let field = tables.lazy.flatMap(\.fields).first { $0.name == name && $0.list != nil }
    return field?.list.flatMap { list($0) }
  }
}
