import MizanDiagnostics
import Synchronization

/// A value made at its first use and kept; a failure is kept too. Safe from many threads.
final class Once<Value: Sendable>: Sendable {
  private let kept = Mutex<Result<Value, Failure>?>(nil)
  private let make: @Sendable () throws(Failure) -> Value

  init(_ make: @escaping @Sendable () throws(Failure) -> Value) { self.make = make }

  func value() throws(Failure) -> Value {
    let result = kept.withLock { kept in
      if let kept { return kept }
      let result = Result<Value, Failure> { () throws(Failure) in try make() }
      kept = result
      return result
    }
    return try result.get()
  }
}
