"""From bytes to text: a document's encoding, decided or refused by name."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from factbase.errors import BadDocument, said
from factbase.phrase import phrase, term

__all__ = [
    "MOST_BYTES",
    "MOST_CHARACTERS",
    "decode",
    "read_bytes",
    "read_document",
    "read_stream",
    "sha256_of",
]

# A file beyond this is no document; what it holds should be split before it is read.
MOST_BYTES = 64 << 20
# Some fifteen novels. Reading needs some 100 bytes of memory for each character.
MOST_CHARACTERS = 8_000_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# The shell hands a command's output over as one of these; any other pipe may never be written to.
_OPEN_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
_SORTS = {
    stat.S_ISDIR: term("is a folder"),
    stat.S_ISFIFO: term("is a pipe"),
    stat.S_ISSOCK: term("is a socket"),
}
# So much is asked for at first: room for the longest document costs more than to read a short one.
_FIRST = 1 << 16
_SAMPLE = 20_000
# How much of what is not ASCII must be marks of punctuation or the commoner characters of an encoding. True texts have
# 0.9 and more; texts taken for another encoding half of that, since its rarer characters are as likely.
_COMMON = 0.6
_PLAIN, _LEAST, _LETTERS = 0.95, 8, 0.8
_PRINTED = re.compile(
    r"[\t\n\r\x20-\x7e\xa0-\xff\u2000-\u206f\u20a0-\u20bf\u2100-\u214f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)
_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】「」『』—–…·～％×°￥ 　") | frozenset(
    map(chr, range(0x2500, 0x25A0))
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FEW = 0.01


def sha256_of(data: bytes) -> str:
    """The SHA-256 of the file as archived, in hex."""
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file, or of a pipe that the shell opened. Raises `BadDocument` naming the file and the fault."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not (stat.S_ISFIFO(mode) and str(path).startswith(_OPEN_PIPES)):
            sort = next((word for test, word in _SORTS.items() if test(mode)), term("is a device"))
            raise BadDocument(phrase("{path}: {sort}, not a file", path=path, sort=sort))
        # A file that becomes a pipe meanwhile must not make us wait for its writer.
        with open(
            os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) * stat.S_ISREG(mode)), "rb"
        ) as file:
            return read_stream(file, str(path))
    except OSError as error:
        raise BadDocument(
            phrase("{path}: cannot be read: {reason}", path=path, reason=said(error))
        ) from error


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """All bytes of an open stream. Raises `BadDocument` if it goes on beyond what a document may have."""
    data = stream.read(_FIRST)
    if len(data) == _FIRST:
        data += stream.read(MOST_BYTES + 1 - _FIRST)
    if len(data) > MOST_BYTES:
        raise BadDocument(
            phrase("{name}: is longer than {most} MB. Split it.", name=name, most=MOST_BYTES >> 20)
        )
    return data


def read_document(path: Path) -> tuple[str, str]:
    """The text of a text file and the SHA-256 of its bytes. Raises `BadDocument` naming the file and the fault."""
    data = read_bytes(path)
    return decode(data, str(path)), sha256_of(data)


def decode(data: bytes, name: str) -> str:
    """The text of `data`: UTF-8, UTF-16 with or without its mark, else GB18030 or Big5 if the bytes fit.

    Line ends become `\\n`. Raises `BadDocument` for an empty file, for binary data and for an undecodable one.
    """
    text = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        raise BadDocument(phrase("{name}: is empty", name=name))
    if "\x00" in text or len(_CONTROL.findall(text[:_SAMPLE])) > _FEW * len(text[:_SAMPLE]):
        raise BadDocument(phrase("{name}: is binary data, not text", name=name))
    if len(text) > MOST_CHARACTERS:
        raise BadDocument(
            phrase(
                "{name}: holds {n:.1f} million characters; at most {most} are read. Split it.",
                name=name,
                n=len(text) / 1e6,
                most=MOST_CHARACTERS // 1_000_000,
            )
        )
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise BadDocument(
                    phrase(
                        "{name}: is marked {encoding} but breaks at byte {start}",
                        name=name,
                        encoding=encoding,
                        start=error.start,
                    )
                ) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(data, name, error.start)
    return (_wide(data) or text) if "\x00" in text else text


def _other(data: bytes, name: str, first_bad: int) -> str:
    wide = _wide(data)
    if wide:
        return wide
    if b"\x00" in data:
        raise BadDocument(phrase("{name}: is binary data, not text", name=name))
    best = max((_legacy(data, encoding) for encoding in ("gb18030", "big5hkscs")), key=lambda found: found[0])
    if best[0] < _COMMON:
        raise BadDocument(
            phrase(
                "{name}: is neither UTF-8 (it breaks at byte {first_bad}) nor GB18030, Big5 or UTF-16. Save it as UTF-8.",
                name=name,
                first_bad=first_bad,
            )
        )
    return best[1]


def _wide(data: bytes) -> str:
    """The text of UTF-16 without a mark, empty if the bytes are none: nearly all characters must be ones of print."""
    if len(data) % 2 or len(data) < _LEAST or _is_latin(data):
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            head = data[: 2 * _SAMPLE].decode(encoding, errors="replace")
            if len(_PRINTED.findall(head)) >= _PLAIN * len(head):
                return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _is_latin(data: bytes) -> bool:
    """Whether bytes are mostly letters of ASCII, which in pairs would pass for Chinese."""
    head = data[:_SAMPLE]
    return b"\x00" not in head and sum(0x20 <= byte < 0x7F for byte in head) > _LETTERS * len(head)


def _legacy(data: bytes, encoding: str) -> tuple[float, str]:
    """How common the characters of `data` are if it is of this encoding (0 if it cannot be), and the text.

    Both encodings put their commoner characters into a first level: GB 2312 from B0 to D7, Big5 from A4 to C6.
    """
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0, ""
    first, last = (0xB0, 0xD7) if encoding == "gb18030" else (0xA4, 0xC6)
    wide = [c for c in text[:_SAMPLE] if not c.isascii()]
    if not wide:
        return 0.0, ""
    common = sum(
        first <= c.encode(encoding)[0] <= last if "\u4e00" <= c <= "\u9fff" else c in _MARKS for c in wide
    )
    return common / len(wide), text
