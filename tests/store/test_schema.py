"""The schema: portable DDL, a comment on everything, a view for every kind."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from factbase.model.kinds import KINDS
from factbase.store.select import COLUMNS
from factbase.vocabulary.files import schema_dir

PUBLISHED = [
    "id",
    "key",
    "kind",
    "subject",
    "subject_label",
    "metric",
    "relative_to",
    "scope",
    "value",
    "low",
    "high",
    "low_open",
    "high_open",
    "widest_low",
    "widest_high",
    "unit",
    "as_written",
    "hedge",
    "modality",
    "period_start",
    "period_end",
    "attributed_to",
    "document",
    "item",
    "span_start",
    "span_end",
    "quote",
    "outlet",
    "outlet_date",
    "status",
    "note",
    "rule",
    "counted",
    "members",
    "relative_period",
    "exact",
    "version",
]


def test_published_columns_in_order(seed_store: Path) -> None:
    assert list(COLUMNS) == PUBLISHED
    with duckdb.connect(str(seed_store), read_only=True) as connection:
        described = connection.execute("SELECT * FROM facts LIMIT 0").description
    assert [d[0] for d in described or ()] == PUBLISHED


def test_one_view_per_kind_that_holds_its_facts(seed_store: Path) -> None:
    with duckdb.connect(str(seed_store), read_only=True) as connection:
        for kind in KINDS:
            (seen,) = connection.execute(f'SELECT count(*) FROM "{kind}"').fetchone() or (None,)
            (held,) = connection.execute("SELECT count(*) FROM facts WHERE kind = ?", [kind]).fetchone() or (
                None,
            )
            assert seen == held


def test_everything_is_commented(seed_store: Path) -> None:
    with duckdb.connect(str(seed_store), read_only=True) as connection:
        bare = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        tables = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        views = connection.execute(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
    assert (bare, tables, views) == ([], [], [])


def test_the_dictionary_names_nothing_that_is_not_there(seed_store: Path) -> None:
    import tomllib

    words = tomllib.loads((schema_dir() / "columns.toml").read_text(encoding="utf-8"))
    with duckdb.connect(str(seed_store), read_only=True) as connection:
        rows = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    tables: dict[str, set[str]] = {}
    for table, column in rows:
        tables.setdefault(table, set()).add(column)
    assert set(words["table"]) == set(tables)
    for table, entry in words["table"].items():
        assert set(entry.get("columns", {})) <= tables[table], table
    assert set(words["column"]) <= set().union(*tables.values())


def test_ddl_is_portable() -> None:
    banned = re.compile(
        r"\b(PRIMARY|FOREIGN|UNIQUE|CHECK|ENUM|SEQUENCE|INDEX|GENERATED|CONFLICT|RETURNING|UNION|REFERENCES|DEFAULT)\b"
        r"|\[\d+\]"
    )
    for file in (schema_dir() / "sql").glob("*.sql"):
        statements = re.sub(r"--[^\n]*", "", file.read_text(encoding="utf-8"))
        assert banned.findall(statements.upper()) == [], file.name
