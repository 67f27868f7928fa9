#!/usr/bin/env python3
"""Makes standards/external (lists of other standards as found) and standards/crosswalks from the lists
of the standard and the published lists in ../shared/standards/codelists. Run it when either changes;
the result is kept in the repository, so nobody needs this to use Mizan.

  relation  reads from left to right: the source is equal to, narrower than or wider than the target
"""
import csv
import os
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FOUND = os.path.join(ROOT, "..", "shared", "standards", "codelists")
REGISTRY = "UNESCO SDMX registry 2017"
HXL = "HXL core schema 1.1"
DAY = "2026-11-24"
HEADS = ["source", "target", "relation", "valid_from", "valid_to", "status", "reviewed_by", "reviewed_on", "note"]

if not os.path.isdir(FOUND):
    print("make-standard-crosswalks: ../shared is not beside the checkout; nothing is done")
    sys.exit(0)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(name):
    return read(os.path.join(FOUND, name + ".csv"))


def ours(name):
    return read(os.path.join(ROOT, "standards", "lists", name + ".csv"))


def write(folder, name, heads, rows):
    with open(os.path.join(ROOT, "standards", folder, name + ".csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(rows)


def external(name, source, rows, evidence="V"):
    """A list of another standard: codes and labels as published, nothing translated."""
    french = any(row.get("name_fr") for row in rows)
    heads = ["code", "name_en"] + (["name_fr"] if french else []) + ["description", "evidence", "source", "aliases"]
    lines = []
    for row in rows:
        line = [row["code"], row["name_en"]] + ([row.get("name_fr", "")] if french else [])
        description = row.get("description", "")
        lines.append(line + ["" if description.startswith("status ") else description, evidence, source, ""])
    write("external", name, heads, lines)


def crosswalk(origin, target, lines):
    """lines: (source, target, relation, note)."""
    write("crosswalks", f"{origin}--{target}", HEADS,
          [[s, t, r, "", "", "approved", "data team", DAY, n] for s, t, r, n in lines])


def both(canonical, other, lines, back=()):
    """A crosswalk to another list and the one back: equal lines, then what `back` decides."""
    crosswalk(canonical, other, lines)
    decided = {line[0] for line in back}
    ways = [(t, s, "equal", n) for s, t, r, n in lines if r == "equal" and t not in decided]
    crosswalk(other, canonical, ways + list(back))


# Lists of other standards.
for name in ["AREA", "DECIMALS", "EDU_CAT", "EDU_LEVEL", "EXPENDITURE_TYPE", "FREQ", "OBS_STATUS", "SECTOR_EDU",
             "STAT_UNIT", "UNIT", "UNIT_MULT"]:
    external("uis_" + name.lower(), REGISTRY, found("uis_sdmx_CL_" + name))
external("uis_bdds_metadata", "UIS bulk data services, read-me of September 2021", found("uis_bdds_metadata_codes"))
external("hxl_hashtag", HXL, found("hxl_hashtags"))
custom = [{"code": "+disabled", "name_en": "Are people with disabilities (custom attribute)"}]
standard = [row for row in found("hxl_attributes") if row["code"] not in ("+school", "+age6_12", "+disabled", "+teachers")]
external("hxl_attribute", HXL, standard + custom)
external("iasc_indicator", "HPC indicator registry, education (wording shortened)", found("iasc_education_indicators"))
external("hapi_population_status", "HDX HAPI, humanitarian needs", found("hdx_hapi_population_status"))

registry = {name: {row["code"] for row in found("uis_sdmx_CL_" + name)}
            for name in ["AREA", "EDU_LEVEL", "EDU_CAT", "OBS_STATUS", "STAT_UNIT", "UNIT"]}


def same(name, published, notes=None):
    """Codes that the published list has under the same name."""
    return [(row["code"], row["code"], "equal", "") for row in ours(name) if row["code"] in published]


# Levels: L01 and L02 are both L0 of the registry; EDU_CAT keeps them apart.
levels, categories = [], []
for row in ours("edu_level"):
    code, level, category = row["code"], row["uis_edu_level"], row["uis_edu_cat"]
    if level in registry["EDU_LEVEL"]:
        levels.append((code, level, "equal" if category in ("_T", "") or code == level else "narrower",
                       "" if category in ("_T", "") else f"with EDU_CAT {category}"))
    if category in registry["EDU_CAT"]:
        categories.append((code, category, "equal" if category in ("C1", "C2") else "narrower",
                           "" if category in ("C1", "C2") else "the category is that of the programme"))
both("edu_level", "uis_edu_level", levels)
crosswalk("edu_level", "uis_edu_cat", categories)
crosswalk("uis_edu_cat", "edu_level", [("C1", "L01", "equal", ""), ("C2", "L02", "equal", "")])
both("programme", "uis_edu_cat",
     [(row["code"], row["uis_edu_cat"], "equal", "") for row in ours("programme") if row["uis_edu_cat"]])

both("ownership", "uis_sector_edu",
     [(row["code"], row["uis_sector_edu"],
       "equal" if row["code"] in ("_T", "PUB", "PRV") else "narrower", "")
      for row in ours("ownership") if row["uis_sector_edu"]],
     back=[("_T", "_T", "equal", "total over the dimension")])
both("measure", "uis_stat_unit", same("measure", registry["STAT_UNIT"]))
both("unit", "uis_unit", same("unit", registry["UNIT"]))
both("obs_status", "uis_obs_status",
     [line for line in same("obs_status", registry["OBS_STATUS"]) if line[0] != "X"]
     + [("K", "X", "equal", "the registry writes X where SDMX now writes K"),
        ("X", "X", "equal", "kept as it came from the registry")],
     back=[("X", "K", "equal", "the registry writes X where SDMX now writes K")])
both("country", "uis_area",
     [(row["code"], row["alpha2"], "equal", "ISO 3166-1 alpha-3 to alpha-2")
      for row in ours("country") if row["alpha2"] in registry["AREA"]])

bulk = [("Z", "NA", "equal", "the figure 0 beside it is no value"), ("Q", "SUPP", "equal", "the value is blank"),
        ("U", "LOWREL", "equal", ""), ("K", "INCLUDED", "equal", ""), ("W", "INCLUDES", "equal", ""),
        ("E", "UIS_EST", "wider", "who estimated is not kept")]
both("obs_status", "uis_bdds_metadata", bulk,
     back=[("NIL", "A", "narrower", "the zero is a real zero"), ("NAT_EST", "E", "narrower", "estimate by the country"),
           ("UIS_EST", "E", "narrower", "estimate by UIS")])

# HXL: hashtags for measures, attributes for the people they speak of.
both("measure", "hxl_hashtag",
     [("AFF", "#affected", "equal", ""), ("PIN", "#inneed", "equal", ""), ("TGT", "#targeted", "equal", ""),
      ("REA", "#reached", "equal", ""), ("POP", "#population", "equal", ""), ("SEV", "#severity", "equal", ""),
      ("ITEM", "#output", "narrower", "with +num"), ("BUDGET", "#value", "narrower", "with +budget"),
      ("SPEND", "#value", "narrower", "with +spend"), ("KILL", "#affected", "narrower", "with +killed"),
      ("INJ", "#affected", "narrower", "with +injured"), ("ABD", "#affected", "narrower", "with +abducted"),
      ("RATE", "#indicator", "narrower", "with +value +num")],
     back=[("#output", "ITEM", "wider", "only with +num"),
           ("#value", "", "none", "+budget or +spend decides")])
both("measure", "hxl_attribute",
     [("KILL", "+killed", "equal", ""), ("INJ", "+injured", "equal", ""), ("ABD", "+abducted", "equal", ""),
      ("BUDGET", "+budget", "equal", ""), ("SPEND", "+spend", "equal", "")])
both("sex", "hxl_attribute",
     [("F", "+f", "equal", ""), ("M", "+m", "equal", ""), ("X", "+i", "equal", ""),
      ("_T", "", "none", "a column without +f, +m or +i is the total"),
      ("_U", "", "none", "HXL has no attribute for it")])
both("displacement", "hxl_attribute",
     [("IDP", "+idps", "equal", ""), ("REF", "+refugees", "equal", ""), ("PREF", "+refugees", "narrower", ""),
      ("RET_IDP", "+returnees", "narrower", ""), ("RET_REF", "+returnees", "narrower", ""),
      ("DISP", "+displaced", "equal", "")],
     back=[("+returnees", "", "none", "the tag does not say whether they were IDPs or refugees: ask the partner")])
both("location", "hxl_attribute",
     [("CAMP", "+incamp", "equal", ""), ("HOST", "+noncamp", "equal", "")])
both("age", "hxl_attribute",
     [("Y0T17", "+children", "equal", "unless another age stands beside it"), ("Y_GE18", "+adults", "equal", ""),
      ("Y12T17", "+adolescents", "inexact", "HXL names no ages"), ("Y0T4", "+infants", "inexact", "HXL names no ages")],
     back=[("+adolescents", "Y12T17", "inexact", "HXL names no ages"), ("+infants", "Y0T4", "inexact", "HXL names no ages"),
           ("+elderly", "", "none", "HXL names no ages: ask the partner")])
both("unit", "hxl_attribute",
     [("HH", "+hh", "equal", ""), ("PER", "+ind", "equal", ""), ("PT", "+pct", "equal", "")])
both("disability", "hxl_attribute", [("DIS", "+disabled", "equal", "custom attribute")])

# Indicators of the humanitarian registry and what an activity or a measure of ours serves.
served = {"TLS": ["E-1-04"], "REHAB": ["E-1-06"], "LTM": ["E-1-07"], "TCHR_TR": ["E-2-04", "E-2-05", "E-2-06"],
          "PSS": ["E-2-01", "E-1-22"], "ECD": ["E-1-02"],
          "WASH": ["E-1-23", "E-1-24", "E-1-25", "E-1-26", "E-1-27", "E-1-28"], "FEED": ["E-1-17", "E-1-18"],
          "DRR": ["E-2-03", "E-2-07"], "CAP": ["E-4-1", "E-4-2"], "INCL": ["E-1-20"]}
known = {row["code"] for row in found("iasc_education_indicators")}
assert all(code in known for codes in served.values() for code in codes)
crosswalk("activity_type", "iasc_indicator",
          [(activity, codes[0], "inexact", "the activity that the indicator measures") if len(codes) == 1 else
           (activity, "", "none", "several indicators: " + ", ".join(codes)) for activity, codes in served.items()])
crosswalk("iasc_indicator", "activity_type",
          sorted((code, activity, "inexact", "the activity that the indicator measures")
                 for activity, codes in served.items() for code in codes))
both("facility_use", "iasc_indicator",
     [("SHEL", "E-1-05", "inexact", "share of schools in this use"),
      ("MIL", "E-1-16", "inexact", "share of schools in this use")],
     back=[("E-1-05", "SHEL", "inexact", "share of schools in this use"),
           ("E-1-16", "MIL", "inexact", "share of schools in this use")])
both("measure", "hapi_population_status",
     [("AFF", "AFF", "equal", ""), ("PIN", "INN", "equal", ""), ("TGT", "TGT", "equal", ""), ("REA", "REA", "equal", "")],
     back=[("all", "", "none", "asks for every status; no status itself")])
