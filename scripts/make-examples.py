#!/usr/bin/env python3
"""Makes the small real extracts of examples/ from the files in ../shared/data. Their licences allow it.

    python3 scripts/make-examples.py [--data FOLDER]

Rows are taken as they are, none is changed. Standard library only; the same bytes each time.
"""
import argparse
import csv
import gzip
import os
import shutil
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SIX = ["SYR", "TCD", "ETH", "PSE", "UGA", "SSD"]


def data_folder(given):
    for folder in [given, os.path.join(ROOT, "../shared/data"), os.path.join(ROOT, "../../shared/data")]:
        if folder and os.path.isdir(os.path.join(folder, "3_uis")):
            return folder
    return None


def example(*parts):
    path = os.path.join(ROOT, "examples", *parts)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def uis(data):
    """The six countries from 2000 on, all rows of Vatican City (not applicable) and the two true zeros."""
    with gzip.open(os.path.join(data, "3_uis/uis_bdds_style_2020.csv.gz"), "rt", encoding="utf-8", newline="") as file, \
            open(example("UIS/rates-2020.csv"), "w", encoding="utf-8", newline="") as out:
        head = file.readline()
        out.write(head)
        names = head.strip().split(",")
        count = 0
        for line in file:
            row = dict(zip(names, line.rstrip("\r\n").split(",")))
            if (row["country_id"] in SIX and row["year"] >= "2000") or row["magnitude"] == "NIL" or (
                    row["country_id"] == "VAT" and row["year"] >= "2010"):
                out.write(line)
                count += 1
    print(f"{count} rows in examples/UIS/rates-2020.csv")


def chad(data):
    shutil.copyfile(os.path.join(data, "1_gazetteer/tcd_admpop_adm2_2021.csv"), example("TCD/population-2021.csv"))
    print("examples/TCD/population-2021.csv, the whole file")


def world_bank(data):
    """The lines above the headings, the six countries, Kosovo and three aggregates, as downloaded."""
    keep = {f'"{code}"' for code in SIX + ["XKX", "SSF", "LIC", "WLD"]}
    path = os.path.join(data, "6_indicators/wdi_SE.PRM.ENRL_2022-09-16_original.csv")
    with open(path, encoding="utf-8", newline="") as file, \
            open(example("WLD/wdi-primary-pupils-2022.csv"), "w", encoding="utf-8", newline="") as out:
        started = count = 0
        for line in file:
            cells = next(csv.reader([line]), [])
            if not started or f'"{cells[1]}"' in keep:
                out.write(line)
                count += started
            started |= "Country Code" in cells
    print(f"{count} rows in examples/WLD/wdi-primary-pupils-2022.csv")


def uganda(data):
    sys.path.insert(0, os.path.join(ROOT, "examples/UGA"))
    sys.dont_write_bytecode = True
    make = __import__("make-csv")
    make.convert(os.path.join(data, "2_education/uga_government_secondary_schools.json"),
                 example("UGA/secondary-schools.csv"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data")
    data = data_folder(parser.parse_args().data)
    if not data:
        print("skipped: ../shared/data is absent; give its place with --data")
        return 3
    for make in (uis, chad, world_bank, uganda):
        make(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
