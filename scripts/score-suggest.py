#!/usr/bin/env python3
"""Scores `mizan suggest` on real workbooks and prints a table.

    scripts/score-suggest.py [--data FOLDER] [--program MIZAN] [-v]

`Tests/Suggest/files.csv` lists the files: where they lie below the data folder, the sheet and the
rows of the headings, and which part they belong to. `tuned` files were looked at while the words
of headings were written, `unseen` files were scored first and looked at afterwards. A truth table
`Tests/Suggest/NAME.csv` says for each heading which field of the standard it stands for; nothing
means that it has no counterpart, `a|b` that both are right. Files that are not there are skipped
with a message. Status 1: one of the floors is not reached.

Counted are: headings found in the right rows; columns with a counterpart whose first proposal is
right; wrong proposals, and those above 0.9, which must be none. A proposal for a column without a
counterpart is wrong, too.
"""
import argparse
import csv
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FLOOR_HEADERS, FLOOR_FIRST, SURE = 1.0, 0.85, 0.9


def fold(text):
    return " ".join(text.replace("\u00a0", " ").lower().split())


def truth(name):
    with open(f"{ROOT}/Tests/Suggest/{name}.csv", encoding="utf-8") as file:
        return [(row["heading"], row["field"].split("|")) for row in csv.DictReader(file)]


def same(field, wanted):
    """Areas are areas in every table; only the field counts."""
    return field in wanted or (
        field.endswith(".ref_area") and any(one.endswith(".ref_area") for one in wanted))


def score(program, path, row):
    run = subprocess.run(
        [program, "suggest", path, "--json", "-q"], capture_output=True, check=False)
    if run.returncode != 0:
        return None, run.stderr.decode(errors="replace").strip().splitlines()[:1]
    return json.loads(run.stdout), []


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=f"{ROOT}/../shared/data/2_education")
    parser.add_argument("--program", default=f"{ROOT}/.build/debug/mizan")
    parser.add_argument("-v", action="store_true", help="list every wrong or missed column")
    options = parser.parse_args()
    with open(f"{ROOT}/Tests/Suggest/files.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    groups, skipped = {}, 0
    for row in rows:
        path = os.path.join(options.data, row["file"])
        if row["file"].startswith("examples/"):
            path = os.path.join(ROOT, row["file"])
        if not os.path.exists(path):
            print(f"skipped: {row['file']} is not there", file=sys.stderr)
            skipped += 1
            continue
        found, errors = score(options.program, path, row)
        total = groups.setdefault((row["part"], row["truth"]), [0] * 7)
        total[0] += 1
        for error in errors:
            print(f"{row['file']}: {error}", file=sys.stderr)
        right_place = found is not None and (
            found["heading_row"], found["heading_rows"]) == (
            int(row["heading_row"]), int(row["heading_rows"])) and row["sheet"] in (
            "", found["sheet"])
        total[1] += right_place
        if not right_place:
            print(f"{row['file']}: headings not found where they are", file=sys.stderr)
        columns = [c for c in (found or {"columns": []})["columns"] if c["heading"]]
        for number, (heading, wanted) in enumerate(truth(row["truth"])):
            column = columns[number] if number < len(columns) else None
            if column is None or not fold(column["heading"]).startswith(fold(heading)):
                column = next(
                    (c for c in columns if fold(c["heading"]).startswith(fold(heading))), None)
            field = column["field"] if column else ""
            sure = column["confidence"] if column else 0
            has_counterpart = wanted != [""]
            total[2] += has_counterpart
            right = same(field, wanted)
            total[3] += has_counterpart and right
            total[4] += not has_counterpart
            if field and not right:
                total[5] += 1
                total[6] += sure > SURE
            if options.v and not right:
                print(f"  {row['truth']}: {heading[:44]!r} -> {field or '-'} ({sure:.2f}), "
                      f"right: {'|'.join(wanted) or 'nothing'}")
    heads = ["part", "files of", "files", "headings found", "with counterpart", "right first",
             "without", "wrong", "wrong > 0.9"]
    lines, sums = [], {}
    for (part, name), t in sorted(groups.items()):
        lines.append((part, name, t))
        sums.setdefault(part, [0] * 7)
        sums[part] = [a + b for a, b in zip(sums[part], t)]
    for part in sorted(sums):
        lines.append((part, "all", sums[part]))
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for part, name, t in lines:
        share = f"{t[3]} ({100 * t[3] / t[2]:.1f} %)" if t[2] else "-"
        print(f"| {part} | {name} | {t[0]} | {t[1]} of {t[0]} | {t[2]} | {share} | {t[4]} | "
              f"{t[5]} | {t[6]} |")
    whole = [sum(column) for column in zip(*sums.values())] if sums else [0] * 7
    if not whole[0]:
        print("skipped: no file is there", file=sys.stderr)
        return 0
    fails = whole[1] < FLOOR_HEADERS * whole[0] or whole[6] > 0 or any(
        t[3] < FLOOR_FIRST * t[2] for t in sums.values())
    return 1 if fails else 0


if __name__ == "__main__":
    sys.exit(main())
