extension Expression {
  /// The type that an expression has whatever its names are; nil when they decide.
  var ownType: ValueType? {
    switch self {
    case .number, .negative, .aggregate: .number
    case .text: .text
    case .boolean, .not, .isIn, .isMissing: .boolean
    case .name: nil
    case .binary(let operation, _, _):
      operation.isLogical || operation.isComparison ? .boolean : .number
    case .call(let function, let arguments):
      function.resultType
        ?? arguments.dropFirst(function == .if ? 1 : 0).lazy.compactMap(\.ownType).first
    }
  }

  /// Whether the expression only makes sense when the name is a number.
  func needsNumber(_ name: String) -> Bool { asksNumber(name, wanted: nil) }

  private func asksNumber(_ name: String, wanted: ValueType?) -> Bool {
    switch self {
    case .number, .text, .boolean: return false
    case .name(let found): return found == name && wanted == .number
    case .aggregate(let function, let found): return found == name && function.needsNumbers
    case .not(let part), .isMissing(let part): return part.asksNumber(name, wanted: nil)
    case .negative(let part): return part.asksNumber(name, wanted: .number)
    case .isIn(let part, let values):
      return part.asksNumber(name, wanted: values.first?.type)
    case .binary(let operation, let left, let right):
      if operation.isLogical {
        return left.asksNumber(name, wanted: nil) || right.asksNumber(name, wanted: nil)
      }
      let type = operation.isComparison ? left.ownType ?? right.ownType : .number
      return left.asksNumber(name, wanted: type) || right.asksNumber(name, wanted: type)
    case .call(let function, let arguments):
      let common = ownType ?? wanted
      return arguments.enumerated().contains { index, argument in
        argument.asksNumber(
          name, wanted: function.argumentType(index) ?? (common == .number ? .number : nil))
      }
    }
  }
}
