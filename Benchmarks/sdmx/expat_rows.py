"""The observations of an SDMX-ML message as rows, with Python's expat.  expat_rows.py FILE OUT"""
import csv
import json
import sys
import xml.parsers.expat

NAMES = ["STAT_UNIT", "REF_AREA", "SEX", "EDU_LEVEL", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]
rows = 0


def main(source, target):
    global rows
    parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    with open(source, "rb") as file, open(target, "w", newline="", encoding="utf-8") as output:
        write = csv.writer(output, lineterminator="\n").writerow
        write(NAMES)
        row = {}

        def start(name, attributes):
            nonlocal row
            name = name.rpartition(" ")[2]
            if name == "Obs":
                row = dict(attributes)
            elif name == "Value":
                row[attributes["id"]] = attributes["value"]
            elif name == "ObsValue":
                row["OBS_VALUE"] = attributes["value"]

        def end(name):
            global rows
            if name.rpartition(" ")[2] == "Obs":
                rows += 1
                write([row.get(column, "") for column in NAMES])

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.ParseFile(file)
    print(json.dumps({"rows": rows}))


main(*sys.argv[1:3])
