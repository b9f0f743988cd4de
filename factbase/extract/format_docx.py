"""The text of a Word file, read as a stream: what it unpacks to is bounded, and nothing of it is kept but its words."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple
from xml.parsers import expat

from factbase.errors import BadDocument, said
from factbase.extract.decode import MOST_CHARACTERS
from factbase.extract.docx_runs import PLAIN, Look, RunProperties, Styles, W
from factbase.extract.raised import gap_left, lowered, raised
from factbase.phrase import phrase

__all__ = ["WordText", "read_word"]

# Word files are archives: a small file whose text unpacks to more than this is an attack or an accident.
_MOST_UNPACKED = 128 << 20
_PIECE = 1 << 16
_BODY, _STYLES, _ABOUT = "word/document.xml", "word/styles.xml", "docProps/core.xml"
# What was moved away, and what stands for programs that cannot show what was read already.
_UNSHOWN = ("moveFrom", "Fallback")
_BEFORE = 24
# Beyond this no program writes, and the tree of open elements would be the bomb.
_DEEPEST = 1000
_LONGEST_TITLE = 500
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class WordText(NamedTuple):
    """A Word file's text and title. A paragraph is followed by a blank line, a table row is a line with tabs."""

    text: str
    title: str = ""


class _Refused(Exception):
    """Why a part of the archive is not read, in words that follow the file's name."""


def read_word(data: bytes, name: str) -> WordText:
    """The text of a Word file. Raises `BadDocument` for what is no Word file, is encrypted, or unpacks to too much."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise BadDocument(
            phrase(
                "{name}: is encrypted or of Word before 2007; save it as .docx without a password", name=name
            )
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = set(packed.namelist())
            if _BODY not in parts:
                raise _Refused(phrase("is no Word document: the archive holds no word/document.xml"))
            styles = Styles()
            if _STYLES in parts:
                _parse(packed, _STYLES, styles.start, styles.end, styles.words)
            body = _Body(styles)
            _parse(packed, _BODY, body.start, body.end, body.words)
            about = _About()
            if _ABOUT in parts:
                _parse(packed, _ABOUT, about.start, about.end, about.words)
    except _Refused as error:
        raise BadDocument(phrase("{name}: {error}", name=name, error=said(error))) from error
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:  # fmt: skip
        raise BadDocument(phrase("{name}: is no readable Word document", name=name)) from error
    return WordText(body.text(), about.title.strip())


def _parse(
    packed: zipfile.ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    words: Callable[[str], None],
) -> None:
    """Feed a part of the archive to handlers, piece by piece, counting what really comes out."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _Refused(phrase("is nested too deeply to be read"))
        start(tag, attributes)

    def closed(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag)

    def declared(*_: object) -> None:
        raise _Refused(phrase("declares entities, which no Word document does"))

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = declared
    for piece in _pieces(packed, part):
        parser.Parse(piece)
    parser.Parse(b"", True)


def _pieces(packed: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    declared = packed.getinfo(part).file_size
    size = 0
    with packed.open(part) as file:
        while declared <= _MOST_UNPACKED and (piece := file.read(_PIECE)):
            size += len(piece)
            if size > _MOST_UNPACKED:
                break
            yield piece
    if max(size, declared) > _MOST_UNPACKED:
        raise _Refused(
            phrase(
                "unpacks to {size} MB of text, at most {most} are read. Split it.",
                size=max(size, declared) >> 20,
                most=_MOST_UNPACKED >> 20,
            )
        )


class _Body:
    """Collects the words of the body that are shown: paragraphs, and table cells in the order of reading."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._parts: list[str] = []
        self._size = 0
        self._cells = self._links = self._unshown = 0
        self._in_text = self._is_gap = False
        self._run: RunProperties | None = None
        self._in_properties = False
        self._look: Look = PLAIN
        # Words above or below the line, which may come in several runs, and which of the two.
        self._aside, self._level = "", ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if self._in_properties and self._run is not None:
            self._run.start(name, attributes)
        elif name in _UNSHOWN:
            self._unshown += 1
        elif not tag.startswith(W):
            return
        elif name == "r":
            self._run, self._look = RunProperties(), PLAIN
        elif name == "rPr":
            self._in_properties = self._run is not None
        elif name == "t":
            self._in_text = True
        elif name in _SIGNS:
            self.shown(_SIGNS[name])
        elif name == "hyperlink":
            self._links += 1
        elif name == "tc":
            self._cells += 1

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name in _UNSHOWN:
            self._unshown -= 1
        elif not tag.startswith(W):
            return
        elif name == "rPr" and self._in_properties and self._run is not None:
            self._in_properties = False
            self._look = self._run.look.over(self._styles.look(self._run.style))
        elif self._in_properties and self._run is not None:
            self._run.end(name)
        elif name == "r":
            self._run, self._look = None, PLAIN
        elif name == "t":
            self._in_text = False
        elif name == "hyperlink":
            self._end_aside()
            self._links -= 1
        else:
            self._end_block(name)

    def _end_block(self, name: str) -> None:
        if name == "p":
            # The lines of a cell stay on its row.
            self._add(" " if self._cells else "\n\n")
        elif name == "tc":
            self._cells -= 1
            self._add("\t")
        elif name == "tr":
            self._add(" " if self._cells else "\n")
        elif name == "tbl":
            self._add("\n")

    def words(self, data: str) -> None:
        if self._in_text:
            self.shown(data)

    def shown(self, words: str) -> None:
        """Words of a run, as it looks."""
        if self._look.hides or self._unshown:
            self._is_gap = True
            return
        level = self._look.level or ""
        if level != self._level:
            self._end_aside()
            self._level = level
        if level:
            self._aside += words
        else:
            self._add(words)

    def _end_aside(self) -> None:
        words, level = self._aside, self._level
        self._aside = self._level = ""
        if words:
            before = self._last()
            self._add(raised(words, before, is_link=self._links > 0) if level == "sup" else lowered(words, before))  # fmt: skip

    def _last(self) -> str:
        return "".join(self._parts[-_BEFORE:])[-_BEFORE:]

    def _add(self, part: str) -> None:
        self._end_aside()
        if self._is_gap:
            self._is_gap = False
            part = gap_left(self._last(), part) + part
        self._size += len(part)
        if self._size > 2 * MOST_CHARACTERS:
            raise _Refused(
                phrase("holds more than {n} million characters. Split it.", n=MOST_CHARACTERS // 1_000_000)
            )
        self._parts.append(part)

    def text(self) -> str:
        """What was collected, without white space at the ends of lines."""
        self._end_aside()
        lines = "".join(self._parts).replace(" \t", "\t").split("\n")
        return "\n".join(line.strip(" \t") for line in lines).strip("\n") + "\n"


class _About:
    """Collects the title that the file states. Its author is whoever had the program, so it is not taken."""

    def __init__(self) -> None:
        self.title = ""
        self._open = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._open = tag.rpartition(" ")[2]

    def end(self, tag: str) -> None:
        self._open = ""

    def words(self, data: str) -> None:
        if self._open == "title":
            self.title = (self.title + data)[:_LONGEST_TITLE]
