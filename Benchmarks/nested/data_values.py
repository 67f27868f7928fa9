"""Data values of DHIS2 as a table or as records.  data_values.py SOURCE CROSSWALKS OUT array|lines table|records|whole PROGRAM"""
import csv
import pathlib
import sys

SOURCE, LISTS, OUT, FORM, WORK, PROGRAM = sys.argv[1:7]
TABLE = ["dataElement", "period", "orgUnit", "categoryOptionCombo", "attributeOptionCombo", "value", "storedBy", "created", "lastUpdated", "comment",
         "followup"]
KEYS = TABLE if WORK == "table" else ["dataElement", "period", "orgUnit", "categoryOptionCombo", "value"]
COLUMNS = ["ref_area", "school_year", "measure", "grade", "sex", "displacement", "value"]
# All columns of a record; those with None are worked out, the others are the same in all.
WHOLE = {"ref_area": None, "school_year": None, "ref_date": "", "measure": None, "indicator": "", "level": "_T", "grade": None, "programme": "_T",
         "sex": None, "age": "_T", "ownership": "_T", "location": "_T", "displacement": None, "disability": "_T", "origin": "_T", "subject_id": "",
         "value": None, "unit": "NB", "obs_status": "V", "conf_status": "F", "source_id": pathlib.Path(SOURCE).stem, "source_ref": None, "note": ""}
# The path of a value: what stands around the number of its row, and that of the first row.
PATH = ("/dataValues/", "/value", 0) if FORM == "array" else ("", "#/value", 1)


def with_duckdb():
    import duckdb

    db = duckdb.connect()
    db.execute(f"set threads = 1; set preserve_insertion_order = {str(WORK == 'whole').lower()}")
    if FORM == "lines":
        shape = ", ".join(f"'{key}': 'VARCHAR'" for key in KEYS)
        values = f"read_json('{SOURCE}', format = 'newline_delimited', columns = {{{shape}}})"
    else:
        shape = ", ".join(f"{key} VARCHAR" for key in KEYS)
        values = (f"(select unnest(dataValues, recursive := true) from read_json('{SOURCE}', maximum_object_size = 4000000000, "
                  f"columns = {{dataValues: 'STRUCT({shape})[]'}}))")
    if WORK == "table":
        db.execute(f"copy (select * from {values}) to '{OUT}' (format csv, header)")
        return
    for name in ("area", "measure", "grade", "sex", "displacement"):
        db.execute(f"create temp table {name} as select source, target from read_csv('{LISTS}/{name}.csv', all_varchar = true)")
    # The lists of one id are joined once.
    db.execute("create temp table element as select m.source, m.target as measure, g.target as grade from measure m join grade g using (source)")
    db.execute("create temp table combo as select s.source, s.target as sex, d.target as displacement from sex s join displacement d using (source)")
    worked = {"ref_area": "area.target", "school_year": "period"}
    columns = ", ".join(f"{worked.get(name, name)} as {name}" for name in COLUMNS)
    if WORK == "whole":
        before, behind, first = PATH
        worked["source_ref"] = f"'{before}' || place || '{behind}'"
        columns = ", ".join(f"{worked.get(name, name) if text is None else repr(text) if text else 'null'} as {name}" for name, text in WHOLE.items())
        values = f"(select *, row_number() over () + {first - 1} as place from {values})"
    db.execute(f"""copy (select {columns} from {values} v join element on v.dataElement = element.source join area on v.orgUnit = area.source
        join combo on v.categoryOptionCombo = combo.source where regexp_full_match(value, '[0-9]+')) to '{OUT}' (format csv, header)""")


def with_polars():
    import polars as pl

    shape = {key: pl.Boolean if key == "followup" else pl.String for key in KEYS}
    if FORM == "lines":
        values = pl.scan_ndjson(SOURCE, schema=shape)
    else:
        values = pl.read_json(SOURCE, schema={"dataValues": pl.List(pl.Struct(shape))}).lazy().explode("dataValues").unnest("dataValues")
    if WORK == "table":
        values.sink_csv(OUT)
        return

    def codes(key, *names):
        lists = [pl.read_csv(f"{LISTS}/{name}.csv", infer_schema=False).select(pl.col("source").alias(key), pl.col("target").alias(name)) for name in names]
        return (lists[0] if len(lists) == 1 else lists[0].join(lists[1], on=key)).lazy()

    columns = [pl.col("area").alias("ref_area"), pl.col("period").alias("school_year"), *COLUMNS[2:]]
    if WORK == "whole":
        before, behind, first = PATH
        worked = {"ref_area": "area", "school_year": "period"}
        columns = [pl.concat_str([pl.lit(before), pl.col("place").cast(pl.String), pl.lit(behind)]).alias(name) if name == "source_ref"
                   else pl.col(worked.get(name, name)).alias(name) if text is None else pl.lit(text or None).alias(name) for name, text in WHOLE.items()]
        values = values.with_row_index("place", offset=first)
    values = values.filter(pl.col("value").str.contains("^[0-9]+$")).join(codes("dataElement", "measure", "grade"), on="dataElement").join(
        codes("orgUnit", "area"), on="orgUnit").join(codes("categoryOptionCombo", "sex", "displacement"), on="categoryOptionCombo")
    values.select(columns).sink_csv(OUT)


def objects():
    if PROGRAM == "ijson":
        import ijson

        return ijson.items(open(SOURCE, "rb"), "dataValues.item")
    if PROGRAM == "pysimdjson":
        import simdjson

        objects.parser = simdjson.Parser()
        return objects.parser.load(SOURCE)["dataValues"]
    import orjson

    if FORM == "array":
        with open(SOURCE, "rb") as file:
            return orjson.loads(file.read())["dataValues"]
    return map(orjson.loads, open(SOURCE, "rb"))


def with_loop():
    def codes(name):
        with open(f"{LISTS}/{name}.csv", encoding="utf-8") as file:
            return {line["source"]: line["target"] for line in csv.DictReader(file)}

    with open(OUT, "w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n").writerow
        if WORK == "table":
            write(TABLE)
            for one in objects():
                write([one[key] for key in TABLE])
            return
        area, measure, grade, sex, displacement = (codes(name) for name in ("area", "measure", "grade", "sex", "displacement"))
        elements = {one: (measure[one], grade[one]) for one in measure}
        combos = {one: (sex[one], displacement[one]) for one in sex}
        write(COLUMNS if WORK == "records" else list(WHOLE))
        before, behind, first = PATH
        same = [text for text in WHOLE.values() if text is not None]
        for place, one in enumerate(objects(), first):
            element, unit, combo, value = elements.get(one["dataElement"]), area.get(one["orgUnit"]), combos.get(one["categoryOptionCombo"]), one["value"]
            if not (element and unit and combo and value.isdigit()):
                continue
            if WORK == "records":
                write((unit, one["period"], element[0], element[1], combo[0], combo[1], value))
            else:
                write((unit, one["period"], same[0], element[0], *same[1:3], element[1], same[3], combo[0], *same[4:7], combo[1], *same[7:10],
                       value, *same[10:14], f"{before}{place}{behind}", same[14]))


{"DuckDB": with_duckdb, "Polars": with_polars}.get(PROGRAM, with_loop)()
