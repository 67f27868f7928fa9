import Foundation
import MizanDiagnostics

/// Pseudo-random numbers that are the same in every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}

/// A folder of one test, removed with it.
final class Folder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "mizan-records-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  func file(_ name: String, _ bytes: [UInt8]) -> String {
    FileManager.default.createFile(atPath: path + "/" + name, contents: Data(bytes))
    return path + "/" + name
  }
}

/// The failure that a piece of work ends with; nil when it ends well.
func failure(_ work: () throws(Failure) -> Void) -> Failure? {
  do throws(Failure) {
    try work()
    return nil
  } catch {
    return error
  }
}

extension Failure {
  var name: String { diagnostics[0].code.name }
  var place: Place? { diagnostics[0].place }
  var words: [String: String] { diagnostics[0].arguments }
}
