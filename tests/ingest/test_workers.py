"""Several processes that read files: what they share out, and what one of them dying costs."""

from __future__ import annotations

import os
from multiprocessing import get_start_method
from pathlib import Path

import pytest

from factbase.service import ingest_read
from factbase.service.ingest import IngestRequest, ingest
from factbase.service.ingest_files import Job
from factbase.service.ingest_read import parcels
from factbase.service.initialize import initialize
from factbase.store.connection import open_store

MOST = 1 << 15


def written(folder: Path, sizes: list[int]) -> list[Job]:
    jobs = []
    for n, size in enumerate(sizes):
        (folder / f"f{n}.txt").write_bytes(b"x" * size)
        jobs.append(Job(str(folder / f"f{n}.txt"), f"f{n}"))
    return jobs


def test_parcels_hold_all_files_in_order_and_about_as_many_bytes_each(tmp_path: Path) -> None:
    jobs = [
        *written(tmp_path, [10, MOST, 20, MOST // 2, MOST // 2 + 1, 5 * MOST, 3]),
        Job(str(tmp_path / "gone")),
    ]
    found = list(parcels(jobs, 2))
    assert [job for parcel in found for job in parcel] == jobs
    assert all(len(parcel) == 1 or sum(map(size, parcel)) <= MOST for parcel in found)
    assert [len(parcel) for parcel in found] == [1, 1, 2, 1, 1, 2]


def test_parcels_are_smaller_towards_the_end(tmp_path: Path) -> None:
    found = [sum(map(size, parcel)) for parcel in parcels(written(tmp_path, [1 << 10] * 1000), 2)]
    assert sum(found) == 1000 << 10
    assert found == sorted(found, reverse=True)
    assert found[0] == MOST
    assert found[-1] <= MOST // 4


def test_very_many_small_files_are_not_one_parcel(tmp_path: Path) -> None:
    assert len(list(parcels(written(tmp_path, [1] * 100), 2))) > 1


def size(job: Job) -> int:
    return os.path.getsize(job.file) if os.path.exists(job.file) else 0


@pytest.mark.skipif(get_start_method() != "fork", reason="only a forked process has the reader that fails")
def test_a_process_that_dies_costs_the_file_that_it_died_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, folder = tmp_path / "f.duckdb", tmp_path / "files"
    initialize(store, empty=True)
    folder.mkdir()
    for n in range(70):
        (folder / f"f{n:02}.txt").write_text(f"ChatGPT每天耗电{n + 2}万千瓦时。\n" * 40, encoding="utf-8")
    real, here = ingest_read.text_of, os.getpid()

    def fragile(data: bytes, file: str, sha256: str) -> ingest_read.FileText:
        if file.endswith(("f33.txt", "f60.txt")) and os.getpid() != here:
            os._exit(3)
        return real(data, file, sha256)

    monkeypatch.setattr(ingest_read, "text_of", fragile)
    rows = list(ingest(store, IngestRequest((str(folder),), workers=2)).table.rows)
    assert [Path(str(row[0])).name for row in rows if row[2] == "failed"] == ["f33.txt", "f60.txt"]
    assert sum(row[2] == "added" for row in rows) == 68
    connection = open_store(store)
    try:
        assert connection.execute("SELECT count(DISTINCT document) FROM fact").fetchall() == [(68,)]
    finally:
        connection.close()
