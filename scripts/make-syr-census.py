#!/usr/bin/env python3
"""Writes an Arabic school census as a workbook, in the layout that ministries use. All numbers are invented.

    python3 scripts/make-syr-census.py examples/SYR                      the two workbooks and the expected records
    python3 scripts/make-syr-census.py FOLDER --schools 500 --seed 7     a larger one, for trials

The sheet has a title with the school year, two heading rows with merged cells, blank cells under a governorate,
digits of both scripts, a hyphen for "no information", a column and a row of totals. The second workbook has one
planted error: a school's 18 is written 1,018, so that the totals no longer agree.

Standard library only; the same arguments give the same bytes.
"""
import argparse
import csv
import os
import zipfile
from xml.sax.saxutils import escape

GRADES = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"]
SEXES = [("ذكور", "M"), ("إناث", "F")]
# As written in the sheet, and the p-code. One is spelt without its hamza, one with a tatweel.
AREAS = [("حلب", "SY02"), ("ادلب", "SY07"), ("حماة", "SY05"), ("الرقـة", "SY11"), ("دير الزور", "SY09"), ("درعا", "SY12")]
NAMES = ["النور", "الأمل", "السلام", "الياسمين", "الفرات", "ابن سينا", "الزهراء", "المستقبل", "الخنساء", "ابن رشد"]
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
TOTAL = "المجموع"


class Dice:
    """A small generator of numbers that is the same in every version of Python."""

    def __init__(self, seed):
        self.state = seed * 2654435761 % 2**32 or 1

    def below(self, limit):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return (self.state >> 8) * limit >> 24


class Book:
    """One sheet with shared strings, merged cells and a sheet written from right to left."""

    def __init__(self):
        self.strings, self.rows, self.merged = {}, {}, []

    def put(self, row, column, value):
        if value is None or value == "":
            return
        if isinstance(value, int):
            cell = f'<c r="{ref(row, column)}"><v>{value}</v></c>'
        else:
            index = self.strings.setdefault(value, len(self.strings))
            cell = f'<c r="{ref(row, column)}" t="s"><v>{index}</v></c>'
        self.rows.setdefault(row, []).append(cell)

    def merge(self, row, column, last_row, last_column):
        self.merged.append(f"{ref(row, column)}:{ref(last_row, last_column)}")

    def sheet(self):
        rows = "".join(f'<row r="{r}">{"".join(cells)}</row>' for r, cells in sorted(self.rows.items()))
        merged = "".join(f'<mergeCell ref="{m}"/>' for m in self.merged)
        return (f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView rightToLeft="1" workbookViewId="0"/></sheetViews>'
                f'<sheetData>{rows}</sheetData><mergeCells count="{len(self.merged)}">{merged}</mergeCells></worksheet>')

    def shared(self):
        texts = "".join(f'<si><t xml:space="preserve">{escape(t)}</t></si>' for t in self.strings)
        return f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(self.strings)}">{texts}</sst>'

    def write(self, path, name):
        parts = {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>',
            "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
            f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations([("worksheet", "worksheets/sheet1.xml"),
                                                     ("sharedStrings", "sharedStrings.xml")]),
            "xl/worksheets/sheet1.xml": self.sheet(),
            "xl/sharedStrings.xml": self.shared(),
        }
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, text in parts.items():
                info = zipfile.ZipInfo(part, (2024, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, text)


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def relations(targets):
    links = "".join(f'<Relationship Id="rId{i}" Type="{LINKS}/{kind}" Target="{target}"/>'
                    for i, (kind, target) in enumerate(targets, 1))
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'


def ref(row, column):
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return f"{text}{row}"


def invent(schools, seed):
    """Schools with their numbers; None is no information."""
    dice = Dice(seed)
    found = []
    for index in range(schools):
        area = AREAS[index * len(AREAS) // schools]
        cells = [None if dice.below(12) == 0 else dice.below(60) for _ in range(2 * len(GRADES))]
        name = f"مدرسة {NAMES[dice.below(len(NAMES))]} {index + 1}"
        found.append((area, f"{area[1]}{index + 1:04d}", name, cells, dice.below(3) == 0))
    # The number that the planted error spoils.
    place = schools // 2
    found[place][3][2] = 18
    return found, place


def sheet(schools, spoilt):
    book = Book()
    last = 4 + 2 * len(GRADES)
    book.put(1, 1, "إحصاء المدارس - مثال بأرقام مختلقة")
    book.merge(1, 1, 1, last)
    book.put(2, 1, "للعام الدراسي ٢٠٢٣/٢٠٢٤")
    book.merge(2, 1, 2, last)
    for column, text in enumerate(["المحافظة", "رمز المدرسة", "اسم المدرسة"], 1):
        book.put(4, column, text)
        book.merge(4, column, 5, column)
    for index, grade in enumerate(GRADES):
        book.put(4, 4 + 2 * index, f"الصف {grade}")
        book.merge(4, 4 + 2 * index, 4, 5 + 2 * index)
    book.put(4, last, TOTAL)
    book.merge(4, last, 5, last)
    for index in range(2 * len(GRADES)):
        book.put(5, 4 + index, SEXES[index % 2][0])
    row, previous, sums = 6, None, [0] * (2 * len(GRADES))
    for number, (area, code, name, cells, arabic) in enumerate(schools):
        if area != previous:
            book.put(row, 1, area[0])
        previous = area
        book.put(row, 2, code)
        book.put(row, 3, name)
        for index, value in enumerate(cells):
            sums[index] += value or 0
            if value is None:
                book.put(row, 4 + index, "-" if index % 2 else "")
            elif number == spoilt and index == 2:
                book.put(row, 4 + index, "1,018")
            elif arabic:
                book.put(row, 4 + index, str(value).translate(ARABIC))
            else:
                book.put(row, 4 + index, value)
        book.put(row, last, sum(v or 0 for v in cells))
        row += 1
    book.put(row, 1, TOTAL)
    for index, value in enumerate(sums):
        book.put(row, 4 + index, value)
    book.put(row, last, sum(sums))
    return book


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--schools", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    schools, place = invent(max(options.schools, len(AREAS)), options.seed)
    sheet(schools, None).write(os.path.join(options.folder, "school-census.xlsx"), "إحصاء 2024")
    sheet(schools, place).write(os.path.join(options.folder, "school-census-with-error.xlsx"), "إحصاء 2024")
    with open(os.path.join(options.folder, "expected.csv"), "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["ref_area", "school_year", "measure", "level", "grade", "sex", "subject_id", "value"])
        for area, code, _, cells, _ in schools:
            for index, value in enumerate(cells):
                level = "L1" if index < 12 else "L2"
                out.writerow([area[1], "2023/2024", "STU", level, f"G{index // 2 + 1}", SEXES[index % 2][1],
                              f"fac:{code}", "" if value is None else value])
    total = sum(v or 0 for s in schools for v in s[3])
    print(f"{len(schools)} schools, {len(schools) * 2 * len(GRADES)} cells, "
          f"{sum(v is None for s in schools for v in s[3])} without information, {total} learners")


if __name__ == "__main__":
    main()
