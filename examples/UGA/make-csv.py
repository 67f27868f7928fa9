#!/usr/bin/env python3
"""Turns the JSON list of Ugandan government secondary schools into a CSV: district, school, emis.

    python3 examples/UGA/make-csv.py uga_government_secondary_schools.json examples/UGA/secondary-schools.csv

Nothing is changed or left out: names, codes and blanks are as in the list.
"""
import csv
import json
import sys


def convert(source, target):
    with open(source, encoding="utf-8") as file:
        districts = json.load(file)["uganda"]["districts"]
    with open(target, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["district", "school", "emis"])
        count = 0
        for district, schools in districts.items():
            for school in schools:
                out.writerow([district, school["name"], school["emis"]])
                count += 1
    print(f"{count} schools of {len(districts)} districts in {target.split('/')[-1]}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    convert(sys.argv[1], sys.argv[2])
