"""What of an HTML page is seen: its open elements, which of them hide or strike out, raise or lower what they hold."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from factbase.extract.raised import gap_left, lowered, raised

__all__ = ["Seen"]

_PARAGRAPHS = frozenset(["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "blockquote", "pre", "figure", "table", "ul", "ol", "dl"])  # fmt: skip
_LINES = frozenset(["br", "li", "tr", "dd", "dt", "figcaption", "caption", "hr", "option"])
_CELLS = frozenset(("td", "th"))
# What a reader does not read as part of the page; only where it is closed again.
_HIDDEN = frozenset(
    ["noscript", "template", "svg", "nav", "button", "select", "annotation", "annotation-xml"]
)
_STRUCK = frozenset(["del", "s", "strike"])
_EMPTY = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])  # fmt: skip
# What ends without an end tag, and where: before one of these.
_ENDED_BY = {
    "p": _PARAGRAPHS | {"hr", "li", "td", "th", "tr", "dd", "dt"},
    "li": {"li"},
    "td": {"td", "th", "tr"},
    "th": {"td", "th", "tr"},
    "tr": {"tr"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "option": {"option"},
}
_BLOCKS = _PARAGRAPHS | _LINES | _CELLS
# So many elements that are no blocks are looked through for one that ends.
_NEAR = 20
# What parts the second operand of a formula from the first.
_MATHS = {"msup": "^", "msub": "_", "mfrac": "/"}
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_HIDES = re.compile(r"(?<![\w-])hidden(?![\w-])", re.IGNORECASE)
_STYLE = re.compile(r"(?<![\w-])style\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+))", re.IGNORECASE)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0*\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:\.0*)?(?:[a-z%]*)\s*(?:;|!|$)|text-decoration(?:-line)?\s*:[^;]*line-through",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_BEFORE, _MOST_LEVELS = 24, 3


@dataclass(slots=True)
class _Element:
    """An open element: whether it hides, how it stands (sup, sub), where its words begin, whether they are a link."""

    name: str
    hides: bool
    level: str
    start: int
    is_link: bool = False


class Seen:
    """Collects the words of a page that are seen, as its tags come."""

    def __init__(self, page: str) -> None:
        self._page = page.lower()
        self._ends: dict[str, int] = {}
        self._parts: list[str] = []
        self._open: list[_Element] = []
        self._count: Counter[str] = Counter()
        self._hiding = self._levels = 0
        self._is_gap = False

    def parts(self) -> list[str]:
        """All that was seen, in pieces."""
        while self._open:
            self._pop()
        return self._parts

    def words(self, words: str) -> None:
        """Words that stand here."""
        if self._hiding or not words:
            return
        if self._is_gap:
            self._is_gap = False
            self._add(gap_left(self._last(1), words))
        self._parts.append(words)

    def open(self, name: str, rest: str, at: int) -> None:
        """A start tag at `at` of the page, with all that stands in it."""
        self._end_before(name)
        self._add(_break(name))
        above = self._open[-1] if self._open else None
        if above is not None and above.name in _MATHS and len(self._parts) > above.start:
            self._add(_MATHS[above.name])
        if name in _EMPTY or rest.endswith("/"):
            return
        element = self._element(name, rest, at)
        if element.level and above is not None and above.name == "a" and above.start == len(self._parts):
            element.is_link = True
        elif name == "a":
            for outer in self._open[-3:]:
                outer.is_link = True
        self._open.append(element)
        self._count[name] += 1
        self._hiding += element.hides
        self._levels += bool(element.level)

    def close(self, name: str, at: int) -> None:
        """An end tag at `at` of the page; one that ends nothing is as nothing."""
        is_last = name in _HIDDEN and at == self._end_of(name)
        while self._count[name]:
            is_own = self._open[-1].name == name
            self._pop()
            if is_own and not is_last:
                break
        if name in _PARAGRAPHS:
            self._add("\n\n")

    def _element(self, name: str, rest: str, at: int) -> _Element:
        style = found[1] or found[2] or found[3] or "" if (found := _STYLE.search(rest)) else ""
        level = name if name in ("sup", "sub") else ""
        if style and not level and (aligned := _LEVEL.search(style)):
            level = "sup" if aligned[1].lower() == "super" else "sub"
        if level and self._levels >= _MOST_LEVELS:
            level = ""
        hides = name in _HIDDEN or name in _STRUCK or (bool(style) and _UNSEEN.search(style) is not None)
        if not hides and "hidden" in rest.lower():
            hides = _HIDES.search(_QUOTED.sub('""', rest)) is not None
        hides = hides and (name in _ENDED_BY or self._end_of(name) > at)
        return _Element(name, hides, level, len(self._parts))

    def _end_of(self, name: str) -> int:
        """Where the last end tag of an element stands."""
        if name not in self._ends:
            self._ends[name] = self._page.rfind(f"</{name}")
        return self._ends[name]

    def _end_before(self, name: str) -> None:
        """End what ends without an end tag where `name` begins."""
        while name in _BLOCKS and (n := self._ending(name)):
            for _ in range(n):
                self._pop()

    def _ending(self, name: str) -> int:
        """How many of the innermost elements `name` ends: up to the innermost block, if it does that."""
        for n, element in enumerate(reversed(self._open[-_NEAR:]), 1):
            if element.name in _BLOCKS:
                return n if name in _ENDED_BY.get(element.name, ()) else 0
        return 0

    def _pop(self) -> None:
        element = self._open.pop()
        self._count[element.name] -= 1
        self._hiding -= element.hides
        self._levels -= bool(element.level)
        self._is_gap = self._is_gap or element.hides
        if element.level and not self._hiding and not element.hides:
            self._set_level(element)

    def _set_level(self, element: _Element) -> None:
        words = "".join(self._parts[element.start :])
        if "\n" in words:
            return
        del self._parts[element.start :]
        before = self._last(_BEFORE)
        is_up = element.level == "sup"
        self._add(raised(words, before, is_link=element.is_link) if is_up else lowered(words, before))

    def _last(self, length: int) -> str:
        """The last characters that were seen."""
        found = ""
        for part in reversed(self._parts):
            found = part[-length:] + found
            if len(found) >= length:
                break
        return found[-length:]

    def _add(self, part: str) -> None:
        if part and not self._hiding:
            self._parts.append(part)


def _break(name: str) -> str:
    """The white space that a start tag stands for; lines and cells end where the next begins."""
    if name in _PARAGRAPHS:
        return "\n\n"
    return "\t" if name in _CELLS else "\n" if name in _LINES else ""
