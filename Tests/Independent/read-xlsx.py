#!/usr/bin/env python3
"""Reads a workbook without any library for it and prints its cells, one a line: sheet, cell, kind, value.

The kinds are those of the file itself: s text, n number, f formula. What the sheet is set up to be comes first, as lines
of kind `view`, `width`, `print`. Tests hold the product's workbooks against it.
"""
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def main(path):
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        book = ET.fromstring(file.read("xl/workbook.xml"))
        links = {r.get("Id"): r.get("Target") for r in ET.fromstring(file.read("xl/_rels/workbook.xml.rels"))}
        shared = []
        if "xl/sharedStrings.xml" in file.namelist():
            for item in ET.fromstring(file.read("xl/sharedStrings.xml")):
                shared.append("".join(t.text or "" for t in item.iter(MAIN + "t")))
        for name in book.iter(MAIN + "definedName"):
            print("-", "-", "print", f"{name.get('name')} {name.text}", sep="\t")
        for sheet in book.iter(MAIN + "sheet"):
            read(sheet.get("name"), ET.fromstring(file.read("xl/" + links[sheet.get(REL + "id")])), shared)


def read(name, sheet, shared):
    for pane in sheet.iter(MAIN + "pane"):
        print(name, "-", "view", f"{pane.get('state')} {pane.get('topLeftCell')}", sep="\t")
    for col in sheet.iter(MAIN + "col"):
        print(name, col.get("min"), "width", col.get("width"), sep="\t")
    for cell in sheet.iter(MAIN + "c"):
        kind, value = cell.get("t", "n"), cell.find(MAIN + "v")
        if cell.find(MAIN + "f") is not None:
            print(name, cell.get("r"), "f", cell.find(MAIN + "f").text, sep="\t")
        elif kind == "inlineStr":
            text = "".join(t.text or "" for t in cell.iter(MAIN + "t"))
            print(name, cell.get("r"), "s", unescaped(text), sep="\t")
        elif value is not None:
            text = unescaped(shared[int(value.text)]) if kind == "s" else value.text
            print(name, cell.get("r"), "s" if kind in ("s", "str") else kind, text, sep="\t")


def unescaped(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


main(sys.argv[1])
