#!/usr/bin/env python3
"""Compares what Mizan wrote for the examples with a reading of its own of the inputs.

    python3 scripts/check-examples.py OUT      the folder that `make demo` wrote, or a folder with OUT/SYR OUT/UIS …,
                                               as the examples' pages say

Folders that are absent are skipped. Standard library only. Exit status: 0 all is equal, 1 something differs.
"""
import collections
import csv
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EXAMPLES = os.path.join(ROOT, "examples")


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def differences(wanted, found):
    wanted, found = collections.Counter(wanted), collections.Counter(found)
    return list((wanted - found).elements()), list((found - wanted).elements())


def told(name, wanted, found):
    missing, extra = differences(wanted, found)
    print(f"{name}: {len(found)} records, {len(wanted)} expected, {len(missing)} missing, {len(extra)} not expected")
    for label, group in [("missing", missing), ("not expected", extra)]:
        for record in group[:3]:
            print(f"  {label}: {record}")
    return len(missing) + len(extra)


def syria(out):
    names = ["ref_area", "school_year", "measure", "level", "grade", "sex", "subject_id", "value"]
    wanted = [tuple(r[n] for n in names) for r in rows(os.path.join(EXAMPLES, "SYR/expected.csv"))]
    found = [tuple(r[n] for n in names) for r in rows(os.path.join(out, "observation.csv"))
             if "error" not in r["source_id"]]
    return told("SYR", wanted, found)


def chad(out):
    wanted = []
    for row in rows(os.path.join(EXAMPLES, "TCD/population-2021.csv")):
        for heading, value in row.items():
            sex, _, band = heading.partition("_")
            if sex not in ("F", "M", "T"):
                continue
            age = "_T" if band == "TL" else "Y_GE80" if band == "80PLUS" else \
                f"Y{int(band[:2])}T{int(band[3:])}"
            wanted.append((row["ADM2_PCODE"], "2021", "POP", "_T" if sex == "T" else sex, age, value))
    found = [(r["ref_area"], r["school_year"], r["measure"], r["sex"], r["age"], r["value"])
             for r in rows(os.path.join(out, "observation.csv"))]
    return told("TCD", wanted, found)


def uganda(out):
    wanted, used = [], set()
    for row in rows(os.path.join(EXAMPLES, "UGA/secondary-schools.csv")):
        if row["emis"] in ("", "0") or row["emis"] in used:
            continue
        used.add(row["emis"])
        wanted.append(("UGA-EMIS-" + row["emis"], " ".join(row["school"].split())))
    found = [(r["facility_id"], r["name"]) for r in rows(os.path.join(out, "facility.csv"))]
    return told("UGA", wanted, found)


def world(out):
    wanted = []
    with open(os.path.join(EXAMPLES, "WLD/wdi-primary-pupils-2022.csv"), encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.reader(file) if len(line) > 4]
    for line in lines[1:]:
        if line[1] in ("SYR", "TCD", "ETH", "PSE", "UGA", "SSD"):
            wanted += [(line[1], year, "STU", "L1", value) for year, value in zip(lines[0][4:], line[4:]) if year]
    found = [(r["ref_area"], r["school_year"], r["measure"], r["level"], r["value"])
             for r in rows(os.path.join(out, "observation.csv"))]
    return told("WLD", wanted, found)


def uis(out):
    done = subprocess.run([sys.executable, os.path.join(ROOT, "scripts/oracle-uis.py"), out, "--input",
                           os.path.join(EXAMPLES, "UIS/rates-2020.csv")], capture_output=True, text=True)
    print("UIS: " + ("all equal" if done.returncode == 0 else "differs\n" + done.stdout + done.stderr))
    return done.returncode


def ethiopia(out):
    wanted = [(r["Program Partner Name"] or r["Program partner Acronym"], r["WoredaPcod"], "2025-08")
              for r in rows(os.path.join(EXAMPLES, "ETH/3w-2025-08-education.csv")) if r["Cluster"] == "Education"]
    found = [(r["org_lead"], r["ref_area"], r["report_month"]) for r in rows(os.path.join(out, "activity.csv"))]
    return told("ETH", wanted, found)


def message(out):
    wanted = []
    with open(os.path.join(EXAMPLES, "WLD/wdi-primary-pupils-2022.csv"), encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.reader(file) if len(line) > 4]
    for line in lines[1:]:
        if line[1] in ("SYR", "TCD", "ETH", "PSE", "UGA", "SSD"):
            wanted += [(line[1], year, "STU", "L1", value) for year, value in zip(lines[0][4:], line[4:]) if value]
    found = [(r["ref_area"], r["school_year"], r["measure"], r["level"], r["value"])
             for r in rows(os.path.join(out, "observation.csv"))]
    return told("SDMX", wanted, found)


CHECKS = {"SYR": (syria, ["school-census", "school-census-with-error"]), "UIS": (uis, ["rates-2020"]),
          "TCD": (chad, ["population-2021"]), "ETH": (ethiopia, ["3w-2025-08-education"]),
          "UGA": (uganda, ["secondary-schools"]), "SDMX": (message, ["primary-pupils"]),
          "WLD": (world, ["wdi-primary-pupils-2022"])}


def apart(out, place):
    """The records of one folder, by the example that they come from."""
    for name, (_, sources) in CHECKS.items():
        os.makedirs(os.path.join(place, name))
        for table in ("observation", "activity", "facility"):
            path = os.path.join(out, table + ".csv")
            if not os.path.exists(path):
                continue
            with open(path, encoding="utf-8", newline="") as file, \
                    open(os.path.join(place, name, table + ".csv"), "w", encoding="utf-8", newline="") as copy:
                reader = csv.DictReader(file)
                writer = csv.DictWriter(copy, reader.fieldnames)
                writer.writeheader()
                writer.writerows(row for row in reader if row["source_id"] in sources)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if os.path.exists(os.path.join(sys.argv[1], "source.csv")):
        with tempfile.TemporaryDirectory() as place:
            apart(sys.argv[1], place)
            return compare(place)
    return compare(sys.argv[1])


def compare(folder):
    bad = 0
    for name, (check, _) in CHECKS.items():
        out = os.path.join(folder, name)
        if os.path.isdir(out):
            bad += check(out)
        else:
            print(f"{name}: skipped, {out} is absent")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
