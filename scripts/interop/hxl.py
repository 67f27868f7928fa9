#!/usr/bin/env python3
"""Reads libhxl's own test files with libhxl and with `mizan read --source hxl`, and compares all cells.

Needs libhxl (`pip install libhxl six`) and ../shared beside the checkout; without them it says so and ends well.
Headings are compared after white space is made alike, hashtags without regard to the order of attributes.
"""
import csv
import io
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
suite = root.parent / "shared" / "data" / "5_suites" / "libhxl_tests_files.tar.gz"
program = next((p for p in (root / ".build/release/mizan", root / ".build/debug/mizan") if p.exists()), None)

# What Mizan does otherwise, and why.
on_purpose = {
    "input-fuzzy.csv": "a row with more cells than headings is held (CSV_ROW_LONG), not read without its last cell",
    "input-valid-objects.json": "a name that stands twice in an object holds the row (JSON_DUPLICATE_KEY), libhxl keeps the last",
    "input-zip-invalid.zip": "an archive may hold a workbook, libhxl wants text tables in it",
    "input-valid-json-selector.json": "needs a selector for libhxl",
    "input-valid-nested.json": "a name that stands twice in an object holds the row (JSON_DUPLICATE_KEY), libhxl keeps the last",
}
# What libhxl must be told, as its own tests do.
needed = {"input-merged.xlsx": {"expand_merged": True}, "input-valid-latin1.csv": {"encoding": "latin1"}}
# Formats that a build may not read.
unread = ("XLSX_OLD_FORMAT", "XLSX_NO_WORKBOOK", "INPUT_TYPE_MISMATCH", "FORMAT_UNKNOWN")


def clean(text):
    return re.sub(r"\s+", " ", "" if text is None else str(text)).strip()


def tag(text):
    parts = clean(text).lower().replace(" ", "").split("+")
    return (parts[0], frozenset(parts[1:]))


def theirs(path, hxl):
    options = hxl.input.InputOptions(allow_local=True, **needed.get(path.name, {}))
    with hxl.data(str(path), options) as data:
        columns = [(clean(c.header), tag(c.display_tag) if c.tag else ("", frozenset())) for c in data.columns]
        return columns, [[clean(v) for v in row.values] for row in data]


def ours(path):
    run = subprocess.run([program, "read", "--source", "hxl", path], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        return None, run.stderr.strip().splitlines()[0] if run.stderr.strip() else f"status {run.returncode}"
    rows = list(csv.reader(io.StringIO(run.stdout)))
    headings, tags, body = rows[0], rows[1], rows[2:]
    # Where the tags are the headings, libhxl has no headings.
    columns = [("" if h.startswith("#") and tag(h) == tag(t) else clean(h), tag(t)) for h, t in zip(headings, tags)]
    return columns, [[clean(v) for v in row] for row in body]


def trimmed(rows):
    result = []
    for row in rows:
        row = list(row)
        while row and row[-1] in ("", ("", frozenset())):
            row.pop()
        result.append(row)
    return [row for row in result if row]


def main():
    if program is None:
        sys.exit("interop hxl: build first")
    if not suite.exists():
        print("interop hxl: ../shared/data is not beside the checkout; nothing compared")
        return 0
    # This file has the name of the library.
    sys.path[:] = [p for p in sys.path if pathlib.Path(p).resolve() != pathlib.Path(__file__).resolve().parent]
    try:
        import hxl
        import hxl.input
    except ImportError:
        print("interop hxl: libhxl is not installed; nothing compared")
        return 0
    import logging
    logging.disable(logging.CRITICAL)
    same = cells = faults = 0
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(suite) as archive:
            archive.extractall(folder, filter="data")
        for path in sorted(pathlib.Path(folder).rglob("test_io/input-*")):
            try:
                their = theirs(path, hxl)
            except (hxl.HXLException, OSError, UnicodeError, ValueError) as error:
                their = None, type(error).__name__
            our = ours(path)
            if path.name in on_purpose:
                print(f"  differs   {path.name}: {on_purpose[path.name]}")
            elif their[0] is None and our[0] is None:
                same += 1
                print(f"  refused   {path.name}: {their[1]} · {our[1]}")
            elif our[0] is None and any(code in our[1] for code in unread):
                print(f"  not read  {path.name}: {our[1]}")
            elif their[0] is None or our[0] is None:
                faults += 1
                print(f"✘ {path.name}: libhxl {their[1] if their[0] is None else 'reads it'}, mizan {our[1] if our[0] is None else 'reads it'}")
            elif trimmed([their[0]]) != trimmed([our[0]]):
                faults += 1
                print(f"✘ {path.name}: columns differ\n    {their[0]}\n    {our[0]}")
            elif trimmed(their[1]) != trimmed(our[1]):
                faults += 1
                print(f"✘ {path.name}: cells differ")
                for one, other in zip(trimmed(their[1]), trimmed(our[1])):
                    if one != other:
                        print(f"    {one}\n    {other}")
                        break
            else:
                same += 1
                count = sum(len(row) for row in our[1])
                cells += count
                print(f"  same      {path.name}: {len(our[1])} rows, {count} cells")
    print(f"interop hxl: {same} files alike, {cells} cells, {faults} faults")
    return 1 if faults else 0


sys.exit(main())
