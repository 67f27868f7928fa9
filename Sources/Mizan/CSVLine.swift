import MizanDiagnostics
import MizanSinks

/// Small helpers for the registers that are written as text.
enum CSVLine {
  /// A text as it stands in a CSV file.
  static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else {
      return text
    }
    var result = "\""
    for character in text {
      if character == "\"" { result.append("\"") }
      result.append(character)
    }
    return result + "\""
  }
}

extension StagedFile {
  /// Writes a text.
  func write(text: String) throws(Failure) { try write(bytes: Array(text.utf8)) }

  /// Writes bytes.
  func write(bytes: [UInt8]) throws(Failure) {
    var failure: Failure?
    bytes.withUnsafeBytes { buffer in
      do throws(Failure) {
        try write(buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}
