"""From a file to its text: plain text, Markdown, HTML, PDF and Word, each refused with a clear word where it is unusable."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from factbase.errors import BadDocument
from factbase.extract.decode import decode, sha256_of

__all__ = ["MOST_BYTES", "SUFFIXES", "FileText", "read_file", "text_of"]

# A file beyond this is no document; what it holds should be split before it is read.
MOST_BYTES = 64 * 1024 * 1024
# Word files are archives: a small file that unpacks to more than this is an attack or an accident.
_MOST_UNPACKED = 256 * 1024 * 1024
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
        "pre",
        "dd",
        "dt",
        "figcaption",
    ]
)
_HIDDEN = frozenset(("script", "style", "noscript", "template", "svg", "nav", "form", "button", "select"))
_META_DATE = re.compile(
    r"(?:article:published_time|datePublished|pubdate|publishdate|dc\.date)$", re.IGNORECASE
)


class FileText(NamedTuple):
    """A file's text, the SHA-256 of its bytes, and what its format says about it (empty where it says nothing)."""

    text: str
    sha256: str
    title: str = ""
    published: str = ""
    publisher: str = ""


def read_file(path: Path) -> FileText:
    """The text of a file by its kind. Raises `BadDocument` naming the file and the fault."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise BadDocument(
                f"{path}: has {size // 2**20} MB, at most {MOST_BYTES // 2**20} are read. Split it."
            )
        data = path.read_bytes()
    except OSError as error:
        raise BadDocument(f"{path}: cannot be read: {error.strerror}") from error
    return text_of(data, str(path))


def text_of(data: bytes, name: str) -> FileText:
    """The text of a file's bytes; `name` decides the kind by its ending. Raises `BadDocument`."""
    if not data.strip():
        raise BadDocument(f"{name}: is empty")
    reader = SUFFIXES.get(Path(name).suffix.lower(), _plain)
    found = reader(data, name)
    if not found.text.strip():
        raise BadDocument(f"{name}: holds no text")
    return found._replace(sha256=sha256_of(data))


def _plain(data: bytes, name: str) -> FileText:
    if data[:5] == b"%PDF-":
        return _pdf(data, name)
    if data[:4] == b"PK\x03\x04":
        return _docx(data, name)
    return FileText(decode(data, name), "")


def _markdown(data: bytes, name: str) -> FileText:
    text = decode(data, name)
    heading = re.search(r"(?m)^#\s+(.+?)\s*#*$", text)
    return FileText(text, "", heading.group(1) if heading else "")


class _Page(HTMLParser):
    """Collects the words that a reader of the page would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.title: list[str] = []
        self.published = ""
        self.publisher = ""
        self._hidden = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {k: v or "" for k, v in attrs}
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "title":
            self._in_title = True
        elif tag == "meta":
            name = known.get("property") or known.get("name") or known.get("itemprop") or ""
            if _META_DATE.search(name):
                self.published = self.published or _day(known.get("content", ""))
            elif name == "og:site_name":
                self.publisher = known.get("content", "")
        elif tag in ("td", "th"):
            self.parts.append("\t")
        elif tag in _BLOCKS:
            self.parts.append("\n\n" if tag[0] in "ph" or tag == "div" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "title":
            self._in_title = False
        elif tag in _BLOCKS:
            self.parts.append("\n\n" if tag[0] in "ph" or tag == "div" else "\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def _html(data: bytes, name: str) -> FileText:
    page = _Page()
    page.feed(decode(data, name))
    page.close()
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(page.parts))
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    return FileText(text, "", " ".join("".join(page.title).split()), page.published, page.publisher)


def _day(text: str) -> str:
    found = re.match(r"\d{4}-\d\d(?:-\d\d)?", text.strip())
    return found.group() if found else ""


def _pdf(data: bytes, name: str) -> FileText:
    try:
        import pypdfium2
    except ImportError as error:
        raise BadDocument(
            f"{name}: reading PDF needs one more package: pip install 'factbase-proof[docs]'"
        ) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        word = "is encrypted; save it without a password" if "assword" in str(error) else "is no readable PDF"
        raise BadDocument(f"{name}: {word}") from error
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    text = "\n".join(p.replace("\r\n", "\n").replace("\r", "\n") for p in pages).replace("\ufffe", "")
    if not text.strip():
        raise BadDocument(f"{name}: holds no text, only pictures; run it through text recognition first")
    return FileText(text, "")


def _docx(data: bytes, name: str) -> FileText:
    try:
        import docx
    except ImportError as error:
        raise BadDocument(
            f"{name}: reading Word needs one more package: pip install 'factbase-proof[docs]'"
        ) from error
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
            if unpacked > _MOST_UNPACKED:
                raise BadDocument(
                    f"{name}: unpacks to {unpacked // 2**20} MB, at most {_MOST_UNPACKED // 2**20} are read"
                )
        document = docx.Document(BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BadDocument(f"{name}: is no readable Word document") from error
    lines = [p.text for p in document.paragraphs]
    lines += ["\t".join(c.text for c in row.cells) for table in document.tables for row in table.rows]
    created = document.core_properties
    return FileText("\n\n".join(lines) + "\n", "", created.title or "")


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
