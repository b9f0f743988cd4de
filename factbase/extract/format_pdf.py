"""The text of a PDF, page by page; refused with a clear word where it is encrypted, broken or holds only pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from factbase.errors import BadDocument
from factbase.extract.decode import MOST_CHARACTERS
from factbase.extract.pdf_lines import page_text
from factbase.extract.running_heads import without_running_heads
from factbase.phrase import phrase, term

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

__all__ = ["read_pdf"]

_LONGEST_TITLE = 200
_NO_TITLE = re.compile(
    r"^(?:microsoft |untitled|document\d*$|powerpoint|无标题|文档\d*$)|\.[a-z]{2,4}$|[\x00-\x1f\ufffd]",
    re.IGNORECASE,
)
# Where pdfium joined a word that a hyphen broke at the end of a line, and other characters that no reader sees.
_UNSEEN = dict.fromkeys(map(ord, "\ufffe\u00ad\x00\x02"))


def read_pdf(data: bytes, name: str) -> tuple[str, str]:
    """The text of a PDF in the order of its pages, without running heads, and the title that it states. Raises `BadDocument`."""
    try:
        import pypdfium2
    except ImportError as error:
        raise BadDocument(
            phrase(
                "{name}: reading PDF needs one more package: pip install 'factbase-proof[docs]'", name=name
            )
        ) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = "assword" in str(error)
        word = term("is encrypted; save it without a password") if is_locked else term("is no readable PDF")
        raise BadDocument(phrase("{name}: {word}", name=name, word=word)) from error
    pages: list[str] = []
    try:
        title = _title(document.get_metadata_value("Title"))
        for page in _pages(document, name):
            pages.append(page)
    except pypdfium2.PdfiumError as error:
        raise BadDocument(
            phrase("{name}: is damaged at page {page}", name=name, page=len(pages) + 1)
        ) from error
    finally:
        document.close()
    # What is set apart on a page says nothing of where the next one goes on.
    text = "\n".join(page.strip("\n") for page in without_running_heads(pages)).translate(_UNSEEN)
    if not text.strip():
        raise BadDocument(
            phrase("{name}: holds no text, only pictures; run it through text recognition first", name=name)
        )
    return text, title


def _pages(document: PdfDocument, name: str) -> Iterator[str]:
    """The text of each page, until there is too much of it."""
    size = 0
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        text = page_text(words)
        words.close()
        page.close()
        size += len(text)
        if size > MOST_CHARACTERS:
            raise BadDocument(
                phrase(
                    "{name}: holds more than {most} million characters. Split it.",
                    name=name,
                    most=MOST_CHARACTERS // 1_000_000,
                )
            )
        yield text


def _title(stated: str) -> str:
    """The title of the file's own entry, unless a program put the name of a file there."""
    title = " ".join(stated.translate(_UNSEEN).split())
    return "" if len(title) > _LONGEST_TITLE or _NO_TITLE.search(title) else title
