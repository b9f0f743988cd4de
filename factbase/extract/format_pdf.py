"""The text of a PDF, page by page; refused with a clear word where it is encrypted, broken or holds only pictures."""

from __future__ import annotations

from factbase.errors import BadDocument
from factbase.extract.decode import MOST_CHARACTERS

__all__ = ["read_pdf"]

# Where pdfium joined a word that a hyphen broke at the end of a line, and other characters that no reader sees.
_UNSEEN = dict.fromkeys(map(ord, "\ufffe\u00ad\x00"))


def read_pdf(data: bytes, name: str) -> str:
    """The text of a PDF in the order of its pages. Raises `BadDocument`."""
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
    pages: list[str] = []
    size = 0
    try:
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            pages.append(words.get_text_bounded())
            words.close()
            page.close()
            size += len(pages[-1])
            if size > MOST_CHARACTERS:
                raise BadDocument(
                    f"{name}: holds more than {MOST_CHARACTERS // 1_000_000} million characters. Split it."
                )
    except pypdfium2.PdfiumError as error:
        raise BadDocument(f"{name}: is damaged at page {len(pages) + 1}: {error}") from error
    finally:
        document.close()
    text = "\n".join(pages).replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)
    if not text.strip():
        raise BadDocument(f"{name}: holds no text, only pictures; run it through text recognition first")
    return text
