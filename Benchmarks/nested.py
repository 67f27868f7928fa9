#!/usr/bin/env python3
"""Mizan's reading and converting of JSON beside DuckDB, Polars, pysimdjson, orjson and ijson.

    Benchmarks/nested.py [--values 400000] [--submissions 150000] [--rounds 5] [--seed 6] [--only array,lines,kobo]
                         [--work table,records,whole] [--mizan PATH] [--beside PATH] [--without-peers]

Three files are made with a seed: DHIS2 data values as one object with an array, the same one object a line, and
submissions of KoboToolbox, one a line, with a repeated group of grades. Three things are asked of each:

  table    the rows as CSV, all columns, as `mizan read` writes them
  records  records in the codes of the standard, as `mizan convert` makes them: ids of data elements, units and option
           combos are looked up, three counts of a grade become three records, values that are no number make none
  whole    the same, and the others write all 23 columns too, with the path of each value

In each round each program runs once, as a process of its own with one thread; the least CPU seconds, user and system,
are compared. Before any time is told, all must have written as many rows, with the same sum; with --rows the same
rows. Mizan's table of submissions has three columns more (numbers and the path), its records always have 23 columns,
held rows and a report; the other programs write seven columns of records and drop what makes none.

Everything is made in Benchmarks/local/nested/. The first run needs the network for the peers.
"""
import argparse
import csv
import hashlib
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
LOCAL = HERE / "local" / "nested"
LISTS = LOCAL / "crosswalks"
PYTHON = LOCAL / "venv/bin/python"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
MEASURES = ["STU", "RPTR", "DROP", "TEACH", "ROOM", "OFST"]
STATES = ["Functional", "Fonctionnel", "تعمل", "Partially damaged", "Partiellement endommagé", "Détruit", "مأوى", "Closed"]
WHOLE = ["ref_area", "school_year", "ref_date", "measure", "indicator", "level", "grade", "programme", "sex", "age", "ownership", "location",
         "displacement", "disability", "origin", "subject_id", "unit", "obs_status", "conf_status", "source_id", "source_ref", "note", "value"]
#: The columns that are compared, the last one a number, by what is asked and whether of submissions.
COLUMNS = {
    ("records", False): ["ref_area", "school_year", "measure", "grade", "sex", "displacement", "value"],
    ("records", True): ["subject_id", "ref_area", "note", "grade", "sex", "displacement", "value"],
    ("whole", False): WHOLE,
    ("whole", True): WHOLE,
    ("table", False): ["dataElement", "period", "orgUnit", "categoryOptionCombo", "created", "comment", "value"],
    ("table", True): ["../_id", "../site/adm2", "../site/school_name", "../site/facility", "grades/grade", "grades/girls", "grades/idp", "grades/boys"],
}
PEERS = {"array": ["pysimdjson", "orjson", "Polars", "ijson", "DuckDB"], "lines": ["DuckDB", "Polars", "orjson"],
         "kobo": ["DuckDB", "Polars", "orjson"]}


def ids(chance, letter, count):
    return [letter + "".join(chance.choices(LETTERS, k=10)) for _ in range(count)]


def areas():
    return [f"{country}{region:02}{district:02}" for country in ("SY", "TD", "ET", "PS", "UG", "SS")
            for region in range(1, 13) for district in range(1, 7)]


def lists(seed):
    """The ids of a server, and the crosswalks that say what they mean; some units have no area."""
    chance = random.Random(f"lists {seed}")
    elements, units, combos = ids(chance, "d", 72), ids(chance, "o", 10_000), ids(chance, "c", 6)
    known = {
        "measure": [(one, MEASURES[n // 12]) for n, one in enumerate(elements)],
        "grade": [(one, f"G{n % 12 + 1}") for n, one in enumerate(elements)],
        "area": [(one, areas()[n % 432]) for n, one in enumerate(units[:9950])],
        "sex": [(one, ("M", "F", "_T")[n % 3]) for n, one in enumerate(combos)],
        "displacement": [(one, ("HOST", "IDP")[n // 3]) for n, one in enumerate(combos)],
        "class": [(f"g{n}", f"G{n}") for n in range(1, 13)],
    }
    LISTS.mkdir(parents=True, exist_ok=True)
    for name, lines in known.items():
        with open(LISTS / f"{name}.csv", "w", encoding="utf-8") as file:
            file.write("source,target,relation,valid_from,valid_to,status,reviewed_by,reviewed_on,note\n")
            file.writelines(f"{source},{target},equal,,,approved,data team,2026-11-24,\n" for source, target in lines)
    return elements, units, combos


def data_values(seed, count):
    elements, units, combos = lists(seed)
    chance = random.Random(f"values {seed}")
    pick, below = chance.choice, chance.randrange
    for _ in range(count):
        value = "n.a." if below(100) < 2 else str(below(900))
        comment = 'vérifié \\u0627\\u0644 \\"ok\\"' if below(50) == 0 else ""
        yield (f'{{"dataElement":"{pick(elements)}","period":"{2018 + below(7)}","orgUnit":"{pick(units)}","categoryOptionCombo":"{pick(combos)}",'
               f'"attributeOptionCombo":"HllvX50cXC0","value":"{value}","storedBy":"admin","created":"2024-02-03T10:11:12.000+0000",'
               f'"lastUpdated":"2024-02-03T10:11:12.000+0000","comment":"{comment}","followup":false}}')


def submissions(seed, count):
    chance = random.Random(f"kobo {seed}")
    pick, below = chance.choice, chance.randrange
    districts = areas()
    for number in range(count):
        area = pick(districts)
        grades = ",".join(
            f'{{"grades/grade":"g{grade}","grades/boys":"{below(80)}","grades/girls":"{below(80)}","grades/idp":"{below(30) if below(10) else ""}"}}'
            for grade in range(1, 5 + below(8)))
        yield (f'{{"_id":{100000 + number},"formhub/uuid":"e1f2a3b4c5d60718293a4b5c6d7e8f90","start":"2024-03-01T08:11:22.123+03:00",'
               f'"end":"2024-03-01T08:31:22.123+03:00","site/adm1":"{area[:4]}","site/adm2":"{area}","site/school_name":"School {below(9999)} / مدرسة",'
               f'"site/facility":"{pick(STATES)}","_geolocation":[{30 + chance.random() * 6:.5f},{35 + chance.random() * 6:.5f}],"grades":[{grades}],'
               f'"_submitted_by":null,"_attachments":[],"_validation_status":{{}}}}')


def made(task, options):
    """The file of a task; it is made once."""
    count = options.submissions if task == "kobo" else options.values
    path = LOCAL / f"{task}-{count}-{options.seed}.{'json' if task == 'array' else 'ndjson'}"
    if path.exists():
        return path
    part = path.with_suffix(".part")
    with open(part, "w", encoding="utf-8") as file:
        if task == "array":
            file.write('{"dataSet":"BfMAe6Itzgt","completeDate":"2024-02-03","dataValues":[')
            for number, value in enumerate(data_values(options.seed, count)):
                file.write("," + value if number else value)
            file.write("]}\n")
        else:
            file.writelines(line + "\n" for line in (submissions if task == "kobo" else data_values)(options.seed, count))
    part.rename(path)
    return path


def prepare(options):
    LOCAL.mkdir(parents=True, exist_ok=True)
    lists(options.seed)
    for name in ("data-values", "submissions"):
        # A mapping only where its crosswalks are.
        shutil.copy(HERE / f"nested/{name}.yaml", LOCAL / f"{name}.map.yaml")
    pins = HERE / "nested/requirements.txt"
    stamp = LOCAL / "venv/pins.txt"
    if options.without_peers or stamp.exists() and stamp.read_text() == pins.read_text():
        return
    print("making a Python environment with the peers (once)", file=sys.stderr)
    for words in ([sys.executable, "-m", "venv", LOCAL / "venv"], [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", pins]):
        subprocess.run([str(word) for word in words], check=True, stdin=subprocess.DEVNULL)
    stamp.write_text(pins.read_text())


def run(name, command, accepted):
    """CPU seconds, peak memory in MB."""
    log = LOCAL / "last.txt"
    with open(log, "wb") as said:
        child = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                                 env=dict(os.environ, POLARS_MAX_THREADS="1", LC_ALL="C.UTF-8"))
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in accepted:
        sys.exit(f"{name} ended with status {child.returncode}: {command}\n{log.read_text(errors='replace')[-800:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def count(path, columns):
    """How many rows there are, the sum of their last column, and a digest of all of them in order."""
    found, total, kept = 0, 0, []
    with open(path, encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        headings = next(lines)
        places = [headings.index(column) for column in columns]
        for line in lines:
            found += 1
            value = line[places[-1]]
            total += int(value) if value.isdigit() else 0
            kept.append("\x1f".join([line[place] for place in places]))
    return [found, total, hashlib.md5("\n".join(sorted(kept)).encode()).hexdigest()]


def counted(path, columns, compares_rows):
    """The same, in a process of its own: what this one holds would count as memory of those that it starts."""
    done = subprocess.run([sys.executable, __file__, "--count", path, *columns], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)[: 3 if compares_rows else 2]


def measure(task, work, options):
    source = made(task, options)
    columns = COLUMNS[work, task == "kobo"]
    programs, outputs = {}, {}
    for name, path in (("mizan", options.mizan), ("mizan beside", options.beside)):
        out = LOCAL / f"out-{name.replace(' ', '-')}"
        if path and work == "table":
            outputs[name] = out.with_suffix(".csv")
            programs[name] = [path, "read", source, "-o", outputs[name]] + (["--sheet", "/grades"] if task == "kobo" else [])
        elif path:
            mapping = LOCAL / ("submissions.map.yaml" if task == "kobo" else "data-values.map.yaml")
            outputs[name] = out / "observation.csv"
            programs[name] = [path, "convert", source, "-m", mapping, "-o", out, "--jobs", 1, "--quiet"]
    script = HERE / f"nested/{'submissions' if task == 'kobo' else 'data_values'}.py"
    for peer in [] if options.without_peers else PEERS[task]:
        outputs[peer] = LOCAL / f"{peer}.csv"
        programs[peer] = [PYTHON, script, source, LISTS, outputs[peer], task, work, peer]
    seconds, peak, found = {}, {}, {}
    for number in range(options.rounds):
        for name, command in programs.items():
            shutil.rmtree(LOCAL / f"out-{name.replace(' ', '-')}", ignore_errors=True)
            outputs[name].unlink(missing_ok=True)
            used, memory = run(name, command, (0, 1) if name.startswith("mizan") else (0,))
            seconds.setdefault(name, []).append(used)
            peak[name] = max(memory, peak.get(name, 0))
            if number == 0:
                found[name] = counted(outputs[name], columns, options.rows)
                if found[name] != found["mizan"]:
                    sys.exit(f"{task}, {work}: the programs do not agree: mizan {found['mizan']}, {name} {found[name]}")
    megabytes = source.stat().st_size / 1e6
    print(f"{task}, {work}: {megabytes:.1f} MB, {found['mizan'][0]:,} rows written, least of {options.rounds}, load {os.getloadavg()[0]:.1f}")
    for name, runs in seconds.items():
        print(f"  {name:13} {min(runs):6.2f} s {megabytes / min(runs):6.0f} MB/s  {min(runs) / min(seconds['mizan']):5.2f} times mizan"
              f"  {peak[name]:6.0f} MB", flush=True)


def main():
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("--values", type=int, default=400_000)
    parse.add_argument("--submissions", type=int, default=150_000)
    parse.add_argument("--rounds", type=int, default=5)
    parse.add_argument("--seed", type=int, default=6)
    parse.add_argument("--only", default="array,lines,kobo")
    parse.add_argument("--work", default="table,records,whole")
    parse.add_argument("--mizan", default=ROOT / ".build/release/mizan")
    parse.add_argument("--beside", help="another build, measured in the same run")
    parse.add_argument("--rows", action="store_true", help="compare every row that the programs wrote")
    parse.add_argument("--without-peers", action="store_true")
    options = parse.parse_args()
    prepare(options)
    for task in options.only.split(","):
        for work in options.work.split(","):
            measure(task, work, options)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--count"]:
        print(json.dumps(count(sys.argv[2], sys.argv[3:])))
    else:
        main()
