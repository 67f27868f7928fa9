#!/usr/bin/env python3
"""How long Mizan takes where there is little to do: start to finish, beside another build of it.

    Benchmarks/startup.py [--rounds 25] [--mizan PATH] [--beside PATH]

The programs take turns. Wall time and CPU time, the least and the middle of all rounds, in milliseconds, and the
ratio to the other build if there is one.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
LOCAL = HERE / "local" / "startup"


def once(command):
    """Wall and CPU milliseconds of one run."""
    with open(LOCAL / "said.txt", "wb") as said:
        began = time.perf_counter()
        child = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"status {child.returncode}: {command}\n{(LOCAL / 'said.txt').read_text()[-800:]}")
    return 1000 * wall, 1000 * (usage.ru_utime + usage.ru_stime)


def main():
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("--rounds", type=int, default=25)
    parse.add_argument("--mizan", default=ROOT / ".build/release/mizan")
    parse.add_argument("--beside", help="another build of mizan")
    options = parse.parse_args()
    LOCAL.mkdir(parents=True, exist_ok=True)
    tool = LOCAL / "census"
    subprocess.run([shutil.which("cc") or "clang", "-O2", "-o", tool, HERE / "generate/census.c"], check=True)
    sheet = LOCAL / "census-999.csv"
    with open(sheet, "wb") as output:
        subprocess.run([tool, "rows", "999", "1"], stdout=output, check=True)
    out = LOCAL / "out"
    words = {
        "convert, 999 schools": ["convert", sheet, "-m", HERE / "census.map.yaml", "-o", out],
        "codes sex": ["codes", "sex"],
        "check": ["check", HERE / "census.map.yaml"],
    }
    programs = {"mizan": options.mizan} | ({"beside": options.beside} if options.beside else {})
    for name, arguments in words.items():
        runs = {program: [] for program in programs}
        for _ in range(options.rounds):
            for program, path in programs.items():
                shutil.rmtree(out, ignore_errors=True)
                runs[program].append(once([path] + arguments))
        print(name)
        for program, found in runs.items():
            for which, label in ((0, "wall"), (1, "CPU")):
                values = sorted(run[which] for run in found)
                print(f"  {program:7} {label:4} least {values[0]:6.1f} ms, middle {values[len(values) // 2]:6.1f} ms")
        if options.beside:
            least = {program: min(run[1] for run in found) for program, found in runs.items()}
            print(f"  CPU: {least['mizan'] / least['beside']:.2f} times the other build's")


if __name__ == "__main__":
    main()
