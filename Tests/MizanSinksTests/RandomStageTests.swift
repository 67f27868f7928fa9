import Glibc
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSinks

/// Random histories of one output folder: what is published is whole, what is not leaves no trace.
@Suite struct RandomStageTests {
  private struct Steps: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  @Test(arguments: 1...20)
  func `after any history the folder holds the last publication`(seed: UInt64) throws {
    var steps = Steps(state: seed &* 0x9E37_79B9_7F4A_7C15)
    let scratch = Scratch()
    let register = StageRegister()
    var published: [String: String] = [:]
    for round in 0..<12 {
      let stage = try StagedFolder(target: scratch["out"], register: register)
      var files: [String: String] = [:]
      for index in 0..<Int.random(in: 1...4, using: &steps) {
        let name = "f\(index).csv"
        let text = String(
          repeating: "\(round)x\(index)\n", count: Int.random(in: 0...3000, using: &steps))
        let file = try stage.create(name)
        var rest = Substring(text)
        while !rest.isEmpty {
          let piece = rest.prefix(Int.random(in: 1...5000, using: &steps))
          try file.write(text: String(piece))
          rest = rest.dropFirst(piece.count)
        }
        if Bool.random(using: &steps) {
          let receipt = try file.finish()
          #expect(receipt.bytes == text.utf8.count)
          #expect(receipt.sha256 == SHA256.hex(Array(text.utf8)))
        }
        files[name] = text
      }
      let outputs = files.keys.sorted().map { "{\"path\":\"\($0)\"}" }.joined(separator: ",")
      let result = "{\"schema\":\"mizan.result/1\",\"outputs\":[\(outputs)]}\n"
      try stage.create("result.json").write(text: result)
      files["result.json"] = result
      switch Int.random(in: 0..<4, using: &steps) {
      case 0: stage.abandon()
      case 1:
        register.abandonAll()
        #expect(failure { () throws(Failure) in try stage.publish() }?.kind == .interrupted)
      default:
        try stage.publish()
        published = files
      }
      #expect(scratch.names() == (published.isEmpty ? [] : ["out"]), "round \(round)")
      #expect(scratch.names("out") == published.keys.sorted(), "round \(round)")
      for (name, text) in published { #expect(scratch.text("out/" + name) == text) }
    }
  }
}
