/// One cell of a batch: where its bytes lie in the arena, and what the format said it is.
///
/// The bytes are UTF-8. A `number` is written with ASCII digits, `.` and an exponent if any; a
/// `date` as `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss`; a `boolean` as `true` or `false`; an `error`
/// as the spreadsheet shows it (`#REF!`). Text formats yield `text` and `blank` only.
@frozen
public struct Cell: Sendable, Hashable, BitwiseCopyable {
  /// What the format knows about a cell.
  @frozen
  public enum Kind: UInt8, Sendable {
    case blank, text, number, date, boolean, error
  }

  /// The first byte in the batch's arena.
  public var start: UInt32
  /// The kind in the low 4 bits, the length in bytes above.
  public var bits: UInt32

  @inlinable
  public init(start: Int, count: Int, kind: Kind) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.bits = UInt32(truncatingIfNeeded: count) << 4 | UInt32(kind.rawValue)
  }

  /// A cell without content.
  @inlinable public static var blank: Cell { Cell(start: 0, count: 0, kind: .blank) }
  /// The length in bytes.
  @inlinable public var count: Int { Int(bits >> 4) }
  @inlinable public var kind: Kind { Kind(rawValue: UInt8(bits & 15)) ?? .text }
  @inlinable public var isBlank: Bool { bits & 15 == 0 }
}
