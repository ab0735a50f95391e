#!/usr/bin/env python3
"""Makes NotoSansSC-subset.otf, the face that cards are drawn with: see README.md beside it.

    pip install fonttools==4.68.0
    python3 src/chart/face/make.py NotoSansCJK-Regular.ttc

The same input and the same fonttools give the same bytes: no clock and no other file plays a part."""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE.parents[1]
# The simplified Chinese face of the collection.
SIMPLIFIED = 2


def characters():
    """All of GB 2312, its signs and both levels of its characters, and every character of the program's own data and words,
    which name divisions, bodies and classes beyond it."""
    found = set(map(chr, range(0x20, 0x7F))) | {"\u3013"}
    for row in [*range(0xA1, 0xAA), *range(0xB0, 0xF8)]:
        for cell in range(0xA1, 0xFF):
            try:
                found.add(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    for ending in ("csv", "ftl"):
        for path in SOURCES.rglob(f"*.{ending}"):
            found |= set(path.read_text(encoding="utf-8"))
    # Parts of characters and signs of drawing tables stand in the data as what a damaged document prints: nobody's name.
    return {c for c in found if c >= " " and not 0x2E80 <= ord(c) <= 0x2FDF and not 0x2500 <= ord(c) <= 0x259F}


def main(source):
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.recalc_timestamp = False
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "BASE", "VORG", "vhea", "vmtx", "GDEF", "GPOS", "GSUB"]
    font = TTFont(source, fontNumber=SIMPLIFIED, recalcTimestamp=False)
    maker = subset.Subsetter(options)
    maker.populate(text="".join(sorted(characters())))
    maker.subset(font)
    subset.save_font(font, HERE / "NotoSansSC-subset.otf", options)


if __name__ == "__main__":
    main(sys.argv[1])
