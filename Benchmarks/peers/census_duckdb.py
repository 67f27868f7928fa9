"""The whole census task in DuckDB.  census_duckdb.py CENSUS LISTS OUT [THREADS]

Writes OUT/observations.csv and OUT/held.csv. Labels and school years are read once for each distinct spelling;
counts are read once, in the wide table, as small numbers with two marks: -1 missing, -2 unreadable.
"""

import sys

import duckdb
from task import COUNTS, GRADES, MOST, NAMES, tell

source, lists, out = sys.argv[1:4]
threads = sys.argv[4] if len(sys.argv) > 4 else "1"
db = duckdb.connect()
db.execute(f"set threads = {threads}; set preserve_insertion_order = false")

db.execute(r"""
create macro latin(t) as translate(t, '٠١٢٣٤٥٦٧٨٩', '0123456789');
create macro folded(t) as regexp_replace(lower(strip_accents(trim(t))), '\s+', ' ', 'g');
create macro digits(t) as replace(replace(latin(trim(t)), ',', ''), '٬', '');
create macro slow_count(t) as case when t in ('', '-') then -1 when contains(t, '.') or contains(t, '-') then -2
  else try_cast(digits(t) as int) end;
create macro count_of(t) as coalesce(case when strlen(t) <= 2 and not contains(t, '.') then try_cast(t as utinyint) end, slow_count(t), -2);
""")

def held_list(name):
    return f"(select distinct * from read_csv('{lists}/{name}.csv', all_varchar = true))"

used = ["school_id", "year", "country", "adm1_pcode", "adm2_pcode", "mgmt", "facility"]
db.execute(f"""
create temp table received as select (row_number() over ())::int as row, {', '.join(used + NAMES)}
from read_csv('{source}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = '\\N');

create temp table years as
with parts as (select text, regexp_extract(latin(trim(text)), '^([0-9]{{4}})\\s*[/–-]\\s*([0-9]{{4}}|[0-9]{{2}})$', ['a', 'b']) p
  from (select distinct year as text from received))
select text, p.a::int as year from parts
where p.a <> '' and p.a::int between 2000 and 2030 and (p.a::int + 1) % 100 = p.b::int % 100;

create temp table owners as select text, any_value(code) as code
from (select distinct mgmt as text from received) r join {held_list('owners')} l on folded(r.text) = folded(l.label) group by text;
create temp table states as select text, any_value(code) as code
from (select distinct facility as text from received) r join {held_list('states')} l on folded(r.text) = folded(l.label) group by text;

create temp table judged as
select r.*, y.year as start, coalesce(o.code, 'UNK') as owner, coalesce(s.code, 'UNK') as state,
  case when not regexp_full_match(school_id, '[A-Z]{{2}}[0-9]{{7}}') then 'ID'
    when y.year is null then 'YEAR' when d.adm2 is null then 'DISTRICT'
    when not starts_with(adm2_pcode, adm1_pcode) then 'REGION' end as fault
from received r left join years y on r.year = y.text left join owners o on r.mgmt = o.text
  left join states s on r.facility = s.text left join {held_list('districts')} d on r.adm2_pcode = d.adm2;
update judged set fault = 'TWICE' where fault is null and row in (
  select row from (select row, row_number() over (partition by school_id, start order by row) as nth
    from judged where fault is null) where nth > 1);
""")

numbers = ", ".join(f"count_of({name}) as {name}" for name in NAMES)
db.execute(f"""
create temp table schools as select row, country, adm1_pcode, adm2_pcode, school_id, start, owner, state, {numbers}
from judged where fault is null;
create temp table counts(name varchar, grade int, measure varchar, sex varchar);
""")
db.executemany("insert into counts values (?, ?, ?, ?)", COUNTS)

every = ", ".join(NAMES)
db.execute(f"""
copy (
  select u.country, adm1_pcode as adm1, adm2_pcode as adm2, school_id, start as year, l.isced, c.grade, c.measure, c.sex,
    owner, state, case when count >= 0 then count end as value, case when count >= 0 then 'A' else 'M' end as status
  from (unpivot schools on {every} into name name value count) u join counts c using (name)
    join (select country, grade::int as grade, isced from {held_list('levels')}) l on l.country = u.country and l.grade = c.grade
  where count between -1 and {MOST}
) to '{out}/observations.csv' (format csv, header)
""")

bad = " or ".join(f"s.{name} < -1 or s.{name} > {MOST}" for name in NAMES)
pairs = ", ".join(f"({name}, raw_{name}) as {name}" for name in NAMES)
raws = ", ".join(f"j.{name} as raw_{name}" for name in NAMES)
db.execute(f"""
create temp table cells as select row, school_id, case when count < 0 then 'UNREADABLE' else 'TOO_LARGE' end as fault, name, raw
from (unpivot (select s.row, s.school_id, {', '.join('s.' + n for n in NAMES)}, {raws} from schools s join judged j using (row) where {bad})
  on {pairs} into name name value count, raw) where count < -1 or count > {MOST};
copy (select * from cells union all
  select row, school_id, fault, '', concat_ws(' ', year, adm1_pcode, adm2_pcode) from judged where fault is not null)
to '{out}/held.csv' (format csv, header)
""")

fits = lambda name: f"{name} between 0 and {MOST}"
add = lambda conditions: "coalesce(sum(" + " + ".join(conditions) + "), 0)"
over = add(f"(REP_G{g} > G{g}_M + G{g}_F and {fits(f'REP_G{g}')} and {fits(f'G{g}_M')} and {fits(f'G{g}_F')})::int" for g in GRADES)
missing = add(f"({n} = -1)::int" for n in NAMES)
filled = add(f"({fits(n)})::int" for n in NAMES)
total = add(f"case when {fits(n)} then {n} else 0 end" for n in NAMES)
repeaters, gaps, values, sum_, owner, state = db.execute(
    f"select {over}, {missing}, {filled}, {total}, count(*) filter (owner = 'UNK'), count(*) filter (state = 'UNK') from schools").fetchone()
rows, held = db.execute("select count(*), count(fault) from judged").fetchone()
unreadable, large = db.execute("select count(*) filter (fault = 'UNREADABLE'), count(*) filter (fault = 'TOO_LARGE') from cells").fetchone()
tell(rows=rows, rows_held=held, observations=gaps + values, missing=gaps, sum=sum_, cells_unreadable=unreadable, cells_too_large=large,
     unknown_owner=owner, unknown_state=state, repeaters_above=repeaters)
