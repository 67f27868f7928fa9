#!/usr/bin/env python3
"""Writes the sheets of readxl's workbooks as ODS with odfpy, and compares what `mizan read` gives for both.

Needs openpyxl, odfpy and ../shared beside the checkout; without them it says so and ends well. Workbooks with merged
cells are left out, since odfpy would have to be told of them.
"""
import csv
import datetime
import io
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import warnings

root = pathlib.Path(__file__).resolve().parents[2]
archive = root.parent / "shared" / "data" / "5_suites" / "readxl_sheets.tar.gz"
program = next((p for p in (root / ".build/release/mizan", root / ".build/debug/mizan") if p.exists()), None)
# What openpyxl itself gives otherwise, so that the ODS file does not hold the same.
on_purpose = {"dates-leap-year-1900-xlsx": "the day that never was", "new_line_errors": "the escape _x000D_"}


def read(path, sheet):
    pattern = sheet.replace("*", "?").replace("[", "?")
    run = subprocess.run([program, "read", "--sheet", pattern, path], capture_output=True, text=True)
    rows = []
    for row in csv.reader(io.StringIO(run.stdout, newline="")):
        while row and row[-1] == "":
            row.pop()
        if row:
            rows.append(row)
    return rows


def main():
    try:
        import openpyxl
        from odf.opendocument import OpenDocumentSpreadsheet
        from odf.table import Table, TableCell, TableRow
        from odf.text import P
    except ImportError as missing:
        print(f"ods: skipped, {missing.name} is not installed")
        return 0
    if program is None or not archive.exists():
        print("ods: skipped, mizan is not built or ../shared is not beside the checkout")
        return 0
    warnings.simplefilter("ignore")

    def cell(value):
        if value is None or isinstance(value, (datetime.time, datetime.timedelta)):
            return TableCell()
        if isinstance(value, bool):
            return TableCell(valuetype="boolean", booleanvalue=str(value).lower())
        if isinstance(value, (int, float)):
            made = TableCell(valuetype="float", value=repr(value))
            made.addElement(P(text=f"{value:.2f}" if isinstance(value, float) else str(value)))
            return made
        if isinstance(value, (datetime.datetime, datetime.date)):
            return TableCell(valuetype="date", datevalue=value.isoformat())
        return TableCell(valuetype="string", stringvalue=value)

    equal = cells = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        for path in sorted(pathlib.Path(folder).rglob("*.xlsx")):
            sheets = openpyxl.load_workbook(path, data_only=True).worksheets
            sheets = [s for s in sheets if (s.max_row or 0) <= 3000]
            if any(s.merged_cells.ranges for s in sheets):
                continue
            document = OpenDocumentSpreadsheet()
            for sheet in sheets:
                table = Table(name=sheet.title)
                for values in sheet.iter_rows(values_only=True):
                    row = TableRow()
                    for value in values:
                        row.addElement(cell(value))
                    table.addElement(row)
                document.spreadsheet.addElement(table)
            copy = path.with_suffix(".ods")
            document.save(copy)
            for sheet in sheets:
                one, other = read(path, sheet.title), read(copy, sheet.title)
                if one == other:
                    equal += 1
                    cells += sum(value != "" for row in other for value in row)
                elif path.stem not in on_purpose:
                    wrong += 1
                    pair = next(((a, b) for a, b in zip(one, other) if a != b), (len(one), len(other)))
                    print(f"  {path.name} ▸ {sheet.title}: {pair}")
    print(f"ods: {equal} sheets equal, {cells} cells; {wrong} differ")
    return 1 if wrong else 0


sys.exit(main())
