import MizanDiagnostics
import MizanRecords

/// How the raw text of a column, a capture or a heading becomes the text of one field.
///
/// Compiled from one line of a record. `outcome(of:kind:)` is the slow path, called once for each
/// distinct raw value.
struct Transform: Sendable {
  var field: String
  var reading: FieldBlock.Reading
  var lookup: LabelLookup?
  /// The list or crosswalk as the mapping names it, for the review.
  var listName: String
  var unmatched: FieldBlock.Unmatched
  var unreadable: FieldBlock.Unreadable
  var numbers: NumberStyle
  var dates: DateOrder
  var calendar: Calendar
  /// Whether the country counts Ethiopian years and the mapping declares no calendar.
  var isEthiopian = false
  var year: Int?
  var shape: Shape?
  var split: (separator: String, part: Int)?
  var prefix: [UInt8]
  var suffix: [UInt8]
  /// Trimmed texts that mean "no information".
  var missing: Set<[UInt8]>
  /// The level of areas that are matched, if any.
  var areaLevel: Int?
  /// The column of the row in which the parent of the label stands.
  var within: Int?
  /// Whether labels are looked up inside a parent; a table may lack the column that names it.
  var isScoped = false

  /// Which days count for decisions that hold in a period.
  var days = Days.any
  /// What a label gets that was decided to have no counterpart; nil for the field's default.
  var noCounterpart: [UInt8]?

  /// Which days count.
  enum Days: Sendable, Hashable {
    /// The mapping does not say; then there are no decisions that depend on the day.
    case any
    /// The same for all rows; nil where the text is none.
    case fixed(DaySpan?)
    /// What a column of the row says.
    case column(DaySpan.Habits)
  }

  /// Whether the text of a second column decides too, and follows the label behind the separator.
  var isPaired: Bool { if case .column = days { true } else { isScoped } }

  /// Stands between a label and its parent where both are looked up as one text.
  static let separator: UInt8 = 0x1F

  /// Whether the raw text can be copied as it is, apart from cleaning and the look at its shape:
  /// no list, no reading.
  var isPlainText: Bool { reading == .text && lookup == nil && split == nil }

  /// Whether another line of the mapping makes the same of every text.
  func isSame(as other: Transform) -> Bool {
    field == other.field && reading == other.reading && listName == other.listName
      && (lookup == nil) == (other.lookup == nil) && unmatched == other.unmatched
      && unreadable == other.unreadable && numbers == other.numbers && dates == other.dates
      && calendar == other.calendar && isEthiopian == other.isEthiopian
      && year == other.year && shape == other.shape
      && split?.separator == other.split?.separator && split?.part == other.split?.part
      && prefix == other.prefix && suffix == other.suffix && missing == other.missing
      && areaLevel == other.areaLevel && within == other.within && isScoped == other.isScoped
      && days == other.days && noCounterpart == other.noCounterpart
  }

  /// What becomes of a raw value; where labels have a parent, it follows the separator.
  func outcome(of raw: UnsafeBufferPointer<UInt8>, kind: Cell.Kind) -> Outcome {
    guard isPaired else { return outcome(of: raw, kind: kind, in: nil) }
    let end = raw.lastIndex(of: Transform.separator) ?? raw.endIndex
    var parent: [UInt8] = []
    TextCleaner.clean(
      UnsafeBufferPointer(rebasing: raw[min(end + 1, raw.endIndex)...]), into: &parent)
    if missing.contains(parent) { parent = [] }
    let label = UnsafeBufferPointer(rebasing: raw[..<end])
    let scope = isScoped ? lookup?.scope(parent) : nil
    return outcome(of: label, kind: kind, in: scope, on: lookupDays(parent))
  }

  /// The days for the look-up of a label; `text` is what the row says about them.
  func lookupDays(_ text: [UInt8]) -> LabelLookup.Days {
    switch days {
    case .any: .any
    case .fixed(let span): .only(span)
    case .column(let habits): .only(DaySpan(text, habits))
    }
  }

  private func outcome(
    of raw: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, in scope: ParentScope?,
    on days: LabelLookup.Days? = nil
  ) -> Outcome {
    var text: [UInt8] = []
    TextCleaner.clean(raw, into: &text)
    if text.isEmpty || missing.contains(text) { return .missing }
    if kind == .error { return unreadableOutcome(.valueIsError) }
    if let split { text = part(of: text, split) }
    if text.isEmpty { return .missing }
    if let shape {
      let fits = text.withUnsafeBufferPointer { shape.matches($0) }
      if !fits { return unreadableOutcome(.shapeUnfit) }
    }
    switch read(text, kind: kind) {
    case .success(let value): text = value
    case .failure(let fault): return unreadableOutcome(fault.code)
    }
    guard let lookup else { return Outcome(state: .value, text: prefix + text + suffix) }
    switch lookup.answer(to: Folding.fold(text), in: scope, on: days ?? lookupDays([])) {
    case .code(let code, let relation):
      return Outcome(
        state: .value, text: prefix + Array(code.utf8) + suffix,
        code: relation.flatMap { Code.relations[$0] }, relation: relation)
    case .none:
      // Decided: it is not asked again, and the report counts it.
      if unmatched == .keep {
        return Outcome(
          state: .value, text: prefix + text + suffix, code: .labelNoCounterpart)
      }
      guard let noCounterpart else {
        return Outcome(state: .missing, code: .labelNoCounterpart)
      }
      return Outcome(state: .value, text: noCounterpart, code: .labelNoCounterpart)
    case .unknown: return unmatchedOutcome(text, .codeUnknown, scope)
    case .ambiguous: return unmatchedOutcome(text, .labelAmbiguous, scope)
    case .parentUnknown: return unmatchedOutcome(text, .parentUnknown, scope)
    case .otherTime:
      // It is decided, but not for this time: a decision for all times would contradict it.
      var outcome = unmatchedOutcome(text, .decisionOtherTime, scope)
      outcome.asked = nil
      return outcome
    }
  }

  /// A reading that failed, and why.
  struct ReadingFault: Error { var code: Code }

  private func read(_ text: [UInt8], kind: Cell.Kind) -> Result<[UInt8], ReadingFault> {
    var result: [UInt8] = []
    let reading = text.withUnsafeBufferPointer { bytes -> TextReading in
      switch self.reading {
      case .text:
        result = text
        return .value
      case .count, .number, .percent:
        switch number(bytes, kind: kind) {
        case .value(let number):
          number.append(to: &result)
          return .value
        case .unreadable(let code): return .unreadable(code)
        case .ambiguous: return .ambiguous(.numberAmbiguous)
        }
      case .yesNo: return YesNoReader.read(bytes, kind: kind, into: &result)
      case .date:
        return DateReader.read(
          bytes, kind: kind, order: dates, calendar: calendar, into: &result)
      case .month: return MonthReader.read(bytes, kind: kind, year: year, into: &result)
      case .schoolYear:
        return SchoolYearReader.read(
          bytes, kind: kind, calendar: calendar, isEthiopian: isEthiopian, into: &result)
      case .age: return AgeReader.read(bytes, kind: kind, into: &result)
      case .point: return PointReader.read(bytes, kind: kind, into: &result)
      }
    }
    switch reading {
    case .value: return .success(result)
    case .unreadable(let code), .ambiguous(let code): return .failure(ReadingFault(code: code))
    }
  }

  /// The number in a cell; the caller has dealt with blanks and missing marks.
  func number(_ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind) -> NumberReading {
    switch reading {
    case .count: NumberReader.count(bytes, kind: kind, style: numbers)
    case .percent: NumberReader.percent(bytes, kind: kind, style: numbers)
    default: NumberReader.number(bytes, kind: kind, style: numbers)
    }
  }

  func unreadableOutcome(_ code: Code) -> Outcome {
    switch unreadable {
    case .hold: Outcome(state: .held, code: code)
    case .missing: Outcome(state: .missing, code: .valueLeftOut)
    case .stop: Outcome(state: .stop, code: code)
    }
  }

  private func unmatchedOutcome(_ text: [UInt8], _ code: Code, _ scope: ParentScope?) -> Outcome {
    let asked = Outcome.Asked(list: listName, label: text, parent: scope?.name ?? "")
    return switch unmatched {
    case .review: Outcome(state: .held, code: code, asked: asked)
    case .missing: Outcome(state: .missing, code: .codeUnknownLeftOut, asked: asked)
    case .keep: Outcome(state: .value, text: prefix + text + suffix, code: .codeUnknownKept)
    case .stop: Outcome(state: .stop, code: code, asked: asked)
    }
  }

  private func part(of text: [UInt8], _ split: (separator: String, part: Int)) -> [UInt8] {
    let parts = String(decoding: text, as: UTF8.self)
      .split(separator: split.separator, omittingEmptySubsequences: false)
    guard parts.indices.contains(split.part - 1) else { return [] }
    var result: [UInt8] = []
    Array(parts[split.part - 1].utf8).withUnsafeBufferPointer {
      TextCleaner.clean($0, into: &result)
    }
    return result
  }
}

extension Code {
  static let codeUnknown = Code("CODE_UNKNOWN", .error)
  static let codeUnknownLeftOut = Code("CODE_UNKNOWN_LEFT_OUT", .warning)
  static let codeUnknownKept = Code("CODE_UNKNOWN_KEPT", .warning)
  static let valueLeftOut = Code("VALUE_LEFT_OUT", .warning)
  static let decisionOtherTime = Code("DECISION_OTHER_TIME", .error)
  static let parentUnknown = Code("PARENT_UNKNOWN", .error)
  static let labelAmbiguous = Code("LABEL_AMBIGUOUS", .error)
  static let shapeUnfit = Code("SHAPE_UNFIT", .error)
  static let labelNarrower = Code("LABEL_NARROWER", .note)
  static let labelWider = Code("LABEL_WIDER", .note)
  static let labelInexact = Code("LABEL_INEXACT", .note)
  static let labelNoCounterpart = Code("LABEL_NO_COUNTERPART", .note)

  /// What is told about a label whose code does not mean the same.
  static let relations = [
    "narrower": labelNarrower, "wider": labelWider, "inexact": labelInexact,
  ]
}
