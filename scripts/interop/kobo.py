#!/usr/bin/env python3
"""KoboToolbox and ODK: forms beside pyxform, submissions beside the export that a form promises.

1. Each XLSForm of pyxform's own examples is read by pyxform and by `mizan read --with form=…`: the paths of all
   questions, the columns of choices, and the labels of choices in each language must be the same.
2. formpack, which writes KoboToolbox's exports, is not on PyPI. Its fixtures are: forms with their submissions. From
   them an export is made here, straight from what a form says (groups, repeated groups, a column for each choice, all
   versions of a form in one file), and `mizan read` must give the same rows from the submissions in JSON, from the export
   as CSV, and from the export as XLSX with a sheet for each repeated group; an export with labels for headings too.

Needs ../shared beside the checkout and, for the first and the workbooks, pyxform and openpyxl; without them it says so.
"""
import csv
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree

root = pathlib.Path(__file__).resolve().parents[2]
kobo = root.parent / "shared" / "data" / "4_formats" / "kobo"
builds = [os.environ.get("MIZAN", root / ".build/release/mizan"), root / ".build/debug/mizan"]
program = next((p for p in map(pathlib.Path, builds) if p.exists()), None)
faults = []


def read(path, *words):
    """Headings and rows, or the first line of what was told."""
    run = subprocess.run([program, "read", path, "--source", "kobo", *words], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        return None, run.stderr.strip().splitlines()[0] if run.stderr.strip() else f"status {run.returncode}"
    rows = list(csv.reader(io.StringIO(run.stdout, newline="")))
    if len(rows) > 1 and any(rows[1]) and all(cell == "" or cell.startswith("#") for cell in rows[1]):
        del rows[1]  # hashtags of the form
    return rows[0], rows[1:]


def differ(name, what):
    faults.append(name)
    print(f"✘ {name}: {what}")


# What Mizan does otherwise, and why.
on_purpose = {
    "flat_xlsform_test.xlsx": "the setting `flat` leaves groups out of paths; only pyxform knows it",
    "loop.xlsx": "a loop asks its questions for each choice; its columns are left as they are",
}

# --- forms -------------------------------------------------------------------------------------------------------------

namespaces = {"x": "http://www.w3.org/2002/xforms", "h": "http://www.w3.org/1999/xhtml"}


def pyxform_form(path):
    """Paths of questions, and of those with choices what each choice is called in each language."""
    from pyxform.xls2xform import convert
    text = convert(xlsform=str(path), validate=False).xform
    tree = xml.etree.ElementTree.fromstring(text)
    texts = {}
    for translation in tree.iterfind(".//x:translation", namespaces):
        for entry in translation.iterfind("x:text", namespaces):
            value = next((v for v in entry.iterfind("x:value", namespaces) if "form" not in v.attrib), None)
            texts[translation.get("lang"), entry.get("id")] = "" if value is None else "".join(value.itertext())
    lists = {}
    for instance in tree.iterfind(".//x:instance", namespaces):
        for item in instance.iterfind("x:root/x:item", namespaces):
            lists.setdefault(instance.get("id"), []).append({child.tag.split("}")[1]: child.text for child in item})
    languages = sorted({language for language, _ in texts if language != "default"})
    paths, choices = [], {}
    for bind in tree.iterfind(".//x:bind", namespaces):
        path = bind.get("nodeset").split("/", 2)[2]
        if not path.startswith("meta/") and bind.get("readonly") != "true()" and "/reserved_name_for_" not in path:
            paths.append(path)
    for kind in ("select", "select1"):
        for control in tree.iterfind(f".//x:{kind}", namespaces):
            path = control.get("ref").split("/", 2)[2]
            names = []
            items = control.find("x:itemset", namespaces)
            if items is not None:
                found = re.search(r"instance\('([^']+)'\)", items.get("nodeset"))
                for item in lists.get(found[1], []) if found else []:
                    label = {l: texts.get((l, item.get("itextId")), "") for l in languages}
                    names.append((item["name"], label))
            else:
                for item in control.iterfind("x:item", namespaces):
                    found = re.search(r"jr:itext\('([^']+)'\)", item.find("x:label", namespaces).get("ref", ""))
                    label = {l: texts.get((l, found[1]), "") if found else "" for l in languages}
                    names.append((item.find("x:value", namespaces).text, label))
            choices[path] = (kind, names)
    return paths, choices, languages


def compare_forms(folder):
    try:
        import pyxform
    except ImportError:
        print("interop kobo: pyxform is not installed; forms are not compared")
        return
    import logging
    logging.disable(logging.CRITICAL)
    forms = questions = labels = 0
    for path in sorted(folder.rglob("*.xls*")):
        try:
            paths, choices, languages = pyxform_form(path)
        except Exception as error:  # noqa: BLE001: whatever pyxform says, there is nothing to compare with
            print(f"  not read  {path.name} by pyxform: {str(error).splitlines()[0][:90]}")
            continue
        if not paths:
            continue
        # One submission in which every question has its first choice or its own path as its answer.
        first = {p: (choices[p][1][0][0] if p in choices and choices[p][1] else f"a {p}") for p in paths}
        data = folder / "submission.csv"
        with open(data, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([paths + ["_uuid"], [first[p] for p in paths] + ["u"]])
        headings, rows = read(data, "--with", f"form={path}")
        if headings is None:
            if any(code in rows for code in ("XLS_", "XLSX_OLD_FORMAT", "FORMAT_UNKNOWN")):
                print(f"  not read  {path.name}: {rows}")
            else:
                differ(path.name, rows)
            continue
        wanted = dict(first)
        choices = {p: found for p, found in choices.items() if p in first}
        for p, (kind, names) in choices.items():
            for name, _ in names if kind == "select" else []:
                if not name.startswith("${"):
                    wanted[f"{p}/{name}"] = "1" if name == first[p] else "0"
        got = {h: v for h, v in zip(headings, rows[0]) if h != "_uuid"}
        if path.name in on_purpose:
            print(f"  differs   {path.name}: {on_purpose[path.name]}")
            continue
        if got != wanted:
            differ(path.name, {k: (wanted.get(k), got.get(k)) for k in wanted | got if wanted.get(k) != got.get(k)})
            continue
        forms, questions = forms + 1, questions + len(paths)
        for language in languages:
            headings, rows = read(data, "--with", f"form={path}", "--with", f"language={language}")
            if headings is None:
                differ(path.name, f"{language}: {rows}")
                continue
            got = dict(zip(headings, rows[0]))
            for p, (_, names) in choices.items():
                label = re.sub(r"\s+", " ", names[0][1][language]).strip() if names else ""
                if names and label not in ("", "-", got[p]):
                    differ(path.name, f"{p} in {language}: {got[p]!r} is not {label!r}")
                labels += bool(names)
    print(f"forms: {forms} alike, {questions} questions, {labels} labels of choices")


# --- submissions -------------------------------------------------------------------------------------------------------


class Form:
    """What a form says about its answers, read from the JSON of an asset."""

    def __init__(self, content):
        self.choices, self.languages = {}, content.get("translations") or []
        for choice in content.get("choices") or []:
            self.choices.setdefault(choice["list_name"], []).append(choice)
        self.questions, self.repeats, around = [], [()], []
        for row in content["survey"]:
            words = row["type"].replace("_", " ").split()
            if words[0] == "begin":
                is_repeat = words[1] in ("repeat", "lgroup", "looped")
                around.append((row["name"], is_repeat))
                if is_repeat:
                    self.repeats.append(tuple(name for name, _ in around))
            elif words[0] == "end" and len(words) > 1:
                around.pop()
            elif row.get("name") and row["type"] != "note":
                path = tuple(name for name, _ in around) + (row["name"],)
                depth = max((i + 1 for i, (_, is_repeat) in enumerate(around) if is_repeat), default=0)
                several = row["type"].startswith("select_multiple")
                listed = row["type"].split()[1] if len(row["type"].split()) > 1 else row.get("select_from_list_name")
                self.questions.append({
                    "list": listed, "path": "/".join(path), "repeat": path[:depth], "several": several, "label": row.get("label"),
                    "names": [str(c["name"]) for c in self.choices.get(listed, [])] if several else []})


def called(choice, index):
    """The label of a choice in a language, or its name."""
    label = choice.get("label")
    return (label[index] if isinstance(label, list) else label) or choice["name"]


def text(value):
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def value(record, question):
    """An answer by its path, or under another group as in an earlier version of the form."""
    if question["path"] in record:
        return text(record[question["path"]])
    name = question["path"].split("/")[-1]
    found = [text(v) for k, v in record.items() if k.split("/")[-1] == name and not isinstance(v, (list, dict))]
    return found[0] if found else ""


def export(form, submissions):
    """For each repeated group, and () for the submissions: column → texts, and the number of the row around each."""
    tables = {repeat: [] for repeat in form.repeats}

    def take(record, repeat, parent, around):
        row = {"_parent": parent}
        for question in form.questions:
            if question["repeat"] == repeat:
                answer = value(record, question)
                row[question["path"]] = answer
                # An answer of which no choice is in the form, as of an earlier version, says nothing about the others.
                chosen = set(answer.split()) & set(question["names"])
                for name in question["names"]:
                    row[f"{question['path']}/{name}"] = ("1" if name in chosen else "0") if chosen else ""
        own = {q["path"]: row[q["path"]] for q in form.questions if q["repeat"] == repeat}
        row["_around"] = around
        tables[repeat].append(row)
        number = len(tables[repeat])
        for inner in form.repeats:
            nearest = max((r for r in form.repeats if len(r) < len(inner) and inner[:len(r)] == r), key=len, default=None)
            if inner and nearest == repeat:
                for entry in record.get("/".join(inner)) or []:
                    take(entry, inner, number, {f"../{k}": v for k, v in (own | around).items()})

    for submission in submissions:
        take(submission, (), 0, {})
    return tables


def compare(name, wanted, names, headings, rows):
    """Columns that no answer fills may be missing; those of the server, of notes, of how often a group was repeated, and
    of questions that only an earlier version of the form has may come on top."""
    if headings is None:
        differ(name, rows)
        return 0
    if len(rows) != len(wanted):
        differ(name, f"{len(rows)} rows, not {len(wanted)}")
        return 0
    for number, (one, row) in enumerate(zip(wanted, rows), 1):
        got = dict(zip(headings, row))
        for column, answer in (one | one["_around"]).items():
            if column == "_around":
                continue
            shown = got.get("_parent_index", str(answer)) if column == "_parent" else got.get(column, "")
            if shown != str(answer):
                differ(name, f"row {number}, {column}: {shown!r} is not {answer!r}")
                return 0
    for heading in set(headings) - {column for row in wanted for column in row}:
        if not heading.startswith(("_", "../", "meta/", "formhub/")) and heading.split("/")[-1].removesuffix("_count") not in names:
            differ(name, f"column {heading} is of no question")
            return 0
    return sum(len(row) for row in wanted)


def write_csv(path, rows):
    """As KoboToolbox writes text tables: semicolons, all cells in quotes, a mark for UTF-8."""
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)


def flat(rows, headings, extra):
    return [headings + list(extra)] + [
        [row.get(h, "") for h in headings] + [make(number, row) for make in extra.values()]
        for number, row in enumerate(rows, 1)]


def sheet_name(repeat):
    return "-".join(repeat)[-31:] or "submissions"


def write_workbook(path, tables):
    """As KoboToolbox writes workbooks: submissions first, then a sheet for each repeated group."""
    import openpyxl
    book = openpyxl.Workbook()
    book.remove(book.active)
    for repeat, rows in tables.items():
        headings = [h for h in dict.fromkeys(h for row in rows for h in row) if not h.startswith("_")]
        extra = {"_index": lambda number, row: number}
        if repeat:
            around = [r for r in tables if len(r) < len(repeat) and repeat[:len(r)] == r]
            name = sheet_name(max(around, key=len))
            extra["_parent_table_name"] = lambda number, row, name=name: name
            extra["_parent_index"] = lambda number, row: row["_parent"]
        else:
            extra["_uuid"] = lambda number, row: f"u-{number}"
        sheet = book.create_sheet(sheet_name(repeat))
        for line in flat(rows, headings, extra):
            sheet.append([None if cell == "" else cell for cell in line])
    book.save(path)


def compare_submissions(folder):
    try:
        import openpyxl
    except ImportError:
        openpyxl = None
        print("interop kobo: openpyxl is not installed; workbooks are not compared")
    files = cells = 0
    kept = {}
    for path in sorted(folder.rglob("v*.json")):
        asset = json.loads(path.read_text(encoding="utf-8"))
        if "content" in asset and asset.get("submissions"):
            kept.setdefault(path.parent.name, []).append((path.stem, asset))
    cases = []
    for name, versions in kept.items():
        names = {row["name"] for _, asset in versions for row in asset["content"]["survey"] if row.get("name")}
        cases += [(f"{name} {stem}", asset["content"], asset["submissions"], names) for stem, asset in versions]
        if len(versions) > 1:
            every = [s | {"__version__": a["version"]} for _, a in versions for s in a["submissions"]]
            cases.append((f"{name}, all versions", versions[-1][1]["content"], every, names))
    for name, content, submissions, names in cases:
        form, place = Form(content), folder / "case"
        place.mkdir(exist_ok=True)
        (place / "form.json").write_text(json.dumps({"content": content}), encoding="utf-8")
        with_uuid = [{"_id": i, "_uuid": f"u-{i}"} | s for i, s in enumerate(submissions, 1)]
        (place / "api.json").write_text(
            json.dumps({"count": len(with_uuid), "next": None, "results": with_uuid}), encoding="utf-8")
        wanted = export(form, submissions)
        words = ("--with", f"form={place / 'form.json'}")
        shapes = {}
        for repeat, rows in wanted.items():
            # A pointer writes the slash of a name as ~1.
            way = ["/results"]
            for r in sorted((r for r in form.repeats if r and repeat[:len(r)] == r), key=len):
                way.append("~1".join(r))
            if rows:
                shapes["json", repeat] = (place / "api.json", "--sheet", "/".join(way))
        headings = list(dict.fromkeys(h for row in wanted[()] for h in row if not h.startswith("_")))
        write_csv(place / "export.csv", flat(wanted[()], headings, {"_uuid": lambda n, _: f"u-{n}", "_index": lambda n, _: n}))
        shapes["csv", ()] = (place / "export.csv",)
        if openpyxl:
            write_workbook(place / "export.xlsx", wanted)
            for repeat, rows in wanted.items():
                if rows:
                    shapes["xlsx", repeat] = (place / "export.xlsx", f"--sheet={sheet_name(repeat)}")
        labels = {q["path"]: q["label"] for q in form.questions if q["repeat"] == () and q["label"]}
        for index, language in enumerate(form.languages or [None]):
            own = [l[index] if isinstance(l, list) else l for l in labels.values()]
            if own and len(set(own)) == len(own) and all(own) and (language or index == 0):
                to = {p: (l[index] if isinstance(l, list) else l) for p, l in labels.items()}
                chosen = {f"{q['path']}/{c['name']}": f"{to[q['path']]}/{called(c, index)}" for q in form.questions if q["path"] in to
                          for c in form.choices.get(q["list"], [])}
                shown = [to.get(h) or chosen.get(h, h) for h in headings]
                if not any("/" in l for l in own) and len(set(shown)) == len(shown):
                    write_csv(place / f"labels-{index}.csv", [shown + ["_uuid"]] + [
                        [row.get(h, "") for h in headings] + [f"u-{n}"] for n, row in enumerate(wanted[()], 1)])
                    shapes[f"labels {language or ''}", ()] = (place / f"labels-{index}.csv",)
        for (shape, repeat), where in shapes.items():
            got = compare(f"{name} {shape} {'/'.join(repeat)}".strip(), wanted[repeat], names, *read(*where, *words))
            files, cells = files + (got > 0), cells + got
    print(f"submissions: {len(cases)} sets of {len(kept)} forms, {files} tables alike, {cells} cells")


def main():
    if program is None:
        sys.exit("interop kobo: build first")
    if not kobo.is_dir():
        print("interop kobo: ../shared/data is not beside the checkout; nothing compared")
        return 0
    # This file may have the name of a library.
    sys.path[:] = [p for p in sys.path if pathlib.Path(p or ".").resolve() != pathlib.Path(__file__).resolve().parent]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for part, compare_part in (("pyxform_xlsforms", compare_forms), ("formpack_fixtures", compare_submissions)):
            place = folder / part
            with tarfile.open(kobo / f"{part}_open.tar.gz") as archive:
                archive.extractall(place, filter="data")
            compare_part(place)
    print(f"interop kobo: {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
