#!/usr/bin/env python3
"""Holds Mizan's reading of the census of the speed comparison against the peers' plain Python program.

    gen lists LISTS && gen census 10 > c10.csv
    mizan convert c10.csv -m Benchmarks/census.map.yaml -o out/census
    python3 scripts/oracle-census.py c10.csv LISTS out/census

It runs ../shared/bench/peers/t1_python.py on the file (or give its path with --peer), then compares record by
record, held row by held row and held cell by held cell, and prints both sides of the ten rules.
Standard library only. Exit status: 0 all is equal, 1 something differs, 3 the peer's program is absent.
"""
import argparse
import collections
import csv
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PEER = "bench/peers/t1_python.py"
LEVEL = {"10": "L1", "24": "L2", "34": "L3"}
OWNERSHIP = {"PUB": "PUB", "PRV": "PRV", "UNR": "UNRWA", "COM": "COM", "NGO": "NGO", "FAI": "REL", "UNK": "_U"}
FUNCTIONALITY = {"F": "FUN", "PD": "PFU", "D": "NFU", "S": "NFU", "C": "NFU", "UNK": "_U"}
ROW_RULES = ["R01", "R02", "R03", "R04", "R10"]
CELL_RULES = ["R07", "R08"]


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def run_peer(peer, census, lists, folder):
    out = [os.path.join(folder, n) for n in ("obs.csv", "quarantine.csv", "sum.json")]
    subprocess.run([sys.executable, peer, census, *out], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "LISTS": os.path.abspath(lists)})
    with open(out[2]) as file:
        return out[0], out[1], json.load(file)


def wanted(row):
    """The observation that Mizan must write for a record of the peer."""
    year = f"{row['year']}/{int(row['year']) + 1}"
    measure = "STU" if row["indicator"] == "ENROL" else "RPTR"
    status = "V" if row["status"] == "A" else "O"
    return (row["adm2"], year, measure, LEVEL[row["isced"]], "G" + row["grade"], row["sex"],
            OWNERSHIP[row["mgmt"]], "fac:" + row["school_id"], row["value"], status)


def written(row):
    return tuple(row[n] for n in ("ref_area", "school_year", "measure", "level", "grade", "sex",
                                  "ownership", "subject_id", "value", "obs_status"))


def compare_observations(peer, mine, say):
    """Both write in the order of the file; the first five differences are shown."""
    count = total = missing = bad = 0
    left, right = rows(peer), rows(mine)
    schools = {}
    for theirs in left:
        schools[theirs["school_id"]] = FUNCTIONALITY[theirs["facility"]]
        ours = next(right, None)
        count += 1
        if ours is None or wanted(theirs) != written(ours):
            bad += 1
            if bad <= 5:
                say(f"  record {count}: {written(ours) if ours else 'absent'}\n    instead of {wanted(theirs)}")
        if ours and ours["value"]:
            total += int(ours["value"])
        elif ours:
            missing += 1
    more = sum(1 for _ in right)
    return count + more, missing, total, bad + more, schools


def column_letters(heading, headings):
    index, text = headings.index(heading) + 1, ""
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def compare_held(peer, folder, headings, say):
    """Row numbers of the sheet: the peer's record 1 stands in row 2."""
    rules = collections.defaultdict(set)
    for row in rows(peer):
        place = int(row["record"]) + 1
        if row["rule"] in CELL_RULES:
            place = column_letters(row["column"], headings) + str(place)
        rules[row["rule"]].add(place)
    held_rows, held_cells = set(), set()
    for name in sorted(os.listdir(folder)):
        if re.fullmatch(r"held(-\d+)?\.csv", name):
            for row in rows(os.path.join(folder, name)):
                if row["scope"] == "row":
                    held_rows.add(int(row["row"]))
                else:
                    held_cells.update(row["cells"].split())
    bad = 0
    for title, mine, names in [("rows", held_rows, ROW_RULES), ("cells", held_cells, CELL_RULES)]:
        theirs = set().union(*(rules[n] for n in names))
        say(f"held {title}: {len(mine)}, by the peer {len(theirs)} "
            f"({', '.join(f'{n} {len(rules[n])}' for n in names)})")
        for label, places in [("held only here", mine - theirs), ("held only by the peer", theirs - mine)]:
            if places:
                bad += len(places)
                say(f"  {label}: {len(places)}, such as {sorted(map(str, places))[:5]}")
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("census")
    parser.add_argument("lists")
    parser.add_argument("output")
    parser.add_argument("--peer")
    options = parser.parse_args()
    places = [options.peer] if options.peer else [os.path.join(ROOT, up, PEER) for up in ("../shared", "../../shared")]
    peer = next((p for p in places if os.path.isfile(p)), None)
    if not peer:
        print("skipped: the peer's program is absent; give its path with --peer")
        return 3
    with open(options.census, encoding="utf-8-sig", newline="") as file:
        headings = next(csv.reader(file))
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        observations, quarantine, summary = run_peer(peer, options.census, options.lists, folder)
        count, missing, total, differences, schools = compare_observations(
            observations, os.path.join(options.output, "observation.csv"), print)
        bad += differences
        for name, mine in [("obs", count), ("missing", missing), ("sum", total)]:
            print(f"{name}: {mine}, by the peer {summary[name]}")
            bad += mine != summary[name]
        bad += compare_held(quarantine, options.output, headings, print)
        ownership = state = seen = 0
        for row in rows(os.path.join(options.output, "facility.csv")):
            seen += 1
            ownership += row["ownership"] == "_U"
            state += row["functionality"] == "_U"
            bad += schools.get(row["facility_id"], row["functionality"]) != row["functionality"]
        ready = summary["rows"] - sum(summary[r] for r in ROW_RULES)
        for name, mine, theirs in [("schools", seen, ready), ("R05 not stated", ownership, summary["R05"]),
                                   ("R06 not stated", state, summary["R06"])]:
            print(f"{name}: {mine}, by the peer {theirs}")
            bad += mine != theirs
        path = os.path.join(options.output, "result.json")
        if os.path.exists(path):
            with open(path) as file:
                result = json.load(file)
            failed = {r.get("id"): r.get("failed") for r in result.get("rules", [])}
            print(f"R09 told: {failed.get('repeaters-within-learners')}, by the peer {summary['R09']}")
            bad += failed.get("repeaters-within-learners") not in (None, summary["R09"])
    print("all equal" if not bad else f"{bad} differences")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
