#!/usr/bin/env python3
"""Runs Mizan beside DuckDB and Polars on the same files and prints ratios.

    Benchmarks/run.py [--rounds 3] [--seed 1] [--only census,small,workbook] [--big] [--mizan PATH]

Every round runs each program once (A B C, A B C, ...), so that a busy machine slows all of them alike.
What is compared is the CPU time that the system counted for the process (user and system, from wait4), the
least of all rounds; wall times are shown, but a shared machine makes them worth little. Before any time is
told, the programs must agree: rows read, rows held, observations written and the sum of all counts.

Everything is made in Benchmarks/local/: a Python environment with the pinned peers, the generator, its files and
the outputs. The first run needs the network for the peers. Without Python packages: --without-peers.
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = HERE / "local"
DATA, OUT, LISTS = WORK / "data", WORK / "out", WORK / "lists"
PYTHON = WORK / "venv/bin/python"


class Program:
    """One program on one file; `figures` reads what it found."""

    def __init__(self, name, command, figures, env=None):
        self.name, self.command, self.figures, self.env = name, [str(word) for word in command], figures, env or {}
        self.runs = []

    def run(self, accepted):
        # Every program writes new files, and the disk is at rest before it starts.
        for file in [path for path in OUT.rglob("*") if path.is_file()]:
            file.unlink()
        os.sync()
        env = dict(os.environ, LC_ALL="C.UTF-8", **self.env)
        log = WORK / "last.out"
        with open(log, "wb") as output, open(WORK / "last.err", "wb") as errors:
            began = time.perf_counter()
            child = subprocess.Popen(self.command, stdout=output, stderr=errors, stdin=subprocess.DEVNULL, env=env)
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in accepted:
            tail = (WORK / "last.err").read_text(errors="replace")[-800:]
            sys.exit(f"{self.name} ended with status {child.returncode}: {' '.join(self.command)}\n{tail}")
        self.runs.append({"wall": wall, "user": usage.ru_utime, "system": usage.ru_stime, "peak_mb": usage.ru_maxrss / 1024})
        self.found = self.figures(log)

    def least(self, key):
        return min(self.value(run, key) for run in self.runs)

    def middle(self, key):
        return statistics.median(self.value(run, key) for run in self.runs)

    @staticmethod
    def value(run, key):
        return run["user"] + run["system"] if key == "cpu" else run[key]


def last_line(log):
    return json.loads(log.read_text().strip().splitlines()[-1])


def number(value):
    """A sum in result.json: a number, or its text."""
    value = value.get("sum", value) if isinstance(value, dict) else value
    return int(float(value)) if value not in (None, "") else 0


def mizan_figures(folder):
    def figures(_log):
        result = json.loads((folder / "result.json").read_text())
        return {"rows": result["rows"]["read"], "rows_held": result["rows"]["held"],
                "observations": result["records"].get("observation", 0), "sum": sum(number(s["ready"]) for s in result["sums"])}
    return figures


def shell(*words, **options):
    subprocess.run([str(word) for word in words], check=True, stdin=subprocess.DEVNULL, **options)


def prepare(options):
    for folder in (DATA, OUT, LISTS):
        folder.mkdir(parents=True, exist_ok=True)
    if not options.without_peers:
        pins = (HERE / "peers/requirements.txt").read_text()
        stamp = WORK / "venv/pins.txt"
        if not stamp.exists() or stamp.read_text() != pins:
            print("making a Python environment with the peers (once)", file=sys.stderr)
            shell(sys.executable, "-m", "venv", WORK / "venv")
            shell(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / "peers/requirements.txt")
            stamp.write_text(pins)
    source, tool = HERE / "generate/census.c", WORK / "census"
    if not tool.exists() or tool.stat().st_mtime < source.stat().st_mtime:
        compiler = shutil.which("cc") or shutil.which("clang") or sys.exit("a C compiler (cc or clang) is needed for the generator")
        shell(compiler, "-O2", "-o", tool, source)
        for old in DATA.iterdir():
            old.unlink()
    shell(tool, "lists", LISTS)


def made(name, *words):
    path = DATA / name
    if not path.exists():
        part = path.with_suffix(".part")
        with open(part, "wb") as output:
            shell(WORK / "census", *words, stdout=output)
        part.rename(path)
    return path


def folder(name):
    path = OUT / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def mizan(options, source, label="mizan, 1 worker", workers=1):
    target = folder(f"mizan-{workers}")
    command = [options.mizan, "convert", source, "-m", options.mapping, "-o", target, "--jobs", workers, "--quiet"]
    return Program(label, command, mizan_figures(target))


def peers(options, source):
    if options.without_peers:
        return []
    one = {"POLARS_MAX_THREADS": "1"}
    return [Program("DuckDB, 1 thread", [PYTHON, HERE / "peers/census_duckdb.py", source, LISTS, folder("duckdb"), 1], last_line),
            Program("Polars, 1 thread", [PYTHON, HERE / "peers/census_polars.py", source, LISTS, folder("polars")], last_line, one)]


def measure(title, source, programs, rounds, compared):
    print(f"\n## {title}\n{source.name}, {source.stat().st_size / 1e6:.1f} MB; {rounds} rounds, load {os.getloadavg()[0]:.1f} at the start")
    for _ in range(rounds):
        for program in programs:
            program.run(accepted=(0, 1) if program.name.startswith("mizan") else (0,))
    first = programs[0]
    agreed = True
    for program in programs[1:]:
        for key in compared:
            if first.found.get(key) != program.found.get(key):
                agreed = False
                print(f"DISAGREE {key}: {first.name} {first.found.get(key)}, {program.name} {program.found.get(key)}")
    if agreed and len(programs) > 1:
        print("agreed: " + ", ".join(f"{key} {first.found[key]:,}" for key in compared))
    print(f"\n| program | CPU s, least | median | of it user | wall s, least | median | peak MB | MB/s of CPU |\n|---|{'--:|' * 7}")
    for program in programs:
        print(f"| {program.name} | {program.least('cpu'):.3f} | {program.middle('cpu'):.3f} | {program.least('user'):.3f} "
              f"| {program.least('wall'):.3f} | {program.middle('wall'):.3f} | {max(run['peak_mb'] for run in program.runs):.0f} "
              f"| {source.stat().st_size / 1e6 / program.least('cpu'):.1f} |")
    return {"title": title, "file": source.name, "bytes": source.stat().st_size, "agreed": agreed,
            "programs": [{"name": p.name, "runs": p.runs, "found": p.found} for p in programs]}


def ratio(programs, key="cpu"):
    others = [p for p in programs if not p.name.startswith("mizan")]
    if not others:
        return
    best = min(others, key=lambda p: p.least(key))
    own = programs[0].least(key)
    unit = "CPU" if key == "cpu" else "wall time"
    print(f"\n**mizan takes {best.least(key) / own:.1f} times less {unit} than the better peer ({best.name}: {best.least(key):.3f} s, mizan {own:.3f} s)**")


def main():
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("--rounds", type=int, default=3)
    parse.add_argument("--seed", type=int, default=1, help="another seed gives a file that nobody has tuned for")
    parse.add_argument("--only", default="census,small,workbook")
    parse.add_argument("--big", action="store_true", help="also 1 GB, mizan alone (needs some 30 GB of disk for a while)")
    parse.add_argument("--without-peers", action="store_true")
    parse.add_argument("--mizan", default=str(ROOT / ".build/release/mizan"))
    parse.add_argument("--mapping", default=str(HERE / "census.map.yaml"))
    options = parse.parse_args()
    only = options.only.split(",")
    if not os.access(options.mizan, os.X_OK):
        sys.exit(f"{options.mizan} is not there: swift build -c release")
    prepare(options)
    seed = options.seed
    print(f"# Mizan beside DuckDB and Polars\n{platform.platform()}, {os.cpu_count()} processors, seed {seed}")
    results = []
    whole = ("rows", "rows_held", "observations", "sum")
    if "census" in only:
        source = made(f"census-100mb-{seed}.csv", "megabytes", 100, seed)
        programs = [mizan(options, source)] + peers(options, source) + [mizan(options, source, "mizan, 2 workers", 2)]
        results.append(measure("Census, 100 MB: the whole task", source, programs, options.rounds, whole))
        ratio(programs)
    if "small" in only:
        source = made(f"census-999-{seed}.csv", "rows", 999, seed)
        programs = [mizan(options, source)] + peers(options, source)
        results.append(measure("Sheet of 999 schools: start to finish", source, programs, max(options.rounds, 7), whole))
        ratio(programs, "wall")
    if "workbook" in only:
        text = made(f"census-100mb-{seed}.csv", "megabytes", 100, seed)
        source = DATA / f"census-100k-{seed}.xlsx"
        if not source.exists():
            shell(sys.executable, HERE / "generate/workbook.py", text, source, 100_000)
        programs = [mizan(options, source)]
        if not options.without_peers:
            programs.append(Program("Polars read_excel, 1 thread (a part of the task)", [PYTHON, HERE / "peers/sheet_polars.py", source, folder("polars")],
                                    last_line, {"POLARS_MAX_THREADS": "1"}))
        results.append(measure("Workbook, 100,000 schools by 48 columns", source, programs, options.rounds, ("rows",)))
        ratio(programs)
    if options.big:
        source = made(f"census-1gb-{seed}.csv", "megabytes", 1000, seed)
        programs = [mizan(options, source)]
        results.append(measure("Census, 1 GB: memory", source, programs, 1, whole))
        shutil.rmtree(OUT / "mizan-1", ignore_errors=True)
    (WORK / "results.json").write_text(json.dumps(results, indent=1))
    print(f"\nraw figures: {(WORK / 'results.json').relative_to(ROOT)}")
    if not all(result["agreed"] for result in results):
        sys.exit("the programs do not agree; the times above compare different work")


if __name__ == "__main__":
    main()
