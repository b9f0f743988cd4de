"""The Python API: typed objects, and the same rows as frames, files and HTML."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import factbase
from factbase.errors import UsageError
from factbase.render.html import card_html, chart_html, table_html
from factbase.service.view import Column, Table
from factbase.store.select import COLUMNS


@pytest.fixture
def fb(seed_store: Path) -> Iterator[factbase.Factbase]:
    with factbase.open(seed_store) as opened:
        yield opened


def test_objects_and_rows_are_the_same_facts(fb: factbase.Factbase) -> None:
    facts = fb.facts("share")
    assert facts
    assert [f.id for f in facts] == [row[0] for row in facts.table.rows]
    assert all(f.kind == "share" for f in facts)


def test_frames_have_equal_values_and_types(fb: factbase.Factbase) -> None:
    import polars
    import pyarrow

    facts = fb.facts()
    rows = list(facts.table.rows)
    arrow, pandas, frame = facts.to_arrow(), facts.to_pandas(), facts.to_polars()
    assert arrow.column_names == list(pandas.columns) == frame.columns == list(COLUMNS)
    assert [tuple(r.values()) for r in arrow.to_pylist()] == rows
    assert frame.rows() == rows
    assert arrow.schema.field("period_start").type == pyarrow.date32()
    assert frame.schema["members"] == polars.List(polars.String)
    assert str(pandas["value"].dtype) == "float64"
    assert str(pandas["span_start"].dtype) == "int64"
    values = [None if v != v else v for v in pandas["value"]]
    assert values == [row[COLUMNS.index("value")] for row in rows]
    days = [None if str(d) == "NaT" else date.fromisoformat(str(d)[:10]) for d in pandas["period_start"]]
    assert days == [row[COLUMNS.index("period_start")] for row in rows]


def test_no_facts_still_have_their_columns(fb: factbase.Factbase) -> None:
    facts = fb.facts("share", about="no such words")
    assert (len(facts), facts.to_arrow().num_rows, len(facts.to_pandas()), facts.to_polars().height) == (
        0,
        0,
        0,
        0,
    )
    assert facts.to_polars().columns == list(COLUMNS)


def test_a_converted_list_has_converted_rows(fb: factbase.Factbase) -> None:
    facts = fb.facts("funding", currency="EUR")
    frame = facts.to_pandas()
    assert set(frame["unit"]) == {"EUR"}
    assert str(frame["rate_date"].dtype).startswith("datetime64")
    assert {f.unit for f in facts} > {"EUR"}


def test_a_missing_package_is_said(fb: factbase.Factbase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(UsageError, match="pip install polars"):
        fb.facts("share").to_polars()


def test_export_from_python(fb: factbase.Factbase, tmp_path: Path) -> None:
    assert fb.export(tmp_path / "f.jsonl", "share", subjects="united-states") == ()
    records = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {r["subject"] for r in records} == {"united-states"}


def test_html_escapes_and_marks() -> None:
    table = Table(
        "<t>", (Column("n", "number"), Column("text")), ((1, "<b>&\n"), (None, "x")), notes=("a < b",)
    )
    html = table_html(table)
    assert "<b>" not in html.replace("<tbody>", "")
    assert "&lt;b&gt;&amp;<br>" in html
    assert "text-align:right" in html
    assert "a &lt; b" in html


def test_notebook_views(fb: factbase.Factbase) -> None:
    assert "Nvidia H100" in fb.facts("performance_ratio")._repr_html_()
    assert "proof" in card_html(fb.compare("深算二号", "H100"))
    assert chart_html(fb.chart("ladder", "A100")).startswith("<svg")


def test_an_export_leaves_the_connection_as_it_was(fb: factbase.Factbase, tmp_path: Path) -> None:
    fb.connection.execute("SET memory_limit = '700MB'")
    asked = "SELECT current_setting('memory_limit'), current_setting('threads')"
    before = fb.connection.execute(asked).fetchone()
    for name in ("f.csv", "f.parquet", "f.xlsx", "f.md"):
        fb.export(tmp_path / name)
    with pytest.raises(UsageError):
        fb.export(tmp_path / "no" / "f.csv")
    assert fb.connection.execute(asked).fetchone() == before


def test_a_store_that_stands_where_nothing_can_be_written(
    fb: factbase.Factbase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != fb.path.absolute().parent)
    fb.connection.execute("SELECT 1")
    fb.export(tmp_path / "f.csv")
    (place,) = fb.connection.execute("SELECT current_setting('temp_directory')").fetchone() or ("",)
    assert Path(place).parent == Path(tempfile.gettempdir())
