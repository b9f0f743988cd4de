"""`init`: idempotent, atomic, and every change an event (DESIGN §1.2, §6)."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from factbase.errors import StoreDamaged, StoreError, StoreLocked, StoreMissing, StoreNewer
from factbase.service.initialize import initialize
from factbase.store.connection import SCHEMA_VERSION, open_store
from factbase.vocabulary.files import seeds_dir


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for the time it was written."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = [
            t
            for (t,) in connection.execute(
                "SELECT table_name FROM duckdb_tables() ORDER BY table_name"
            ).fetchall()
        ]
        out = {}
        for table in tables:
            hidden = {"fact": "EXCLUDE (recorded)", "event": "EXCLUDE (decided)"}.get(table, "")
            out[table] = sorted(connection.execute(f"SELECT * {hidden} FROM {table}").fetchall(), key=repr)
        return out


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(shutil.copytree(seeds_dir(), tmp_path / "seeds"))


def of_another_metric(text: str) -> str:
    """A facts file whose H100 fact is corrected to one with another id."""
    start = text.index('key = "h100-compute"')
    return text[:start] + text[start:].replace(
        'metric = "overall_compute"', 'metric = "overall_performance"', 1
    )


def statuses(path: Path) -> dict[str, str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return dict(connection.execute("SELECT key, status FROM fact ORDER BY recorded").fetchall())


def test_twice_changes_nothing(own_store: Path) -> None:
    before = dump(own_store)
    done = initialize(own_store)
    assert not done.is_new
    assert done.changes.unchanged == len(before["fact"]) > 100
    assert sum(done.changes) == done.changes.unchanged
    assert dump(own_store) == before


def test_empty_has_vocabularies_only(tmp_path: Path) -> None:
    path = tmp_path / "empty.duckdb"
    initialize(path, empty=True)
    tables = dump(path)
    assert tables["document"] == tables["fact"] == tables["item"] == []
    assert len(tables["entity"]) > 50
    assert len(tables["unit"]) > 50
    assert len(tables["reference_rate"]) > 100_000


def test_gone_from_the_seeds_is_retired_and_comes_back(seeds: Path, own_store: Path) -> None:
    facts = seeds / "facts" / "kjsl-2024-04.toml"
    text = facts.read_text(encoding="utf-8")
    entries = text.split("[[fact]]")
    gone = next(e for e in entries if 'key = "h100-compute"' in e)
    facts.write_text("[[fact]]".join(e for e in entries if e is not gone), encoding="utf-8")
    assert initialize(own_store, seeds=seeds).changes.retired == 1
    assert statuses(own_store)["h100-compute"] == "retired"
    facts.write_text(text, encoding="utf-8")
    done = initialize(own_store, seeds=seeds)
    assert (done.changes.restored, done.changes.retired) == (1, 0)
    assert statuses(own_store)["h100-compute"] == "accepted"
    with duckdb.connect(str(own_store), read_only=True) as connection:
        actions = connection.execute(
            "SELECT action FROM event AS e JOIN fact AS f ON f.id = e.target WHERE f.key = 'h100-compute' ORDER BY decided"
        ).fetchall()
    assert actions == [("added",), ("retired",), ("restored",)]


def test_a_correction_supersedes_the_same_key(seeds: Path, own_store: Path) -> None:
    facts = seeds / "facts" / "kjsl-2024-04.toml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(of_another_metric(text), encoding="utf-8")
    done = initialize(own_store, seeds=seeds)
    assert (done.changes.superseded, done.changes.added, done.changes.retired) == (1, 1, 0)
    with duckdb.connect(str(own_store), read_only=True) as connection:
        rows = connection.execute(
            "SELECT status, metric, superseded_by <> '' FROM fact WHERE key = 'h100-compute' ORDER BY status"
        ).fetchall()
    assert rows == [("accepted", "overall_performance", False), ("superseded", "overall_compute", True)]


def test_a_correction_taken_back_leaves_one_accepted(seeds: Path, own_store: Path) -> None:
    facts = seeds / "facts" / "kjsl-2024-04.toml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(of_another_metric(text), encoding="utf-8")
    initialize(own_store, seeds=seeds)
    facts.write_text(text, encoding="utf-8")
    done = initialize(own_store, seeds=seeds)
    assert (done.changes.restored, done.changes.superseded, done.changes.retired) == (1, 1, 0)
    with duckdb.connect(str(own_store), read_only=True) as connection:
        rows = connection.execute(
            "SELECT status, metric FROM fact WHERE key = 'h100-compute' ORDER BY status"
        ).fetchall()
    assert rows == [("accepted", "overall_compute"), ("superseded", "overall_performance")]
    assert initialize(own_store, seeds=seeds).changes.unchanged == sum(done.changes) - 1


def test_a_changed_note_is_the_next_version(seeds: Path, own_store: Path) -> None:
    facts = seeds / "facts" / "kjsl-2024-04.toml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(
        text.replace('key = "h100-compute"', 'key = "h100-compute"\nnote = "looked at again"'),
        encoding="utf-8",
    )
    assert initialize(own_store, seeds=seeds).changes.corrected == 1
    with duckdb.connect(str(own_store), read_only=True) as connection:
        now = connection.execute("SELECT version, note FROM fact WHERE key = 'h100-compute'").fetchall()
        kept = connection.execute("SELECT version, record ->> 'note' FROM fact_history").fetchall()
    assert now == [(2, "looked at again")]
    assert kept == [(1, "")]


def test_what_users_added_is_not_touched(own_store: Path) -> None:
    with duckdb.connect(str(own_store)) as connection:
        connection.execute("UPDATE fact SET origin = 'user', id = 'abc' WHERE key = 'h100-compute'")
        connection.execute(
            "INSERT INTO entity (id, type, aliases, origin) VALUES ('mine', 'company', [], 'user')"
        )
    initialize(own_store)
    with duckdb.connect(str(own_store), read_only=True) as connection:
        assert connection.execute("SELECT status FROM fact WHERE id = 'abc'").fetchall() == [("accepted",)]
        assert connection.execute("SELECT origin FROM entity WHERE id = 'mine'").fetchall() == [("user",)]


def test_a_fact_that_a_user_asserted_first_stands_once(own_store: Path) -> None:
    with duckdb.connect(str(own_store)) as connection:
        connection.execute("UPDATE fact SET origin = 'user' WHERE key = 'h100-compute'")
    done = initialize(own_store)
    assert (done.changes.added, done.changes.retired) == (0, 0)
    with duckdb.connect(str(own_store), read_only=True) as connection:
        rows = connection.execute("SELECT origin FROM fact WHERE key = 'h100-compute'").fetchall()
    assert rows == [("user",)]


def test_kill_at_random_moments_leaves_none_or_all(tmp_path: Path, seed_store: Path) -> None:
    path = tmp_path / "killed.duckdb"
    started = time.monotonic()
    initialize(tmp_path / "timing.duckdb")
    whole = time.monotonic() - started + 0.4
    command = [sys.executable, "-m", "factbase", "init", "--db", str(path)]
    moments = random.Random(7)
    for _ in range(10):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if path.exists():
            assert dump(path)["fact"] == dump(seed_store)["fact"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert dump(path) == dump(seed_store)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".killed")] == []


def test_kill_during_an_update_leaves_the_old_store(own_store: Path, seed_store: Path) -> None:
    command = [sys.executable, "-m", "factbase", "init", "--db", str(own_store)]
    moments = random.Random(11)
    for _ in range(5):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.2, 1.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        with duckdb.connect(str(own_store)):
            pass  # opening for writing replays what the kill left behind
        assert dump(own_store)["fact"] == dump(seed_store)["fact"]


def test_missing_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="factbase init"):
        open_store(tmp_path / "none.duckdb")


def test_newer_store_is_refused(own_store: Path) -> None:
    with duckdb.connect(str(own_store)) as connection:
        connection.execute("UPDATE setting SET text = '99' WHERE name = 'schema_version'")
    with pytest.raises(StoreNewer, match=f"99.*{SCHEMA_VERSION}"):
        open_store(own_store)
    with pytest.raises(StoreNewer):
        initialize(own_store)


@pytest.mark.parametrize("write", [False, True])
def test_older_store_wants_init(own_store: Path, write: bool) -> None:
    with duckdb.connect(str(own_store)) as connection:
        connection.execute("UPDATE setting SET text = '1' WHERE name = 'schema_version'")
        for (view,) in connection.execute(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall():
            connection.execute(f'DROP VIEW "{view}"')
    with pytest.raises(StoreError, match=f"version 1.* {SCHEMA_VERSION}.*factbase init"):
        open_store(own_store, write=write)
    initialize(own_store)
    open_store(own_store, write=write).close()


@pytest.mark.parametrize("content", [b"not a database", b""])
def test_a_file_that_is_no_store(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match=r"x\.duckdb"):
        open_store(path)


def test_another_database_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t (a INTEGER)")
    with pytest.raises(StoreDamaged, match="no factbase store"):
        open_store(path)


def test_locked_store_names_the_holder(own_store: Path) -> None:
    code = f"import duckdb, time; c = duckdb.connect({str(own_store)!r}); print('held', flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreLocked, match=rf"process {holder.pid}\b"):
            open_store(own_store)
    finally:
        holder.kill()
        holder.wait()
        assert holder.stdout is not None
        holder.stdout.close()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no folder"):
        initialize(tmp_path / "no" / "store.duckdb", empty=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot write"):
        initialize(tmp_path / "store.duckdb", empty=True)
