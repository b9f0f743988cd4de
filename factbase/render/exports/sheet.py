"""One sheet of a workbook as XML (Office Open XML, ISO/IEC 29500), written a row at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import IO, Any
from xml.sax.saxutils import quoteattr

__all__ = ["CHARACTERS", "LINKS", "MAIN", "ROWS", "STYLES", "Sheet", "column_letters"]

# The limits of the format: rows of a sheet, links of a sheet, characters of a cell.
ROWS, LINKS, CHARACTERS = 1_048_576, 65_530, 32_767
# Beyond this a zip archive needs an extension that some spreadsheets warn about.
_BYTES = 1_900_000_000
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD, _DAY, _LINK = 1, 2, 3
# Day 0 of the calendar of spreadsheets, which has a 29 February 1900: only later days can be written as numbers.
_EPOCH, _FIRST = date(1899, 12, 30), date(1900, 3, 1)
# What XML cannot hold stands as _xHHHH_, and so does the line that would be read as one.
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MAY_BE_BLANK = (str, list)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><u/><sz val="11"/><color rgb="FF0B57D0"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEEF2F7"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class Sheet:
    """A sheet in the making, its header frozen and filterable. `cut` counts texts longer than a cell holds."""

    def __init__(self, file: IO[bytes], titles: Sequence[str], widths: Mapping[str, int]) -> None:
        self._file, self._letters = file, [column_letters(n) for n in range(len(titles))]
        self.count, self.cut, self._size = 0, 0, 0
        self._links: list[tuple[str, str]] = []
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{widths.get(title, 13)}" customWidth="1"/>'
            for n, title in enumerate(titles, 1)
        )
        self._put(
            f'<worksheet xmlns="{MAIN}" xmlns:r="{_RELATED}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f"<cols>{columns}</cols><sheetData>"
        )
        self.write(titles, style=_HEAD)

    @property
    def is_full(self) -> bool:
        """Whether no further row has room."""
        return self.count >= ROWS or self._size > _BYTES

    @property
    def area(self) -> str:
        """Its cells as absolute references: `$A$1:$AK$190`."""
        return f"$A$1:${self._letters[-1]}${self.count}"

    def write(self, values: Iterable[Any], links: Mapping[int, str] | None = None, style: int = 0) -> None:
        """One row, nothing for nothing; `links` are the addresses of columns by their place, as far as a sheet has room."""
        self.count += 1
        row, cells = f"{self.count}", [f'<row r="{self.count}">']
        for n, value in enumerate(values):
            if not value and (value is None or value.__class__ in _MAY_BE_BLANK):
                continue
            at, used = self._letters[n] + row, style
            if links and n in links and len(self._links) < LINKS:
                self._links.append((at, links[n]))
                used = _LINK
            cells.append(self._cell(at, value, used))
        cells.append("</row>")
        self._put("".join(cells))

    def close(self) -> str:
        """Write the end; the sheet's relations as XML, empty where it has no links."""
        links = "".join(f'<hyperlink ref="{at}" r:id="rId{n}"/>' for n, (at, _) in enumerate(self._links, 1))
        self._put(
            f'</sheetData><autoFilter ref="{self.area.replace("$", "")}"/>'
            + (f"<hyperlinks>{links}</hyperlinks>" if links else "")
            + "</worksheet>"
        )
        return "".join(
            f'<Relationship Id="rId{n}" Type="{_RELATED}/hyperlink" Target={quoteattr(url)} TargetMode="External"/>'
            for n, (_, url) in enumerate(self._links, 1)
        )

    def _put(self, text: str) -> None:
        data = text.encode()
        self._size += len(data)
        self._file.write(data)

    def _cell(self, at: str, value: Any, style: int) -> str:
        """One typed cell."""
        kind = value.__class__
        if kind is not str:
            if kind is bool:
                return f'<c r="{at}" t="b"><v>{value:d}</v></c>'
            if kind is float or kind is int:
                return f'<c r="{at}"><v>{value!r}</v></c>'
            if kind is date and value >= _FIRST:
                return f'<c r="{at}" s="{_DAY}"><v>{(value - _EPOCH).days}</v></c>'
            value = json.dumps(value, ensure_ascii=False) if kind is list else str(value)
        if len(value) > CHARACTERS:
            value = value[:CHARACTERS]
            self.cut += 1
        if _SPECIAL.search(value):
            value = _SPECIAL.sub(lambda m: _NAMED.get(m[0]) or f"_x{ord(m[0]):04X}_", value)
        styled = f' s="{style}"' if style else ""
        return f'<c r="{at}"{styled} t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def column_letters(place: int) -> str:
    """The name of a column by its place from 0.

    >>> column_letters(0), column_letters(26), column_letters(701), column_letters(702)
    ('A', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
