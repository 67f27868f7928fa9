public import MizanDiagnostics

/// A place that takes bytes one after another.
public protocol ByteSink: AnyObject {
  /// Takes all the bytes.
  /// - Throws: a ``Failure`` of kind `cannotWrite` when they cannot be written to their end.
  func write(_ bytes: UnsafeRawBufferPointer) throws(Failure)
}
