"""Find a quote in its document: exactly, once, and never by likeness (DESIGN §1.7)."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factbase.errors import QuoteAmbiguous, QuoteNotFound
from factbase.extract.reflow import Flow, reflow, unwrapped
from factbase.phrase import phrase

__all__ = ["Archive", "archive", "locate_at", "locate_quote", "quote_places"]

# Up to here a text is searched from end to end for each quote; beyond, by an index of blocks.
_LONG, _BLOCK = 50_000, 6


@dataclass(frozen=True)
class Archive:
    """A document's archived text beside its flow, which quotes are matched against."""

    text: str
    flow: Flow

    def words(self, start: int, end: int) -> str:
        """The flow's `[start, end)` as archived, but for line wraps: nothing is folded, no space is dropped."""
        first, last = self.flow.span(start, end)
        return unwrapped(self.text, first, last)

    def stands_once(self, start: int, end: int) -> bool:
        """Whether the words of the flow's `[start, end)` stand nowhere else in it.

        In a long text the answer is no for a few characters, which are not looked for.
        """
        text, wanted = self.flow.text, self.flow.text[start:end]
        if len(text) <= _LONG:
            return text.find(wanted) == start and text.find(wanted, start + 1) < 0
        if len(wanted) < 2 * _BLOCK - 1:
            return False
        # Wherever the words stand, one of their first blocks is whole in the grid.
        for shift in range(_BLOCK):
            blocks = ((n, self._places(wanted[n : n + _BLOCK])) for n in range(shift, len(wanted) - _BLOCK + 1, _BLOCK))  # fmt: skip
            before, places = min(blocks, key=lambda found: len(found[1]))
            for at in places:
                if at - before != start and at >= before and text.startswith(wanted, at - before):
                    return False
        return True

    def _places(self, block: str) -> Sequence[int]:
        first, more = self._blocks
        return more.get(block) or ((first[block],) if block in first else ())

    @cached_property
    def _blocks(self) -> tuple[Mapping[str, int], Mapping[str, Sequence[int]]]:
        """Where the runs of `_BLOCK` characters begin that stand on the grid of the flow: their first places, and all places
        of those that stand there more than once.
        """
        first: dict[str, int] = {}
        more: dict[str, array[int]] = {}
        text = self.flow.text
        for at in range(0, len(text) - _BLOCK + 1, _BLOCK):
            block = text[at : at + _BLOCK]
            before = first.setdefault(block, at)
            if before != at:
                more.setdefault(block, array("I", (before,))).append(at)
        return first, more


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
            phrase(
                "the quote stands {n} times, there is no place {occurrence}: {quote!r}",
                n=len(places),
                occurrence=occurrence,
                quote=quote,
            )
        )
    if occurrence:
        return places[occurrence - 1]
    if len(places) > 1 and (exact := _exact_place(source, quote)) is not None:
        return exact, exact + places[0][1] - places[0][0]
    if len(places) > 1:
        lines = ", ".join(str(_line(source, p)) for p, _ in places[:5])
        raise QuoteAmbiguous(
            phrase(
                "the quote stands {n} times (lines {lines}): {quote!r}. Quote more of one place, or say which one it is.",
                n=len(places),
                lines=lines,
                quote=quote,
            )
        )
    return places[0]


def locate_at(source: Archive, quote: str, start: int, end: int) -> tuple[int, int]:
    """The place of `quote` that holds the archived `[start, end)`, else its only one; raises as `locate_quote` does."""
    wanted = reflow(quote).text
    first, last = (bisect_left(source.flow.origin, at) for at in (start, end))
    at = source.flow.text.find(wanted, max(0, last - len(wanted)), first + len(wanted))
    return (at, at + len(wanted)) if wanted and at >= 0 else locate_quote(source, quote)


def quote_places(source: Archive, quote: str) -> list[tuple[int, int]]:
    """Every `[start, end)` of `quote` within the flow, in order. Raises `QuoteNotFound` if there is none."""
    wanted = reflow(quote).text
    if not wanted:
        raise QuoteNotFound(phrase("the quote is empty"))
    places = _all_places(source.flow.text, wanted)
    if not places:
        raise QuoteNotFound(
            phrase(
                "the quote does not stand in the document: {quote!r}. {source}",
                quote=quote,
                source=_nearest(source, wanted),
            )
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
                near = text[begin : begin + len(wanted) + 8]
                return phrase("Nearest, line {n}: {near!r}.", n=_line(source, at), near=near)
        size //= 2
    return phrase("Nothing near it either.")
