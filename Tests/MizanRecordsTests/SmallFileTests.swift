import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@Suite struct `Small files` {
  private func refusal(_ path: String, limit: Int = 1 << 20) -> Failure? {
    failure { () throws(Failure) in _ = try SmallFile.read(path, limit: limit) }
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 300_000])
  func `a file is read whole`(_ size: Int) throws {
    let folder = Folder()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 256) }
    #expect(try SmallFile.read(folder.file("a", bytes), limit: 1 << 20) == bytes)
  }

  @Test func `a file of just the limit is read, one byte more is not`() throws {
    let folder = Folder()
    let path = folder.file("a.yaml", [UInt8](repeating: 0x61, count: 1 << 20))
    #expect(try SmallFile.read(path, limit: 1 << 20).count == 1 << 20)
    let refused = refusal(path, limit: (1 << 20) - 1)
    #expect(refused?.name == "MAP_TOO_LARGE" && refused?.kind == .mapping)
    #expect(refused?.place?.file == path)
  }

  @Test func `the limit is told in megabytes`() {
    let folder = Folder()
    let path = folder.file("a.yaml", [UInt8](repeating: 0x61, count: (2 << 20) + 1))
    #expect(refusal(path, limit: 2 << 20)?.words["known"] == "2 MB")
  }

  @Test func `what is not there is missing and says where`() {
    let folder = Folder()
    for path in [folder.path + "/none", folder.path + "/none/none"] {
      let refused = refusal(path)
      #expect(refused?.name == "INPUT_MISSING" && refused?.kind == .missing)
      #expect(refused?.place?.file == path)
      #expect(refused?.words["value"] == path)
    }
    #expect(refusal("")?.kind == .missing)
  }

  @Test func `a path through a file leads nowhere`() {
    let folder = Folder()
    let path = folder.file("a", [1])
    let refused = refusal(path + "/b")
    #expect(refused?.kind == .missing && refused?.name == "INPUT_UNREADABLE")
  }

  @Test func `a folder, a pipe and a device are no files and nobody waits for them`() {
    let folder = Folder()
    mkfifo(folder.path + "/pipe", 0o600)
    for path in [folder.path, folder.path + "/pipe", "/dev/null", "/dev/zero"] {
      let refused = refusal(path)
      #expect(refused?.name == "INPUT_UNREADABLE" && refused?.kind == .missing, "\(path)")
      #expect(refused?.words["problem"] == "not a file", "\(path)")
    }
  }

  @Test func `a link that leads in a circle is unreadable`() {
    let folder = Folder()
    symlink("b", folder.path + "/a")
    symlink("a", folder.path + "/b")
    #expect(refusal(folder.path + "/a")?.name == "INPUT_UNREADABLE")
    #expect(refusal(folder.path + "/a")?.words["problem"]?.isEmpty == false)
  }

  @Test func `a link to a file is followed`() throws {
    let folder = Folder()
    let path = folder.file("a", [1, 2, 3])
    symlink(path, folder.path + "/link")
    #expect(try SmallFile.read(folder.path + "/link", limit: 10) == [1, 2, 3])
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
  func `a file that may not be read is unreadable`() {
    let folder = Folder()
    let path = folder.file("a", [1])
    chmod(path, 0)
    #expect(refusal(path)?.name == "INPUT_UNREADABLE")
  }

  @Test func `no descriptor is left open by a refusal`() {
    let folder = Folder()
    let path = folder.file("a", [1, 2])
    let before = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count
    for _ in 0..<2000 {
      _ = refusal(path, limit: 1)
      _ = refusal(folder.path)
    }
    let after = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count
    #expect((after ?? 0) < (before ?? 0) + 1000)
  }
}
