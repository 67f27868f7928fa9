import MizanDiagnostics

/// A JSON Pointer (RFC 6901) whose `*` stands for any name, as `select:` takes it.
struct JSONPointer {
  /// The names on the way; nil for any.
  let steps: [[UInt8]?]
  let text: String

  /// Nil when the text does not begin with a slash and is not empty.
  init?(_ text: String) {
    self.text = text
    if text.isEmpty || text == "/" {
      steps = []
      return
    }
    guard text.hasPrefix("/") else { return nil }
    steps = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { step in
      step == "*" ? nil : JSONPointer.unescaped(Array(step.utf8))
    }
  }

  private static func unescaped(_ step: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < step.count {
      if step[index] == 126, index + 1 < step.count, step[index + 1] == 48 || step[index + 1] == 49
      {
        result.append(step[index + 1] == 48 ? 126 : 47)
        index += 2
      } else {
        result.append(step[index])
        index += 1
      }
    }
    return result
  }

  /// Makes the names that a `*` stands for data, before the text is read.
  func mark(_ shape: JSONShape, isLines: Bool) {
    var node = isLines ? shape.element(of: JSONShape.root) : JSONShape.root
    for step in steps {
      guard let step else {
        node = shape.makeStar(of: node)
        continue
      }
      node = step.withUnsafeBufferPointer { key in
        var none: UInt8 = 0
        return withUnsafePointer(to: &none) { empty in
          let base = key.baseAddress ?? empty
          return shape.member(of: node, base, key.count)
            ?? shape.addMember(of: node, base, key.count)
        }
      }
    }
  }

  /// The node that the pointer leads to, through the elements of arrays; nil when nothing is there.
  func node(in shape: JSONShape, isLines: Bool) -> Int32? {
    var node = isLines ? shape.element(of: JSONShape.root) : JSONShape.root
    for step in steps {
      guard let next = next(shape, node, step) else { return nil }
      node = next
    }
    return shape.nodes[Int(node)].count > 0 ? node : nil
  }

  private func next(_ shape: JSONShape, _ node: Int32, _ step: [UInt8]?) -> Int32? {
    let known = shape.nodes[Int(node)]
    guard let step else {
      if known.star >= 0, shape.nodes[Int(known.star)].count > 0 { return known.star }
      return known.element >= 0 ? known.element : nil
    }
    let found = step.withUnsafeBufferPointer { key -> Int32? in
      var none: UInt8 = 0
      return withUnsafePointer(to: &none) {
        shape.member(of: node, key.baseAddress ?? $0, key.count)
      }
    }
    if let found, shape.nodes[Int(found)].count > 0 { return found }
    // The names of the elements of an array may follow at once: `/results/pupils`.
    return known.element >= 0 ? next(shape, known.element, step) : nil
  }
}
