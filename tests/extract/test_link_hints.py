"""A rule that no hint calls finds nothing: what the hints leave out is what no rule would have found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factbase.extract import (
    link_ahead,
    link_bare,
    link_compare,
    link_crowned,
    link_denial,
    link_few,
    link_moments,
    link_most,
    link_rank_gaps,
    link_ranked,
    link_wordless,
)
from factbase.extract.link_figure import Figure
from factbase.extract.link_hints import HINTS, LISTED
from factbase.extract.link_scene import Passage, passages
from factbase.extract.link_tables import LinkTables
from factbase.service.verify_open import stored_link_words
from factbase.store.connection import open_store
from factbase.vocabulary.files import seeds_dir

TESTS = Path(__file__).parent.parent
TABLED = ("ahead", "bare", "single")
TAKING = (
    "bare",
    "doubles",
    "moments",
    "not_any",
    "not_even_one",
    "nothing",
    "single",
    "comparisons",
    "few",
    "most",
    "every",
)


@pytest.fixture(scope="module")
def tables(seed_store: Path) -> LinkTables:
    connection = open_store(seed_store)
    try:
        return stored_link_words(connection, seed_store).tables()
    finally:
        connection.close()


def texts() -> Iterator[str]:
    for file in (*TESTS.glob("cases/claims*.jsonl"), *TESTS.glob("heldout/claims*.jsonl")):
        yield from (json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines())
    for file in (*(seeds_dir() / "documents").glob("*.txt"), *TESTS.glob("ingest/documents/*.txt")):
        yield file.read_text(encoding="utf-8")


def rule(name: str) -> Callable[..., Iterator[Figure]]:
    modules = (
        link_wordless,
        link_moments,
        link_denial,
        link_compare,
        link_few,
        link_most,
        link_bare,
        link_ranked,
        link_ahead,
        link_crowned,
        link_rank_gaps,
    )
    found: Callable[..., Iterator[Figure]] = next(getattr(m, name) for m in modules if hasattr(m, name))
    return found


def asked(name: str, passage: Passage, tables: LinkTables) -> list[Figure]:
    found: tuple[object, ...] = ([],) if name in TAKING else ()
    return list(rule(name)(passage, *found, *((tables,) if name in TABLED else ())))


def test_what_no_hint_calls_finds_nothing(tables: LinkTables) -> None:
    names = {*HINTS, *LISTED}
    found = dict.fromkeys(names, 0)
    for text in texts():
        for passage in passages(text, tables):
            called = passage.rules
            for name in names:
                figures = asked(name, passage, tables)
                found[name] += len(figures)
                assert not figures or name in called, f"{name} finds {figures[0]} in {passage.said!r}"
    assert all(found.values()), f"tried by no text: {[n for n, times in found.items() if not times]}"
