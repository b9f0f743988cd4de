"""The pictures of the README are those that the program draws; this test holds their words against it.

`python -m tests.house.test_pictures --write` draws them again.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import pytest

import factbase
from factbase.render.chart_file import chart_svg

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
DRAWN = {
    "ladder.svg": ("ladder", "A100", "en"),
    "share-zh.svg": ("share", "", "zh"),
}
_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")


def drawn(name: str, store: Path) -> str:
    """One picture as SVG."""
    kind, subject, lang = DRAWN[name]
    with factbase.open(store) as fb:
        return chart_svg(fb.chart(kind, subject, lang=lang))


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_the_one_that_is_drawn(name: str, seed_store: Path) -> None:
    pytest.importorskip("vl_convert")
    kept, now = (PICTURES / name).read_text(encoding="utf-8"), drawn(name, seed_store)
    assert _TEXT.findall(kept) == _TEXT.findall(now)
    assert len(_TEXT.findall(kept)) > 10
    assert f"docs/pictures/{name}" in (PICTURES.parents[1] / "README.md").read_text(encoding="utf-8")


if __name__ == "__main__" and "--write" in sys.argv:
    with tempfile.TemporaryDirectory() as folder:
        factbase.init(Path(folder) / "factbase.duckdb")
        for picture in DRAWN:
            text = drawn(picture, Path(folder) / "factbase.duckdb")
            (PICTURES / picture).write_text(text, encoding="utf-8")
