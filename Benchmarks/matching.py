#!/usr/bin/env python3
"""Mizan's look-up of names beside RapidFuzz, and the cost of folding.

    Benchmarks/matching.py                 both, with what `make build` built
    Benchmarks/matching.py --only fold     folding alone: compiled by itself in some seconds
    Benchmarks/matching.py --rounds 5

Matching: 100,000 names, four in ten exact and the others with one or two changes of a letter, against
registers of 10,000 and of 100,000 names, made with a seed. Mizan runs `codes match area - --json` on a
country pack made for this; RapidFuzz runs `cdist` with one worker on what is not exact after folding
(distance at most 2), which is its fastest way. Both read and write files; whole processes are timed, CPU seconds
of user and system, the least of all rounds. That Mizan proposes a name at least as
like as RapidFuzz' is checked for every name, by a distance that counts two neighbours that change places as one change.

Needs python3 with rapidfuzz and numpy; --python names one that has them.
"""
import argparse
import csv
import glob
import json
import os
import random
import resource
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
LOCAL = os.path.join(HERE, "local", "matching")

PEER = r'''
import sys, json
import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
names = [l.rstrip("\n") for l in open(sys.argv[1], encoding="utf-8")]
queries = [l.rstrip("\n") for l in open(sys.argv[2], encoding="utf-8")]
exact = {}
for i, n in enumerate(names): exact.setdefault(n, i)
queries = [" ".join(q.lower().split()) for q in queries]
result = [exact.get(q, -1) for q in queries]
todo = [i for i, r in enumerate(result) if r < 0]
step = 2000 if len(names) < 50000 else 500
for a in range(0, len(todo), step):
    part = todo[a:a + step]
    d = process.cdist([queries[i] for i in part], names, scorer=Levenshtein.distance,
                      score_cutoff=2, dtype=np.uint8, workers=1)
    k = d.argmin(1)
    for i, j, row in zip(part, k, d):
        if row[j] <= 2: result[i] = int(j)
with open(sys.argv[3], "w") as f: f.write("\n".join(map(str, result)))
'''


def names(count, rng):
    latin = [a + b for a in ("b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "r", "s", "t", "sh", "kh", "z")
             for b in ("a", "e", "i", "o", "u", "ar", "in")]
    arabic = [a + b for a in "بتجحخدرسشصطعفقكلمنه" for b in ("ا", "ي", "و", "")]
    found = set()
    while len(found) < count:
        pool = arabic if rng.random() < 0.3 else latin
        words = ["".join(rng.choices(pool, k=rng.randint(2, 4)))]
        if rng.random() < 0.65:
            words.append("".join(rng.choices(pool, k=rng.randint(1, 3))))
        name = " ".join(words)
        if 6 <= len(name) <= 30:
            found.add(name)
    return sorted(found, key=lambda n: rng.random())


def queries(gazetteer, count, rng):
    result = []
    for _ in range(count):
        text = rng.choice(gazetteer)
        for _ in range(0 if rng.random() < 0.4 else rng.randint(1, 2)):
            place = rng.randrange(len(text))
            letter = rng.choice("abcdefghijklmnopqrstuvwxyz") if text.isascii() else rng.choice("بتجحخدرسشصطعفقكلمنه")
            how = rng.randrange(4)
            if how == 0 and len(text) > 4:
                text = text[:place] + text[place + 1:]
            elif how == 1:
                text = text[:place] + letter + text[place:]
            elif how == 2 or place + 1 >= len(text):
                text = text[:place] + letter + text[place + 1:]
            else:
                text = text[:place] + text[place + 1] + text[place] + text[place + 2:]
        result.append(" ".join(text.split()) or "x")
    return result


def prepare(size, seed):
    folder = os.path.join(LOCAL, str(size))
    home = os.path.join(folder, "home")
    rng = random.Random(f"{seed} {size}")
    os.makedirs(home, exist_ok=True)
    standards = os.path.join(home, "standards")
    subprocess.run(["rm", "-rf", standards], check=True)
    subprocess.run(["cp", "-r", os.path.join(ROOT, "standards"), standards], check=True)
    pack = os.path.join(standards, "countries", "ZZZ")
    subprocess.run(["cp", "-r", os.path.join(standards, "countries", "KEN"), pack], check=True)
    gazetteer = names(size, rng)
    with open(os.path.join(pack, "areas.csv"), "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow("code,level,name_en,name_fr,name_ar,parent,iso_3166_2,valid_from,valid_to,aliases,evidence,source".split(","))
        out.writerow(["ZZZ", 0, "Land", "", "", "", "", "", "", "", "O", "made"])
        for index, name in enumerate(gazetteer):
            out.writerow([f"ZZ{index:06}", 1, name, "", "", "ZZZ", "", "", "", "", "O", "made"])
    asked = queries(gazetteer, 100_000, rng)
    known = set(gazetteer)
    # One name that is not exact, so that the whole index is made for it.
    alone = next(query for query in asked if query not in known)
    for path, lines in (("names.txt", gazetteer), ("queries.txt", asked), ("one.txt", [alone])):
        with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    return folder, gazetteer, asked


def cpu(command, stdin=None, stdout=None, env=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(stdin or os.devnull, "rb") as source, open(stdout or os.devnull, "wb") as target:
        subprocess.run(command, stdin=source, stdout=target, env=env, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def check(folder, gazetteer, asked, python):
    """Compares the least distances; RapidFuzz' own OSA distance is the judge."""
    code = r'''
import sys, json
from rapidfuzz.distance import OSA
folder = sys.argv[1]
names = [l.rstrip("\n") for l in open(folder + "/names.txt", encoding="utf-8")]
index = {n: i for i, n in enumerate(names)}
asked = [l.rstrip("\n") for l in open(folder + "/queries.txt", encoding="utf-8")]
peer = [int(l) for l in open(folder + "/peer.txt")]
worse = better = none = wrong = 0
for query, other, line in zip(asked, peer, open(folder + "/mizan.ndjson", encoding="utf-8")):
    answer = json.loads(line)
    found = [c["name"] for c in answer["candidates"]]
    if answer["code"] and names[int(answer["code"][2:])] != query: wrong += 1
    if other < 0:
        none += not found
        continue
    # Scores are shares of the longer name, so a longer name may come before a nearer one.
    share = lambda n: 1 - OSA.distance(query, n) / max(len(query), len(n))
    rest = sorted(query.split())
    same = any(sorted(n.split()) == rest or n.replace(" ", "") == query.replace(" ", "") for n in found)
    best = 1 if same else max(map(share, found), default=0)
    if best + 1e-9 < share(names[other]): worse += 1
    elif best > share(names[other]) + 1e-9: better += 1
print(f"  best distance: {worse} names farther than the peer's, {better} nearer; {wrong} wrong codes; {none} without any answer in both")
'''
    subprocess.run([python, "-c", code, folder], check=True)


def matching(arguments):
    program = os.path.join(ROOT, ".build", "release", "mizan")
    table = {}
    for size in (10_000, 100_000):
        folder, gazetteer, asked = prepare(size, arguments.seed)
        env = dict(os.environ, MIZAN_HOME=os.path.join(folder, "home"))
        command = [program, "codes", "match", "area", "--country", "ZZZ", "--json", "-"]
        peer = [arguments.python, "-c", PEER] + [os.path.join(folder, n) for n in ("names.txt", "queries.txt", "peer.txt")]
        own, start, other = [], [], []
        for _ in range(arguments.rounds):
            own.append(cpu(command, os.path.join(folder, "queries.txt"), os.path.join(folder, "mizan.ndjson"), env))
            start.append(cpu(command, os.path.join(folder, "one.txt"), None, env))
            if size == 10_000 or arguments.all:
                other.append(cpu(peer))
        if other:
            check(folder, gazetteer, asked, arguments.python)
        table[size] = (min(own), min(start), min(other) if other else None)
        print(f"  {size:,} names: mizan {min(own):.2f} s, of it reading and indexing {min(start):.2f} s"
              + (f"; rapidfuzz cdist {min(other):.2f} s: {min(other) / min(own):.1f} times mizan's" if other else ""), flush=True)
    ten, hundred = table[10_000], table[100_000]
    print(f"  ten times the names: {hundred[0] / ten[0]:.2f} times the whole time, "
          f"{(hundred[0] - hundred[1]) / (ten[0] - ten[1]):.2f} times the time of looking up")


def folding():
    os.makedirs(LOCAL, exist_ok=True)
    labels = {}
    for path in sorted(glob.glob(os.path.join(ROOT, "standards", "countries", "*", "areas.csv"))):
        for row in csv.DictReader(open(path, encoding="utf-8")):
            for lang in ("en", "fr", "ar"):
                if row.get(f"name_{lang}"):
                    labels.setdefault(lang, []).append(row[f"name_{lang}"])
    shared = os.path.join(ROOT, "..", "shared", "data", "1_gazetteer", "syr_communities_en_ar_pcodes.csv")
    if os.path.exists(shared):
        for row in csv.DictReader(open(shared, encoding="utf-8-sig")):
            labels.setdefault("communities-ar", []).append(row["cAr"])
            labels.setdefault("communities-en", []).append(row["cEn"])
    files = []
    for lang, texts in labels.items():
        files.append(os.path.join(LOCAL, f"labels-{lang}.txt"))
        with open(files[-1], "w", encoding="utf-8") as file:
            file.write("\n".join(texts) + "\n")
    kernels = os.path.join(ROOT, "Sources", "MizanRecords", "Kernels")
    sources = sorted(glob.glob(os.path.join(kernels, "Folding*.swift"))) + [os.path.join(kernels, "ByteBuffer.swift")]
    program = os.path.join(LOCAL, "fold")
    subprocess.run(["swiftc", "-O", "-package-name", "mizan", "-o", program, os.path.join(HERE, "matching", "main.swift")] + sources, check=True)
    print(subprocess.run([program] + files, capture_output=True, text=True, check=True).stdout, end="")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", choices=["fold", "match"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", default="7")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--all", action="store_true", help="RapidFuzz with 100,000 names too: a minute a round")
    arguments = parser.parse_args()
    if arguments.only != "match":
        folding()
    if arguments.only != "fold":
        matching(arguments)


if __name__ == "__main__":
    main()
