"""Workbooks read back by openpyxl: every cell as it was, whatever stands in it; what a cell cannot hold is reported."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from factbase.render.exports import sheet as sheets
from factbase.render.exports.sheet import Sheet
from tests.exports.facts import TEXTS

CELLS = st.one_of(
    TEXTS,
    st.text(st.characters(exclude_categories=("Cs",))),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1800, 1, 1), date(2200, 1, 1)),
    st.none(),
    st.lists(TEXTS, max_size=3),
)


def expected(value: Any) -> Any:
    """What a reader should find: nothing for nothing, lists as JSON, days that spreadsheets cannot count as text."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if value else None
    if isinstance(value, date):
        return value if value >= date(1900, 3, 1) else value.isoformat()
    return None if value == "" else value


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_cells_are_read_as_they_were_written(rows: list[list[Any]]) -> None:
    file = io.BytesIO()
    made = Sheet(file, ("a", "b", "c"), {})
    for row in rows:
        made.write(row)
    assert made.close() == ""
    space = {"x": sheets.MAIN}
    read: list[list[Any]] = []
    for row in ElementTree.fromstring(file.getvalue()).findall(".//x:row", space)[1:]:
        cells = {c.get("r", "")[0]: _cell(c, space) for c in row.findall("x:c", space)}
        read.append([cells.get(letter) for letter in "ABC"])
    assert read == [[expected(v) for v in row] for row in rows]


def _cell(cell: ElementTree.Element, space: dict[str, str]) -> Any:
    if cell.get("t") == "inlineStr":
        return unescape(cell.findtext("x:is/x:t", "", space))
    number = cell.findtext("x:v", "", space)
    if cell.get("t") == "b":
        return number == "1"
    if cell.get("s"):
        return date.fromordinal(date(1899, 12, 30).toordinal() + int(number))
    return int(number) if number.lstrip("-").isdecimal() else float(number)


def test_openpyxl_finds_equal_values_on_every_sheet(
    run: Callable[..., Any], own_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "ROWS", 101)
    monkeypatch.setattr(sheets, "LINKS", 7)
    long = "长" * 40_000
    with duckdb.connect(str(own_store)) as connection:
        connection.execute("UPDATE document SET url = 'https://example.org/?a=1&b=\"x\"'")
        connection.execute("UPDATE fact SET note = ' two  spaces\n=1+1' WHERE key = 'h100-compute'")
        connection.execute("UPDATE fact SET value = 20.019999999999996 WHERE key = 'h100-compute'")
        connection.execute("UPDATE fact SET note = ? WHERE key = 'chatgpt-electricity'", [long])
        want = connection.execute(
            "SELECT id, value, note FROM facts WHERE status = 'accepted' ORDER BY document, span_start, id"
        ).fetchall()
    done = run("export", "-o", tmp_path / "f.xlsx", "--db", own_store)
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    count = -(-len(want) // 100)
    names = ["facts", *(f"facts {n}" for n in range(2, count + 1))]
    assert book.sheetnames == [*names, "documents", "dictionary"]
    titles = [c.value for c in book["facts"][1]]
    at = [titles.index(n) for n in ("id", "value", "note")]
    got = [tuple(row[i] for i in at) for n in names for row in book[n].iter_rows(min_row=2, values_only=True)]
    assert got == [(i, value, note[:32_767] or None) for i, value, note in want]
    assert "1 texts are longer than a cell holds (32,767) and were cut" in done.stderr
    links = [cell for (cell,) in book["facts"].iter_rows(min_col=23, max_col=23) if cell.hyperlink]
    assert len(links) == 7
    assert links[0].hyperlink.target == 'https://example.org/?a=1&b="x"'
    assert book["facts"].auto_filter.ref == f"A1:AK{101}"


def test_every_part_is_well_formed(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    run("export", "-o", tmp_path / "f.xlsx", "--db", seed_store)
    with zipfile.ZipFile(tmp_path / "f.xlsx") as archive:
        parts = archive.namelist()
        for part in parts:
            ElementTree.fromstring(archive.read(part))
        types = archive.read("[Content_Types].xml").decode()
    assert len(parts) == len(set(parts))
    assert all(f"/{p}" in types for p in parts if p.startswith("xl/") and not p.endswith(".rels"))
