"""Output appears whole or not at all, and only where a file was asked for."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from factbase.errors import UsageError
from factbase.render.place import drafted


def _write(path: Path, text: str = "new") -> None:
    with drafted(path) as draft:
        draft.write_text(text)


def test_an_error_keeps_the_old_file_and_leaves_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError), drafted(path) as draft:
        draft.write_text("half \udcff", encoding="utf-8")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to("there.csv")
    _write(link)
    assert link.is_symlink()
    assert (tmp_path / "there.csv").read_text() == "new"


def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    path.chmod(0o640)
    _write(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_into_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    _write(pipe)
    reader.join(timeout=10)
    assert got == ["new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_name_of_255_bytes(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 251 + ".csv")
    _write(path)
    assert path.read_text() == "new"


@pytest.mark.parametrize("name", ["", "nowhere/a.csv", "a" * 256])
def test_what_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        _write(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(UsageError, match="read-only"):
        _write(path)
    assert path.read_text() == "old"
