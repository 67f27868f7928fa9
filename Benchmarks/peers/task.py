"""What the peers' programs have in common: the columns of the census, and the one line of JSON at the end."""

import json

GRADES = range(1, 13)
#: (column, grade, measure, sex) of the 36 counts of a school.
COUNTS = [(f"G{g}_{s}", g, "ENROL", s) for g in GRADES for s in "MF"]
COUNTS += [(f"REP_G{g}", g, "REP", "_T") for g in GRADES]
NAMES = [name for name, *_ in COUNTS]
#: Counts above this are held; a blank or a dash is missing.
MOST = 5000


def tell(**figures):
    """Prints the figures by which the runner compares the programs."""
    print(json.dumps({name: int(value) for name, value in figures.items()}, sort_keys=True))
