import MizanRecords

/// Remembers what each distinct text says as a number, for the cells that are no short run of
/// ASCII digits.
///
/// A memo belongs to one worker. Beyond its limit it stops remembering and reads each text anew.
final class NumberMemo {
  /// What a cell says as a number.
  enum Reading {
    case value(DecimalNumber)
    case missing
    case held(Outcome)
  }

  private let transform: Transform
  private let texts: UnsafeMutablePointer<ByteMap>
  private let others: UnsafeMutablePointer<ByteMap>
  private var readings: [Reading] = []

  init(_ transform: Transform) {
    self.transform = transform
    texts = .allocate(capacity: 1)
    texts.initialize(to: ByteMap())
    others = .allocate(capacity: 1)
    others.initialize(to: ByteMap())
  }

  deinit {
    texts.deinitialize(count: 1)
    texts.deallocate()
    others.deinitialize(count: 1)
    others.deallocate()
  }

  /// What the text of a cell says.
  func reading(_ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind) -> Reading {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return .missing }
    let map = kind == .text ? texts : others
    if let known = map.pointee.find(base, bytes.count) { return readings[Int(known)] }
    let reading = read(bytes, kind)
    if readings.count < FieldMemo.limit {
      map.pointee.insert(base, bytes.count, Int32(readings.count))
      readings.append(reading)
    }
    return reading
  }

  private func read(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: Cell.Kind) -> Reading {
    var text: [UInt8] = []
    TextCleaner.clean(bytes, into: &text)
    if text.isEmpty || transform.missing.contains(text) { return .missing }
    if kind == .error { return outcome(transform.unreadableOutcome(.valueIsError)) }
    switch transform.number(bytes, kind: kind) {
    case .value(let number): return .value(number)
    case .unreadable(let code): return outcome(transform.unreadableOutcome(code))
    case .ambiguous: return outcome(transform.unreadableOutcome(.numberAmbiguous))
    }
  }

  private func outcome(_ outcome: Outcome) -> Reading {
    outcome.state == .missing ? .missing : .held(outcome)
  }
}
