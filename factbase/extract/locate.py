"""Find a quote in its document: exactly, once, and never by likeness (DESIGN §1.7)."""

from __future__ import annotations

from typing import NamedTuple

from factbase.errors import QuoteAmbiguous, QuoteNotFound
from factbase.extract.reflow import Flow, reflow, unwrapped

__all__ = ["Archive", "archive", "locate_at", "locate_quote", "quote_places"]


class Archive(NamedTuple):
    """A document's archived text beside its flow, which quotes are matched against."""

    text: str
    flow: Flow

    def words(self, start: int, end: int) -> str:
        """The flow's `[start, end)` as archived, but for line wraps: nothing is folded, no space is dropped."""
        first, last = self.flow.span(start, end)
        return unwrapped(self.text[first:last])


def archive(text: str) -> Archive:
    """The text with its flow, made once per document."""
    return Archive(text, reflow(text))


def locate_quote(source: Archive, quote: str, occurrence: int = 0) -> tuple[int, int]:
    """The `[start, end)` of `quote` within the *flow* of `source`; of a repeated one the place number `occurrence`, from 1.

    Raises `QuoteNotFound` with the nearest place, `QuoteAmbiguous` with the lines of both.
    """
    places = quote_places(source, quote)
    if occurrence > len(places):
        raise QuoteNotFound(
            f"the quote stands {len(places)} times, there is no place {occurrence}: {quote!r}"
        )
    if occurrence:
        return places[occurrence - 1]
    if len(places) > 1 and (exact := _exact_place(source, quote)) is not None:
        return exact, exact + places[0][1] - places[0][0]
    if len(places) > 1:
        lines = ", ".join(str(_line(source, p)) for p, _ in places[:5])
        raise QuoteAmbiguous(
            f"the quote stands {len(places)} times (lines {lines}): {quote!r}."
            " Quote more of one place, or say which one it is."
        )
    return places[0]


def locate_at(source: Archive, quote: str, start: int, end: int) -> tuple[int, int]:
    """The place of `quote` that holds the archived `[start, end)`, else its only one; raises as `locate_quote` does."""
    for place in quote_places(source, quote):
        first, last = source.flow.span(*place)
        if first <= start and end <= last:
            return place
    return locate_quote(source, quote)


def quote_places(source: Archive, quote: str) -> list[tuple[int, int]]:
    """Every `[start, end)` of `quote` within the flow, in order. Raises `QuoteNotFound` if there is none."""
    wanted = reflow(quote).text
    if not wanted:
        raise QuoteNotFound("the quote is empty")
    places = _all_places(source.flow.text, wanted)
    if not places:
        raise QuoteNotFound(
            f"the quote does not stand in the document: {quote!r}. {_nearest(source, wanted)}"
        )
    return [(p, p + len(wanted)) for p in places]


def _exact_place(source: Archive, quote: str) -> int | None:
    """The one place where the quote stands as is, with its own line breaks and spaces, if there is just one."""
    stripped = quote.strip()
    places = _all_places(source.text, stripped)
    if len(places) != 1:
        return None
    return next((i for i, origin in enumerate(source.flow.origin) if origin >= places[0]), None)


def _all_places(text: str, wanted: str) -> list[int]:
    places: list[int] = []
    at = text.find(wanted)
    while at >= 0:
        places.append(at)
        at = text.find(wanted, at + 1)
    return places


def _line(source: Archive, flow_offset: int) -> int:
    return source.text.count("\n", 0, source.flow.origin[flow_offset]) + 1


def _nearest(source: Archive, wanted: str) -> str:
    """The place that shares the longest run with the quote, found by halving; a hint, never a match."""
    text = source.flow.text
    size = len(wanted)
    while size >= 4:
        for start in range(0, len(wanted) - size + 1, max(1, size // 4)):
            at = text.find(wanted[start : start + size])
            if at >= 0:
                begin = max(0, at - start)
                return f"Nearest, line {_line(source, at)}: {text[begin : begin + len(wanted) + 8]!r}."
        size //= 2
    return "Nothing near it either."
