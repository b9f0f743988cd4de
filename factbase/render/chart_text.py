"""A chart on a terminal: one line a mark, the bar up to its figure, bounds and doubt drawn beyond it."""

from __future__ import annotations

from factbase.errors import display_width
from factbase.service.chart import Chart, Mark, axis_text
from factbase.service.view import Card
from factbase.vocabulary.words import load_words

__all__ = ["chart_card", "reach"]

_BAR, _LEAST_BAR = 36, 12
_LABEL, _LEAST_LABEL = 44, 12
_GAPS = 2 + 2 + 2 + 2
# How a bar is filled: what is so, what someone estimates, and what is only meant to be.
_FILLS = {"actual": "█", "estimate": "▓", "forecast": "▒", "target": "░", "plan": "░"}


def chart_card(chart: Chart, width: int = 0) -> Card:
    """The chart as lines of text that fit a terminal of `width` cells (0: any), and its marks as data.

    Where it is narrow the sources, which stand below once more, leave the lines first; then bars and labels shrink.
    """
    words = load_words(chart.lang)
    top = max((reach(m) for m in chart.marks), default=1.0) or 1.0
    figures = max(display_width(m.text) for m in chart.marks)
    tails = [f"{_day(m, chart)}{m.source}".rstrip() for m in chart.marks]
    label = min(_LABEL, max(display_width(m.label) for m in chart.marks))
    if width and label + _BAR + 1 + figures + max(map(display_width, tails)) + _GAPS > width:
        tails = [_day(m, chart).rstrip() for m in chart.marks]
    label, bar = _fitted(label, width - figures - max(map(display_width, tails)) - _GAPS if width else 0)
    lines = [
        f"{_padded(_cut(m.label, label), label)}  {_bar(m, top, bar)}  {_padded(m.text, figures)}  {tail}".rstrip()
        for m, tail in zip(chart.marks, tails, strict=True)
    ]
    scale = f"{_padded('', label)}  0{_right(axis_text(top, chart, words), bar - 1)}"
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


def _fitted(label: int, room: int) -> tuple[int, int]:
    """How wide labels and bars are where both have `room` cells (0: as much as they like)."""
    bar = _BAR if not room else max(_LEAST_BAR, min(_BAR, room - 1 - label))
    return (label if not room else max(_LEAST_LABEL, min(label, room - 1 - bar))), bar


def reach(mark: Mark) -> float:
    """The largest number that a mark's drawing has to show."""
    known = [n for n in (mark.value, mark.low, mark.high, mark.widest_high, mark.widest_low) if n is not None]
    return max(known, default=0.0)


def _bar(mark: Mark, top: float, width: int) -> str:
    """Full cells up to the figure (an interval: its low end), then its bounds and the widest reading."""

    def cells(number: float | None) -> int:
        return 0 if number is None else max(0, min(width, round(number / top * width)))

    start = mark.value if mark.value is not None else mark.low
    line = [" "] * (width + 1)
    for n in range(cells(mark.widest_low), cells(mark.widest_high)):
        line[n] = "─"
    for n in range(cells(mark.low if mark.low is not None else start), cells(mark.high)):
        line[n] = "╌"
    for n in range(cells(start)):
        line[n] = _FILLS[mark.modality]
    if mark.low is not None and mark.high is None:
        line[min(width, max(cells(start), cells(mark.low)))] = "→"
    if mark.low is None and mark.high is not None:
        for n in range(cells(mark.high)):
            line[n] = "╌"
    return "".join(line)


def _day(mark: Mark, chart: Chart) -> str:
    return f"{mark.day}  " if chart.kind == "time" else ""


def _cut(text: str, width: int) -> str:
    """The text within so many cells, its middle left out: the beginning names the thing, the end its period."""
    if display_width(text) <= width:
        return text
    head, tail = text[: len(text) // 2], text[len(text) // 2 :]
    while display_width(head) + display_width(tail) > width - 1:
        head, tail = (head[:-1], tail) if display_width(head) > display_width(tail) else (head, tail[1:])
    return f"{head}…{tail}"


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - display_width(text))


def _right(text: str, width: int) -> str:
    return " " * max(0, width - display_width(text)) + text
