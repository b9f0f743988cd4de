"""Dates and periods: the cases, the choices that the module states, and laws that hold for any text."""

from __future__ import annotations

import datetime
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.errors import Problems
from factbase.quantity.date_grammar import shapes_of
from factbase.quantity.date_tables import grammar_words
from factbase.quantity.dates import DateMention, build_date_tables, find_dates
from factbase.quantity.periods import Period, parse_period
from factbase.quantity.shape_scan import build_scan

ROOT = Path(__file__).resolve().parents[2]
RAW = tomllib.loads((ROOT / "schema" / "dates.toml").read_text(encoding="utf-8"))
TABLES = build_date_tables(RAW)
CASES = [
    json.loads(line) for line in (ROOT / "tests/cases/dates.jsonl").read_text(encoding="utf-8").splitlines()
]
TEXTS = [case["text"] for case in CASES]
DAY = datetime.date(2024, 4, 28)

ALPHABET = "0123456789一二三十〇年月日号季度前后底初上下半今去明本周到至从自起以来内期间“”十四五世纪代近未来个的，。 \n-–/.QHabt"
PIECES = st.sampled_from(
    [*TEXTS, *ALPHABET, "last year", "by 2030", "April 2, 2024", "9999年", "’90s", "0000-00-00"]
)
TEXT = st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join)
ANCHORS = st.none() | st.dates() | st.builds(Period, st.none() | st.dates(), st.none())


def plain(mention: DateMention) -> dict[str, Any]:
    return {
        "text": mention.text,
        "period": None if mention.period is None else str(mention.period),
        "named": None if mention.named is None else str(mention.named),
        "precision": mention.precision,
        "role": mention.role,
        "relative": mention.relative,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text'][:24]}@{case.get('anchor', '')}")
def test_case(case: dict[str, Any]) -> None:
    anchor = parse_period(case["anchor"]) if "anchor" in case else None
    assert [plain(mention) for mention in find_dates(case["text"], TABLES, anchor)] == case["dates"]


def test_there_are_cases_enough_and_a_third_are_no_dates() -> None:
    assert len(CASES) >= 300
    assert sum(not case["dates"] for case in CASES) >= 60


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("2030年前", "strictly before: ../2029"),
        ("before 2030", "or by it: ../2030"),
        ("2030年后", "strictly after: 2031/.."),
        ("after 2030", "or from it on: 2030/.."),
        ("5/4/2024", "month/day; as day/month it is 2024-04-05"),
        ("FY2024", "a fiscal year, taken as the calendar year"),
        ("未来几年", "how many is not said"),
        ("2月30日", "the calendar has no such day"),
        ("2023年", ""),
    ],
)
def test_what_was_in_doubt_is_said(text: str, note: str) -> None:
    (mention,) = find_dates(text, TABLES, DAY)
    assert mention.note == note


def test_the_day_and_its_period_anchor_alike() -> None:
    text = "去年三季度，4月，昨日，未来两年内，周三"
    assert find_dates(text, TABLES, DAY) == find_dates(text, TABLES, Period(DAY, DAY))
    moment = datetime.datetime(2024, 4, 28, 12, 30)
    assert find_dates(text, TABLES, DAY) == find_dates(text, TABLES, moment)


def test_an_anchor_of_a_month_gives_what_all_its_days_agree_on() -> None:
    periods = [
        str(m.period) for m in find_dates("去年，上月，昨日，4月，2月5日", TABLES, parse_period("2024-04"))
    ]
    assert periods == ["2023", "2024-03", "2024-03-31/2024-04-29", "2024-04", "2024-02-05"]


def test_users_add_words_without_code() -> None:
    raw = RAW | {
        "named": RAW["named"]
        | {"games": {"period": "2023-09-23/2023-10-08", "precision": "day", "words": ["杭州亚运会"]}}
    }
    (mention,) = find_dates("杭州亚运会期间", build_date_tables(raw))
    assert (mention.text, str(mention.period), mention.role) == (
        "杭州亚运会期间",
        "2023-09-23/2023-10-08",
        "during",
    )


@pytest.mark.parametrize(
    ("table", "entry", "said"),
    [
        (
            "relative",
            {"x": {"unit": "fortnight", "shift": 1, "words": ["下旬"]}},
            "relative.x: `unit` is 'fortnight'",
        ),
        (
            "relative",
            {"x": {"unit": "year", "shift": "1", "words": ["甲"]}},
            "relative.x: `shift` should be a whole number",
        ),
        (
            "relative",
            {"x": {"unit": "year", "shift": True, "words": ["甲"]}},
            "`shift` should be a whole number",
        ),
        ("month", {"x": {"number": 1, "words": "January"}}, "month.x: `words` should be a list of words"),
        ("month", {"x": 3}, "month.x: should be a table"),
        (
            "part",
            {"x": {"of": "year", "first": 9, "last": 3, "words": ["甲"]}},
            "`first` (9) comes after `last` (3)",
        ),
        ("named", {"x": {"period": "2021-25", "precision": "plan", "words": ["甲"]}}, "named.x: `period`: "),
        (
            "role",
            {"x": {"reading": "until", "role": "by", "before": ["到"]}},
            "role.x: `after` should be a list",
        ),
        ("block", {"x": [""]}, "block.x: should be a list of words"),
        ("blok", {"x": ["甲"]}, "blok: no such table"),
        ("future", ["将"], "future: should be a table"),
    ],
)
def test_a_fault_in_the_vocabulary_is_named(table: str, entry: Any, said: str) -> None:
    with pytest.raises(Problems) as caught:
        build_date_tables(RAW | {table: entry}, "mine/dates.toml")
    assert said in str(caught.value)
    assert caught.value.problems[0].file == "mine/dates.toml"


def test_all_faults_are_reported_at_once() -> None:
    with pytest.raises(Problems) as caught:
        build_date_tables({"relative": {"a": {}, "b": {}}, "nonsense": {}})
    assert {problem.key for problem in caught.value.problems} == {"relative.a", "relative.b", "nonsense"}


def test_an_empty_vocabulary_still_reads_numbered_dates() -> None:
    assert [str(m.period) for m in find_dates("2023年4月2日，2024-04-02", build_date_tables({}))] == [
        "2023-04-02",
        "2024-04-02",
    ]


def test_the_quick_look_ahead_loses_nothing() -> None:
    shapes = shapes_of(grammar_words(RAW))
    slow = build_scan({name: shape._replace(look="") for name, shape in shapes.items()})
    for text in TEXTS:
        spans = [m.span() for m in slow.pattern.finditer(text)]
        assert [m.span() for m in TABLES.scan.pattern.finditer(text)] == spans, text


@given(TEXT, ANCHORS)
def test_any_text_gives_ordered_spans_that_slice_back(
    text: str, anchor: datetime.date | Period | None
) -> None:
    end = 0
    for mention in find_dates(text, TABLES, anchor):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end
        if mention.period is not None:
            assert parse_period(str(mention.period)) == mention.period
            assert (
                mention.period.start is None
                or mention.period.end is None
                or mention.period.start <= mention.period.end
            )


@given(
    st.sampled_from(TEXTS),
    st.sampled_from(["会议召开。", "据报道，公司于2019年5月成立。", "Shares rose in 2019. "]),
)
def test_a_sentence_before_only_shifts_the_spans(text: str, prefix: str) -> None:
    before = find_dates(prefix, TABLES, DAY)
    alone = [
        m._replace(start=m.start + len(prefix), end=m.end + len(prefix))
        for m in find_dates(text, TABLES, DAY)
    ]
    assert find_dates(prefix + text, TABLES, DAY) == before + alone


@given(st.sampled_from(TEXTS), st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 1, 1)))
def test_only_relative_dates_depend_on_the_anchor(text: str, anchor: datetime.date) -> None:
    for there, here in zip(find_dates(text, TABLES, None), find_dates(text, TABLES, anchor), strict=True):
        assert (there.start, there.end, there.relative) == (here.start, here.end, here.relative)
        assert there.relative or there.named == here.named
        assert not there.relative or there.period is None
