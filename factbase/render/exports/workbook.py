"""A workbook: typed cells, a header that stays in sight, links to the sources, and a sheet that says what columns mean."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from factbase.errors import UsageError
from factbase.render.exports.dictionary import describe
from factbase.render.exports.options import Options
from factbase.service.export import Extract

__all__ = ["workbook"]

# The limits of the format: rows of a sheet, characters of a cell, links of a sheet.
_ROWS, _CHARACTERS, _LINKS = 1_048_576, 32_767, 65_530
_WIDTHS = {"quote": 60, "subject_label": 20, "as_written": 20, "note": 30, "metric": 20, "subject": 20}
_DOCUMENTS = (
    "id",
    "title",
    "publisher",
    "author",
    "url",
    "issue",
    "published",
    "accessed",
    "language",
    "license",
)


def workbook(extract: Extract, draft: Path, options: Options) -> None:
    """Write an .xlsx row by row, in flat memory. What a cell cannot hold is cut and reported.

    Raises `UsageError` where XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise UsageError("xlsx needs XlsxWriter: pip install 'factbase-proof[xlsx]'.") from error
    book = Workbook(
        str(draft),
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    # One fixed date: the same facts give the same bytes.
    book.set_properties({"title": "factbase", "created": datetime(2000, 1, 1)})
    writer = _Writer(book, extract)
    writer.facts()
    writer.documents()
    writer.dictionary()
    book.close()


class _Writer:
    """One workbook in the making."""

    def __init__(self, book: Any, extract: Extract) -> None:
        self.book, self.extract = book, extract
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF2F7", "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.link = book.add_format({"font_color": "#0B57D0", "underline": 1})
        self.sources = {
            d["id"]: d["url"] for d in extract.documents() if d["url"].startswith(("http://", "https://"))
        }
        self.cut = 0

    def sheet(self, name: str, titles: tuple[str, ...], widths: dict[str, int]) -> Any:
        """A new sheet with its header frozen."""
        sheet = self.book.add_worksheet(name)
        for n, title in enumerate(titles):
            sheet.set_column(n, n, widths.get(title, 13))
            sheet.write_string(0, n, title, self.head)
        sheet.freeze_panes(1, 0)
        return sheet

    def facts(self) -> None:
        """Every fact; a further sheet where one is full."""
        names, sheet, row, links, number = self.extract.names, None, _ROWS, 0, 0
        for fact in self.extract.rows():
            if row >= _ROWS:
                number += 1
                sheet = self.sheet("facts" if number == 1 else f"facts {number}", names, _WIDTHS)
                row, links = 1, 0
            assert sheet is not None
            for n, name in enumerate(names):
                if name == "document" and fact[name] in self.sources and links < _LINKS:
                    sheet.write_url(row, n, self.sources[fact[name]], self.link, fact[name])
                    links += 1
                else:
                    self.cell(sheet, row, n, fact[name])
            row += 1
        if sheet is None:
            sheet, row = self.sheet("facts", names, _WIDTHS), 1
        sheet.autofilter(0, 0, row - 1, len(names) - 1)
        if self.cut:
            self.extract.reports.append(
                f"{self.cut} texts are longer than a cell holds ({_CHARACTERS:,}) and were cut"
            )

    def documents(self) -> None:
        """The documents, linked."""
        sheet = self.sheet("documents", _DOCUMENTS, {"title": 30, "publisher": 30, "url": 40})
        for row, document in enumerate(self.extract.documents(), 1):
            for n, name in enumerate(_DOCUMENTS):
                if name == "url" and document["id"] in self.sources:
                    sheet.write_url(row, n, document["url"], self.link)
                else:
                    self.cell(sheet, row, n, document[name])

    def dictionary(self) -> None:
        """What each column holds."""
        sheet = self.sheet("dictionary", ("column", "type", "unit", "about"), {"column": 16, "about": 100})
        for row, column in enumerate(describe(self.extract), 1):
            unit = "see the column unit" if column.unit == "{unit}" else column.unit
            for n, text in enumerate((column.name, column.kind, unit, column.about)):
                sheet.write_string(row, n, text)

    def cell(self, sheet: Any, row: int, column: int, value: Any) -> None:
        """One typed cell; nothing for nothing."""
        if value is None or value == "" or value == []:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value)
        elif hasattr(value, "isoformat"):
            sheet.write_datetime(row, column, value, self.day)
        else:
            text = json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
            self.cut += len(text) > _CHARACTERS
            sheet.write_string(row, column, text[:_CHARACTERS])
