#!/usr/bin/env python3
"""Mizan's reading and converting of SDMX-ML beside libxml2 without any work, and beside Python's expat.

    Benchmarks/sdmx.py [--megabytes 35] [--rounds 3] [--seed 5] [--mizan PATH]

Two messages are made with a seed, one in the generic form and one with attributes. In every round each program runs
once; the least CPU seconds, user and system, of whole processes are compared. Mizan writes all rows, and `convert`
records of 23 columns with a report too; libxml2 (`sdmx/quiet.c`) writes nothing; expat writes seven columns.

Needs python3, a C compiler and libxml2 with its headers (pkg-config libxml-2.0).
"""
import argparse
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
LOCAL = HERE / "local" / "sdmx"
HEAD = ('<?xml version="1.0" encoding="UTF-8"?>\n<mes:{0} xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" '
        'xmlns:gen="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic">\n<mes:Header><mes:ID>B1</mes:ID><mes:Test>false</mes:Test>'
        '<mes:Prepared>2024-01-01T00:00:00</mes:Prepared><mes:Sender id="XX"/></mes:Header>\n<mes:DataSet>\n')
UNITS = ["ENR", "TEACH", "GER", "NERA", "OFST", "REPP"]
AREAS = ["SY", "TD", "ET", "PS", "UG", "SS"]
LEVELS = ["L1", "L2", "L3", "L0", "L02", "L1_GPV", "L2_C4", "L3_C4"]


def message(form, megabytes, seed):
    """A message of this size; the file is made once."""
    path = LOCAL / f"{form}-{megabytes}mb-{seed}.xml"
    if path.exists():
        return path
    chance = random.Random(f"{form} {seed}")
    part = path.with_suffix(".part")
    size, limit = 0, megabytes * 1_000_000
    root = "GenericData" if form == "generic" else "StructureSpecificData"
    with open(part, "w", encoding="utf-8") as file:
        file.write(HEAD.format(root))
        while size < limit:
            value = "NaN" if chance.random() < 0.05 else f"{chance.random() * 90_000:.2f}"
            key = {"STAT_UNIT": chance.choice(UNITS), "REF_AREA": chance.choice(AREAS), "SEX": chance.choice("MF"),
                   "EDU_LEVEL": chance.choice(LEVELS), "TIME_PERIOD": str(chance.randint(2005, 2023))}
            status = chance.choice("AAAE")
            if form == "generic":
                values = "".join(f'<gen:Value id="{name}" value="{text}"/>' for name, text in key.items())
                line = (f'<gen:Obs><gen:ObsKey>{values}</gen:ObsKey><gen:ObsValue value="{value}"/>'
                        f'<gen:Attributes><gen:Value id="OBS_STATUS" value="{status}"/></gen:Attributes></gen:Obs>\n')
            else:
                values = " ".join(f'{name}="{text}"' for name, text in key.items())
                line = f'<Obs {values} OBS_VALUE="{value}" OBS_STATUS="{status}"/>\n'
            size += len(line)
            file.write(line)
        file.write(f"</mes:DataSet>\n</mes:{root}>\n")
    part.rename(path)
    return path


def cpu(command):
    """CPU seconds and the last line of output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"status {done.returncode}: {command}\n{done.stderr[-800:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.strip().splitlines()[-1:]


def main():
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("--megabytes", type=int, default=35)
    parse.add_argument("--rounds", type=int, default=3)
    parse.add_argument("--seed", type=int, default=5)
    parse.add_argument("--mizan", default=ROOT / ".build/release/mizan")
    options = parse.parse_args()
    LOCAL.mkdir(parents=True, exist_ok=True)
    quiet = LOCAL / "quiet"
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libxml-2.0"], check=True, capture_output=True, text=True).stdout.split()
    subprocess.run([shutil.which("cc") or "clang", "-O2", "-o", quiet, HERE / "sdmx/quiet.c"] + flags, check=True)
    for form in ("generic", "attributes"):
        source = message(form, options.megabytes, options.seed)
        out = LOCAL / "out"
        programs = {
            "libxml2, no work": [quiet, source],
            "mizan read": [options.mizan, "read", source, "-o", LOCAL / "rows.csv"],
            "mizan convert": [options.mizan, "convert", source, "-m", HERE / "sdmx/sdmx.map.yaml", "-o", out, "--jobs", 1, "--quiet"],
            "Python expat": [sys.executable, HERE / "sdmx/expat_rows.py", source, LOCAL / "expat.csv"],
        }
        least, said = {}, {}
        for _ in range(options.rounds):
            for name, command in programs.items():
                shutil.rmtree(out, ignore_errors=True)
                seconds, said[name] = cpu(command)
                least[name] = min(seconds, least.get(name, seconds))
                if name == "mizan convert":
                    rows = json.loads((out / "result.json").read_text())["rows"]["read"]
        expected = json.loads(said["Python expat"][0])["rows"]
        if rows != expected:
            sys.exit(f"the programs do not agree: mizan read {rows} rows, expat {expected}")
        megabytes = source.stat().st_size / 1e6
        print(f"{form}, {megabytes:.1f} MB, {rows:,} observations")
        for name, seconds in least.items():
            print(f"  {name:17} {seconds:6.2f} s {megabytes / seconds:6.0f} MB/s  {100 * least['libxml2, no work'] / seconds:4.0f} % of libxml2 without work,"
                  f" {least['Python expat'] / seconds:4.1f} times expat", flush=True)


if __name__ == "__main__":
    main()
