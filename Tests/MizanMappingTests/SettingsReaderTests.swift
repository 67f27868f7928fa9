import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanMapping

@Suite struct `The settings` {
  private func read(_ text: String) throws(Failure) -> Settings {
    try SettingsReader.read(Array(text.utf8), file: "site/mizan.yaml")
  }

  private func codes(_ text: String) -> [String] {
    do throws(Failure) {
      _ = try read(text)
      return []
    } catch {
      return error.diagnostics.map(\.code.name)
    }
  }

  @Test func `permit nothing unless they say so`() throws {
    let settings = try read("mizan: 1\n")
    #expect(settings.plugIns.allow.isEmpty)
    #expect(settings.addresses.allow.isEmpty)
    #expect(settings.folder == "site")
    #expect(Settings().folder == "")
  }

  @Test func `name programs and hosts with their bounds`() throws {
    let settings = try read(
      """
      mizan: 1
      plug_ins: { allow: [./a, tools/b], seconds: 5, memory_mb: 64, output_mb: 2 }
      urls:
        allow: data.example.org
        allow_private: [data.example.org]
        size_mb: 3
        seconds: 7
        certificates: own.pem
        cache: kept
        cache_minutes: 0
      """)
    #expect(settings.plugIns.allow == ["./a", "tools/b"])
    #expect(settings.plugIns.seconds == 5)
    #expect(settings.plugIns.memoryBytes == 64 << 20)
    #expect(settings.plugIns.outputBytes == 2 << 20)
    #expect(settings.addresses.allow == ["data.example.org"])
    #expect(settings.addresses.allowPrivate == ["data.example.org"])
    #expect(settings.addresses.bytes == 3 << 20)
    #expect(settings.addresses.seconds == 7)
    #expect(settings.addresses.certificates == "own.pem")
    #expect(settings.addresses.cache == "kept")
    #expect(settings.addresses.cacheSeconds == 0)
  }

  @Test func `with faults permit nothing`() {
    #expect(codes("mizan: 2\n") == ["MAP_VERSION"])
    #expect(codes("plug_ins: {}\n") == ["MAP_MISSING_KEY"])
    #expect(codes("mizan: 1\nplugins: { allow: [./a] }\n") == ["MAP_UNKNOWN_KEY"])
    #expect(codes("mizan: 1\nplug_ins: { seconds: 0 }\n") == ["MAP_BAD_VALUE"])
    #expect(codes("mizan: 1\nurls: { size_mb: many }\n") == ["MAP_BAD_VALUE"])
    #expect(codes("mizan: 1\nurls: { size_mb: 99999999999999999999 }\n") == ["MAP_BAD_VALUE"])
    #expect(codes("mizan: 1\nurls: { allow: { a: b } }\n") == ["MAP_BAD_VALUE"])
  }
}

@Suite struct `The source of a mapping` {
  private func source(_ lines: String) throws -> SourceBlock {
    try MappingReader.draft(
      Array(
        """
        mizan: 1
        mapping: { id: a.b, version: 1.0.0, standard: eie-core@1 }
        source: \(lines)
        columns: { value: [value] }
        record: { table: observation, value: { from: value, as: number, unreadable: hold } }
        """.utf8), file: "a.map.yaml"
    ).source
  }

  @Test func `may be a query or a program`() throws {
    #expect(try source("{ query: \"select a from b\" }").query == "select a from b")
    #expect(
      try source("{ exec: [./make-table, \"{file}\"] }").program == ["./make-table", "{file}"])
    #expect(try source("{ exec: ./make-table }").program == ["./make-table"])
    #expect(try source("{ format: csv }").program.isEmpty)
  }
}
