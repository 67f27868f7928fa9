import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanDoors

@Suite struct `A database server` {
  private func trouble(_ word: String, _ query: String? = "select 1") -> Failure? {
    do throws(Failure) {
      _ = try DatabaseDoor().open(Input(path: word, name: DatabaseDoor.name(word)), query: query)
      return nil
    } catch {
      return error
    }
  }

  @Test func `is named by its service`() {
    #expect(DatabaseDoor.accepts("pg:emis"))
    #expect(DatabaseDoor.accepts("postgresql:emis"))
    #expect(!DatabaseDoor.accepts("emis.csv"))
    #expect(!DatabaseDoor.accepts("./pg:emis"))
  }

  @Test(arguments: [
    "postgresql://me:secret@host/db", "pg:host=h password=secret", "pg:a/b", "postgres://h/d",
    "pg:emis;x",
  ])
  func `is not reached by an address, and no password is shown`(_ word: String) throws {
    let failure = try #require(trouble(word))
    #expect(failure.name == "DATABASE_ADDRESS")
    #expect(failure.kind == .mapping)
    #expect(!"\(failure)".contains("secret"))
  }

  @Test func `is not asked without a query`() {
    #expect(trouble("pg:emis", nil)?.name == "QUERY_MISSING")
  }

  @Test func `that is not known is told`() {
    #expect(trouble("pg:no-such-service")?.kind == .missing)
  }
}
