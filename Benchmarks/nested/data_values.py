"""Data values of DHIS2 as a table or as records.  data_values.py SOURCE CROSSWALKS OUT array|lines table|records PROGRAM"""
import csv
import sys

SOURCE, LISTS, OUT, FORM, WORK, PROGRAM = sys.argv[1:7]
TABLE = ["dataElement", "period", "orgUnit", "categoryOptionCombo", "attributeOptionCombo", "value", "storedBy", "created", "lastUpdated", "comment",
         "followup"]
KEYS = TABLE if WORK == "table" else ["dataElement", "period", "orgUnit", "categoryOptionCombo", "value"]
COLUMNS = ["ref_area", "school_year", "measure", "grade", "sex", "displacement", "value"]


def with_duckdb():
    import duckdb

    db = duckdb.connect()
    db.execute("set threads = 1; set preserve_insertion_order = false")
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
    db.execute(f"""copy (select area.target as ref_area, period as school_year, measure, grade, sex, displacement, value
        from {values} v join element on v.dataElement = element.source join area on v.orgUnit = area.source
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

    values = values.filter(pl.col("value").str.contains("^[0-9]+$")).join(codes("dataElement", "measure", "grade"), on="dataElement").join(
        codes("orgUnit", "area"), on="orgUnit").join(codes("categoryOptionCombo", "sex", "displacement"), on="categoryOptionCombo")
    values.select(pl.col("area").alias("ref_area"), pl.col("period").alias("school_year"), "measure", "grade", "sex", "displacement", "value").sink_csv(OUT)


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
        write(["ref_area", "school_year", "measure", "grade", "sex", "displacement", "value"])
        for one in objects():
            element, unit, combo, value = elements.get(one["dataElement"]), area.get(one["orgUnit"]), combos.get(one["categoryOptionCombo"]), one["value"]
            if element and unit and combo and value.isdigit():
                write((unit, one["period"], element[0], element[1], combo[0], combo[1], value))


{"DuckDB": with_duckdb, "Polars": with_polars}.get(PROGRAM, with_loop)()
