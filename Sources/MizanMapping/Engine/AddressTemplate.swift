import Glibc
import MizanRecords

/// `source_ref` of one record in a table cut out of a tree, as bytes for the loop over rows.
struct AddressTemplate {
  /// What stands around the number of the row.
  private let prefix: Slice
  private let suffix: Slice
  /// What the column of the number adds to the path of its row; for a grid it follows later.
  private let addition: Slice
  private let offset: Int
  /// The column that holds the path itself, from 0, or -1.
  let pathColumn: Int
  private let hasQuotes: Bool

  /// - Parameter isWhole: whether the address is complete, with its quotes, or only the row's part.
  init(_ address: RecordAddress, column: Int?, isWhole: Bool) {
    prefix = Slice(copying: address.prefix)
    suffix = Slice(copying: address.suffix)
    addition = Slice(copying: isWhole ? address.addition(ofColumn: column) : [])
    offset = address.paths.offset
    pathColumn = address.paths.pathColumn ?? -1
    hasQuotes = isWhole && address.needsQuotes
  }

  func deallocate() {
    prefix.deallocate()
    suffix.deallocate()
    addition.deallocate()
  }

  /// The most bytes that ``write(number:own:_:hasRoom:to:)`` touches.
  @inline(__always)
  func room(_ count: Int) -> Int {
    2 &* count &+ prefix.count &+ suffix.count &+ addition.count &+ 96
  }

  /// Writes the address of a row, whose own path is `own` where a column holds it; returns the new
  /// end.
  /// - Parameter hasRoom: whether 32 bytes are readable behind `own`.
  @inline(__always)
  func write(
    number: Int, own: UnsafePointer<UInt8>, _ count: Int, hasRoom: Bool,
    to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var end = target
    if hasQuotes {
      end.pointee = 34
      end += 1
    }
    if pathColumn >= 0 {
      end = AddressTemplate.copyDoubled(own, count, hasRoom, to: end)
    } else {
      end = prefix.copy(to: end)
      end = NumberText.write(Int64(number &- offset), scale: 0, to: end)
      end = suffix.copy(to: end)
    }
    end = addition.copy(to: end)
    if hasQuotes {
      end.pointee = 34
      end += 1
    }
    return end
  }

  /// Copies a path, its quotes doubled.
  @inline(__always)
  private static func copyDoubled(
    _ own: UnsafePointer<UInt8>, _ count: Int, _ hasRoom: Bool,
    to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    if hasRoom, memchr(own, 34, count) == nil {
      return Slice(base: own, count: count).copy(to: target)
    }
    var end = target
    for index in 0..<count {
      end.pointee = own[index]
      end += 1
      if own[index] == 34 {
        end.pointee = 34
        end += 1
      }
    }
    return end
  }
}
