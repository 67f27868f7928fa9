"""Writes the first schools of a census CSV as a workbook, as a spreadsheet program would save it:
whole numbers as numbers, everything else through the table of shared strings, blank cells left out.

    python3 workbook.py CENSUS.csv OUT.xlsx [SCHOOLS]
"""

import csv
import itertools
import sys
import zipfile
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def letters(column):
    text = ""
    while column >= 0:
        column, last = divmod(column, 26)
        text, column = chr(65 + last) + text, column - 1
    return text


def is_number(text):
    return text.isascii() and text.isdigit() and len(text) < 10


def relations(*triples):
    lines = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in triples)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def write(source, target, schools):
    strings = {}
    names = [letters(column) for column in range(64)]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        fixed = lambda name: zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
        with archive.open(deflated(fixed("xl/worksheets/sheet1.xml")), "w", force_zip64=True) as sheet:
            sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            with open(source, encoding="utf-8", newline="") as text:
                for number, row in enumerate(itertools.islice(csv.reader(text), schools + 1), 1):
                    cells = []
                    for column, value in enumerate(row):
                        if is_number(value):
                            cells.append(f'<c r="{names[column]}{number}"><v>{value}</v></c>')
                        elif value:
                            index = strings.setdefault(value, len(strings))
                            cells.append(f'<c r="{names[column]}{number}" t="s"><v>{index}</v></c>')
                    sheet.write(f'<row r="{number}">{"".join(cells)}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        items = "".join(f'<si><t xml:space="preserve">{escape(value)}</t></si>' for value in strings)
        parts = {
            "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">{items}</sst>',
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/></Types>',
            "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="census" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")),
        }
        for name, part in parts.items():
            archive.writestr(deflated(fixed(name)), part)


def deflated(info):
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 100_000)
