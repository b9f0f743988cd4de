"""A chart on a terminal: one line a mark, the bar up to its figure, bounds and doubt drawn beyond it."""

from __future__ import annotations

from factbase.errors import display_width
from factbase.service.chart import Chart, Mark, axis_text
from factbase.service.view import Card
from factbase.vocabulary.words import load_words

__all__ = ["chart_card", "reach"]

_BAR = 36
_LABEL = 44
# How a bar is filled: what is so, what someone estimates, and what is only meant to be.
_FILLS = {"actual": "█", "estimate": "▓", "forecast": "▒", "target": "░", "plan": "░"}


def chart_card(chart: Chart) -> Card:
    """The chart as lines of text, and its marks as data."""
    words = load_words(chart.lang)
    top = max((reach(m) for m in chart.marks), default=1.0) or 1.0
    wide = min(_LABEL, max(display_width(m.label) for m in chart.marks))
    figures = max(display_width(m.text) for m in chart.marks)
    lines = [
        f"{_padded(_cut(m.label, wide), wide)}  {_bar(m, top)}  {_padded(m.text, figures)}  {_day(m, chart)}{m.source}".rstrip()
        for m in chart.marks
    ]
    scale = f"{_padded('', wide)}  0{_right(axis_text(top, chart, words), _BAR - 1)}"
    used = dict.fromkeys(m.modality for m in chart.marks)
    legend = [f"{_FILLS[m]} {words.term(m)}" for m in used]
    legend += [
        f"╌ {words.say('stated bounds')}",
        f"─ {words.say('widest reading')}",
        f"→ {words.say('no bound')}",
    ]
    sections = (
        ("", (*lines, scale)),
        ("", ("   ".join(legend),)),
        ("sources", chart.sources),
    )
    data = {
        "chart": chart.kind,
        "title": chart.title,
        "unit": chart.unit,
        "marks": [{**m._asdict(), "fact_ids": list(m.fact_ids)} for m in chart.marks],
    }
    return Card(chart.title, data, sections, notes=chart.notes)


def reach(mark: Mark) -> float:
    """The largest number that a mark's drawing has to show."""
    known = [n for n in (mark.value, mark.low, mark.high, mark.widest_high, mark.widest_low) if n is not None]
    return max(known, default=0.0)


def _bar(mark: Mark, top: float) -> str:
    """Full cells up to the figure (an interval: its low end), then its bounds and the widest reading."""

    def cells(number: float | None) -> int:
        return 0 if number is None else max(0, min(_BAR, round(number / top * _BAR)))

    start = mark.value if mark.value is not None else mark.low
    line = [" "] * (_BAR + 1)
    for n in range(cells(mark.widest_low), cells(mark.widest_high)):
        line[n] = "─"
    for n in range(cells(mark.low if mark.low is not None else start), cells(mark.high)):
        line[n] = "╌"
    for n in range(cells(start)):
        line[n] = _FILLS[mark.modality]
    if mark.low is not None and mark.high is None:
        line[min(_BAR, max(cells(start), cells(mark.low)))] = "→"
    if mark.low is None and mark.high is not None:
        for n in range(cells(mark.high)):
            line[n] = "╌"
    return "".join(line)


def _day(mark: Mark, chart: Chart) -> str:
    return f"{mark.day}  " if chart.kind == "time" else ""


def _cut(text: str, width: int) -> str:
    if display_width(text) <= width:
        return text
    while display_width(text) > width - 1:
        text = text[:-1]
    return text + "…"


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - display_width(text))


def _right(text: str, width: int) -> str:
    return " " * max(0, width - display_width(text)) + text
