"""The words that a reader of an HTML page would see, in one pass: time grows with the page alone, however broken it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from factbase.extract.html_seen import Seen
from factbase.extract.masthead import published_text

__all__ = ["PageText", "read_page"]

# What ends only at its own end tag, whatever stands within.
_RAW = frozenset(["script", "style", "title", "textarea", "xmp", "iframe"])
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<rest>(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+)>"
)
_ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_LONG_TAG = 10_000
_SPACE = re.compile(r"\s+")
_SPACES = re.compile(r" {2,}")
_DATE = re.compile(
    r"(?:article:published_time|datePublished|pubdate|pub_?time|publish-?date|publish_?time|dc(?:terms)?\.(?:date|issued)(?:\.issued)?|citation_(?:publication_)?date|date)$",
    re.IGNORECASE,
)
_PUBLISHERS = frozenset(
    ("og:site_name", "publisher", "dc.publisher", "article:publisher", "citation_publisher")
)
_LINKED_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,40})"')


class PageText(NamedTuple):
    """A page's text, and what it says about itself; empty where it says nothing. `published` is `YYYY-MM[-DD]`."""

    text: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    author: str = ""


def read_page(page: str) -> PageText:
    """The visible text of a page: blocks on lines of their own, cells apart by tabs, nothing hidden, struck out or run."""
    about: dict[str, str] = {}
    seen = Seen(page)
    for at, kind, name, words in _tokens(page):
        if kind == "text":
            seen.words(_SPACE.sub(" ", unescape(words)))
        elif kind == "raw":
            _note_raw(name, words, about)
        elif name == "meta":
            _note_meta(words, about)
        elif kind == "open":
            seen.open(name, words[:_LONG_TAG], at)
        else:
            seen.close(name, at)
    return PageText(_joined(seen.parts()), *(about.get(key, "") for key in PageText._fields[1:]))


def _tokens(page: str) -> Iterator[tuple[int, str, str, str]]:
    """Where each token begins, its kind (text, open, close, raw), its tag in small letters, and its words."""
    at, last = 0, page.rfind(">")
    while at < len(page):
        start = page.find("<", at)
        if start < 0 or start > last:
            yield at, "text", "", page[at:]
            return
        if start > at:
            yield at, "text", "", page[at:start]
        if page.startswith("<!--", start):
            end = page.find("-->", start + 4)
            at = end + 3 if end >= 0 else len(page)
        elif page[start + 1 : start + 2] in ("!", "?"):
            at = page.find(">", start) + 1
        elif tag := _TAG.match(page, start):
            name, at = tag["name"].lower(), tag.end()
            if name in _RAW and not tag["close"]:
                end_tag = re.compile(rf"</{name}\b", re.IGNORECASE).search(page, at)
                end = end_tag.start() if end_tag else len(page)
                yield start, "raw", name, page[at:end]
                at = end
            else:
                yield start, "close" if tag["close"] else "open", name, tag["rest"]
        else:
            yield start, "text", "", "<"
            at = start + 1


def _note_raw(name: str, words: str, about: dict[str, str]) -> None:
    if name == "title":
        about.setdefault("title", " ".join(unescape(words).split()))
    elif name == "script" and (found := _LINKED_DATE.search(words)) and (day := published_text(found[1])):
        about.setdefault("published", day)


def _note_meta(words: str, about: dict[str, str]) -> None:
    known = {
        m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(words[:_LONG_TAG])
    }
    name = known.get("property") or known.get("name") or known.get("itemprop") or ""
    content = " ".join(known.get("content", "").split())
    name, day = name.lower(), published_text(content)
    if _DATE.match(name) and day:
        about.setdefault("published", day)
    elif name in _PUBLISHERS and content and "://" not in content:
        about.setdefault("publisher", content)
    elif name == "og:title" and content:
        about["title"] = content
    elif name in ("author", "article:author") and "://" not in content:
        about.setdefault("author", content)


def _joined(parts: list[str]) -> str:
    """The parts as lines without white space around them, never more than one blank line between two."""
    lines: list[str] = []
    for line in _SPACES.sub(" ", "".join(parts)).split("\n"):
        line = line.strip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip() + "\n"
