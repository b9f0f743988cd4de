"""Periods: their set relations, and a written form that reads back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.quantity.periods import ALWAYS, Period, last_day, month_period, parse_period, year_period

DAYS = st.dates()


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start is not None and end is not None and start > end:
        start, end = end, start
    return Period(start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-04", date(2024, 4, 1), date(2024, 4, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2024-04-02", date(2024, 4, 2), date(2024, 4, 2)),
        ("2023-Q3", date(2023, 7, 1), date(2023, 9, 30)),
        ("2023-H2", date(2023, 7, 1), date(2023, 12, 31)),
        ("2023/2025", date(2023, 1, 1), date(2025, 12, 31)),
        ("2023-03/2023-05", date(2023, 3, 1), date(2023, 5, 31)),
        ("2024-02-26/2024-03-02", date(2024, 2, 26), date(2024, 3, 2)),
        ("../2030", None, date(2030, 12, 31)),
        ("../2030-06", None, date(2030, 6, 30)),
        ("2023-07/..", date(2023, 7, 1), None),
        ("2023/..", date(2023, 1, 1), None),
        ("../..", None, None),
    ],
)
def test_written_form(text: str, start: date | None, end: date | None) -> None:
    assert parse_period(text) == Period(start, end)
    assert str(Period(start, end)) == text


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023-01/..", "2023/.."),
        ("2023/2023", "2023"),
        ("2023-Q3/2023-Q4", "2023-H2"),
        ("2023-Q1/2023-Q3", "2023-01/2023-09"),
        ("2022/2023-06-11", "2022-01-01/2023-06-11"),
        (" 2024 ", "2024"),
    ],
)
def test_other_spellings_are_read(text: str, period: str) -> None:
    assert str(parse_period(text)) == period


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no period"),
        ("24", "is no period"),
        ("2024-4", "is no period"),
        ("2024-Q5", "is no period"),
        ("2024//2025", "is no period"),
        ("2024/2025/2026", "is no period"),
        ("last year", "is no period"),
        ("２０２４", "is no period"),
        ("2024-13", "not in the calendar"),
        ("2023-02-29", "not in the calendar"),
        ("0000", "not in the calendar"),
        ("2025/2024", "ends before it starts"),
    ],
)
def test_what_is_no_period_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_period(text)


@given(periods())
def test_written_form_reads_back(period: Period) -> None:
    assert parse_period(str(period)) == period


@given(periods(), periods(), DAYS)
def test_set_relations_agree_with_days(a: Period, b: Period, day: date) -> None:
    one = Period(day, day)
    in_both = a.encloses(one) and b.encloses(one)
    assert not in_both or (a.overlaps(b) and b.overlaps(a))
    if a.encloses(b):
        assert a.encloses(one) or not b.encloses(one)
        assert a.overlaps(b)
        assert a.hull(b) == a
    assert a.hull(b).encloses(a)
    assert ALWAYS.encloses(a)


def test_neighbours_do_not_overlap() -> None:
    assert not year_period(2023).overlaps(year_period(2024))
    assert year_period(2023).overlaps(parse_period("2023-12-31/.."))
    assert not parse_period("../2022").overlaps(year_period(2023))


def test_months_run_over_the_year() -> None:
    assert str(month_period(2023, 11, 14)) == "2023-11/2024-02"
    assert last_day(2000, 2) == 29
