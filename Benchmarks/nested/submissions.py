"""Submissions of KoboToolbox: a table of grades, or three records for each.  submissions.py SOURCE CROSSWALKS OUT kobo table|records PROGRAM"""
import csv
import sys

SOURCE, LISTS, OUT, _, WORK, PROGRAM = sys.argv[1:7]
AROUND = ["_id", "formhub/uuid", "start", "end", "site/adm1", "site/adm2", "site/school_name", "site/facility"]
COUNTS = {"grades/boys": ("M", "_T"), "grades/girls": ("F", "_T"), "grades/idp": ("_T", "IDP")}
GROUP = ["grades/grade", *COUNTS]
TABLE = [f"../{name}" for name in AROUND] + GROUP
COLUMNS = ["subject_id", "ref_area", "note", "grade", "sex", "displacement", "value"]


def with_duckdb():
    import duckdb

    db = duckdb.connect()
    db.execute("set threads = 1; set preserve_insertion_order = false")
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
    db.execute(f"""copy (
        with rows as (select _id, "site/adm2" as area, "site/facility" as state, unnest(grades, recursive := true)
          from read_json('{SOURCE}', format = 'newline_delimited', columns = {shape}))
        select _id as subject_id, area as ref_area, state as note, target as grade,
          case name when 'grades/boys' then 'M' when 'grades/girls' then 'F' else '_T' end as sex,
          case name when 'grades/idp' then 'IDP' else '_T' end as displacement, value
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
    rows = rows.explode("grades").unnest("grades").join(codes, on="grades/grade")
    rows = rows.unpivot(index=["_id", "site/adm2", "site/facility", "grade"], on=list(COUNTS), variable_name="name", value_name="value")
    rows.filter(pl.col("value") != "").select(
        pl.col("_id").alias("subject_id"), pl.col("site/adm2").alias("ref_area"), pl.col("site/facility").alias("note"), "grade",
        pl.col("name").replace_strict({name: sex for name, (sex, _) in COUNTS.items()}).alias("sex"),
        pl.col("name").replace_strict({name: group for name, (_, group) in COUNTS.items()}).alias("displacement"), "value").sink_csv(OUT)


def with_loop():
    import orjson

    with open(f"{LISTS}/class.csv", encoding="utf-8") as file:
        classes = {line["source"]: line["target"] for line in csv.DictReader(file)}
    with open(OUT, "w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n").writerow
        write(TABLE if WORK == "table" else COLUMNS)
        for line in open(SOURCE, "rb"):
            one = orjson.loads(line)
            if WORK == "table":
                around = [one[name] for name in AROUND]
                for group in one["grades"]:
                    write(around + [group[name] for name in GROUP])
                continue
            around = (one["_id"], one["site/adm2"], one["site/facility"])
            for group in one["grades"]:
                grade = classes[group["grades/grade"]]
                for name, (sex, displacement) in COUNTS.items():
                    if group[name]:
                        write((*around, grade, sex, displacement, group[name]))


{"DuckDB": with_duckdb, "Polars": with_polars}.get(PROGRAM, with_loop)()
