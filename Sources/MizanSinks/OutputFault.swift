import Glibc
import MizanDiagnostics

/// Turns numbers of the system's errors into failures that say the path and the reason.
enum OutputFault {
  /// A file or folder could not be created or opened: exit status 73.
  static func cannotCreate(_ path: String, _ number: Int32) -> Failure {
    if isFull(number) { return cannotWrite(path, number) }
    return Failure(.cannotCreate, .outputUnwritable, at: Place(path), arguments(path, number))
  }

  /// A write did not reach its end: exit status 74.
  static func cannotWrite(_ path: String, _ number: Int32) -> Failure {
    Failure(
      .cannotWrite, isFull(number) ? .outputFull : .outputBroken, at: Place(path),
      arguments(path, number))
  }

  /// The folder holds things that Mizan did not write.
  static func notOurs(_ path: String, _ found: String) -> Failure {
    Failure(
      .cannotCreate, .outputNotOurs, at: Place(path),
      ["value": ShownText.make(path), "known": ShownText.make(found)])
  }

  private static func isFull(_ number: Int32) -> Bool {
    number == ENOSPC || number == EDQUOT || number == EFBIG
  }

  private static func arguments(_ path: String, _ number: Int32) -> [String: String] {
    ["value": ShownText.make(path), "problem": String(cString: strerror(number))]
  }
}

extension Code {
  static let outputUnwritable = Code("OUTPUT_UNWRITABLE", .error)
  static let outputFull = Code("OUTPUT_FULL", .error)
  static let outputBroken = Code("OUTPUT_BROKEN", .error)
  static let outputNotOurs = Code("OUTPUT_NOT_OURS", .error)
  static let outputBusy = Code("OUTPUT_BUSY", .error)
  static let outputName = Code("OUTPUT_NAME", .error)
  static let interrupted = Code("INTERRUPTED", .error)
}
