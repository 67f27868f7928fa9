#!/usr/bin/env python3
"""Reads the SDMX sample messages with sdmx1 and pysdmx and with `mizan read`, and compares the observations.

The keys are compared as names and values of the dimensions, the values as numbers. Needs ../shared beside the
checkout and one of the two libraries; without them it says so and ends well.
"""
import csv
import io
import json
import logging
import math
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import warnings

root = pathlib.Path(__file__).resolve().parents[2]
samples = root.parent / "shared" / "data" / "4_formats" / "sdmx" / "khaeru_sdmx_test_data_open.tar.gz"
program = next((p for p in (root / ".build/release/mizan", root / ".build/debug/mizan") if p.exists()), None)
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

# What is read otherwise, and why.
ON_PURPOSE = {"action-delete.json": "the observation that the message deletes is held and not printed"}
# What a library gives wrongly, and why: compared all the same, and told.
WRONG = {
    ("pysdmx", "rg-xs.xml"): "gives 48 rows for 12 observations (the file has keys that stand twice)",
    ("pysdmx", "sg-xs.xml"): "gives 48 rows for 12 observations (the file has keys that stand twice)",
}
DATA = ("GenericData", "GenericTimeSeriesData", "StructureSpecificData", "StructureSpecificTimeSeriesData")


def number(text):
    try:
        value = float(text)
    except (TypeError, ValueError):
        return None
    return None if math.isnan(value) else value


def is_data(path):
    head = path.read_bytes()[:4000].decode("utf-8", "replace")
    if path.suffix == ".json":
        return '"dataSets"' in path.read_text()
    return any(f":{name} " in head or f"<{name} " in head for name in DATA)


def structure_of(path):
    """The structure file beside a message, where there is one."""
    own = path.with_name(path.name[:2] + "-structure.xml")
    beside = path.with_name("structure.xml")
    return own if own.exists() and "-" in path.name else beside if beside.exists() else None


def ours(path):
    command = [str(program), "read", str(path)]
    structure = structure_of(path)
    if structure and path.suffix == ".xml":
        command += ["--structure", str(structure)]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode >= 64:
        return None, run.stderr.strip().splitlines()[:1]
    return list(csv.DictReader(io.StringIO(run.stdout))), None


def with_sdmx1(path):
    """Observations as pairs of a key and a value."""
    import sdmx
    structure = structure_of(path)
    options = {}
    if structure and path.suffix == ".xml":
        message = sdmx.read_sdmx(structure)
        found = list(message.structure.values())
        if found:
            options = {"structure": found[0]}
    message = sdmx.read_sdmx(path, **options)
    result = []
    for data in message.data:
        for observation in data.obs:
            key = observation.key if hasattr(observation, "key") else observation.dimension
            result.append(({k: str(v.value) for k, v in key.values.items()}, number(observation.value)))
    return result


def with_pysdmx(path):
    """The number of observations; pysdmx gives frames without saying which columns are dimensions."""
    from pysdmx.io import read_sdmx
    message = read_sdmx(str(path), validate=False)
    return sum(len(data.data) for data in message.data)


def compare(path, rows, theirs):
    """What differs, or None."""
    if len(rows) != len(theirs):
        return f"{len(theirs)} observations, mizan {len(rows)}"
    names = set(theirs[0][0]) if theirs else set()
    mine = sorted((sorted((n, r.get(n, "")) for n in names), str(number(r.get("OBS_VALUE")))) for r in rows)
    other = sorted((sorted(key.items()), str(value)) for key, value in theirs)
    return next((f"{a} ≠ {b}" for a, b in zip(mine, other) if a != b), None)


def main():
    if program is None:
        sys.exit("interop sdmx: build first")
    if not samples.exists():
        print("interop sdmx: ../shared/data is not beside the checkout; nothing compared")
        return 0
    peers = []
    for name, read in (("sdmx", with_sdmx1), ("pysdmx", with_pysdmx)):
        try:
            __import__(name)
            peers.append((name, read))
        except ImportError:
            print(f"interop sdmx: {name} is not installed")
    if not peers:
        return 0
    same = faults = observations = unread = 0
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(samples) as archive:
            archive.extractall(folder, filter="data")
        for path in sorted(p for p in pathlib.Path(folder).rglob("*") if p.suffix in (".xml", ".json") and is_data(p)):
            label = path.relative_to(folder)
            rows, refused = ours(path)
            for peer, read in peers:
                try:
                    theirs = read(path)
                except Exception as error:  # each library refuses in many ways
                    unread += 1
                    print(f"  not read by {peer}: {label}: {type(error).__name__}")
                    continue
                if rows is None:
                    faults += 1
                    print(f"✘ {label}: {peer} reads it, mizan {refused}")
                    continue
                differs = compare(path, rows, theirs) if isinstance(theirs, list) else (
                    None if theirs == len(rows) else f"{theirs} observations, mizan {len(rows)}")
                if differs and path.name in ON_PURPOSE:
                    print(f"  differs   {label}: {ON_PURPOSE[path.name]}")
                elif differs and (peer, path.name) in WRONG:
                    print(f"  differs   {label}: {peer} {WRONG[peer, path.name]}")
                elif differs:
                    faults += 1
                    print(f"✘ {label}: {peer}: {differs}")
                else:
                    same += 1
                    observations += len(rows)
                    print(f"  same      {label}: {peer}: {len(rows)} observations")
    print(f"interop sdmx: {same} readings alike, {observations} observations, {unread} not read by the other, {faults} faults")
    return 1 if faults else 0


sys.exit(main())
