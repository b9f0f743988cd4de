"""The reasoned checks give the same findings in one piece and in chunks."""

from __future__ import annotations

from pathlib import Path

from factbase.service.assertions import load_knowledge
from factbase.service.check_scan import check_store
from factbase.store.connection import open_store
from factbase.store.labels import words_in


def test_chunks_find_what_one_piece_finds(seed_store: Path) -> None:
    connection = open_store(seed_store)
    try:
        knowledge, words = load_knowledge(connection), words_in(connection, "en")
        whole = check_store(connection, seed_store, knowledge, (), words)
        parts = check_store(connection, seed_store, knowledge, (), words, in_one_piece=40)
    finally:
        connection.close()
    assert len(whole) > 20
    assert {(f.id, f.message) for f in parts} == {(f.id, f.message) for f in whole}
    assert [f.severity for f in parts] == [f.severity for f in whole]
