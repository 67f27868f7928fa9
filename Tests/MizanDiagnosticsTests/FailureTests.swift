import MizanDiagnostics
import Testing

@Suite struct `Failures` {
  /// The exit statuses of the manual; a script may rely on every one of them.
  private static let statuses: [Failure.Kind: Int32] = [
    .undecided: 2, .usage: 64, .unreadable: 65, .missing: 66, .bug: 70, .cannotCreate: 73,
    .cannotWrite: 74, .busy: 75, .mapping: 78, .interrupted: 130,
  ]

  @Test(arguments: Failure.Kind.allCases)
  func `every kind ends the command with its own status`(_ kind: Failure.Kind) throws {
    let expected = try #require(Self.statuses[kind])
    #expect(Failure(kind, Code("ANY", .error)).exitStatus == expected)
  }

  @Test func `no two kinds share a status and none means success`() {
    let statuses = Failure.Kind.allCases.map { Failure($0, Code("ANY", .error)).exitStatus }
    #expect(Set(statuses).count == Failure.Kind.allCases.count)
    #expect(!statuses.contains(0))
    #expect(statuses.allSatisfy { (1...255).contains($0) })
  }

  @Test func `the short form holds one diagnostic with its place and words`() {
    let place = Place("a.csv", line: 4)
    let failure = Failure(.unreadable, Code("CSV_X", .error), at: place, ["value": "7"])
    #expect(failure.diagnostics == [Diagnostic(Code("CSV_X", .error), at: place, ["value": "7"])])
    #expect(failure.kind == .unreadable)
  }

  @Test func `a failure may say several things in their order`() {
    let said = ["ONE", "TWO", "THREE"].map { Diagnostic(Code($0, .error)) }
    let failure = Failure(.mapping, said)
    #expect(failure.diagnostics.map(\.code.name) == ["ONE", "TWO", "THREE"])
  }

  @Test func `failures are the same when kind and diagnostics are`() {
    let one = Failure(.missing, Code("INPUT_MISSING", .error), at: Place("a"))
    #expect(one == Failure(.missing, Code("INPUT_MISSING", .error), at: Place("a")))
    #expect(one != Failure(.unreadable, Code("INPUT_MISSING", .error), at: Place("a")))
    #expect(one != Failure(.missing, Code("INPUT_MISSING", .error), at: Place("b")))
    #expect(one != Failure(.missing, Code("INPUT_MISSING", .error), at: Place("a"), ["a": "b"]))
    #expect(Set([one, one]).count == 1)
  }

  @Test func `a thrown failure arrives as it was`() {
    func work(_ kind: Failure.Kind) throws(Failure) -> Int {
      throw Failure(kind, Code("STOP", .error), ["value": "3"])
    }
    for kind in Failure.Kind.allCases {
      do throws(Failure) {
        _ = try work(kind)
        Issue.record("nothing was thrown")
      } catch {
        #expect(error.kind == kind)
        #expect(error.diagnostics[0].arguments == ["value": "3"])
        #expect(error.diagnostics[0].place == nil)
      }
    }
  }
}

@Suite struct `Diagnostics` {
  @Test func `a diagnostic needs a code only`() {
    let bare = Diagnostic(Code("BARE", .note))
    #expect(bare.place == nil && bare.arguments.isEmpty)
  }

  @Test func `diagnostics are the same when all three parts are`() {
    let place = Place("a.csv", row: 2)
    let one = Diagnostic(Code("A", .note), at: place, ["value": "x"])
    #expect(one == Diagnostic(Code("A", .note), at: place, ["value": "x"]))
    #expect(one != Diagnostic(Code("B", .note), at: place, ["value": "x"]))
    #expect(one != Diagnostic(Code("A", .note), at: nil, ["value": "x"]))
    #expect(one != Diagnostic(Code("A", .note), at: place, ["value": "y"]))
  }
}
