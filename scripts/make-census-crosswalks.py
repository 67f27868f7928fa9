#!/usr/bin/env python3
"""Writes the crosswalks of Benchmarks/census.map.yaml from the lists of the census generator.

    gen lists LISTS && python3 scripts/make-census-crosswalks.py LISTS

The generator invents schools, areas and labels; the codes on the right are those of the standard.
Standard library only; running it twice gives the same bytes.
"""
import csv
import os
import sys
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(ROOT, "Benchmarks/crosswalks")
HEAD = "source,target,relation,valid_from,valid_to,status,reviewed_by,reviewed_on,note".split(",")
OWNERSHIP = {"PUB": "PUB", "PRV": "PRV", "UNR": "UNRWA", "COM": "COM", "NGO": "NGO", "FAI": "REL"}
FUNCTIONALITY = {"F": "FUN", "PD": "PFU", "D": "NFU", "S": "NFU", "C": "NFU"}
LEVEL = {"10": "L1", "24": "L2", "34": "L3"}


def lines(folder, name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def folded(text):
    """Labels that differ in case, accents and blanks are one label, as in the standard."""
    plain = unicodedata.normalize("NFD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).lower().split())


def write(name, rows, head=HEAD):
    with open(os.path.join(FOLDER, name), "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)
    print(f"{len(rows):>5} lines in Benchmarks/crosswalks/{name}")


def crosswalk(name, pairs):
    seen, rows = {}, []
    for source, target, note in pairs:
        source = " ".join(source.split())
        if seen.setdefault(folded(source), target) != target:
            sys.exit(f"{name}: {source!r} has two targets")
        if not any(folded(r[0]) == folded(source) for r in rows):
            rows.append([source, target, "equal", "", "", "approved", "data team", "2026-11-24", note])
    write(name, rows)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    os.makedirs(FOLDER, exist_ok=True)
    crosswalk("ownership.csv", [(r["label"], OWNERSHIP[r["code"]], "") for r in lines(folder, "mgmt")])
    crosswalk("functionality.csv", [(r["label"], FUNCTIONALITY[r["code"]], f"list code {r['code']}")
                                    for r in lines(folder, "facility")])
    crosswalk("adm2.csv", [(r["adm2"], r["adm2"], r["name"]) for r in lines(folder, "adm2")])
    write("level.csv", [[r["country"], r["grade"], LEVEL[r["isced"]]] for r in lines(folder, "isced")],
          ["country", "grade", "level"])


if __name__ == "__main__":
    main()
