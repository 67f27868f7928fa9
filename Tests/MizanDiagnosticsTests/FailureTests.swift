import MizanDiagnostics
import Testing

@Suite struct `Failures` {
  private static let warning = Code("INPUT_TYPE_MISMATCH", .warning)
  private static let error = Code("INPUT_EMPTY", .error)

  @Test func `what ends a file is an error whatever its code is elsewhere`() {
    let failure = Failure(.unreadable, Self.warning, at: Place("a.csv"), ["value": "PDF"])
    #expect(failure.diagnostics.map(\.code) == [Code("INPUT_TYPE_MISMATCH", .error)])
    #expect(failure.diagnostics[0].arguments == ["value": "PDF"])
    #expect(failure.diagnostics[0].place == Place("a.csv"))
  }

  @Test func `warnings beside an error stay warnings`() {
    let failure = Failure(.mapping, [Diagnostic(Self.warning), Diagnostic(Self.error)])
    #expect(failure.diagnostics.map(\.code) == [Self.warning, Self.error])
  }

  @Test func `every kind has a status that says trouble, and usage, files and mappings differ`() {
    let statuses = Failure.Kind.allCases.map { Failure($0, Self.error).exitStatus }
    #expect(statuses.allSatisfy { $0 > 1 && $0 < 256 })
    #expect(Set(statuses).count == statuses.count)
  }
}
