#!/usr/bin/env python3
"""The cells that pdfplumber sees in the ruled tables of PDF files, as CSV.

Test-only reference: nothing of the program is used here, so that its own cells can be compared with these.

    python3 tests/reference/pdf_cells.py FILE.pdf ...              one row per non-empty cell
    python3 tests/reference/pdf_cells.py --summary FILE.pdf ...    one row per table (tests/golden/native-cells.csv)

Columns: document, page, table, row, col, text; with --summary document, page, table, rows, cols, non_empty,
numeric_cells. Pages, tables, rows and columns count from 1. Tables of a page are ordered by their upper edge, then by
their left one. A row is a distinct upper edge of a cell, a column a distinct left edge, so a merged cell stands once,
at its upper left corner. All white space is taken out of the text. Needs `pip install pdfplumber` (checked with 0.11).
"""

import csv
import re
import sys
from pathlib import Path

import pdfplumber

# An amount, a count, a rate or a code: what a reader would call a number.
NUMERIC = re.compile(r"[-−]?\d[\d,]*(\.\d+)?[%％]?")


def tables(path):
    """Yields (page, table, grid); a grid is a list of rows of texts without white space ("" for none)."""
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            found = sorted(page.find_tables(), key=lambda table: (table.bbox[1], table.bbox[0]))
            for index, table in enumerate(found, 1):
                yield number, index, [[re.sub(r"\s", "", cell or "") for cell in row] for row in table.extract()]
            page.close()


def main(arguments):
    """Writes the CSV to standard output; returns the exit code."""
    summary = "--summary" in arguments
    paths = [Path(argument) for argument in arguments if argument != "--summary"]
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    out = csv.writer(sys.stdout, lineterminator="\n")
    head = "document page table rows cols non_empty numeric_cells" if summary else "document page table row col text"
    out.writerow(head.split())
    for path in paths:
        for page, table, grid in tables(path):
            if summary:
                texts = [text for row in grid for text in row if text]
                numeric = sum(1 for text in texts if NUMERIC.fullmatch(text))
                out.writerow([path.name, page, table, len(grid), len(grid[0]), len(texts), numeric])
                continue
            for r, row in enumerate(grid, 1):
                for c, text in enumerate(row, 1):
                    if text:
                        out.writerow([path.name, page, table, r, c, text])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
