import MizanDiagnostics
import Testing

@testable import MizanStandards

struct StandardsFolderTests {
  private func place(_ folder: TemporaryFolder, _ name: String) throws -> String {
    try folder.write(name + "/schema/fields.csv", "x")
    try folder.write(name + "/lists/a.csv", "x")
    return folder.path + "/" + name
  }

  @Test func `The folder that the user names comes first`() throws {
    let folder = try TemporaryFolder()
    let wanted = try place(folder, "home/standards")
    _ = try place(folder, "bin/Mizan_MizanStandardsData.resources")
    let found = try StandardsFolder.find(
      home: folder.path + "/home", program: folder.path + "/bin/mizan", sources: "/nowhere")
    #expect(found == wanted)
  }

  @Test func `The resources beside the program come before shared files and sources`() throws {
    let folder = try TemporaryFolder()
    let sources = try place(folder, "sources")
    try folder.write("bin/mizan", "")
    func find() throws -> String {
      try StandardsFolder.find(home: nil, program: folder.path + "/bin/mizan", sources: sources)
    }
    #expect(try find() == sources)
    _ = try place(folder, "standards")
    #expect(try find() == folder.path + "/bin/../standards")
    _ = try place(folder, "share/mizan/standards")
    #expect(try find() == folder.path + "/bin/../share/mizan/standards")
    let bundle = try place(folder, "bin/Mizan_MizanStandardsData.resources")
    #expect(try find() == bundle)
  }

  @Test func `A failure names every place tried`() throws {
    let failure = #expect(throws: Failure.self) {
      try StandardsFolder.find(home: "/no/home", program: "/no/bin/mizan", sources: "/no/src")
    }
    #expect(failure?.kind == .missing)
    let known = failure?.diagnostics.first?.arguments["known"] ?? ""
    for place in ["/no/home/standards", "/no/bin/Mizan_", "/no/bin/../share", "/no/src"] {
      #expect(known.contains(place))
    }
  }

  @Test func `An empty home and a folder without lists do not count`() throws {
    let folder = try TemporaryFolder()
    try folder.write("half/standards/schema/fields.csv", "x")
    let sources = try place(folder, "sources")
    let home = folder.path + "/half"
    #expect(try StandardsFolder.find(home: "", program: nil, sources: sources) == sources)
    #expect(try StandardsFolder.find(home: home, program: nil, sources: sources) == sources)
  }

  @Test func `The standard of this checkout is found in the end`() throws {
    #expect(FolderListing.exists(try StandardsFolder.find() + "/schema/fields.csv"))
  }
}
