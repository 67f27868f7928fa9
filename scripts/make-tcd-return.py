#!/usr/bin/env python3
"""Makes examples/TCD/return: an invented monthly return of a partner in Chad with 50 labels that nobody has decided about.

    python3 scripts/make-tcd-return.py

Departments are those of the country pack, written as partners write them: a letter wrong, a letter doubled, a letter
missing. School types and site types are words of the field. Numbers are invented. Standard library only; the same bytes
each time. `answers.csv` holds what each label means, for the tests.
"""
import csv
import os
import random
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(ROOT, "examples/TCD/return")
SITES = ["Réfugiés", "Nomades", "Déplacés internes (PDI)"]
SITE_LABELS = [
    ("Communauté hôte", "HOST"), ("Site de réfugiés", "REF"), ("Camp réfugiés", "REF"), ("Déplacé interne", "IDP"),
    ("Deplaces interne PDI", "IDP"), ("Retournés PDI", "RET_IDP"), ("Marché", ""),
]
TYPE_LABELS = [
    ("Publique", "PUB"), ("Privée", "PRV"), ("Communautaires", "COM"), ("École communautaire", "COM"),
    ("Confessionnelle", "REL"), ("O.N.G", "NGO"), ("Non connu", "_U"),
]


def department_names():
    with open(os.path.join(ROOT, "standards/countries/TCD/areas.csv"), encoding="utf-8", newline="") as file:
        return [(row["code"], row["name_fr"]) for row in csv.DictReader(file) if row["level"] == "2"]


def fold(text):
    """Letters and digits without accents, for telling whether two spellings are the same to a reader."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if c.isalnum())


def known_names():
    with open(os.path.join(ROOT, "standards/countries/TCD/areas.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [row[key] for row in rows for key in ("name_en", "name_fr")]
    return {fold(name) for name in names + [alias for row in rows for alias in row["aliases"].split("|")]}


def misspell(name, random):
    """One edit inside the name, never at its ends."""
    letters = [i for i in range(1, len(name) - 1) if name[i].isalpha()]
    i = random.choice(letters)
    kind = random.choice(["double", "drop", "swap"])
    if kind == "double":
        return name[:i] + name[i] + name[i:]
    if kind == "drop":
        return name[:i] + name[i + 1:]
    return name[:i] + ("e" if name[i] != "e" else "a") + name[i + 1:]


def write(name, rows):
    with open(os.path.join(FOLDER, name), "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def main():
    rng = random.Random(20260302)
    departments = department_names()
    known = known_names()
    longer = [d for d in departments if len(d[1]) >= 7]
    chosen = sorted(rng.sample(longer, 36))
    answers = []
    areas = []
    for code, name in chosen:
        label = misspell(name, rng)
        while fold(label) in known:
            label = misspell(name, rng)
        known.add(fold(label))
        answers.append(["ref_area", label, code])
        areas.append(label)
    answers += [["displacement", label, code] for label, code in SITE_LABELS]
    answers += [["ownership", label, code] for label, code in TYPE_LABELS]
    rows = [["Département", "Type de site", "Type d'école", "Année scolaire", "Filles", "Garçons"]]
    fresh = [name for code, name in departments if name not in {n for _, n in chosen}]
    for index in range(60):
        area = areas[index] if index < len(areas) else fresh[index % len(fresh)]
        site = SITE_LABELS[index % len(SITE_LABELS)][0] if index >= len(areas) else SITES[index % 3]
        kind = TYPE_LABELS[index % len(TYPE_LABELS)][0] if index >= len(areas) else "Public"
        rows.append([area, site, kind, "2025/26", rng.randrange(20, 400), rng.randrange(20, 400)])
    write("return.csv", rows)
    write("answers.csv", [["field", "label", "target"]] + answers)
    print(f"{len(rows) - 1} rows and {len(answers)} labels in examples/TCD/return")


if __name__ == "__main__":
    main()
