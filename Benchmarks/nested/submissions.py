"""Submissions of KoboToolbox: a table of grades, or three records for each.  submissions.py SOURCE CROSSWALKS OUT kobo table|records|whole PROGRAM"""
import csv
import pathlib
import sys

SOURCE, LISTS, OUT, _, WORK, PROGRAM = sys.argv[1:7]
AROUND = ["_id", "formhub/uuid", "start", "end", "site/adm1", "site/adm2", "site/school_name", "site/facility"]
COUNTS = {"grades/boys": ("M", "_T"), "grades/girls": ("F", "_T"), "grades/idp": ("_T", "IDP")}
GROUP = ["grades/grade", *COUNTS]
TABLE = [f"../{name}" for name in AROUND] + GROUP
COLUMNS = ["subject_id", "ref_area", "note", "grade", "sex", "displacement", "value"]
# All columns of a record; those with None are worked out, the others are the same in all.
WHOLE = {"ref_area": None, "school_year": "2024", "ref_date": "", "measure": "STU", "indicator": "", "level": "_T", "grade": None, "programme": "_T",
         "sex": None, "age": "_T", "ownership": "_T", "location": "_T", "displacement": None, "disability": "_T", "origin": "_T", "subject_id": None,
         "value": None, "unit": "PER", "obs_status": "V", "conf_status": "F", "source_id": pathlib.Path(SOURCE).stem, "source_ref": None, "note": None}


def with_duckdb():
    import duckdb

    db = duckdb.connect()
    db.execute(f"set threads = 1; set preserve_insertion_order = {str(WORK == 'whole').lower()}")
    group = ", ".join(f'"{name}" VARCHAR' for name in GROUP)
    if WORK == "table":
        shape = ", ".join(f"'{name}': 'VARCHAR'" for name in AROUND) + f", 'grades': 'STRUCT({group})[]'"
        around = ", ".join(f'"{name}" as "../{name}"' for name in AROUND)
        db.execute(f"""copy (select {around}, unnest(grades, recursive := true)
          from read_json('{SOURCE}', format = 'newline_delimited', columns = {{{shape}}})) to '{OUT}' (format csv, header)""")
        return
    db.execute(f"create temp table class as select source, target from read_csv('{LISTS}/class.csv', all_varchar = true)")
    shape = f"""{{'_id': 'BIGINT', 'site/adm2': 'VARCHAR', 'site/facility': 'VARCHAR', 'grades': 'STRUCT({group})[]'}}"""
    names = ", ".join(f'"{name}"' for name in COUNTS)
    worked = {"subject_id": "_id", "ref_area": "area", "note": "state", "grade": "target", "value": "value",
              "sex": "case name when 'grades/boys' then 'M' when 'grades/girls' then 'F' else '_T' end",
              "displacement": "case name when 'grades/idp' then 'IDP' else '_T' end",
              "source_ref": "line || '#/grades/' || place || '/' || replace(name, '/', '~1')"}
    columns = ", ".join(f"{worked[name]} as {name}" for name in COLUMNS)
    places, numbered = "", f"read_json('{SOURCE}', format = 'newline_delimited', columns = {shape})"
    if WORK == "whole":
        columns = ", ".join(f"{worked[name] if text is None else repr(text) if text else 'null'} as {name}" for name, text in WHOLE.items())
        places, numbered = ", line, unnest(range(len(grades))) as place", f"(select *, row_number() over () as line from {numbered})"
    db.execute(f"""copy (
        with rows as (select _id, "site/adm2" as area, "site/facility" as state, unnest(grades, recursive := true){places} from {numbered})
        select {columns}
        from (unpivot rows on {names} into name name value value) join class on "grades/grade" = source
        where value <> '') to '{OUT}' (format csv, header)""")


def with_polars():
    import polars as pl

    group = pl.List(pl.Struct({name: pl.String for name in GROUP}))
    if WORK == "table":
        shape = {name: pl.Int64 if name == "_id" else pl.String for name in AROUND}
        pl.scan_ndjson(SOURCE, schema={**shape, "grades": group}).rename({name: f"../{name}" for name in AROUND}).explode("grades").unnest(
            "grades").select(TABLE).sink_csv(OUT)
        return
    rows = pl.scan_ndjson(SOURCE, schema={"_id": pl.Int64, "site/adm2": pl.String, "site/facility": pl.String, "grades": group})
    codes = pl.scan_csv(f"{LISTS}/class.csv", infer_schema=False).select(pl.col("source").alias("grades/grade"), pl.col("target").alias("grade"))
    index = ["_id", "site/adm2", "site/facility", "grade"]
    if WORK == "whole":
        rows = rows.with_row_index("line", offset=1).with_columns(pl.int_ranges(pl.col("grades").list.len()).alias("place"))
        rows = rows.explode("grades", "place")
        index += ["line", "place"]
    else:
        rows = rows.explode("grades")
    rows = rows.unnest("grades").join(codes, on="grades/grade")
    rows = rows.unpivot(index=index, on=list(COUNTS), variable_name="name", value_name="value")
    worked = {"subject_id": pl.col("_id"), "ref_area": pl.col("site/adm2"), "note": pl.col("site/facility"), "grade": pl.col("grade"),
              "sex": pl.col("name").replace_strict({name: sex for name, (sex, _) in COUNTS.items()}),
              "displacement": pl.col("name").replace_strict({name: group for name, (_, group) in COUNTS.items()}), "value": pl.col("value"),
              "source_ref": pl.concat_str([pl.col("line").cast(pl.String), pl.lit("#/grades/"), pl.col("place").cast(pl.String), pl.lit("/"),
                                           pl.col("name").replace_strict({name: name.replace("/", "~1") for name in COUNTS})])}
    wanted = WHOLE if WORK == "whole" else dict.fromkeys(COLUMNS)
    rows.filter(pl.col("value") != "").select(
        (worked[name] if text is None else pl.lit(text or None)).alias(name) for name, text in wanted.items()).sink_csv(OUT)


def with_loop():
    import orjson

    with open(f"{LISTS}/class.csv", encoding="utf-8") as file:
        classes = {line["source"]: line["target"] for line in csv.DictReader(file)}
    with open(OUT, "w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n").writerow
        write({"table": TABLE, "records": COLUMNS, "whole": list(WHOLE)}[WORK])
        same = [text for text in WHOLE.values() if text is not None]
        for number, line in enumerate(open(SOURCE, "rb"), 1):
            one = orjson.loads(line)
            if WORK == "table":
                around = [one[name] for name in AROUND]
                for group in one["grades"]:
                    write(around + [group[name] for name in GROUP])
                continue
            around = (one["_id"], one["site/adm2"], one["site/facility"])
            for place, group in enumerate(one["grades"]):
                grade = classes[group["grades/grade"]]
                for name, (sex, displacement) in COUNTS.items():
                    if not group[name]:
                        continue
                    if WORK == "records":
                        write((*around, grade, sex, displacement, group[name]))
                    else:
                        path = f"{number}#/grades/{place}/{name.replace('/', '~1')}"
                        write((around[1], *same[:5], grade, same[5], sex, *same[6:9], displacement, *same[9:11], around[0], group[name],
                               *same[11:], path, around[2]))


{"DuckDB": with_duckdb, "Polars": with_polars}.get(PROGRAM, with_loop)()
