import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanDoors

@Suite struct `A query of a database server` {
  private func ask(_ query: String) -> (text: String, failure: Failure?) {
    do throws(Failure) {
      let made = try DatabaseDoor().open(Input(path: "pg:emis", name: "pg:emis"), query: query)
      return (String(decoding: made.held?.head(1 << 20) ?? [], as: UTF8.self), nil)
    } catch {
      return ("", error)
    }
  }

  @Test func `gives its rows, and changes nothing`() throws {
    guard let server = PostgresServer() else { return }
    #expect(
      server.prepare(
        """
        create table schools(id int, name text, rate numeric(30,20), day date, open bool);
        insert into schools values (1, 'École "A", nord', 0.12345678901234567890, '2024-02-29', true),
          (2, null, null, null, false), (3, E'two\\nlines', 1, '2024-01-01', null);
        create table many as select i from generate_series(1, 9001) i;
        """))
    #expect(
      ask("select * from schools order by id").text == """
        id,name,rate,day,open
        1,"École ""A"", nord",0.12345678901234567890,2024-02-29,t
        2,,,,f
        3,"two
        lines",1.00000000000000000000,2024-01-01,

        """)
    let many = ask("select i from many order by i").text.split(separator: "\n")
    #expect(many.count == 9002)
    #expect(many.last == "9001")
    #expect(ask("select id from schools where false").text == "id\n")
    #expect(ask("select none from schools").failure?.kind == .undecided)
    for query in [
      "delete from schools", "select 1; delete from schools",
      "with gone as (delete from schools returning id) select * from gone",
      "select 1) to program 'touch /tmp/x",
      "select set_config('transaction_read_only','off',false)",
      "select nextval('x')", "",
    ] {
      let answer = ask(query)
      #expect(answer.failure != nil || query.contains("set_config"), "\(query)")
    }
    #expect(ask("select count(*) from schools").text == "count\n3\n")
  }
}
