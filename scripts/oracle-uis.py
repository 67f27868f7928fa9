#!/usr/bin/env python3
"""Holds Mizan's reading of the UIS bulk file against the published values and against the file itself.

    mizan convert ../shared/data/3_uis/uis_bdds_style_2020.csv.gz -m mappings/UIS/bulk.map.yaml -o out/uis
    python3 scripts/oracle-uis.py out/uis [--data FOLDER]
    python3 scripts/oracle-uis.py OUT --input examples/UIS/FILE.csv     the rows of one file only

Standard library only. Exit status: 0 all is as it must be, 1 something differs, 3 the data are absent.
"""
import argparse
import collections
import csv
import gzip
import os
import sys
from decimal import Decimal

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
STATUS = {"NIL": "A", "NA": "Z", "SUPP": "Q", "LOWREL": "U", "INCLUDED": "K", "INCLUDES": "W",
          "NAT_EST": "E", "UIS_EST": "E", "": "A"}


def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8-sig", newline="") if path.endswith(".gz") else \
        open(path, encoding="utf-8-sig", newline="")
    with opened as file:
        yield from csv.DictReader(file)


def data_folder(given):
    for folder in [given, os.path.join(ROOT, "../shared/data"), os.path.join(ROOT, "../../shared/data")]:
        if folder and os.path.isdir(os.path.join(folder, "3_uis")):
            return folder
    return None


def same(one, other):
    """Equal as exact decimals; nothing equals a missing value but a missing value."""
    if one == "" or other == "":
        return one == other
    return Decimal(one) == Decimal(other)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--data")
    parser.add_argument("--input", help="the file that was converted, if not the whole release")
    options = parser.parse_args()
    data = data_folder(options.data)
    source = options.input or (data and os.path.join(data, "3_uis/uis_bdds_style_2020.csv.gz"))
    if not source:
        print("skipped: ../shared/data is absent; give its place with --data")
        return 3
    written = {}
    bad = collections.Counter()
    for row in rows(os.path.join(options.output, "observation.csv")):
        key = (row["ref_area"], row["indicator"], row["school_year"])
        bad["key written twice"] += key in written
        bad["no rate or no percentage"] += row["measure"] != "RATE" or row["unit"] != "PT"
        written[key] = row

    counts = collections.Counter()
    for row in rows(source):
        name = row.get("edulit_ind") or row.get("INDICATOR_ID") or row.get("indicator")
        key = (row["country_id"], name, row["year"])
        mine = written.get(key)
        counts["rows in the file"] += 1
        counts["not applicable"] += row["magnitude"] == "NA"
        if mine is None:
            bad["row of the file not written"] += 1
            continue
        blank = row["magnitude"] in ("NA", "SUPP", "INCLUDED")
        bad["value differs from the file"] += not same("" if blank else row["value"], mine["value"])
        bad["not applicable became a value"] += row["magnitude"] == "NA" and mine["value"] != ""
        bad["status differs"] += mine["obs_status"] != STATUS[row["magnitude"] or row["qualifier"]]
        sex = "F" if "_F" in name else "M" if "_M" in name else "_T"
        bad["sex or level differs"] += (mine["sex"], mine["level"]) != (sex, "L1")
    bad["records that no row asks for"] += max(0, len(written) - counts["rows in the file"])

    if data:
        keys = {(r["country_id"], r.get("edulit_ind"), r["year"]) for r in rows(source)}
        for row in rows(os.path.join(data, "3_uis/published_values_6c.csv")):
            key = (row["country"], row["indicator"], row["year"])
            if row["source"] != "uis_bdds_2020" or (options.input and key not in keys):
                continue
            mine = written.get(key)
            counts["published values"] += 1
            counts["published values reproduced"] += mine is not None and same(row["value"], mine["value"])
        bad["published value not reproduced"] += (
            counts["published values"] - counts["published values reproduced"])
    for name, count in counts.items():
        print(f"{count:>8}  {name}")
    for name, count in bad.items():
        if count:
            print(f"{count:>8}  WRONG: {name}")
    return 1 if any(bad.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
