"""A workbook: typed cells, a header that stays in sight, links to the sources, and a sheet that says what columns mean.

Written here rather than by a library: a million facts have some twenty-five million cells, and a call for each takes minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from factbase.phrase import phrase
from factbase.render.exports.dictionary import describe
from factbase.render.exports.options import Options
from factbase.render.exports.sheet import CHARACTERS, MAIN, STYLES, Sheet
from factbase.service.export import Extract

__all__ = ["workbook"]

_WIDTHS = {"quote": 60, "subject_label": 20, "as_written": 20, "note": 30, "metric": 20, "subject": 20}
_DOCUMENTS = (
    "id", "title", "publisher", "author", "url", "issue", "published", "accessed", "language", "license",
)  # fmt: skip
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Level 6 takes three times as long for a file a quarter smaller.
_LEVEL = 2


def workbook(extract: Extract, draft: Path, options: Options) -> None:
    """Write an .xlsx row by row, in flat memory. What a cell cannot hold is cut and reported."""
    sources = {d["id"]: d["url"] for d in extract.documents() if d["url"].startswith(("http://", "https://"))}
    with ZipFile(draft, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        book = _Book(archive)
        cut = _facts(book, extract, sources)
        _documents(book, extract, sources)
        _dictionary(book, extract)
        book.close()
    if cut:
        extract.reports.append(
            phrase("{n} texts are longer than a cell holds ({most:,}) and were cut", n=cut, most=CHARACTERS)
        )


def _facts(book: _Book, extract: Extract, sources: Mapping[str, str]) -> int:
    """Every fact, on a further sheet where one is full; how many texts were cut."""
    names = extract.names
    document, rows, cut, number = names.index("document"), extract.rows(), 0, 0
    fact = next(rows, None)
    while fact is not None or number == 0:
        number += 1
        with book.sheet("facts" if number == 1 else f"facts {number}", names, _WIDTHS) as sheet:
            while fact is not None and not sheet.is_full:
                url = sources.get(fact["document"])
                sheet.write(fact.values(), {document: url} if url else None)
                fact = next(rows, None)
        cut += sheet.cut
    return cut


def _documents(book: _Book, extract: Extract, sources: Mapping[str, str]) -> None:
    place = _DOCUMENTS.index("url")
    with book.sheet("documents", _DOCUMENTS, {"title": 30, "publisher": 30, "url": 40}) as sheet:
        for d in extract.documents():
            url = sources.get(d["id"])
            sheet.write([d[name] for name in _DOCUMENTS], {place: url} if url else None)


def _dictionary(book: _Book, extract: Extract) -> None:
    """What each column holds."""
    with book.sheet("dictionary", ("column", "type", "unit", "about"), {"column": 16, "about": 100}) as sheet:
        for column in describe(extract):
            unit = "see the column unit" if column.unit == "{unit}" else column.unit
            sheet.write((column.name, column.kind, unit, column.about))


class _Book:
    """The package of a workbook: its sheets as they come, and at the end the parts that list them."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._sheets: list[tuple[str, str]] = []

    @contextmanager
    def sheet(self, name: str, titles: Sequence[str], widths: Mapping[str, int]) -> Iterator[Sheet]:
        """A new sheet to fill."""
        part = f"sheet{len(self._sheets) + 1}.xml"
        with self._archive.open(f"xl/worksheets/{part}", "w") as file:
            file.write(_XML.encode())
            sheet = Sheet(file, titles, widths)
            yield sheet
            relations = sheet.close()
        self._sheets.append((name, sheet.area))
        if relations:
            self._part(f"xl/worksheets/_rels/{part}.rels", _relations(relations))

    def close(self) -> None:
        """Write the parts that name the sheets."""
        numbers = range(1, len(self._sheets) + 1)
        sheets = "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>'
            for n, (name, _) in enumerate(self._sheets, 1)
        )
        filters = "".join(
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n}" hidden="1">\'{name}\'!{area}</definedName>'
            for n, (name, area) in enumerate(self._sheets)
        )
        self._part(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
            f"<sheets>{sheets}</sheets><definedNames>{filters}</definedNames></workbook>",
        )
        listed = "".join(
            f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        styles = (
            f'<Relationship Id="rId{len(self._sheets) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        )
        self._part("xl/_rels/workbook.xml.rels", _relations(listed + styles))
        self._part("xl/styles.xml", STYLES)
        whole = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        self._part("_rels/.rels", _relations(whole))
        types = "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="{_SHEETS}.{kind}+xml"/>'
            for part, kind in (
                ("workbook", "sheet.main"), ("styles", "styles"), *((f"worksheets/sheet{n}", "worksheet") for n in numbers),
            )
        )  # fmt: skip
        self._part(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        )

    def _part(self, path: str, text: str) -> None:
        # An entry that is opened by its name has one fixed date, so that the same facts give the same bytes.
        with self._archive.open(path, "w") as file:
            file.write((_XML + text).encode())


def _relations(listed: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
