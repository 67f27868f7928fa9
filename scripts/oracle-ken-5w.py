#!/usr/bin/env python3
"""An independent reading of the 25 Kenyan 5W workbooks, to hold against Mizan's.

    python3 scripts/oracle-ken-5w.py [--data FOLDER]                    workbooks against the published list
    python3 scripts/oracle-ken-5w.py --output out/ken                   the same, and Mizan's output against both
    python3 scripts/oracle-ken-5w.py --readme examples/KEN/README.md    write the page of differences

It needs openpyxl (pip install openpyxl) and the folder ../shared/data beside the checkout, or --data.
The workbooks state no licence and are therefore not part of this repository.
Exit status: 0 all is as it must be, 1 something differs, 3 the data or openpyxl are absent.
"""
import argparse
import collections
import csv
import datetime
import os
import re
import sys
import warnings

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHEET = "5W_Data_Entry"
NUMBERS = ["boys", "girls", "men", "women"]
MONTHS = ("January February March April May June July August September October November "
          "December").split()
EXAMPLE = ("April", "Population Council", "301", "401", "4000", "1000")


def data_folder(given):
    """The folder that holds the workbooks, or None."""
    for folder in [given, os.path.join(ROOT, "../shared/data"),
                   os.path.join(ROOT, "../../shared/data")]:
        if folder and os.path.isdir(os.path.join(folder, "2_education/ken_5w_partner_sheets")):
            return folder
    return None


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(value):
    """A count as text; blank and NA are no information, which is not zero."""
    if value is None or str(value).strip() in ("", "NA", "-", "N/A"):
        return ""
    whole = float(value)
    return str(int(whole)) if whole == int(whole) else str(value)


def counties(data):
    """County names as people write them, letters only, to p-codes."""
    plain = {}
    for row in table(os.path.join(data, "1_gazetteer/global_pcodes_adm1_adm2.csv")):
        if row["Location"] == "KEN" and row["Admin Level"] == "1":
            plain[letters(row["Name"])] = row["P-Code"]
    plain["homebay"] = plain["homabay"]
    return plain


def letters(text):
    return re.sub("[^a-z]", "", (text or "").lower())


class Line:
    """One line of the sheet that somebody touched."""

    def __init__(self, book, row, cells, hidden, codes):
        text = [str(c).strip() if c is not None else "" for c in cells] + [""] * 24
        self.book, self.row, self.hidden = book, row, hidden
        self.month, self.lead, self.indicator, self.activity = text[0], text[1], text[6], text[7]
        self.county, self.status, self.group = text[9], text[14], text[19]
        self.area = codes.get(letters(self.county), "")
        self.start, self.end = cells[12], cells[13]
        self.numbers = [number(c) for c in cells[15:19]]
        self.total = number(cells[20])
        self.who = (text[:20])

    @property
    def key(self):
        return (self.book, self.area, self.month, *self.numbers)

    @property
    def fate(self):
        """What the mapping is to do with the line."""
        if not self.status and not any(self.numbers):
            return "unfinished"
        if not self.month or not self.lead:
            return "held"
        return "ready"

    @property
    def is_example(self):
        return (self.month, self.lead, *self.numbers) == EXAMPLE


def read_books(data):
    """All touched lines, and for each workbook what is peculiar about it."""
    import openpyxl
    warnings.simplefilter("ignore")
    codes = counties(data)
    lines, books = [], {}
    folder = os.path.join(data, "2_education/ken_5w_partner_sheets")
    for name in sorted(n for n in os.listdir(folder) if n.endswith(".xlsx")):
        book = openpyxl.load_workbook(os.path.join(folder, name), data_only=True)
        sheet = book[SHEET]
        untouched = 0
        for cells in sheet.iter_rows(min_row=4):
            values = [c.value for c in cells]
            if all(v is None for v in values[1:20]):
                untouched += any(v is not None for v in values)
                continue
            row = cells[0].row
            lines.append(Line(name, row, values, sheet.row_dimensions[row].hidden, codes))
        headings = [re.sub(r"\s+", " ", str(c.value)).strip() for c in sheet[3] if c.value]
        words = [str(c) for r in book["List"].iter_rows(values_only=True) for c in r if c is not None]
        books[name] = {"untouched": untouched, "headings": tuple(headings), "sheets": book.sheetnames,
                       "list": hash(tuple(words)), "banner": sheet["P2"].value,
                       "columns": sheet.max_column, "merged": len(sheet.merged_cells.ranges)}
    return lines, books


def read_published(data):
    rows = []
    for row in table(os.path.join(data, "2_education/ken_5w_expected_rows.csv")):
        key = (row["source"], row["adm1_pcode"], row["month"], *[number(row[n]) for n in NUMBERS])
        rows.append((key, row))
    return rows


def why_unpublished(line):
    if line.fate == "unfinished":
        return "begun, but without status and numbers"
    if line.fate == "held":
        return "no month and no lead organisation"
    if not any(line.numbers):
        return "an activity that has reached nobody yet (no numbers)"
    if not any(int(n or 0) for n in line.numbers):
        return "reports zero people"
    if not line.indicator:
        return "names no indicator"
    if line.lead == "KRCS":
        return "a full line; the published list lacks it without visible reason"
    return "unexplained"


def sums(lines):
    total = collections.defaultdict(lambda: [0, 0, 0, 0])
    for line in lines:
        for index, text in enumerate(line.numbers):
            total[line.book][index] += int(text or 0)
    return total


def compare(left, right):
    """What is in one multiset and not in the other, both ways."""
    left, right = collections.Counter(left), collections.Counter(right)
    return list((left - right).elements()), list((right - left).elements())


def read_output(folder):
    """Mizan's activities with their four numbers: {(source id, row): key}; and the held rows."""
    names = {r["source_id"]: r["title"] for r in table(os.path.join(folder, "source.csv"))}
    cells = {("M", "Y0T17"): 0, ("F", "Y0T17"): 1, ("M", "Y_GE18"): 2, ("F", "Y_GE18"): 3}
    found = {}
    for row in table(os.path.join(folder, "activity.csv")):
        month = MONTHS[int(row["report_month"].split("-")[1]) - 1]
        found[row["activity_id"]] = [names[row["source_id"]], row["ref_area"], month,
                                     None, None, None, None, row]
    for row in table(os.path.join(folder, "observation.csv")):
        activity = found[row["subject_id"].removeprefix("act:")]
        place = 3 + cells[(row["sex"], row["age"])]
        assert activity[place] is None, f"two numbers for {row['subject_id']} {row['sex']} {row['age']}"
        assert row["measure"] == "REA" and row["ref_area"] == activity[1], row
        assert (row["value"] == "") == (row["obs_status"] == "O"), row
        activity[place] = row["value"]
    held = []
    path = os.path.join(folder, "held.csv")
    for path in sorted(os.path.join(folder, n) for n in os.listdir(folder) if n.startswith("held")):
        if path.endswith(".csv"):
            held += [(os.path.basename(r["file"]), int(r["row"])) for r in table(path)]
    return {i: tuple(v[:7]) for i, v in found.items()}, held


def check_output(folder, lines, published, say):
    found, held = read_output(folder)
    ready = [line for line in lines if line.fate == "ready"]
    bad = 0
    missing, extra = compare([l.key for l in ready], found.values())
    say(f"activities: {len(found)} written, {len(ready)} expected; lines not written: {len(missing)}, "
        f"written and not expected: {len(extra)}")
    for key in missing:
        say(f"  not written   {key}")
    for key in extra:
        say(f"  not expected  {key}")
    bad += len(missing) + len(extra)
    expected_held = sorted((l.book, l.row) for l in lines if l.fate == "held")
    if sorted(held) != expected_held:
        say(f"held rows differ: {sorted(held)} instead of {expected_held}")
        bad += 1
    mine = collections.defaultdict(lambda: [0, 0, 0, 0])
    for key in found.values():
        for index, text in enumerate(key[3:]):
            mine[key[0]][index] += int(text or 0)
    for book, wanted in sorted(sums(ready).items()):
        if mine[book] != wanted:
            say(f"  sums differ in {book}: {mine[book]} instead of {wanted}")
            bad += 1
    lost, _ = compare([k for k, _ in published], found.values())
    share = 100 * (len(published) - len(lost)) / len(published)
    say(f"published rows found in Mizan's output: {len(published) - len(lost)} of {len(published)} "
        f"({share:.2f} %)")
    for key in lost:
        say(f"  not found     {key}")
    return bad + (share < 99)


def readme(lines, books, published):
    ready = [l for l in lines if l.fate == "ready"]
    lost, _ = compare([k for k, _ in published], [l.key for l in lines])
    left = collections.Counter(l.key for l in lines) - collections.Counter(k for k, _ in published)
    reasons = collections.defaultdict(list)
    for line in lines:
        if left[line.key] > 0:
            left[line.key] -= 1
            reasons[why_unpublished(line)].append(line)
    out = []
    add = out.append
    add("# Kenya: monthly 5W returns, education in emergencies\n")
    add("This page is written by `scripts/oracle-ken-5w.py --readme`, which reads the workbooks with openpyxl and "
        "knows nothing of Mizan. The 25 workbooks and the published list state no licence, so they are not in this "
        "repository. With them in `../shared/data`:\n")
    add("```\nmizan convert ../shared/data/2_education/ken_5w_partner_sheets/*.xlsx "
        "-m mappings/KEN/eie-5w.map.yaml -o out/ken\n"
        "python3 scripts/oracle-ken-5w.py --output out/ken\n```\n")
    add("## What the workbooks hold\n")
    kinds = collections.defaultdict(list)
    for name, book in books.items():
        kinds[(book["list"], book["headings"])].append(name)
    add(f"All {len(books)} workbooks have the same {len(next(iter(books.values()))['headings'])} headings in row 3 of "
        f"`{SHEET}`; there are {len(kinds)} versions of the form, told apart by their lists:\n")
    add("| version | workbooks | what differs |\n|---|---|---|")
    for index, names in enumerate(sorted(kinds.values(), key=len, reverse=True), 1):
        more = sorted({s for n in names for s in books[n]["sheets"]} - {"Instructions", SHEET, "List", "Admin"})
        banners = sorted({str(books[n]["banner"]) for n in names})
        names_text = f"{len(names)} workbooks" if len(names) > 5 else ", ".join(f"`{n}`" for n in names)
        add(f"| {index} | {names_text} | banner: {'; '.join(banners)}; further sheets: {', '.join(more) or 'none'} |")
    untouched = sum(b["untouched"] for b in books.values())
    examples = [l for l in lines if l.is_example]
    add("")
    add(f"- {len(lines)} touched lines; {untouched} more lines hold nothing but a month filled in beforehand or the "
        "formula of the total (0).")
    add(f"- {len(ready)} lines are ready, {sum(l.fate == 'held' for l in lines)} held, "
        f"{sum(l.fate == 'unfinished' for l in lines)} begun but unfinished (dropped by the mapping).")
    add(f"- {len(examples)} of the lines are the form's own example (Population Council, April, Homa Bay, 5,702 people; "
        f"{sum(bool(l.hidden) for l in examples)} of them in a hidden row). The published list has them all, so they are kept and told as "
        "a warning (`form-example`).")
    spell = collections.Counter(l.county for l in lines if l.county and l.area
                                and "_" in l.county or l.county == "Home Bay")
    add("- County names that are no names of the p-code list: "
        + ", ".join(f"`{k}` ({v})" for k, v in sorted(spell.items())) + ".")
    texts = collections.Counter(str(d) for l in lines for d in (l.start, l.end)
                                if d is not None and not isinstance(d, datetime.datetime))
    add("- Months of reporting are English names; days of start and end are dates, save "
        + ", ".join(f"`{k}` ({v})" for k, v in sorted(texts.items())) + ".")
    add("- Every number of boys, girls, men and women is a whole number or blank. A blank is not a zero: the published "
        "list keeps the difference, and so does the mapping.")
    wrong = [l for l in lines if l.total and int(l.total) != sum(int(n or 0) for n in l.numbers)]
    add(f"- Lines whose total differs from the sum of their numbers: {len(wrong)}"
        + (": " + ", ".join(f"`{l.book}` row {l.row}" for l in wrong) if wrong else "") + ".")
    twice = collections.defaultdict(list)
    for line in lines:
        if line.fate == "ready":
            twice[(line.book, tuple(line.who[i] for i in (0, 1, 5, 6, 7, 8, 9, 10, 12, 13)), *line.numbers)].append(line)
    twice = [v for v in twice.values() if len(v) > 1]
    add(f"- The same line twice in one workbook: {len(twice)}"
        + (" (" + "; ".join(f"`{v[0].book}` rows {', '.join(str(l.row) for l in v)}" for v in twice) + ")"
           if twice else "") + "; told as a warning (`same-line-twice`).")
    add("\n## Against the published list\n")
    add("A published row counts as found when workbook, county p-code, month, boys, girls, men and women all agree, "
        "with blank and zero kept apart, and each line is used once.\n")
    add(f"- Published rows found: **{len(published) - len(lost)} of {len(published)}**.")
    for key in lost:
        add(f"  - not found: {key}")
    add(f"- Published rows that are in no workbook: {len(lost)}.")
    add(f"- Lines of the workbooks that were not published: {sum(len(v) for v in reasons.values())}:\n")
    add("| why | lines | what the mapping does | people | where |\n|---|---|---|---|---|")
    fates = {"ready": "kept", "held": "held for a person", "unfinished": "dropped, counted as `unfinished-line`"}
    for reason, group in sorted(reasons.items(), key=lambda item: -len(item[1])):
        people = sum(int(n or 0) for l in group for n in l.numbers)
        where = "; ".join(f"`{book}` row {', '.join(str(l.row) for l in group if l.book == book)}"
                          for book in dict.fromkeys(l.book for l in group))
        add(f"| {reason} | {len(group)} | {fates[group[0].fate]} | {people:,} | {where} |")
    add("\nFields that the national team changed by hand and that this comparison does not look at: names of "
        "organisations (`FCA`, `FINN CHURCH AID` → Finn Church Aid; one World Vision line has lost its lead "
        "organisation), numbers before the indicators, sub-counties. `crosswalks/organisation.csv` holds the same decisions about "
        "lead organisations.\n")
    add("## Figures for each workbook\n")
    add("Lines that are ready, and their sums. Mizan's `activity.csv` and `observation.csv` must give the same.\n")
    add("| workbook | ready | held | dropped | boys | girls | men | women |\n|---|---|---|---|---|---|---|---|")
    total = sums(ready)
    for name, book in books.items():
        mine = [l for l in lines if l.book == name]
        count = collections.Counter(l.fate for l in mine)
        add(f"| {name} | {count['ready']} | {count['held']} | {count['unfinished'] + book['untouched']} | "
            + " | ".join(f"{n:,}" for n in total[name]) + " |")
    everything = [sum(t[i] for t in total.values()) for i in range(4)]
    add(f"| **all** | {len(ready)} | {sum(l.fate == 'held' for l in lines)} | "
        f"{sum(l.fate == 'unfinished' for l in lines) + untouched} | "
        + " | ".join(f"{n:,}" for n in everything) + " |")
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data")
    parser.add_argument("--output", help="a folder that mizan convert wrote")
    parser.add_argument("--readme", help="write the page of differences to this file")
    options = parser.parse_args()
    data = data_folder(options.data)
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        print("skipped: openpyxl is not installed (pip install openpyxl)")
        return 3
    if not data:
        print("skipped: ../shared/data is absent; give its place with --data")
        return 3
    lines, books = read_books(data)
    published = read_published(data)
    lost, extra = compare([k for k, _ in published], [l.key for l in lines])
    ready = [l for l in lines if l.fate == "ready"]
    lost_ready, _ = compare([k for k, _ in published], [l.key for l in ready])
    print(f"{len(books)} workbooks, {len(lines)} touched lines: {len(ready)} ready, "
          f"{sum(l.fate == 'held' for l in lines)} to be held, "
          f"{sum(l.fate == 'unfinished' for l in lines)} unfinished")
    print(f"published rows found in the workbooks: {len(published) - len(lost)} of {len(published)}; "
          f"among ready lines: {len(published) - len(lost_ready)}; lines not published: {len(extra)}")
    for book, total in sorted(sums(ready).items()):
        print(f"  {book}: " + "  ".join(f"{n} {v}" for n, v in zip(NUMBERS, total)))
    bad = len(lost_ready)
    if options.readme:
        text = readme(lines, books, published)
        with open(options.readme, "w", encoding="utf-8") as file:
            file.write(text)
        print(f"wrote {options.readme}")
    if options.output:
        bad += check_output(options.output, lines, published, print)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
