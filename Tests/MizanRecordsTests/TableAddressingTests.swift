import MizanRecords
import Testing

@Suite struct `Paths of a table` {
  private let paths = TreePaths(
    prefix: "/dataValues/", offset: 2,
    columns: [
      .init("/value"), .init("/site/name"), .init("/period", up: 2), .init("", up: 0),
    ])

  @Test func `a row's path is made of its number`() {
    #expect(paths.path(ofRow: 2) == "/dataValues/0")
    #expect(paths.path(ofRow: 105) == "/dataValues/103")
  }

  @Test func `a cell's path goes on from its row`() {
    #expect(paths.path(ofRow: 5, column: 0) == "/dataValues/3/value")
    #expect(paths.path(ofRow: 5, column: 1) == "/dataValues/3/site/name")
    #expect(paths.path(ofRow: 5, column: nil) == "/dataValues/3")
    #expect(paths.path(ofRow: 5, column: 9) == "/dataValues/3")
  }

  @Test func `what stands around the row goes back first`() {
    #expect(paths.path(ofRow: 5, column: 2) == "/period")
    #expect(paths.addition(ofColumn: 2) == "")
    #expect(paths.addition(ofColumn: 1) == "/site/name")
    #expect(paths.addition(ofColumn: nil) == "")
  }

  @Test func `columns that were added are known`() {
    #expect(!paths.isAside(0) && paths.isAside(2) && paths.isAside(3) && !paths.isAside(7))
  }

  @Test func `elements of XML count from one`() {
    let xml = TreePaths(prefix: "/Set/Obs[", suffix: "]", offset: 1, columns: [.init("/@VALUE")])
    #expect(xml.path(ofRow: 2, column: 0) == "/Set/Obs[1]/@VALUE")
  }

  @Test func `a column may hold the paths of the rows`() {
    let own = TreePaths(
      prefix: "", offset: 2, pathColumn: 1,
      columns: [.init("/n"), .init(""), .init("/id", up: 2), .init("/all", up: 9)])
    let batch = RecordBatch()
    batch.appendRow(["3", "/results/1/pupils/0"], number: 7)
    #expect(batch.path(own, row: 0, column: 0) == "/results/1/pupils/0/n")
    #expect(batch.path(own, row: 0, column: 2) == "/results/1/id")
    #expect(batch.path(own, row: 0, column: 3) == "/all")
    #expect(batch.path(own, row: 1, column: 0) == nil)
    #expect(own.path(ofRow: 7) == nil)
  }

  @Test func `cells have no paths`() {
    #expect(TableAddressing.cells.paths == nil)
    #expect(TableAddressing.paths(paths).paths == paths)
    #expect(TableInfo(name: "S").addressing == .cells)
  }
}
