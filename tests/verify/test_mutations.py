"""The seed documents against their own facts: nothing is contradicted, and changed figures are, wherever they are changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.service.verify_claims import Verifier
from factbase.store.connection import open_store
from tests.verify.mutations import Outcome, mutate

# Of the figures of each text, how many are supported today; and the share of changed figures that is contradicted. The rest
# is mostly compatible with its fact (more than 1600 does not exclude more than 160).
LEAST = {"kechuang-2023-06": (56, 0.78), "kjsl-2024-04": (93, 0.82)}


@pytest.fixture(scope="module", params=sorted(LEAST))
def changed(request: pytest.FixtureRequest, verifier: Verifier, seed_store: Path) -> tuple[str, Outcome]:
    connection = open_store(seed_store)
    body = connection.execute("SELECT body FROM document WHERE id = ?", [request.param]).fetchone()
    connection.close()
    assert body is not None
    return request.param, mutate(verifier, body[0])


def test_no_figure_of_a_document_is_contradicted_by_its_own_facts(changed: tuple[str, Outcome]) -> None:
    name, outcome = changed
    assert outcome.own["contradicted"] == 0
    assert outcome.own["supported"] >= LEAST[name][0]


def test_changed_figures_are_found_and_no_others(changed: tuple[str, Outcome]) -> None:
    name, outcome = changed
    assert outcome.false == ()
    assert outcome.made.total() > outcome.own["supported"]
    assert outcome.found.total() >= LEAST[name][1] * outcome.made.total(), outcome.missed
