"""What follows a figure and bounds it: 以上, 左右, 内, or more; and 多 and 余 behind the unit."""

from __future__ import annotations

from factbase.quantity.forms import Form
from factbase.quantity.names import gap
from factbase.quantity.tables import Tables

__all__ = ["find_after"]


def find_after(
    text: str, end: int, form: Form | None, tables: Tables, is_range: bool = False
) -> tuple[int, tuple[str, ...]]:
    """The hedges right after a figure that ends at `end`, and where they end."""
    hedges: tuple[str, ...] = ()
    while len(hedges) < 2:
        found = _one(text, end, form, tables, is_range)
        if found is None:
            break
        end, hedge = found
        hedges = (*hedges, hedge)
    return end, hedges


def _one(text: str, end: int, form: Form | None, tables: Tables, is_range: bool) -> tuple[int, str] | None:
    start = end
    c = text[start : start + 1]
    if c != " " and c not in tables.after and c != "多" and c != "余":
        return None
    if c == " " and text[start + 1 : start + 2] > "\u2e80":
        start = gap(text, start)
        c = text[start : start + 1]
    if c in ("多", "余"):
        if (
            form is None
            or is_range
            or form.kind not in ("time", "unit", "money", "multiple", "share", "percent")
        ):
            return None
        if text.startswith(tables.odd_not_before, start + 1):
            return None
        return start + 1, "odd"
    for item in tables.after.get(c, ()):
        if not text.startswith(item.word, start):
            continue
        stop = start + len(item.word)
        if item.not_before and text.startswith(item.not_before, stop):
            continue
        if item.word in "+＋" and text[stop : stop + 1].isalnum() and text[stop : stop + 1].isascii():
            continue
        if item.money and (form is None or (form.kind != "money" and form.unit[:3].isupper() is False)):
            continue
        if item.after_time and (form is None or form.kind not in ("time", "unit")):
            continue
        if item.word[-1].isascii() and item.word[-1].isalpha() and text[stop : stop + 1].isalnum():
            continue
        return stop, item.hedge
    return None
