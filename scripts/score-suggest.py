#!/usr/bin/env python3
"""Scores `mizan suggest` on real workbooks and prints a table.

    scripts/score-suggest.py [--data FOLDER] [--program MIZAN] [--without-own-words TRUTH] [-v]

`Tests/Suggest/files.csv` lists the files: where they lie below the data folder, the sheet and the
rows of the headings, and which part they belong to. `tuned` files were looked at while the words
of headings were written, `unseen` files were scored first and looked at afterwards. A truth table
`Tests/Suggest/NAME.csv` says for each heading which field of the standard it stands for; nothing
means that it has no counterpart, `a|b` that both are right. Files that are not there are skipped
with a message. Status 1: one of the floors is not reached.

Counted are: headings found in the right rows; columns with a counterpart whose first proposal is
right; wrong proposals, and those above 0.9, which must be none. A proposal for a column without a
counterpart is wrong, too.

`--without-own-words ven-5w` asks whether the words of headings hang on one sheet: it scores the
files of that truth table with a copy of the standard from whose `schema/headings.csv` every phrase
of two and more words is taken that stands in one of the headings of the table. Single words stay,
they are those of the dictionary. With `--strict` every single word of the headings is taken too,
such as "Municipio" and "fecha": that shows what values, codes and patterns say without any word,
and has no floor.
"""
import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

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


SMALL = set("the of a an de du des la le les l d el los las del en y and et please or o ou".split())


def words(text):
    """The words of a heading or a phrase as the program compares them, near enough."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return [w for w in re.findall(r"\w+", plain.replace("_", " ")) if w not in SMALL]


def own(phrase, headings, strict):
    """Whether a phrase may have come from these headings."""
    wanted = words(phrase)
    if len(wanted) < 2:
        return strict and any(set(wanted) & set(one) for one in headings)
    return any(one[i:i + len(wanted)] == wanted for one in headings for i in range(len(one)))


def without_own_words(name, strict, folder):
    """A copy of the standard without the phrases of a truth table; returns what was taken."""
    headings = [words(part) for heading, _ in truth(name)
                for part in (heading, re.sub(r"\(.*?\)", "", heading))]
    for entry in os.listdir(f"{ROOT}/standards"):
        if entry != "schema":
            os.symlink(f"{ROOT}/standards/{entry}", f"{folder}/{entry}")
    os.mkdir(f"{folder}/schema")
    for entry in os.listdir(f"{ROOT}/standards/schema"):
        if entry != "headings.csv":
            os.symlink(f"{ROOT}/standards/schema/{entry}", f"{folder}/schema/{entry}")
    taken = []
    with open(f"{ROOT}/standards/schema/headings.csv", encoding="utf-8", newline="") as file, open(
            f"{folder}/schema/headings.csv", "w", encoding="utf-8", newline="") as copy:
        writer = csv.writer(copy)
        for concept, language, phrases in csv.reader(file):
            all_phrases = phrases.split("|")
            kept = all_phrases if language in ("lang", "hxl") else [
                one for one in all_phrases if not own(one, headings, strict)]
            taken += [one for one in all_phrases if one not in kept]
            if kept:
                writer.writerow([concept, language, "|".join(kept)])
    return taken


def score(program, path, extra):
    run = subprocess.run(
        [program, "suggest", path, "--json", "-q", *extra], capture_output=True, check=False)
    if run.returncode != 0:
        return None, run.stderr.decode(errors="replace").strip().splitlines()[:1]
    return json.loads(run.stdout), []


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=f"{ROOT}/../shared/data/2_education")
    parser.add_argument("--program", default=f"{ROOT}/.build/debug/mizan")
    parser.add_argument("--without-own-words", metavar="TRUTH", help="score without its phrases")
    parser.add_argument("--strict", action="store_true", help="nor its single words")
    parser.add_argument("-v", action="store_true", help="list every wrong or missed column")
    options = parser.parse_args()
    with open(f"{ROOT}/Tests/Suggest/files.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    extra = []
    if options.without_own_words:
        rows = [row for row in rows if row["truth"] == options.without_own_words]
        folder = tempfile.TemporaryDirectory()
        taken = without_own_words(options.without_own_words, options.strict, folder.name)
        extra = ["--standards", folder.name]
        print(f"without {len(taken)} phrases: {' | '.join(sorted(taken))}\n")
    groups, skipped = {}, 0
    for row in rows:
        path = os.path.join(options.data, row["file"])
        if row["file"].startswith("examples/"):
            path = os.path.join(ROOT, row["file"])
        if not os.path.exists(path):
            print(f"skipped: {row['file']} is not there", file=sys.stderr)
            skipped += 1
            continue
        found, errors = score(options.program, path, extra)
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
    fails = not options.strict and (whole[1] < FLOOR_HEADERS * whole[0] or whole[6] > 0 or any(
        t[3] < FLOOR_FIRST * t[2] for t in sums.values()))
    return 1 if fails else 0


if __name__ == "__main__":
    sys.exit(main())
