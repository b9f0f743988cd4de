"""The data dictionary, the vocabulary guide and the table of linking are made by the program; this test holds them against it.

`python -m tests.house.test_docs --write` makes them again.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from factbase.model.kinds import KINDS
from factbase.service.initialize import initialize
from factbase.store.connection import open_store
from factbase.vocabulary.files import schema_dir
from factbase.vocabulary.names import load_names
from tests.benchmarks.bench_linking import measure

DOCS = Path(__file__).resolve().parents[2] / "docs"


def data_dictionary() -> str:
    """Every table and view with the type and the words of each column."""
    with tempfile.TemporaryDirectory() as folder:
        initialize(Path(folder) / "empty.duckdb", empty=True)
        connection = open_store(Path(folder) / "empty.duckdb")
        tables = connection.execute(
            "SELECT table_name, comment, false FROM duckdb_tables() UNION ALL"
            " SELECT view_name, comment, true FROM duckdb_views() WHERE NOT internal ORDER BY 3 DESC, 1"
        ).fetchall()
        columns = connection.execute(
            "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal ORDER BY column_index"
        ).fetchall()
        connection.close()
    parts = [
        "# Data dictionary",
        "Made from `schema/columns.toml`; the same words are the comments of the database and the descriptions of the exports.",
        "Numbers of `facts` are in the unit of the row; the exact values stand beside them in `fact.reading`.",
    ]
    order = [
        "facts",
        *(t for t, _, view in tables if view and t != "facts"),
        *(t for t, _, view in tables if not view),
    ]
    about = {t: (words, view) for t, words, view in tables}
    for table in order:
        words, view = about[table]
        rows = [(f"`{c}`", kind, text) for t, c, kind, text in columns if t == table]
        parts += [
            f"## {'View' if view else 'Table'} `{table}`",
            words,
            _table(("column", "type", "holds"), rows),
        ]
    return "\n\n".join(parts) + "\n"


def vocabulary() -> str:
    """Kinds, metrics, scopes, units and the hedge policy, each from its file."""
    names = load_names()
    units = tomllib.loads((schema_dir() / "units.toml").read_text(encoding="utf-8"))["unit"]
    kinds = [
        (f"`{k}`", r.about, ", ".join(r.dimensions) or "any", ", ".join(r.requires)) for k, r in KINDS.items()
    ]
    metrics = [
        (f"`{m.id}`", m.label_zh, m.label_en, f"`{m.kind}`", m.unit, m.nature)
        for m in sorted(names.metrics.values(), key=lambda m: m.id)
    ]
    scopes = [
        (f"`{s.id}`", s.label_zh, s.label_en) for s in sorted(names.scopes.values(), key=lambda s: s.id)
    ]
    measured = [(f"`{u}`", str(e.get("dimension", e.get("is", ""))), ", ".join([*e.get("zh", []), *e.get("en", [])][:4]))
                for u, e in units.items()]  # fmt: skip
    types: dict[str, int] = {}
    for entity in names.entities.values():
        types[entity.type] = types.get(entity.type, 0) + 1
    return "\n\n".join(
        [
            "# Vocabulary guide",
            "Made from the files in `schema/`. To add to any of them, put a file of the same name into a folder `vocabulary/`"
            " beside the store; an entry with a known id replaces it. Each file explains its keys at its head.",
            "## Kinds of fact", _table(("kind", "what", "dimensions", "needs"), kinds),
            "## Metrics", _table(("metric", "Chinese", "English", "usual kind", "unit", "nature"), metrics),
            "## Scopes", _table(("scope", "Chinese", "English"), scopes),
            "## Units", _table(("unit", "dimension", "names"), measured),
            "## Entities", _table(("type", "how many"), [(t, str(n)) for t, n in sorted(types.items())]),
            "## Hedges", "The policy is `schema/hedges.toml`; each fact names the entry that gave its bounds in its column `rule`.",
        ]
    ) + "\n"  # fmt: skip


def linking() -> str:
    """How many curated facts the linker finds by itself, per kind."""
    found = measure()
    rows = [(f"`{k}`", *map(str, n)) for k, n in found.kinds.items()]
    total, seen, right = found.all
    return "\n\n".join(
        [
            "# How well unseen documents link",
            "Made by `python -m tests.benchmarks.bench_linking`: the two seed documents are ingested as if new, and what ingest"
            " makes of them is compared with the facts that people curated. *found*: the figure became a candidate; *linked*: with"
            " the right subject and the right metric. Facts whose bounds a person had to set by hand are left out.",
            _table(("kind", "facts", "found", "linked"), [*rows, ("all", str(total), str(seen), str(right))]),
            f"That is {seen / total:.1%} found and {right / total:.1%} linked. {found.complete} candidates are complete, so that"
            f" `ingest --accept` takes them unseen; {found.wrong} of them are in no curated fact.",
        ]
    ) + "\n"  # fmt: skip


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


MADE = {"data-dictionary.md": data_dictionary, "vocabulary.md": vocabulary, "linking.md": linking}


@pytest.mark.parametrize("name", MADE)
def test_docs_are_those_that_the_program_makes(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == MADE[name](), (
        "python -m tests.house.test_docs --write"
    )


if __name__ == "__main__" and "--write" in sys.argv:
    DOCS.mkdir(exist_ok=True)
    for file, make in MADE.items():
        (DOCS / file).write_text(make(), encoding="utf-8")
