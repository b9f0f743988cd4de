"""Files that no document should be, and the smallest PDF that holds given lines."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(pages: Sequence[Sequence[tuple[int, int, str]]], encrypted: bool = False) -> bytes:
    """A PDF with texts at places (points from the lower left) on each of its pages."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, texts in enumerate(pages):
        words = "\n".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in texts)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(words)} >>\nstream\n{words}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n".encode("latin-1")
    lock = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "00" * 32 + "> /U <" + "11" * 32 + "> >> /ID [<00> <00>]" if encrypted else ""  # fmt: skip
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {lock} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return out


def docx(*parts: tuple[str, bytes]) -> bytes:
    """A Word file with these parts of its archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts:
            packed.writestr(name, data)
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    return docx(("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()))


def _lying_bomb() -> bytes:
    """A Word file whose directory says that its 300 MB are 1 kB."""
    size = 300 << 20
    data = bytearray(docx(("word/document.xml", b" " * size)))
    real, said = size.to_bytes(4, "little"), (1024).to_bytes(4, "little")
    while (at := data.find(real)) >= 0:
        data[at : at + 4] = said
    return bytes(data)


# Name of the file: what it holds, and words of the refusal.
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.txt": (lambda: b"", "is empty"),
    "blank.txt": (lambda: b" \n\t\n", "is empty"),
    "binary.txt": (lambda: bytes(range(256)) * 40, "is binary data"),
    "noise.txt": (lambda: b"\x01\x02\x03 0 \x04" * 200, "is binary data"),
    "latin.txt": (lambda: "déjà vu: 5 % à l'été".encode("latin-1"), "is neither UTF-8"),
    "broken-utf8.txt": (lambda: "耗电超过52万千瓦时。".encode() * 9 + b"\xff" + "好".encode() * 9, "is neither UTF-8"),
    "long-line.txt": (lambda: b"x" * (65 << 20), "is longer than 64 MB"),
    "many-characters.txt": (lambda: b"word " * 2_000_000, "million characters"),
    "garbage.pdf": (lambda: b"%PDF-1.7 nothing here" * 50, "is no readable PDF"),
    "text.pdf": (lambda: "这不是 PDF，只是 5 亿元。".encode(), "is no readable PDF"),
    "scan.pdf": (lambda: pdf([[], []]), "holds no text, only pictures"),
    "locked.pdf": (lambda: pdf([[(50, 700, "H100")]], encrypted=True), "is encrypted"),
    "garbage.docx": (lambda: b"PK\x03\x04 and then nothing", "is no readable Word document"),
    "text.docx": (lambda: b"plain words", "is no readable Word document"),
    "other.docx": (lambda: docx(("xl/workbook.xml", b"<a/>")), "is no Word document"),
    "locked.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is encrypted"),
    "bomb.docx": (lambda: docx(("word/document.xml", b" " * (300 << 20))), "unpacks to 300 MB"),
    "lying-bomb.docx": (_lying_bomb, "is no readable Word document"),
    "laughs.docx": (lambda: docx(("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "cccccc">]><a>&b;&b;</a>')), "declares entities"),
    "deep.docx": (lambda: docx(("word/document.xml", b"<a>" * 9000 + b"</a>" * 9000)), "nested too deeply"),
    "hidden.html": (lambda: b"<script>5</script><style>9</style>", "holds no text"),
}  # fmt: skip


def lay_out(folder: Path) -> None:
    """Write every bad file into a folder, and what is no file: a pipe, a dangling link, a loop of links, a link to a device."""
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data())
    os.mkfifo(folder / "pipe.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (folder / "device.txt").symlink_to("/dev/zero")


NO_FILES = {
    "pipe.txt": "is a pipe",
    "gone.txt": "cannot be read",
    "loop.txt": "cannot be read",
    "device.txt": "is a device",
}
