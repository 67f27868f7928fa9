import MizanDiagnostics
import MizanRecords

/// Remembers what each distinct text says as a number, for the cells that are no short run of
/// ASCII digits.
///
/// A memo belongs to one worker. Beyond its limit it stops remembering and reads each text anew.
final class NumberMemo {
  /// What a cell says as a number, as plain values.
  struct Reading {
    /// `leftOut`: it cannot be read, and the mapping says that it may be left out.
    enum State: UInt8 { case value, missing, leftOut, held }
    var state: State
    /// Digits after the point.
    var scale: UInt8 = 0
    /// The place of the outcome in ``outcomes``, for a cell that is held.
    var outcome: Int32 = 0
    var mantissa: Int64 = 0

    static let missing = Reading(state: .missing)

    var number: DecimalNumber { DecimalNumber(mantissa: mantissa, scale: scale) }
  }

  private let transform: Transform
  private let texts: UnsafeMutablePointer<ByteMap>
  private let others: UnsafeMutablePointer<ByteMap>
  private let readings: UnsafeMutablePointer<Reading>
  private var count = 0
  /// Whether plain digits need no look at the memo, and whether a point is known to be decimal.
  private let takesPlain: Bool
  private let isPoint: Bool
  /// Why cells are held, each different reason once.
  private(set) var outcomes: [Outcome] = []

  init(_ transform: Transform) {
    self.transform = transform
    texts = .allocate(capacity: 1)
    texts.initialize(to: ByteMap())
    others = .allocate(capacity: 1)
    others.initialize(to: ByteMap())
    readings = .allocate(capacity: FieldMemo.limit)
    takesPlain =
      transform.reading == .number
      && !transform.missing.contains { text in text.first.map { $0 &- 48 <= 9 } ?? false }
      && (!transform.numbers.isDeclared || transform.numbers.decimal == .dot)
    isPoint = transform.numbers.isDeclared
  }

  deinit {
    texts.deinitialize(count: 1)
    texts.deallocate()
    others.deinitialize(count: 1)
    others.deallocate()
    readings.deallocate()
  }

  /// What the text of a cell says; `kind` tells text from what a workbook knows to be a number.
  @inline(__always)
  func reading(_ base: UnsafePointer<UInt8>, _ length: Int, kind: Cell.Kind) -> Reading {
    if length == 0 { return .missing }
    if takesPlain, kind == .text || kind == .number,
      let number = NumberReader.fastDecimal(
        base, length, threeAreClear: isPoint || kind == .number)
    {
      return Reading(state: .value, scale: number.scale, mantissa: number.mantissa)
    }
    let known =
      kind == .text ? texts.pointee.find(base, length) : others.pointee.find(base, length)
    if let known { return readings[Int(known)] }
    return learn(base, length, kind)
  }

  @inline(never)
  private func learn(
    _ base: UnsafePointer<UInt8>, _ length: Int, _ kind: Cell.Kind
  ) -> Reading {
    let reading = read(UnsafeBufferPointer(start: base, count: length), kind)
    if count < FieldMemo.limit {
      (kind == .text ? texts : others).pointee.insert(base, length, Int32(count))
      (readings + count).initialize(to: reading)
      count += 1
    }
    return reading
  }

  private func read(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: Cell.Kind) -> Reading {
    var text: [UInt8] = []
    TextCleaner.clean(bytes, into: &text)
    if text.isEmpty || transform.missing.contains(text) { return .missing }
    if kind == .error { return held(.valueIsError) }
    switch transform.number(bytes, kind: kind) {
    case .value(let number):
      return Reading(state: .value, scale: number.scale, mantissa: number.mantissa)
    case .unreadable(let code): return held(code)
    case .ambiguous: return held(.numberAmbiguous)
    }
  }

  private func held(_ code: Code) -> Reading {
    let outcome = transform.unreadableOutcome(code)
    if outcome.state == .missing { return Reading(state: .leftOut) }
    if let known = outcomes.firstIndex(where: { $0.code == code }) {
      return Reading(state: .held, outcome: Int32(known))
    }
    outcomes.append(outcome)
    return Reading(state: .held, outcome: Int32(outcomes.count - 1))
  }
}
