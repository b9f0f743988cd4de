"""From bytes to text: a document's encoding, decided or refused by name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from factbase.errors import BadDocument

__all__ = ["decode", "read_document", "sha256_of"]

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Detection of legacy encodings needs enough text to be more than a guess, and little of it to be fast.
_SAMPLE = 64 * 1024
# Far beyond any document; what is longer is a disk image or a device that never ends.
_MOST = 256 << 20


def sha256_of(data: bytes) -> str:
    """The SHA-256 of the file as archived, in hex."""
    return hashlib.sha256(data).hexdigest()


def read_document(path: Path) -> tuple[str, str]:
    """The text of a file and the SHA-256 of its bytes. Raises `BadDocument` naming the file and the fault."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        raise BadDocument(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > _MOST:
        raise BadDocument(f"{path}: is longer than {_MOST >> 20} MB")
    return decode(data, str(path)), sha256_of(data)


def decode(data: bytes, name: str) -> str:
    """The text of `data`: UTF-8, UTF-16 by its mark, else GB18030 or Big5 if the bytes fit.

    Line ends become `\\n`. Raises `BadDocument` for an empty file, for binary data and for an undecodable one.
    """
    text = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise BadDocument(f"{name}: is empty")
    if "\x00" in text:
        raise BadDocument(f"{name}: is binary data, not text")
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise BadDocument(f"{name}: is marked {encoding} but breaks at byte {error.start}") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise BadDocument(f"{name}: is binary data, not text") from error
        return _legacy(data, name, error.start)


def _legacy(data: bytes, name: str, first_bad: int) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=["gb18030", "big5", "utf_16_le", "utf_16_be"]).best()
    refused = BadDocument(
        f"{name}: is neither UTF-8 (it breaks at byte {first_bad}) nor GB18030, Big5 or UTF-16. Save it as UTF-8."
    )
    if best is None:
        raise refused
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise refused from error
