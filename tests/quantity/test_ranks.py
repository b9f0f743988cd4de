"""Ranks, firsts and superlatives: the cases, the vocabulary's faults, and laws that hold for any text."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.errors import Problems
from factbase.quantity.ranks import RankMention, build_rank_tables, find_ranks

ROOT = Path(__file__).resolve().parents[2]
RAW = tomllib.loads((ROOT / "schema" / "ranks.toml").read_text(encoding="utf-8"))
TABLES = build_rank_tables(RAW)
CASES = [
    json.loads(line) for line in (ROOT / "tests/cases/ranks.jsonl").read_text(encoding="utf-8").splitlines()
]
TEXTS = [case["text"] for case in CASES]
PIECES = st.sampled_from(
    [
        *TEXTS,
        *"第首最前强大一二三十百0123个家名位全球居列之一仅次于，。 \n",
        "the ",
        "No. ",
        "world's ",
        "top ",
    ]
)
TEXT = st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join)


def plain(mention: RankMention) -> dict[str, Any]:
    fields = mention._asdict()
    return {key: fields[key] for key in ("text", "place", "among", "of", "superlative", "ordinal", "hedge")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_case(case: dict[str, Any]) -> None:
    assert [plain(mention) for mention in find_ranks(case["text"], TABLES)] == case["ranks"]


def test_there_are_cases_enough_and_many_are_no_ranks() -> None:
    assert len(CASES) >= 130
    assert sum(not case["ranks"] for case in CASES) >= 55


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("仅次于美国。", "after 美国"),
        ("仅次于美国和中国", "after 2 others"),
        ("首次披露", "the first time"),
        ("列全国前茅", "near the top; no place is named"),
    ],
)
def test_what_the_place_leaves_open_is_said(text: str, note: str) -> None:
    (mention,) = find_ranks(text, TABLES)
    assert mention.note == note


def test_users_add_words_without_code() -> None:
    raw = RAW | {"scope": RAW["scope"] | {"mine": ["湾区"]}}
    assert find_ranks("湾区第二", TABLES) == []
    (mention,) = find_ranks("湾区第二", build_rank_tables(raw))
    assert (mention.place, mention.among) == (2, "湾区")


@pytest.mark.parametrize(
    ("table", "entry", "said"),
    [
        ("scope", {"x": "全球"}, "scope.x: should be a list of words"),
        ("scope", ["全球"], "scope: should be a table"),
        ("place", {"first": ["榜首"]}, "place.first: should be named by the place"),
        ("superlative", {"other": ["最大"]}, "superlative.other: should be named `free` or `bound`"),
        ("scopes", {"x": ["全球"]}, "scopes: no such table"),
    ],
)
def test_a_fault_in_the_vocabulary_is_named(table: str, entry: Any, said: str) -> None:
    with pytest.raises(Problems) as caught:
        build_rank_tables(RAW | {table: entry}, "mine/ranks.toml")
    assert said in str(caught.value)
    assert caught.value.problems[0].file == "mine/ranks.toml"


def test_an_empty_vocabulary_reads_what_needs_no_words() -> None:
    assert [m.place for m in find_ranks("第一名", build_rank_tables({}))] == [1]


@given(TEXT)
def test_any_text_gives_ordered_spans_that_slice_back(text: str) -> None:
    end = 0
    for mention in find_ranks(text, TABLES):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert mention.place is None or mention.place >= 1
        end = mention.end


@given(st.sampled_from(TEXTS), st.sampled_from(["会议召开。", "产量居全国第二。", "It is the largest. "]))
def test_a_sentence_before_only_shifts_the_spans(text: str, prefix: str) -> None:
    before = find_ranks(prefix, TABLES)
    alone = [
        m._replace(start=m.start + len(prefix), end=m.end + len(prefix)) for m in find_ranks(text, TABLES)
    ]
    assert find_ranks(prefix + text, TABLES) == before + alone
