"""Documents, their items, and the citation that ties a fact to its words."""

from __future__ import annotations

import re
from datetime import date

from pydantic import Field, field_validator

from factbase.model.base import Frozen

__all__ = ["DOCUMENT_ID", "Article", "Citation", "Document", "Item"]

# What the id of a document looks like.
DOCUMENT_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")


class Article(Frozen):
    """One article of a document whose layout does not number its items, fenced by quotes.

    `headline` as printed; `begins` and `ends` quote its first and last words, each standing once in the document.
    """

    headline: str
    begins: str
    ends: str
    subheads: tuple[str, ...] = ()


class Document(Frozen):
    """An archived text. Unknown stays empty. `published` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""

    id: str = Field(pattern=f"^{DOCUMENT_ID.pattern}$")
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    issue: str = ""
    published: str = Field(default="", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
    accessed: date | None = None
    language: str = "zh"
    license: str = ""
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    file: str = ""
    articles: tuple[Article, ...] = ()

    @field_validator("published")
    @classmethod
    def _in_the_calendar(cls, text: str) -> str:
        date.fromisoformat(f"{text or '2000'}-01-01"[:10])
        return text


class Item(Frozen):
    """A numbered or titled section of a document.

    `number` is the path (`1.2.2`); `[start, end)` are code points of the archived text. `outlet` is who published
    first (摘自4月2日硬AI → 硬AI), `outlet_date` when, `dateline` the words that say so. `heads` are the `[start, end)` of
    its headlines, which may stand outside the item.
    """

    number: str
    title: str
    start: int
    end: int
    outlet: str = ""
    outlet_date: date | None = None
    dateline: str = ""
    heads: tuple[tuple[int, int], ...] = ()

    def holds(self, start: int, end: int) -> bool:
        """Whether `[start, end)` lies in the item or in one of its headlines."""
        return any(a <= start and end <= b for a, b in ((self.start, self.end), *self.heads))

    def is_headline(self, start: int, end: int) -> bool:
        """Whether `[start, end)` lies in one of the item's headlines."""
        return any(a <= start and end <= b for a, b in self.heads)


class Citation(Frozen):
    """Where a fact's words stand: `[span_start, span_end)` in code points of the archived text."""

    document: str
    item: str = ""
    span_start: int = Field(ge=0)
    span_end: int = Field(gt=0)
    quote: str
    outlet: str = ""
    outlet_date: date | None = None
    attributed_to: str = ""
