"""Printed pages without what is printed on each of them: running heads, feet and page numbers cut sentences in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

__all__ = ["without_running_heads"]

# So many lines at either end of a page may be head or foot; so many pages, and such a share of all, must have one.
_EDGE, _PAGES, _SHARE = 3, 2, 3
_NUMBER = re.compile(r"\d{1,4}")
_NUMBERED = re.compile(
    r"\s*(?:[-–—·]\s*(\d{1,4})\s*[-–—·]|第\s*(\d{1,4})\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[Pp]age\s+(\d{1,4})(?:\s+of\s+\d+)?)\s*"
)


def without_running_heads(pages: Sequence[str]) -> list[str]:
    """The pages without lines at their edges that come again, alike or counting up, on a third of them or more.

    What the first page has stays there, but for page numbers: it may be the only place that names the paper.

    >>> without_running_heads(["Gazette 7\\nIt grew\\n- 1 -", "Gazette 7\\nby 3 %.\\n- 2 -"])
    ['Gazette 7\\nIt grew', 'by 3 %.']
    """
    texts = [page.split("\n") for page in pages]
    seen = Counter(key for n, lines in enumerate(texts) for key in _edge_keys(lines, n))
    running = {key for key, n in seen.items() if n >= _PAGES and _SHARE * n >= len(pages)}
    return ["\n".join(_kept(lines, number, running)) for number, lines in enumerate(texts)]


def _kept(lines: Sequence[str], page: int, running: set[tuple[str, int | None]]) -> Iterator[str]:
    edge = set(_edges(lines))
    for at, line in enumerate(lines):
        if at not in edge:
            yield line
            continue
        counts = [key for key in _keys(line, page) if key in running]
        is_number = any(offset is not None and not _letters(rest) for rest, offset in counts)
        if is_number or _is_page_number(line, page) or (counts and page):
            continue
        yield line


def _edges(lines: Sequence[str]) -> list[int]:
    filled = [n for n, line in enumerate(lines) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _edge_keys(lines: Sequence[str], page: int) -> set[tuple[str, int | None]]:
    return {key for n in _edges(lines) for key in _keys(lines[n], page)}


def _keys(line: str, page: int) -> Iterator[tuple[str, int | None]]:
    """What a line would share with its like on other pages: its words, or what is left of it beside a counting number."""
    words = " ".join(line.split())
    yield words, None
    for number in _NUMBER.finditer(words):
        yield f"{words[: number.start()]}#{words[number.end() :]}", int(number.group()) - page


def _letters(rest: str) -> bool:
    return any(c.isalnum() for c in rest)


def _is_page_number(line: str, page: int) -> bool:
    """Whether a line is the number of its page, written as such (- 1 -, 第 1 页, Page 1)."""
    found = _NUMBERED.fullmatch(line)
    return found is not None and int(next(g for g in found.groups() if g)) == page + 1
