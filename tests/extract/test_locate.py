"""Quotes match exactly or not at all (DESIGN §1.7)."""

from __future__ import annotations

import pytest

from factbase.errors import QuoteAmbiguous, QuoteNotFound
from factbase.extract.locate import archive, locate_quote
from factbase.extract.reflow import reflow

PRINTED = "会商结果：未来6\n至12小时的防汛\n\n方案。The European\nChips Act（TheEUChipsAct）批准。爱尔\n兰、10⁴ 个。H100 的算力\n"


@pytest.mark.parametrize(
    ("quote", "archived"),
    [
        ("未来6至12小时", "未来6\n至12小时"),
        ("的防汛方案", "的防汛\n\n方案"),
        ("The European Chips Act", "The European\nChips Act"),
        ("(TheEUChipsAct)", "（TheEUChipsAct）"),
        ("爱尔兰", "爱尔\n兰"),
        ("H100的算力", "H100 的算力"),
        ("10⁴个", "10⁴ 个"),
    ],
)
def test_finds_what_is_printed(quote: str, archived: str) -> None:
    source = archive(PRINTED)
    start, end = source.flow.span(*locate_quote(source, quote))
    assert source.text[start:end] == archived


@pytest.mark.parametrize("quote", ["未来6至13小时", "104个", "TheEuropean Chips", "防汛 方案。the"])
def test_likeness_is_no_match(quote: str) -> None:
    source = archive(PRINTED)
    with pytest.raises(QuoteNotFound) as caught:
        locate_quote(source, quote)
    assert repr(quote) in str(caught.value)


def test_not_found_names_the_nearest_place() -> None:
    with pytest.raises(QuoteNotFound, match="Nearest, line 1: '未来6至12小时"):
        locate_quote(archive(PRINTED), "未来6至13小时的")


def test_twice_is_an_error_with_both_lines() -> None:
    with pytest.raises(QuoteAmbiguous, match=r"2 times \(lines 1, 2\)"):
        locate_quote(archive("甲有3家。\n乙有3家。"), "有3家")


def test_overlapping_places_count() -> None:
    with pytest.raises(QuoteAmbiguous):
        locate_quote(archive("哈哈哈"), "哈哈")


def test_exact_layout_decides_between_two() -> None:
    source = archive("有 3家。\n\n有3家。")
    start, _ = source.flow.span(*locate_quote(source, "有 3家"))
    assert start == 0


def test_empty_quote() -> None:
    with pytest.raises(QuoteNotFound, match="empty"):
        locate_quote(archive("甲"), " \n")


def test_flow_offsets_lead_back() -> None:
    flow = reflow(PRINTED)
    for n, origin in enumerate(flow.origin):
        folded = reflow(PRINTED[origin]).text
        assert flow.text[n] in (folded, " ")


def test_words_keep_the_archived_characters() -> None:
    source = archive("法案（The\nEU）。")
    assert source.words(*locate_quote(source, "法案(The EU)。")) == "法案（The EU）。"
