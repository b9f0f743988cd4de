"""Documents that the vocabulary knows nothing of: read, reviewed as a sheet, and a mistaken copy of each verified."""

from __future__ import annotations

import pytest

from tests.ingest.two_documents import NAMES, Reviewed, Script, judge, load

# What is found today of 27, 28, 17 and 18 planted mistakes, and of the figures of the text itself; may only grow.
LEAST = {
    "linchuan-2025-03": {"linked": 50, "supported": 58, "found": 25},
    "harbour-ledger-2025-05": {"linked": 34, "supported": 57, "found": 25},
    "qinghe-release-2025-06": {"linked": 22, "supported": 29, "found": 15},
    "orrin-report-2024": {"linked": 13, "supported": 24, "found": 18},
}


@pytest.fixture(params=NAMES)
def read(request: pytest.FixtureRequest, reviewed: dict[str, Reviewed]) -> tuple[Script, Reviewed]:
    return load(request.param), reviewed[request.param]


def test_nothing_of_unknown_things_is_accepted_and_every_fact_can_be_filled_in(
    read: tuple[Script, Reviewed],
) -> None:
    script, done = read
    assert done.complete == 0
    assert done.filled == len(script.expected["fact"])
    assert done.linked >= LEAST[script.name]["linked"]


def test_the_text_itself_is_never_contradicted(read: tuple[Script, Reviewed]) -> None:
    script, done = read
    outcome = judge(script, done.store, script.text)
    assert [(c.text, c.measure) for c in outcome.false] == []
    assert outcome.supported >= LEAST[script.name]["supported"]


def test_mistakes_of_a_copy_are_found_and_nothing_else(read: tuple[Script, Reviewed]) -> None:
    script, done = read
    outcome = judge(script, done.store, script.copy)
    assert [(c.text, c.measure) for c in outcome.false] == []
    assert sum(found for _, found in outcome.found) >= LEAST[script.name]["found"]
