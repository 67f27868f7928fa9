#!/usr/bin/env python3
"""Reads workbooks with openpyxl or xlrd and with `mizan read`, and compares text, numbers and dates of all cells: those of
readxl, and the old ones (.xls) of libhxl, frictionless and POI's fuzzing.

Needs openpyxl, xlrd and ../shared beside the checkout; without them it says so and ends well. Rows without content are
left out on both sides; cells of merged ranges are left out, since mizan repeats their text.
Then the twelve files of csv-spectrum are compared with the objects that they mean.
"""
import csv
import datetime
import io
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import warnings

root = pathlib.Path(__file__).resolve().parents[2]
suites = root.parent / "shared" / "data" / "5_suites"
program = next((p for p in (root / ".build/release/mizan", root / ".build/debug/mizan") if p.exists()), None)
csv.field_size_limit(1 << 24)

# What Mizan does otherwise, and why.
on_purpose = {
    "dates-leap-year-1900-xls.xls": "the day that never was is shown as the spreadsheet shows it, and told (XLSX_DATE_UNREAL)",
    "dates-leap-year-1900-xlsx.xlsx": "the day that never was is shown as the spreadsheet shows it, and told (XLSX_DATE_UNREAL)",
    "new_line_errors.xlsx": "the escape _x000D_ is resolved",
}


def day(value):
    """A date as mizan writes it: seconds rounded, midnight left out."""
    if isinstance(value, datetime.datetime):
        if value.microsecond:
            value = (value + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
        return value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%dT%H:%M:%S").rjust(10, "0")
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return value.isoformat()


def number(text):
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def same(ours, theirs):
    if theirs is None or theirs == "":
        return ours == ""
    if isinstance(theirs, bool):
        return ours == ("true" if theirs else "false")
    if isinstance(theirs, (int, float)):
        value = number(ours)
        return value is not None and (value == theirs or abs(value - theirs) <= 1e-14 * abs(theirs))
    if isinstance(theirs, (datetime.date, datetime.time, datetime.timedelta)):
        return ours == day(theirs)
    return ours.replace("\r\n", "\n") == theirs.replace("\r\n", "\n")


def theirs(path):
    """Sheets as (name, rows, merged cells)."""
    if path.suffix == ".xls":
        import xlrd
        book = xlrd.open_workbook(path, formatting_info=True, logfile=io.StringIO())
        for sheet in book.sheets():
            rows = []
            for cells in sheet.get_rows():
                row = []
                for cell in cells:
                    value = cell.value
                    if cell.ctype == xlrd.XL_CELL_DATE:
                        value = xlrd.xldate_as_datetime(value, book.datemode)
                    elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                        value = bool(value)
                    elif cell.ctype == xlrd.XL_CELL_ERROR:
                        value = xlrd.error_text_from_code[value]
                    row.append(value)
                rows.append(row)
            merged = {(r, c) for top, bottom, left, right in sheet.merged_cells
                      for r in range(top, bottom) for c in range(left, right)}
            yield sheet.name, rows, merged
        return
    import openpyxl
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        merged = {(r - 1, c - 1) for m in sheet.merged_cells.ranges for r, c in m.cells}
        yield sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)], merged


def ours(path, sheet):
    run = subprocess.run([program, "read", "--sheet", sheet, path], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        return None, run.stderr.strip().splitlines()[0] if run.stderr.strip() else f"status {run.returncode}"
    return list(csv.reader(io.StringIO(run.stdout, newline=""))), None


def filled(rows):
    """Rows that hold something, with the places of their cells."""
    return [(number, row) for number, row in enumerate(rows) if any(v not in (None, "") for v in row)]


def compare(path):
    """The number of sheets and cells that are equal, and what differs."""
    sheets, cells, faults = 0, 0, []
    for name, rows, merged in theirs(path):
        got, refused = ours(path, re.sub(r"([*?\[])", "?", name))
        if got is None:
            if not filled(rows):
                sheets += 1
                continue
            faults.append(f"{name}: {refused}")
            continue
        wanted = filled(rows)
        got = [row for row in got if any(row)]
        if len(got) != len(wanted):
            faults.append(f"{name}: {len(got)} rows, {len(wanted)} wanted")
            continue
        bad = 0
        for mine, (row, cells_wanted) in zip(got, wanted):
            for column in range(max(len(mine), len(cells_wanted))):
                if (row, column) in merged:
                    continue
                one = mine[column] if column < len(mine) else ""
                other = cells_wanted[column] if column < len(cells_wanted) else None
                if same(one, other):
                    cells += one != ""
                else:
                    bad += 1
                    if bad <= 3:
                        faults.append(f"{name} row {row + 1} column {column + 1}: {one!r}, {other!r} wanted")
        sheets += bad == 0
    return sheets, cells, faults


def unpack(folder):
    """All workbooks of readxl, and the old ones of the other suites."""
    archives = [suites / "readxl_sheets.tar.gz", suites / "libhxl_tests_files.tar.gz",
                root.parent / "shared" / "hostile" / "suites_open.tar.gz"]
    for archive in (a for a in archives if a.exists()):
        place = folder / archive.name.split(".")[0]
        with tarfile.open(archive) as tar:
            tar.extractall(place, filter="data")
        yield from sorted(place.rglob("*.xls*" if archive == archives[0] else "*.xls"))


def workbooks():
    if not (suites / "readxl_sheets.tar.gz").exists():
        print("readxl: skipped, ../shared is not beside the checkout")
        return True
    try:
        import openpyxl  # noqa: F401
        import xlrd  # noqa: F401
    except ImportError as missing:
        print(f"readxl: skipped, {missing.name} is not installed")
        return True
    warnings.simplefilter("ignore")
    # By the ending: workbooks, those that are equal, sheets and cells that are equal.
    counts = {".xlsx": [0, 0, 0, 0], ".xls": [0, 0, 0, 0]}
    unreadable, seen, well = [], set(), True
    with tempfile.TemporaryDirectory() as folder:
        for path in unpack(pathlib.Path(folder)):
            content = path.read_bytes()
            if content in seen:
                continue
            seen.add(content)
            try:
                list(theirs(path))
            except Exception:  # the other program cannot read it; mizan must say what it is, or read it
                run = subprocess.run([program, "read", path], capture_output=True, text=True)
                unreadable.append(f"{path.name[-24:]} ({run.returncode})")
                well = well and run.returncode in (0, 1, 65)
                continue
            good, cells, faults = compare(path)
            count = counts[".xls" if path.suffix == ".xls" else ".xlsx"]
            for index, more in enumerate((1, not faults, good, cells)):
                count[index] += more
            for fault in faults:
                print(f"  {path.name}: {fault}" + (f"  [{on_purpose[path.name]}]" if path.name in on_purpose else ""))
            well = well and (not faults or path.name in on_purpose)
    for ending, (files, equal, sheets, cells) in counts.items():
        print(f"readxl: {equal} of {files} workbooks {ending} equal, {sheets} sheets, {cells} cells")
    print(f"readxl: not read by the other program (and the status of mizan): {', '.join(unreadable) or 'none'}")
    return well


def spectrum():
    archive = suites / "csv_spectrum.tar.gz"
    if not archive.exists():
        return True
    good = total = 0
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        for path in sorted(pathlib.Path(folder).rglob("csvs/*.csv")):
            text = path.read_bytes()
            if path.name.endswith("_crlf.csv") and b"\r" not in text:
                path.write_bytes(text.replace(b"\n", b"\r\n"))
            wanted = json.loads((path.parent.parent / "json" / (path.stem + ".json")).read_text(encoding="utf-8"))
            if isinstance(wanted, dict):
                # One answer is no list, and has another telephone number.
                wanted["Contact Phone Number"] = "2095257564"
                wanted = [wanted]
            run = subprocess.run([program, "read", path], capture_output=True)
            rows = list(csv.reader(io.StringIO(run.stdout.decode(), newline="")))
            got = [dict(zip(rows[0], row + [""] * len(rows[0]))) for row in rows[1:]]
            total += 1
            if got == wanted:
                good += 1
            else:
                print(f"  {path.name}: {got!r}, {wanted!r} wanted")
    print(f"csv-spectrum: {good} of {total} equal")
    return good == total


if program is None:
    print("readxl: skipped, mizan is not built")
    sys.exit(0)
sys.exit(0 if workbooks() & spectrum() else 1)
