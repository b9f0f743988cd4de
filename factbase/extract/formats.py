"""From a file to its text: plain text, Markdown, HTML, PDF and Word, each refused with a clear word where it is unusable."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from factbase.errors import BadDocument
from factbase.extract.decode import decode, read_bytes, sha256_of
from factbase.phrase import phrase

__all__ = ["SUFFIXES", "FileText", "read_file", "text_of"]

_HEADING = re.compile(r"(?m)^#[ \t]+(.+)$")


class FileText(NamedTuple):
    """A file's text, the SHA-256 of its bytes, and what its format says about it (empty where it says nothing)."""

    text: str
    sha256: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    author: str = ""


def read_file(path: Path) -> FileText:
    """The text of a file by its kind. Raises `BadDocument` naming the file and the fault."""
    return text_of(read_bytes(path), str(path))


def text_of(data: bytes, name: str, sha256: str = "") -> FileText:
    """The text of a file's bytes; `name` decides the kind by its ending, the bytes where it has none. Raises `BadDocument`.

    `sha256` is that of the bytes where it is known already.
    """
    if not data.strip():
        raise BadDocument(phrase("{name}: is empty", name=name))
    reader = SUFFIXES.get(Path(name).suffix.lower(), _plain)
    found = reader(data, name)
    if not found.text or found.text.isspace():
        raise BadDocument(phrase("{name}: holds no text", name=name))
    return found._replace(sha256=sha256 or sha256_of(data))


def _plain(data: bytes, name: str) -> FileText:
    if data[:5] == b"%PDF-":
        return _pdf(data, name)
    if data[:4] == b"PK\x03\x04":
        return _docx(data, name)
    return FileText(decode(data, name))


def _markdown(data: bytes, name: str) -> FileText:
    from factbase.extract.format_markdown import shown

    text = shown(decode(data, name))
    heading = _HEADING.search(text)
    return FileText(text, title=heading[1].rstrip(" \t#") if heading else "")


def _html(data: bytes, name: str) -> FileText:
    from factbase.extract.format_html import read_page

    page = read_page(decode(data, name))
    return FileText(page.text, "", page.title, page.published, page.publisher, page.author)


def _pdf(data: bytes, name: str) -> FileText:
    from factbase.extract.format_pdf import read_pdf

    text, title = read_pdf(data, name)
    return FileText(text, title=title)


def _docx(data: bytes, name: str) -> FileText:
    from factbase.extract.format_docx import read_word

    word = read_word(data, name)
    return FileText(word.text, title=word.title)


SUFFIXES: dict[str, Callable[[bytes, str], FileText]] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".pdf": _pdf,
    ".docx": _docx,
}
