"""What `check` says of facts that no longer fit their sources, in the words of a reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

Run = Callable[..., Any]


def findings(run: Run, store: Path, change: str, lang: str = "en") -> list[str]:
    """The errors after a change of the stored rows, one line each."""
    connection = duckdb.connect(str(store))
    connection.execute(change)
    connection.close()
    told = run("check", "--lang", lang, "--db", store).stdout.splitlines()
    return [line for line in told if "   error   " in line or "   错误   " in line]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "stored > 510,000 kWh/day, but its quote reads > 500,000 kWh"),
        ("zh", "库中为 超过 51万千瓦时/天，引文读出来却是 超过 50万千瓦时"),
    ],
)
def test_a_figure_that_differs_is_told_as_people_write_it(
    run: Run, own_store: Path, lang: str, told: str
) -> None:
    change = "UPDATE fact SET reading = '510000;(510000,];=;=;=' WHERE key = 'chatgpt-electricity'"
    (line,) = [x for x in findings(run, own_store, change, lang) if "chatgpt-electricity" in x]
    assert told in line


def test_a_quote_that_is_gone_is_one_error(run: Run, own_store: Path) -> None:
    (line,) = findings(run, own_store, "UPDATE fact SET quote = '没有这句话' WHERE key = 'h100-compute'")
    assert "the quote does not stand in the document" in line


def test_a_conflict_names_those_who_report_its_facts(run: Run, own_store: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("H100的综合算力是A100的5倍左右。\n", encoding="utf-8")
    run("ingest", tmp_path / "brief.txt", "--accept", "--db", own_store)
    (line,) = findings(run, own_store, "SELECT 1")
    assert "brief" in line.partition("apart")[2]
