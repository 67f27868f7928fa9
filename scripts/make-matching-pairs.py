#!/usr/bin/env python3
"""Writes Tests/Matching/<ISO3>.csv: labels of areas with the code that each means.

    scripts/make-matching-pairs.py          writes all countries
    scripts/make-matching-pairs.py SYR PSE  writes these

The labels come from the registers in standards/countries (OCHA p-code lists, their use is free with
the source named), from Unicode CLDR (Unicode licence v3), and from spellings that partners' files
have and that are listed below. Altered labels are made with a seed, so that the same bytes come out
each time. An altered label, or one that the register must not know, that another area in the same
place bears is left out: nobody could know which is meant. How many is printed.

Columns: label, code, parent, level, kind, without. `without` names what the register must not know
when the label is looked up (`ar`: names in Arabic; `am`: in Amharic; `aliases`), so that likeness is what is tested.
"""
import csv
import difflib
import os
import random
import sys
import unicodedata

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
SHARED = os.path.join(ROOT, "..", "shared", "data", "1_gazetteer")
# More pairs than this of one kind, level and language are thinned out.
MOST = 400

# Spellings of partners' files: monthly 5W returns (Kenya), incident list (attacks on education),
# lists of secondary schools and of districts (Uganda).
REAL = {
    "KEN": [("Home Bay", "KE043"), ("Muranga", "KE021"), ("Tharaka_Nithi", "KE013"),
            ("TAITA_TAVETA", "KE006"), ("Elgeyo-Marakwet County", "KE028"),
            ("Garissa County", "KE007"), ("Kajiado County", "KE034"), ("Kitui County", "KE015"),
            ("Marsabit County", "KE010"), ("Turkana County", "KE023"), ("Wajir County", "KE008"),
            ("Nairobi City", "KE047"), ("Trans-Nzoia", "KE026"), ("Keiyo Marakwet", "KE028")],
    "SYR": [("Al-Hasaka Governorate", "SY08"), ("Aleppo Governorate", "SY02"),
            ("Ar-Raqqah Governorate", "SY11"), ("As-Suwayda Governorate", "SY13"),
            ("Damascus Governorate", "SY01"), ("Daraa Governorate", "SY12"),
            ("Deir Ezzor Governorate", "SY09"), ("Hama Governorate", "SY05"),
            ("Homs Governorate", "SY04"), ("Idlib Governorate", "SY07"), ("Al Hasakeh", "SY08"),
            ("ادلب", "SY07"), ("محافظة حلب", "SY02"), ("ديرالزور", "SY09"), ("حسكة", "SY08")],
    "ETH": [("Afar Region", "ET02"), ("Amhara Region", "ET03"), ("Oromia region", "ET04"),
            ("Benishangul-Gumuz Region", "ET06"), ("Tigray", "ET01"), ("Addis Ababa", "ET14")],
    "SSD": [("Central Equatoria", "SS01"), ("Eastern Equatoria", "SS02"), ("Jonglei", "SS03"),
            ("Lakes", "SS04"), ("Upper Nile", "SS07"), ("Warrap", "SS08"),
            ("Western Bahr el Ghazal", "SS09")],
    "PSE": [("Gaza strip", "PS02"), ("WEST BANK", "PS01")],
}


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fold(text):
    """Near enough to the program's folding to see whether two labels are one."""
    out = []
    for c in unicodedata.normalize("NFKD", text).lower():
        if unicodedata.combining(c) or c in "ـء'’`ʼ":
            continue
        c = {"ى": "ي", "ة": "ه", "ٱ": "ا", "ی": "ي", "ک": "ك"}.get(c, c)
        out.append(c if c.isalnum() else " ")
    words = "".join(out).split()
    if words and words[0].startswith("ال") and len(words[0]) > 3:
        words[0] = words[0][2:]
    if len(words) > 1 and words[0] in ("al", "el"):
        words = words[1:]
    return " ".join(words)


def typo(text, random):
    """One edit of a letter: left out, doubled, replaced, or changed with its neighbour."""
    if any("؀" < c < "ۿ" for c in text):
        letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    else:
        letters = "ሀለመረሰቀበተነአከወዘየደገጠፈ" if any("ሀ" <= c < "ᎀ" for c in text) else "abcdefghijklmnopqrstuvwxyz"
    places = [i for i, c in enumerate(text) if c.isalpha()]
    place = random.choice(places)
    how = random.randrange(4)
    if how == 0:
        return text[:place] + text[place + 1:]
    if how == 1:
        return text[:place] + text[place] + text[place:]
    if how == 2:
        return text[:place] + random.choice(letters) + text[place + 1:]
    if place + 1 < len(text):
        return text[:place] + text[place + 1] + text[place] + text[place + 2:]
    return text[:place]


def swapped(text):
    """Ta marbuta and hamza as they are confused; None where there is nothing to confuse."""
    table = {"ة": "ه", "أ": "ا", "إ": "أ", "ى": "ي", "ئ": "ي", "آ": "ا", "ؤ": "و"}
    changed = "".join(table.get(c, c) for c in text)
    return changed if changed != text else None


def without_article(text):
    if text.startswith("ال") and len(text) > 4:
        return text[2:]
    for article in ("Al-", "Al ", "As-", "Ar-", "An-", "At-", "El "):
        if text.startswith(article):
            return text[len(article):]
    return None


def pairs_of(iso3):
    rows = []
    for name in ["areas.csv"] + [f"areas-adm{level}.csv" for level in (3, 4, 5)]:
        path = os.path.join(ROOT, "standards", "countries", iso3, name)
        rows += read(path) if os.path.exists(path) else []
    rows = [r for r in rows if r["level"] != "0" and not r["valid_to"]]
    rng = random.Random("mizan " + iso3)
    siblings = {}
    parents = {row["code"]: row["parent"] for row in rows}
    for row in rows:
        names = [row[f"name_{lang}"] for lang in ("en", "fr", "ar", "am") if row.get(f"name_{lang}")]
        for name in names + row["aliases"].split("|"):
            # A place is inside its parent, and inside that one's parent as well.
            place = row["parent"]
            while name and place:
                siblings.setdefault((place, row["level"], fold(name)), set()).add(row["code"])
                place = parents.get(place)
    pairs, left_out = [], 0

    def add(row, label, kind, without=""):
        nonlocal left_out
        bearers = siblings.get((row["parent"], row["level"], fold(label)), set())
        if (kind in ("typo", "swap", "article") or without) and bearers - {row["code"]}:
            left_out += 1
            return
        if label.strip():
            pairs.append((label, row["code"], row["parent"], row["level"], kind, without))

    by_iso = {r["iso_3166_2"]: r for r in rows if r.get("iso_3166_2")}
    groups = {}
    for row in rows:
        for lang in ("en", "fr", "ar", "am"):
            if row.get(f"name_{lang}"):
                groups.setdefault((row["level"], lang), []).append(row)
    for (level, lang), members in groups.items():
        if len(members) > MOST:
            members = rng.sample(members, MOST)
        for row in members:
            name = row[f"name_{lang}"]
            add(row, name, f"name {lang}")
            if lang in ("ar", "am") and row.get("name_en"):
                add(row, name, "script ar" if lang == "ar" else "script geez", lang)
            if sum(c.isalpha() for c in name) < 3:
                continue
            if lang != "fr" or row.get("name_en") != name:
                add(row, typo(name, rng), "typo")
            if lang == "ar" and swapped(name):
                add(row, swapped(name), "swap")
            if without_article(name):
                add(row, without_article(name), "article")
    for row in rows:
        for alias in [a for a in row["aliases"].split("|") if len(a) > 3 and not a.isupper()][:3]:
            if row["level"] in "123" or rng.random() < 0.3:
                add(row, alias, "alias", "aliases")
    cldr = os.path.join(SHARED, "cldr_subdivisions_6c_en_fr_ar.csv")
    for line in read(cldr) if os.path.exists(cldr) else []:
        row = by_iso.get(line["iso3166_2"])
        if not row:
            continue
        # Some lines of the source have the names of a neighbour in French and Arabic.
        likeness = difflib.SequenceMatcher(None, fold(line["name_en"]), fold(line["name_fr"])).ratio()
        is_mixed_up = iso3 == "UGA" and likeness < 0.75
        left_out += is_mixed_up
        for lang in ("en",) if is_mixed_up else ("en", "fr", "ar"):
            label = line[f"name_{lang}"]
            if label and "²" not in label:
                add(row, label, f"cldr {lang}")
    by_code = {r["code"]: r for r in rows}
    for label, code in REAL.get(iso3, []):
        if code in by_code:
            add(by_code[code], label, "real", "aliases")
    return list(dict.fromkeys(pairs)), left_out


def main():
    folder = os.path.join(ROOT, "standards", "countries")
    os.makedirs(os.path.join(ROOT, "Tests", "Matching"), exist_ok=True)
    for iso3 in sys.argv[1:] or sorted(os.listdir(folder)):
        pairs, left_out = pairs_of(iso3)
        with open(os.path.join(ROOT, "Tests", "Matching", iso3 + ".csv"), "w", encoding="utf-8",
                  newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["label", "code", "parent", "level", "kind", "without"])
            writer.writerows(pairs)
        print(f"{iso3}: {len(pairs)} pairs, {left_out} left out")


if __name__ == "__main__":
    main()
