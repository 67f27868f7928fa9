/// Judges regular expressions that people bring from other tools. Mizan runs none: `shape:` says
/// what codes look like and takes the same time for every text.
enum PatternText {
  enum Verdict: Sendable, Hashable {
    /// A repetition stands inside a repetition: some texts would take for ever.
    case unsafe
    /// Brackets do not pair, or a repetition has nothing to repeat.
    case invalid
    case fine
  }

  static func judge(_ text: String) -> Verdict {
    var opened: [Bool] = []  // for each open group: whether it holds a repetition
    var inClass = false
    var isFirstInClass = false
    var hasAtom = false
    var closedRepeats = false  // whether what was just closed is a group with a repetition
    var isUnsafe = false
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if scalar == "\\" {
        guard index < scalars.count else { return .invalid }
        index += 1
        isFirstInClass = false
        hasAtom = true
        closedRepeats = false
        continue
      }
      if inClass {
        if scalar == "]" && !isFirstInClass { inClass = false }
        if scalar != "^" { isFirstInClass = false }
        continue
      }
      switch scalar {
      case "[":
        inClass = true
        isFirstInClass = true
        hasAtom = true
        closedRepeats = false
      case "(":
        opened.append(false)
        hasAtom = false
        if index < scalars.count, scalars[index] == "?" {
          index += 1
          while index < scalars.count, ":=!<".unicodeScalars.contains(scalars[index]) { index += 1 }
        }
      case ")":
        guard let repeats = opened.popLast() else { return .invalid }
        hasAtom = true
        closedRepeats = repeats
        if repeats, !opened.isEmpty { opened[opened.count - 1] = true }
      case "*", "+", "{":
        guard hasAtom else { return .invalid }
        if closedRepeats { isUnsafe = true }
        if !opened.isEmpty { opened[opened.count - 1] = true }
      case "?": guard hasAtom else { return .invalid }
      case "|", "^": hasAtom = false
      default:
        hasAtom = true
        closedRepeats = false
      }
    }
    if inClass || !opened.isEmpty { return .invalid }
    return isUnsafe ? .unsafe : .fine
  }
}
