"""Which file is read for which document: links are followed before paths are compared."""

from __future__ import annotations

import os
from pathlib import Path

from factbase.service.ingest_files import jobs


def test_a_job_has_the_real_path_of_its_file(tmp_path: Path) -> None:
    real, other = tmp_path / "real", tmp_path / "other"
    real.mkdir()
    other.symlink_to(real, target_is_directory=True)
    (real / "a.txt").write_text("a")
    (real / "link.txt").symlink_to(real / "a.txt")
    (real / "loop.txt").symlink_to(real / "loop.txt")
    named = ["a.txt", "link.txt", "loop.txt", "gone.txt", "..", "", "gone/b.txt"]
    files = [os.path.join(folder, name) for folder in (real, other) for name in named]
    made = jobs([*files, "bare.txt", "-"], {})
    assert [job.place for job in made] == [*map(os.path.realpath, files), os.path.realpath("bare.txt"), ""]
    assert made[0].place == made[1].place == made[len(named)].place
