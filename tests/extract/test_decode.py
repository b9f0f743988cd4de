"""Encodings decided or refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.errors import BadDocument
from factbase.extract.decode import decode, read_document

TEXT = (
    "新充电站将拥有超过160个充电桩，其创新设计将包括16个直通式充电桩，非常适合拖拽的车辆。该设计让电动皮卡无需卸下拖车即可充电。\n"
    * 4
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_reads_what_it_is_given(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "x.txt") == TEXT


def test_big5() -> None:
    text = "新充電站將擁有超過一百六十個充電樁，其創新設計將包括十六個直通式充電樁，非常適合拖拽的車輛。" * 4
    assert decode(text.encode("big5"), "x.txt") == text


def test_line_ends_become_one() -> None:
    assert decode(b"a\r\nb\rc\n", "x") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (b"\xff\xfe", "is empty"),
        ("\u3000\n".encode(), "is empty"),
        (b"\x00\x01\x02ab", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
    ],
)
def test_refuses_by_name(data: bytes, words: str) -> None:
    with pytest.raises(BadDocument, match=f"x.bin: .*{words}"):
        decode(data, "x.bin")


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadDocument, match=r"gone\.txt: cannot be read"):
        read_document(tmp_path / "gone.txt")


def test_what_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factbase.extract.decode.MOST_BYTES", 1 << 20)
    long = tmp_path / "long.txt"
    long.write_bytes(b"a" * ((1 << 20) + 1))
    with pytest.raises(BadDocument, match="longer than 1 MB"):
        read_document(long)
