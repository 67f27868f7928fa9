import Foundation
import Mizan
import Testing

@Suite struct `The words of a command line stand for files` {
  private func names(_ words: [String], in shop: Workshop) throws -> [String] {
    try InputList.expand(
      words.map { word in
        word == "-"
          ? word : word.hasPrefix("@") ? "@" + shop.path(String(word.dropFirst())) : shop.path(word)
      }
    ).map { $0.path.replacing(shop.folder.path + "/", with: "") }
  }

  private func shop() throws -> Workshop {
    let shop = try Workshop()
    for name in [
      "inbox/b.csv", "inbox/a.xlsx", "inbox/deep/c.tsv", "inbox/.hidden.csv", "inbox/read-me.md",
      "inbox/d.csv.gz", "مدارس حلب.csv", "two words.csv",
    ] {
      try shop.write("x", to: name)
    }
    return shop
  }

  @Test func `a name stands for itself, also with blanks and in Arabic`() throws {
    let shop = try shop()
    #expect(
      try names(["two words.csv", "مدارس حلب.csv"], in: shop) == ["two words.csv", "مدارس حلب.csv"])
  }

  @Test func `a folder stands for the tables below it in the order of their bytes`() throws {
    let shop = try shop()
    #expect(
      try names(["inbox"], in: shop) == [
        "inbox/a.xlsx", "inbox/b.csv", "inbox/d.csv.gz", "inbox/deep/c.tsv",
      ])
  }

  @Test func `a pattern stands for what fits`() throws {
    let shop = try shop()
    #expect(try names(["inbox/*.csv"], in: shop) == ["inbox/b.csv"])
    #expect(try names(["inbox/[ab].*"], in: shop) == ["inbox/a.xlsx", "inbox/b.csv"])
  }

  @Test func `a file comes once however often it is said`() throws {
    let shop = try shop()
    #expect(
      try names(["inbox/b.csv", "inbox/*.csv", "inbox/b.csv"], in: shop) == ["inbox/b.csv"])
  }

  @Test func `a list stands for its lines`() throws {
    let shop = try shop()
    try shop.write(
      "\n  \(shop.path("inbox/b.csv"))  \r\n\(shop.path("two words.csv"))\n", to: "list.txt")
    #expect(try names(["@list.txt"], in: shop) == ["inbox/b.csv", "two words.csv"])
  }

  @Test func `a name is found whichever way its accents are composed`() throws {
    let shop = try Workshop()
    let composed = "\u{E9}cole.csv"
    let decomposed = "e\u{301}cole.csv"
    try shop.write("x", to: decomposed)
    let found = try InputList.expand([shop.path(composed)])
    #expect(found.count == 1)
    #expect(Array(found[0].path.utf8).suffix(10) == Array(decomposed.utf8).suffix(10))
    #expect(FileManager.default.fileExists(atPath: found[0].path))
  }

  @Test func `a hyphen stands for the standard input`() throws {
    let shop = try Workshop()
    #expect(try names(["-"], in: shop) == ["-"])
  }

  @Test(arguments: [
    ("*.ods", "PATTERN_EMPTY"), ("empty", "FOLDER_EMPTY"), ("@away.txt", "INPUT_MISSING"),
  ]) func `a word that stands for nothing is told`(word: String, code: String) throws {
    let shop = try Workshop()
    try shop.write("no table", to: "empty/read-me.md")
    let failure = try #require(throws: Failure.self) { try names([word], in: shop) }
    #expect(failure.kind == .missing)
    #expect(failure.diagnostics.map(\.code.name) == [code])
  }
}

@Suite struct `The words of check and test stand for mappings` {
  @Test func `a folder stands for the mappings below it`() throws {
    let shop = try Workshop()
    for name in ["maps/b.map.yaml", "maps/TCD/a.map.yaml", "maps/notes.yaml", "maps/x.csv"] {
      try shop.write("x", to: name)
    }
    let root = shop.path("maps")
    #expect(
      try MappingList.expand(root + "/") == [
        .mapping(root + "/TCD/a.map.yaml"), .mapping(root + "/b.map.yaml"),
      ])
    #expect(try MappingList.expand(root + "/notes.yaml") == [.mapping(root + "/notes.yaml")])
  }

  @Test func `a folder with schema and lists is a standard`() throws {
    let folder = Program.root.appendingPathComponent("standards").path
    #expect(try MappingList.expand(folder) == [.standards(folder)])
  }

  @Test func `a folder without mappings is told as such`() throws {
    let shop = try Workshop()
    try shop.write("x", to: "maps/rows.csv")
    let failure = try #require(throws: Failure.self) { try MappingList.expand(shop.path("maps")) }
    #expect(failure.exitStatus == 66)
    #expect(failure.diagnostics.first?.code.name == "FOLDER_NO_MAPPING")
  }
}
