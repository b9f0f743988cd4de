"""Charts: the marks hold what the facts say, the screen and the pictures show them, and what cannot be drawn is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factbase.errors import UsageError, display_width
from factbase.render import chart_file
from factbase.render.chart_spec import chart_spec
from factbase.render.chart_text import chart_card
from factbase.service.chart import Chart, ChartRequest, Mark, chart


def marks(run: Callable[..., Any], store: Path, *arguments: str) -> list[dict[str, Any]]:
    done = run("chart", *arguments, "--format", "json", "--db", store)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)["marks"]


def test_the_ladder_is_that_of_compare(run: Callable[..., Any], seed_store: Path) -> None:
    drawn = {m["label"]: m for m in marks(run, seed_store, "ladder", "H100", "--metric", "overall_compute")}
    compared = json.loads(run("compare", "H100", "A100", "--format", "json", "--db", seed_store).stdout)
    rung = drawn["Nvidia A100"]
    assert rung["value"] == pytest.approx(1 / 3.2)
    assert rung["widest_low"] == pytest.approx(float(_number(compared["inverse"]["widest_low"])))
    third = {m["label"]: m for m in marks(run, seed_store, "ladder", "A100")}["Shensuan-3"]
    assert (third["low"] is not None, third["high"], third["modality"]) == (True, None, "forecast")


def _number(text: Any) -> float:
    from fractions import Fraction

    return float(Fraction(text)) if isinstance(text, str) else text


def test_funding_in_one_currency_equals_query(run: Callable[..., Any], seed_store: Path) -> None:
    drawn = marks(run, seed_store, "funding", "--currency", "EUR")
    rows = json.loads(
        run("query", "funding", "--currency", "EUR", "--format", "json", "--db", seed_store).stdout
    )
    assert {(m["fact_ids"][0], m["value"]) for m in drawn} == {(r["id"], r["value"]) for r in rows}
    assert any("@2024-02-12" in m["text"] for m in drawn)
    assert drawn[0]["value"] == max(m["value"] or 0 for m in drawn)
    done = run("chart", "funding", "--db", seed_store)
    assert done.exit_code == 2
    assert "--currency" in done.stderr


def test_time_orders_days_and_keeps_worlds_apart(run: Callable[..., Any], seed_store: Path) -> None:
    drawn = marks(run, seed_store, "time", "united-states", "--metric", "semiconductor_output")
    days = [m["day"] for m in drawn]
    assert days == sorted(days)
    assert {m["modality"] for m in drawn} == {"actual", "forecast"}


def test_the_screen_in_both_languages(run: Callable[..., Any], seed_store: Path) -> None:
    english = run("chart", "ladder", "A100", "--db", seed_store).stdout
    chinese = run("chart", "ladder", "A100", "--lang", "zh", "--db", seed_store).stdout
    assert "Nvidia H100  ████" in english
    assert "→" in english
    assert "科技铭程 2024-02-15" in english
    assert "英伟达H100" in chinese
    assert "最宽读法" in chinese
    bars = [line for line in chinese.splitlines() if "█" in line and "倍" in line]
    assert len({display_width(line[: line.index("█")]) for line in bars}) == 1


CASES = (
    Mark("a", 3.0, 3.0, 3.0, 2.5, 3.5, "actual", "exact", "3", "x", ("f1",), date(2024, 1, 1)),
    Mark("a", 2.0, 2.0, None, 2.0, None, "target", "at_least", "≥ 2", "x", ("f2",), date(2025, 1, 1)),
    Mark("b", None, 1.0, 4.0, 1.0, 4.0, "forecast", "range", "1 – 4", "y", ("f3",), date(2030, 1, 1)),
    Mark("c", 1.0, None, 1.0, 0.0, 1.0, "plan", "at_most", "≤ 1", "y", ("f4",), date(2026, 1, 1)),
)  # fmt: skip


def drawing(kind: str = "ladder", marks: tuple[Mark, ...] = CASES) -> Chart:
    return Chart(kind, "title", "1", "ratio", marks, ("x: f1", "y: f3"), (), "en")


def test_bars_show_bounds() -> None:
    lines = chart_card(drawing()).sections[0][1]
    assert lines[0].startswith("a  " + "█" * 27 + "─")
    assert "░→" in lines[1]
    assert lines[2].count("▒") == 9
    assert "▒╌" in lines[2]
    assert "░" not in lines[3]
    assert "█ actual" in chart_card(drawing()).sections[1][1][0]


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_lines_fit_the_terminal_and_keep_both_ends_of_a_label(width: int) -> None:
    long = CASES[0]._replace(
        label="欧洲微电子和通信技术共同利益重要项目 · public funding · 2023", source="科技铭程 2024-02-15"
    )
    lines = chart_card(drawing(marks=(long, *CASES[1:])), width).sections[0][1]
    assert all(display_width(str(line)) <= width - 2 for line in lines)
    assert str(lines[0]).startswith("欧洲")
    assert "2023  █" in str(lines[0])
    assert ("科技铭程" in str(lines[0])) == (width == 140)


@pytest.mark.parametrize("kind", ["ladder", "time"])
def test_the_specification_keeps_every_mark_apart(kind: str) -> None:
    spec = chart_spec(drawing(kind), "sans-serif")
    rows = spec["data"]["values"]
    assert len({r["label"] for r in rows}) == len(rows)
    assert [r["up"] is not None for r in rows] == [False, True, False, False]
    assert [r["down"] is not None for r in rows] == [False, False, False, True]
    assert [r["is_range"] for r in rows] == [False, False, True, False]
    assert {r["world"] for r in rows} == {"actual", "target", "forecast", "plan"}
    json.dumps(spec)


@pytest.mark.parametrize("suffix", [".svg", ".html"])
def test_pictures_hold_labels_and_sources(
    suffix: str, run: Callable[..., Any], seed_store: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"share{suffix}"
    done = run("chart", "share", "--lang", "zh", "-o", path, "--db", seed_store)
    assert done.exit_code == 0, done.stderr
    text = path.read_text(encoding="utf-8")
    assert "欧盟" in text
    assert "观察者网" in text
    if suffix == ".html":
        assert "http-equiv" not in text
        assert 'src="http' not in text


def test_a_png_needs_a_font_for_chinese(
    run: Callable[..., Any], seed_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chart_file, "chinese_fonts", tuple)
    done = run("chart", "share", "--lang", "zh", "-o", tmp_path / "s.png", "--db", seed_store)
    assert done.exit_code == 2
    assert "这台机器上没有中文字体" in done.stderr
    assert list(tmp_path.iterdir()) == []
    chart_file.write_chart(drawing(), tmp_path / "latin.png")
    assert (tmp_path / "latin.png").read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_drawn_is_said(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    for arguments, said in (
        (("pie",), "no chart is called"),
        (("time",), "needs a subject"),
        (("time", "nobody"), "no entity is called"),
        (("ladder", "gpt-4"), "name a --metric"),
        (("share", "-o", str(tmp_path / "no" / "s.svg")), "cannot write"),
    ):
        done = run("chart", *arguments, "--db", seed_store)
        assert done.exit_code == 2, arguments
        assert said in done.stderr


def test_an_empty_chart_is_an_error(seed_store: Path) -> None:
    with pytest.raises(UsageError):
        chart(seed_store, ChartRequest("share", "gpt-4"))
