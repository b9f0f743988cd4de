"""A chart as a Vega-Lite specification: points with their stated bounds, widest readings and arrows for open sides."""

from __future__ import annotations

from collections import Counter
from typing import Any

from factbase.phrase import Words
from factbase.render.chart_text import reach
from factbase.service.chart import Chart, Mark
from factbase.vocabulary.words import load_words

__all__ = ["chart_spec"]

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
# Colours that the colour-blind tell apart (Okabe and Ito, 2008); shape and dash say the same once more.
_WORLDS = {
    "actual": ("#0072B2", "circle"),
    "estimate": ("#56B4E9", "circle"),
    "forecast": ("#CC79A7", "diamond"),
    "target": ("#D55E00", "triangle-up"),
    "plan": ("#E69F00", "square"),
}
_ROW = 26
_WIDTH = 560
_LINE = 13
_LOG_FROM = 200
# Large numbers of an axis in the words of the language.
_AMOUNTS = {
    "en": "replace(replace(replace(format(datum.value, '~s'), 'G', ' billion'), 'M', ' million'), 'T', ' trillion')",
    "zh": "abs(datum.value) >= 1e8 ? format(datum.value / 1e8, ',~g') + '亿' : abs(datum.value) >= 1e4 ?"
    " format(datum.value / 1e4, ',~g') + '万' : format(datum.value, '~g')",
}


def chart_spec(chart: Chart, fonts: str) -> dict[str, Any]:
    """The specification of a picture, with the sources as its caption; `fonts` is a CSS list of font families."""
    words = load_words(chart.lang)
    shown = list(dict.fromkeys(words.term(m.modality) for m in chart.marks))
    worlds = {words.term(name): look for name, look in _WORLDS.items()}
    seen: Counter[str] = Counter()
    rows = []
    for number, mark in enumerate(chart.marks):
        # A row is known by its label; a second one of the same gets a character that nobody sees.
        rows.append(_row(mark, number, words, chart) | {"label": mark.label + "\u200b" * seen[mark.label]})
        seen[mark.label] += 1
    color = {"field": "world", "type": "nominal", "title": None,
             "scale": {"domain": shown, "range": [worlds[w][0] for w in shown]}}  # fmt: skip
    shape = {"field": "world", "type": "nominal", "title": None,
             "scale": {"domain": shown, "range": [worlds[w][1] for w in shown]}}  # fmt: skip
    picture = _over_time(chart, color, shape) if chart.kind == "time" else _in_rows(chart, color, shape)
    return {
        "$schema": _SCHEMA,
        "title": {"text": chart.title, "anchor": "start", "fontSize": 16, "offset": 12},
        "data": {"values": rows},
        "vconcat": [picture, _caption(chart)],
        "spacing": 8,
        "background": "white",
        "padding": 12,
        "config": {"font": fonts, "view": {"stroke": None}, "axis": {"labelLimit": 560, "gridColor": "#E5E8EB"},
                   "legend": {"orient": "top", "symbolSize": 90, "symbolOpacity": 1}},
    }  # fmt: skip


def _row(mark: Mark, number: int, words: Words, chart: Chart) -> dict[str, Any]:
    start = mark.value if mark.value is not None else mark.low if mark.low is not None else mark.high
    is_open_up = mark.high is None and mark.low is not None
    is_open_down = mark.low is None and mark.high is not None and mark.hedge in ("less_than", "at_most")
    return {
        "row": number, "label": mark.label, "value": start, "low": mark.low, "high": mark.high,
        "least": mark.widest_low, "most": mark.widest_high, "world": words.term(mark.modality),
        "text": _text(mark, chart), "source": mark.source, "day": str(mark.day) if mark.day else None,
        "up": start if is_open_up else None, "down": start if is_open_down else None,
        "is_range": mark.value is None and mark.low is not None and mark.high is not None,
    }  # fmt: skip


def _text(mark: Mark, chart: Chart) -> str:
    """The words beside a mark; where rows do not name it, with what sets it apart from the others of its subject."""
    apart = mark.label.partition(" · ")[2]
    return f"{mark.text} · {apart}" if chart.kind == "time" and apart else mark.text


def _scale(chart: Chart) -> dict[str, Any]:
    """Linear from zero, but logarithmic where the largest figure would hide the smallest."""
    tops = [reach(m) for m in chart.marks]
    least = min((t for t in tops if t > 0), default=0.0)
    if chart.wording != "share" and least and max(tops) / least > _LOG_FROM:
        return {"type": "log", "nice": False}
    return {"zero": True, "nice": True}


def _axis(chart: Chart) -> dict[str, Any]:
    formats = {"share": ".0%", "ratio": "~g"}
    title = None if chart.unit == "1" else load_words(chart.lang).unit(chart.unit)
    if chart.wording in formats:
        return {"title": title, "format": formats[chart.wording], "grid": True}
    return {"title": title, "labelExpr": _AMOUNTS[chart.lang], "grid": True}


def _in_rows(chart: Chart, color: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    """Marks below each other, the figure along x."""
    y = {"field": "label", "type": "nominal", "title": None,
         "sort": {"field": "row", "op": "min"}, "axis": {"domain": False, "ticks": False, "labelPadding": 8}}  # fmt: skip
    x = {"field": "value", "type": "quantitative", "scale": _scale(chart), "axis": _axis(chart)}
    return {
        "width": _WIDTH,
        "height": {"step": _ROW},
        "encoding": {"y": y, "color": color, "tooltip": _TOOLTIP},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.55}, "transform": [_has("least", "most")],
             "encoding": {"x": {**x, "field": "least"}, "x2": {"field": "most"}}},
            {"mark": {"type": "rule", "strokeWidth": 6, "opacity": 0.45}, "transform": [_has("low", "high")],
             "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}}},
            {"mark": {"type": "text", "text": "→", "align": "left", "dx": 7, "fontSize": 17}, "transform": [_has("up")],
             "encoding": {"x": {**x, "field": "up"}}},
            {"mark": {"type": "text", "text": "←", "align": "right", "dx": -7, "fontSize": 17}, "transform": [_has("down")],
             "encoding": {"x": {**x, "field": "down"}}},
            {"mark": {"type": "point", "filled": True, "size": 80, "opacity": 1}, "transform": [{"filter": "!datum.is_range"}],
             "encoding": {"x": x, "shape": shape}},
            {"mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11, "color": "#333"},
             "encoding": {"x": {"value": _WIDTH + 12}, "text": {"field": "text"}, "color": {"value": "#333"}}},
        ],
    }  # fmt: skip


def _over_time(chart: Chart, color: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    """Marks by their day, the figure along y."""
    x = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "axis": {"format": _day_format(chart), "labelAngle": -30, "grid": False},
    }
    y = {"field": "value", "type": "quantitative", "scale": _scale(chart), "axis": _axis(chart)}
    return {
        "width": _WIDTH,
        "height": 300,
        "encoding": {"x": x, "color": color, "tooltip": _TOOLTIP},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.55}, "transform": [_has("least", "most")],
             "encoding": {"y": {**y, "field": "least"}, "y2": {"field": "most"}}},
            {"mark": {"type": "rule", "strokeWidth": 6, "opacity": 0.45}, "transform": [_has("low", "high")],
             "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}}},
            {"mark": {"type": "text", "text": "↑", "baseline": "bottom", "dy": -6, "fontSize": 17}, "transform": [_has("up")],
             "encoding": {"y": {**y, "field": "up"}}},
            {"mark": {"type": "point", "filled": True, "size": 80, "opacity": 1}, "transform": [{"filter": "!datum.is_range"}],
             "encoding": {"y": y, "shape": shape}},
            {"mark": {"type": "text", "align": "left", "dx": 10, "dy": -2, "fontSize": 11},
             "encoding": {"y": y, "text": {"field": "text"}, "color": {"value": "#333"}}},
        ],
    }  # fmt: skip


def _day_format(chart: Chart) -> str:
    days = [m.day for m in chart.marks if m.day]
    return "%Y" if days and (max(days) - min(days)).days > 3 * 365 else "%Y-%m-%d"


_TOOLTIP = [{"field": "label"}, {"field": "text"}, {"field": "world"}, {"field": "source"}]


def _has(*fields: str) -> dict[str, str]:
    return {"filter": " && ".join(f"isValid(datum.{f})" for f in fields)}


def _caption(chart: Chart) -> dict[str, Any]:
    """What the signs mean, then the sources, one a line, below the picture."""
    words = load_words(chart.lang)
    first, *rest = _wrapped(chart.sources) or [""]
    lines = [
        f"━ {words.say('stated bounds')}   ─ {words.say('widest reading')}   → {words.say('no bound')}",
        words.say("{what}: {text}", what=words.term("sources"), text=first),
        *rest,
    ]
    return {
        "data": {"values": [{"n": n, "text": line} for n, line in enumerate(lines)]},
        "width": _WIDTH,
        "height": _LINE * len(lines),
        "mark": {"type": "text", "align": "left", "baseline": "top", "fontSize": 9.5, "color": "#666"},
        "encoding": {"x": {"value": 0}, "y": {"field": "n", "type": "ordinal", "axis": None},
                     "text": {"field": "text"}},
    }  # fmt: skip


def _wrapped(sources: tuple[str, ...]) -> list[str]:
    """Several sources a line, as many as fit."""
    lines: list[str] = []
    for source in sources:
        if lines and len(lines[-1]) + len(source) < 90:
            lines[-1] += f"   {source}"
        else:
            lines.append(source)
    return lines
