"""The whole census task in Polars.  census_polars.py CENSUS LISTS OUT   (POLARS_MAX_THREADS sets the threads)

Writes OUT/observations.csv and OUT/held.csv. Labels and school years are read once for each distinct spelling;
counts are read once, in the wide table: -1 missing, -2 unreadable.
"""

import re
import sys

import polars as pl
from polars import col, lit, when
from task import COUNTS, GRADES, MOST, NAMES, tell

source, lists, out = sys.argv[1:4]
ARABIC = dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789"))
NO_GROUPS = {**ARABIC, ",": "", "٬": ""}


def held_list(name):
    return pl.read_csv(f"{lists}/{name}.csv", infer_schema=False)


def folded(text):
    return (text.str.normalize("NFD").str.replace_all(r"\p{M}", "").str.to_lowercase().str.strip_chars()
            .str.replace_all(r"\s+", " "))


def codes(frame, column, list_name, code):
    """The code of each distinct spelling in a column."""
    known = held_list(list_name).select(folded(col("label")).alias("key"), col("code").alias(code)).unique("key")
    return (frame.select(column).unique().with_columns(key=folded(col(column))).join(known, on="key", how="left")
            .select(column, col(code).fill_null("UNK")))


used = ["school_id", "year", "country", "adm1_pcode", "adm2_pcode", "mgmt", "facility"]
received = (pl.scan_csv(source, infer_schema=False, empty_string_is_null=False).select(used + NAMES)
            .with_row_index("row", 1).collect(engine="streaming"))

year = col("year").str.strip_chars().str.replace_many(ARABIC)
parts = year.str.extract_groups(r"^(?<a>[0-9]{4})\s*[/–-]\s*(?<b>[0-9]{4}|[0-9]{2})$")
years = (received.select("year").unique().with_columns(p=parts)
         .select("year", start=col("p").struct["a"].cast(pl.Int32), end=col("p").struct["b"].cast(pl.Int32))
         .filter(col("start").is_between(2000, 2030) & ((col("start") + 1) % 100 == col("end") % 100)).drop("end"))
districts = held_list("districts")["adm2"].unique()


def count_of(name):
    text = col(name)
    plain = text.cast(pl.UInt16, strict=False).cast(pl.Int32)
    other = text.str.strip_chars().str.replace_many(NO_GROUPS)
    slow = other.str.contains(r"^[0-9]{1,9}$")
    return (when(plain.is_not_null() & ~text.str.contains("+", literal=True)).then(plain).when(text.is_in(["", "-"])).then(-1)
            .when(slow).then(other.cast(pl.Int32, strict=False)).otherwise(-2).alias(name))


judged = (received.lazy().select(["row"] + used)
          .join(years.lazy(), on="year", how="left", maintain_order="left")
          .join(codes(received, "mgmt", "owners", "owner").lazy(), on="mgmt", how="left", maintain_order="left")
          .join(codes(received, "facility", "states", "state").lazy(), on="facility", how="left", maintain_order="left")
          .with_columns(fault=when(~col("school_id").str.contains(r"^[A-Z]{2}[0-9]{7}$")).then(lit("ID"))
                        .when(col("start").is_null()).then(lit("YEAR"))
                        .when(~col("adm2_pcode").is_in(districts.implode())).then(lit("DISTRICT"))
                        .when(~col("adm2_pcode").str.starts_with(col("adm1_pcode"))).then(lit("REGION")))
          .collect())
sound = judged.filter(col("fault").is_null()).select("row", "school_id", "start")
twice = sound.filter(~pl.struct("school_id", "start").is_first_distinct())["row"]
judged = judged.with_columns(fault=when(col("row").is_in(twice.implode())).then(lit("TWICE")).otherwise(col("fault")))

clean = judged["fault"].is_null()
keys = ["country", "adm1_pcode", "adm2_pcode", "school_id", "start", "owner", "state"]
texts = received.lazy().filter(clean)
schools = pl.concat([judged.lazy().filter(clean).select(["row"] + keys), texts.select([count_of(n) for n in NAMES])],
                    how="horizontal").collect(engine="streaming")

dims = pl.DataFrame(COUNTS, schema={"name": pl.String, "grade": pl.Int32, "measure": pl.String, "sex": pl.String}, orient="row")
levels = held_list("levels").with_columns(col("grade").cast(pl.Int32))
(schools.lazy().select(keys + NAMES).unpivot(index=keys, on=NAMES, variable_name="name", value_name="count")
 .filter(col("count").is_between(-1, MOST)).join(dims.lazy(), on="name").join(levels.lazy(), on=["country", "grade"])
 .select("country", adm1="adm1_pcode", adm2="adm2_pcode", school_id="school_id", year="start", isced="isced", grade="grade",
         measure="measure", sex="sex", owner="owner", state="state", value=when(col("count") >= 0).then(col("count")),
         status=when(col("count") >= 0).then(lit("A")).otherwise(lit("M")))
 .sink_csv(f"{out}/observations.csv", engine="streaming"))

wrong = lambda name: (col(name) < -1) | (col(name) > MOST)
raw = texts.select(NAMES).collect()
cells = pl.concat([
    pl.DataFrame({"row": schools["row"], "school_id": schools["school_id"], "count": schools[n], "raw": raw[n]})
    .filter((col("count") < -1) | (col("count") > MOST)).select(
        "row", "school_id", fault=when(col("count") < 0).then(lit("UNREADABLE")).otherwise(lit("TOO_LARGE")), name=lit(n), raw="raw")
    for n in NAMES])
whole = judged.filter(~clean).select("row", "school_id", "fault", name=lit(""),
                                     raw=pl.concat_str("year", "adm1_pcode", "adm2_pcode", separator=" "))
pl.concat([cells, whole]).write_csv(f"{out}/held.csv")

fits = lambda name: col(name).is_between(0, MOST)
over = [(fits(f"REP_G{g}") & fits(f"G{g}_M") & fits(f"G{g}_F") & (col(f"REP_G{g}") > col(f"G{g}_M") + col(f"G{g}_F"))).sum().alias(f"o{g}") for g in GRADES]
gaps = [(col(n) == -1).sum().alias("m" + n) for n in NAMES]
filled = [fits(n).sum().alias("f" + n) for n in NAMES]
sums = [col(n).filter(fits(n)).cast(pl.Int64).sum().alias("s" + n) for n in NAMES]
figures = schools.select(over + gaps + filled + sums).row(0)
a, b, c = len(over), len(over) + len(gaps), len(over) + len(gaps) + len(filled)
kinds = dict(cells.group_by("fault").len().iter_rows())
tell(rows=judged.height, rows_held=whole.height, observations=sum(figures[a:c]), missing=sum(figures[a:b]), sum=sum(figures[c:]),
     cells_unreadable=kinds.get("UNREADABLE", 0), cells_too_large=kinds.get("TOO_LARGE", 0),
     unknown_owner=schools.filter(col("owner") == "UNK").height, unknown_state=schools.filter(col("state") == "UNK").height,
     repeaters_above=sum(figures[:a]))
