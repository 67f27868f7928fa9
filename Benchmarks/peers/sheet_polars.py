"""The census workbook in Polars: every count as one long row.  sheet_polars.py WORKBOOK OUT

A part of what Mizan does with the same file: no recoding, no rules on rows, no held cells, no report.
"""

import sys

import polars as pl
from polars import col
from task import NAMES, tell

source, out = sys.argv[1:3]
digits = {**dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789")), ",": "", "٬": ""}
sheet = pl.read_excel(source, engine="calamine", infer_schema_length=0)
text = col("raw").str.replace_many(digits)
(sheet.lazy().select(["school_id", "year"] + NAMES)
 .unpivot(index=["school_id", "year"], on=NAMES, variable_name="column", value_name="raw").with_columns(raw=text)
 .filter(col("raw").is_null() | (col("raw") == "-") | col("raw").str.contains(r"^\s*[0-9]+\s*$"))
 .select("school_id", "year", "column", value=col("raw").str.strip_chars().cast(pl.Int64, strict=False))
 .sink_csv(f"{out}/observations.csv"))
tell(rows=sheet.height)
