#!/usr/bin/env python3
"""Makes the small real extracts of examples/ from the files in ../shared/data. Their licences allow it.

    python3 scripts/make-examples.py [--data FOLDER]

Rows are taken as they are, none is changed. Standard library only; the same bytes each time.
"""
import argparse
import csv
import gzip
import os
import shutil
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SIX = ["SYR", "TCD", "ETH", "PSE", "UGA", "SSD"]


def data_folder(given):
    for folder in [given, os.path.join(ROOT, "../shared/data"), os.path.join(ROOT, "../../shared/data")]:
        if folder and os.path.isdir(os.path.join(folder, "3_uis")):
            return folder
    return None


def example(*parts):
    path = os.path.join(ROOT, "examples", *parts)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def uis(data):
    """The six countries from 2000 on, all rows of Vatican City (not applicable) and the two true zeros."""
    with gzip.open(os.path.join(data, "3_uis/uis_bdds_style_2020.csv.gz"), "rt", encoding="utf-8", newline="") as file, \
            open(example("UIS/rates-2020.csv"), "w", encoding="utf-8", newline="") as out:
        head = file.readline()
        out.write(head)
        names = head.strip().split(",")
        count = 0
        for line in file:
            row = dict(zip(names, line.rstrip("\r\n").split(",")))
            if (row["country_id"] in SIX and row["year"] >= "2000") or row["magnitude"] == "NIL" or (
                    row["country_id"] == "VAT" and row["year"] >= "2010"):
                out.write(line)
                count += 1
    print(f"{count} rows in examples/UIS/rates-2020.csv")


def chad(data):
    shutil.copyfile(os.path.join(data, "1_gazetteer/tcd_admpop_adm2_2021.csv"), example("TCD/population-2021.csv"))
    print("examples/TCD/population-2021.csv, the whole file")


def world_bank(data):
    """The lines above the headings, the six countries, Kosovo and three aggregates, as downloaded."""
    keep = {f'"{code}"' for code in SIX + ["XKX", "SSF", "LIC", "WLD"]}
    path = os.path.join(data, "6_indicators/wdi_SE.PRM.ENRL_2022-09-16_original.csv")
    with open(path, encoding="utf-8", newline="") as file, \
            open(example("WLD/wdi-primary-pupils-2022.csv"), "w", encoding="utf-8", newline="") as out:
        started = count = 0
        for line in file:
            cells = next(csv.reader([line]), [])
            if not started or f'"{cells[1]}"' in keep:
                out.write(line)
                count += started
            started |= "Country Code" in cells
    print(f"{count} rows in examples/WLD/wdi-primary-pupils-2022.csv")


def uganda(data):
    sys.path.insert(0, os.path.join(ROOT, "examples/UGA"))
    sys.dont_write_bytecode = True
    make = __import__("make-csv")
    make.convert(os.path.join(data, "2_education/uga_government_secondary_schools.json"),
                 example("UGA/secondary-schools.csv"))
    shutil.copyfile(os.path.join(data, "2_education/uga_government_secondary_schools.json"),
                    example("UGA/secondary-schools.json"))
    print("examples/UGA/secondary-schools.json, the whole file")


def ethiopia(data):
    """The headings, the rows of education, and the first ten of the rows in which nothing stands."""
    with open(os.path.join(data, "2_education/3w/eth_3w_2025_08.csv"), encoding="utf-8", newline="") as file, \
            open(example("ETH/3w-2025-08-education.csv"), "w", encoding="utf-8", newline="") as out:
        count = empty = 0
        for number, line in enumerate(file):
            cells = next(csv.reader([line]), [])
            nothing = not any(cells)
            if number and not nothing and cells[13] != "Education" or nothing and empty == 10:
                continue
            out.write(line)
            empty += nothing
            count += bool(number)
    print(f"{count} rows in examples/ETH/3w-2025-08-education.csv")


def sdmx(_):
    """Pupils in primary education of the six countries, out of the example of the World Bank, as an SDMX message in the
    data structure EDU_NON_FINANCE of UNESCO."""
    iso2 = {"SYR": "SY", "TCD": "TD", "ETH": "ET", "PSE": "PS", "UGA": "UG", "SSD": "SS"}
    ns = ("urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=UNESCO:EDU_NON_FINANCE(1.0):ObsLevelDim:TIME_PERIOD")
    schemas = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
    key = ('UNIT_MEASURE="PER" STAT_UNIT="STU" SEX="_T" REF_AREA="{}" AGE="_T" REGION_DEST="W00" COUNTRY_ORIGIN="W00" '
           'SECTOR_EDU="INST_T" GRADE="_T" EDU_FIELD="_T" EDU_ATTAIN="_Z" EDU_CAT="_T" EDU_LEVEL="L1" EDU_TYPE="_T" '
           'WEALTH_QUINTILE="_Z" LOCATION="_T"')
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             f'<message:StructureSpecificData xmlns:message="{schemas}/message" xmlns:common="{schemas}/common" '
             f'xmlns:ss="{schemas}/data/structurespecific" xmlns:ns1="{ns}" '
             'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
             "  <message:Header>", "    <message:ID>PUPILS_PRIMARY_2022</message:ID>", "    <message:Test>false</message:Test>",
             "    <message:Prepared>2022-09-16T00:00:00</message:Prepared>", '    <message:Sender id="EXAMPLE"/>',
             f'    <message:Structure structureID="EDU" namespace="{ns}" dimensionAtObservation="TIME_PERIOD">',
             '      <common:StructureUsage><Ref agencyID="UNESCO" id="EDU_NON_FINANCE" version="1.0"/></common:StructureUsage>',
             "    </message:Structure>", "  </message:Header>",
             '  <message:DataSet ss:dataScope="DataStructure" xsi:type="ns1:DataSetType" ss:structureRef="EDU">']
    count = 0
    with open(example("WLD/wdi-primary-pupils-2022.csv"), encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) > 4]
    head = rows[0]
    for row in rows[1:]:
        if row[1] not in iso2:
            continue
        lines.append(f"    <ns1:Series {key.format(iso2[row[1]])}>")
        for year, value in zip(head[4:], row[4:]):
            if value:
                count += 1
                lines.append(f'      <Obs TIME_PERIOD="{year}" OBS_VALUE="{value}" OBS_STATUS="A" UNIT_MULT="0"/>')
        lines.append("    </ns1:Series>")
    lines += ["  </message:DataSet>", "</message:StructureSpecificData>", ""]
    with open(example("SDMX/primary-pupils.xml"), "w", encoding="utf-8", newline="") as out:
        out.write("\n".join(lines))
    print(f"{count} observations in examples/SDMX/primary-pupils.xml")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data")
    data = data_folder(parser.parse_args().data)
    if not data:
        print("skipped: ../shared/data is absent; give its place with --data")
        return 3
    for make in (uis, chad, world_bank, uganda, ethiopia, sdmx):
        make(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
