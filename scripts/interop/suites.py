#!/usr/bin/env python3
"""Reads the files of three open suites with `mizan read`: csv-spectrum, JSONTestSuite, W3C XML (J. Clark).

Python's own readers (json, expat) read the same files beside it. Needs ../shared beside the checkout; without it it says
so and ends well. A file counts as refused when the status is 65 and a place is told, as accepted when it is not; a status
above 128 or 70 is a crash.
"""
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import xml.parsers.expat

root = pathlib.Path(__file__).resolve().parents[2]
suites = root.parent / "shared" / "data" / "5_suites"
program = next((p for p in (root / ".build/release/mizan", root / ".build/debug/mizan") if p.exists()), None)
faults = []
# Sound files in which nothing is a table, and sound documents whose entities a file beside them declares.
sound = (b"[JSON_NO_RECORDS]", b"[XML_ENTITY_UNKNOWN]")


def read(path, form):
    run = subprocess.run([program, "read", "--format", form, str(path)], capture_output=True)
    if run.returncode == 70 or run.returncode < 0 or run.returncode > 128:
        faults.append(f"{path.name}: crash, status {run.returncode}")
    return run


def refused(run):
    return run.returncode == 65 and not any(code in run.stderr for code in sound)


def has_place(run):
    return re.search(rb"where  .*(:\d+:\d+|line \d+)", run.stderr) is not None


def json_suite(folder):
    counts = {"y": 0, "n": 0, "i": 0}
    for path in sorted((folder / "test_parsing").glob("*.json")):
        kind = path.name[0]
        run = read(path, "json")
        # In an empty document there is no place.
        good = kind == "i" or (kind == "y") != refused(run)
        if kind == "n" and good and path.stat().st_size and not has_place(run):
            good = False
        counts[kind] += good
        if not good:
            faults.append(f"{path.name}: status {run.returncode} {run.stderr[:120]!r}")
    print(f"JSONTestSuite: {counts['y']} accepted, {counts['n']} refused with a place, {counts['i']} others without a crash")


def spectrum(folder):
    same = 0
    for path in sorted(folder.rglob("csvs/*.csv")):
        wanted = json.loads((path.parent.parent / "json" / (path.stem + ".json")).read_text(encoding="utf-8"))
        text = path.read_bytes().decode("utf-8")
        if path.stem == "location_coordinates":  # its JSON has another telephone number than its CSV
            wanted = [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""))]
        # Every line end inside a cell is read as a line feed.
        wanted = json.loads(json.dumps(wanted).replace("\\r\\n", "\\n"))
        run = read(path, "csv")
        rows = list(csv.reader(io.StringIO(run.stdout.decode("utf-8"), newline="")))
        got = [dict(zip(rows[0], row)) for row in rows[1:]] if rows else []
        if wanted == got:
            same += 1
        else:
            faults.append(f"{path.name}: {got} is not {wanted}")
    print(f"csv-spectrum: {same} alike")


def declares_entities(text):
    return re.search(rb"<!ENTITY", text) or re.search("<!ENTITY".encode("utf-16-le"), text) or re.search(
        "<!ENTITY".encode("utf-16-be"), text)


def expat_accepts(text):
    try:
        xml.parsers.expat.ParserCreate().Parse(text, True)
        return True
    except xml.parsers.expat.ExpatError:
        return False


def xml_suite(folder):
    accepted = refusals = others = 0
    base = folder / "xmltest"
    for path in sorted(base.rglob("*.xml")):
        parts = path.relative_to(base).parts
        if "out" in parts or parts[0] not in ("valid", "not-wf") or len(parts) < 3:
            continue
        text = path.read_bytes()
        run = read(path, "xml")
        if parts[0] == "valid" and not declares_entities(text):
            if refused(run) and expat_accepts(text):
                faults.append(f"{'/'.join(parts)}: refused, {run.stderr[:160]!r}")
            else:
                accepted += 1
        elif parts[0] == "not-wf" and parts[1] == "sa":
            if run.returncode == 65:
                refusals += 1
            else:
                faults.append(f"{'/'.join(parts)}: accepted, status {run.returncode}")
        else:
            others += 1
    print(f"W3C XML: {accepted} accepted, {refusals} not well formed refused, {others} others without a crash")


def main():
    if program is None:
        sys.exit("suites: build first")
    if not suites.is_dir():
        print("suites: ../shared is not beside the checkout; nothing compared")
        return
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        for name, compare in (("csv_spectrum", spectrum), ("jsontestsuite", json_suite), ("xmlconf_xmltest", xml_suite)):
            folder = place / name
            with tarfile.open(suites / f"{name}.tar.gz") as archive:
                archive.extractall(folder, filter="data")
            compare(folder)
    for fault in faults:
        print("  differs", fault)
    print(f"interop suites: {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
