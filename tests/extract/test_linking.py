"""The seed documents, ingested as if new: enough is linked, and hardly anything that could be accepted unseen is wrong."""

from __future__ import annotations

from tests.benchmarks.bench_linking import measure


def test_unseen_documents_link_well_enough() -> None:
    linking = measure()
    facts, found, linked = linking.all
    assert facts >= 100
    assert found / facts >= 0.98
    assert linked / facts >= 0.75
    assert linking.complete >= 30
    assert linking.wrong / linking.complete <= 0.03
