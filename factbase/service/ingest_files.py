"""Which files an ingest reads, and under which id each document is kept: decided before any is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from factbase.errors import said
from factbase.extract.formats import SUFFIXES
from factbase.phrase import phrase

__all__ = ["Found", "Job", "Known", "find_files", "is_version", "jobs", "shares_little"]

_SLUG = re.compile(r"[^a-z0-9.]+")
_SHINGLE = 5
# How much of the smaller of two texts the other shares if one is a version of the other, and if it is another text.
_SAME, _LITTLE, _SAMPLE = 0.8, 0.2, 50_000


class Found(NamedTuple):
    """The files to read, the folders that could not be read (with why), and how many files of other kinds they hold."""

    files: tuple[str, ...]
    faults: tuple[tuple[str, str], ...] = ()
    others: int = 0


class Known(NamedTuple):
    """A document of the store: the hash of its file, and the path that it was read from (empty for standard input)."""

    sha256: str
    path: str


class Job(NamedTuple):
    """One file to read. `id` is the document's, empty where its hash decides.

    With `rival`, another file has given its document that id: this one is its new version only if the text says so. With
    `is_taken` it never is. `is_given`: the caller named the id; `is_elsewhere`: and another file gave that document its text.
    `place` is the file's real path, empty where nobody has asked for it.
    """

    file: str
    id: str = ""
    rival: bool = False
    is_taken: bool = False
    place: str = ""
    is_given: bool = False
    is_elsewhere: bool = False


def find_files(paths: Sequence[str]) -> Found:
    """Every file that the paths name, folders walked once each (a link back to one ends there), in a stable order."""
    files: list[str] = []
    faults: list[tuple[str, str]] = []
    seen: set[str] = set()
    others = 0
    for path in paths:
        if path == "-" or not os.path.isdir(path):
            files.append(path)
            continue
        walk = os.walk(path, followlinks=True, onerror=lambda e: faults.append((str(e.filename), phrase("cannot be read: {reason}", reason=said(e)))))  # fmt: skip
        for folder, folders, names in walk:
            real = os.path.realpath(folder)
            if real in seen:
                folders.clear()
                continue
            seen.add(real)
            folders.sort()
            wanted = sorted(n for n in names if Path(n).suffix.lower() in SUFFIXES)
            others += len(names) - len(wanted)
            files.extend(os.path.join(folder, n) for n in wanted)
    return Found(tuple(files), tuple(faults), others)


def jobs(files: Iterable[str], known: Mapping[str, Known], given: str = "") -> list[Job]:
    """Each file with the id of its document: the `given` one, else that of the document read from this path before, else
    its name.

    Two files of one name in one run are two documents.
    """
    places = list(_places(files))
    here = {place for _, place in places}
    by_path = {document.path: id for id, document in known.items() if document.path}
    owners: dict[str, str] = {}
    made: list[Job] = []
    for file, place in places:
        name = given or by_path.get(place) or _slug(file)
        owner = owners.setdefault(name, place) if name else place
        before = known[name].path if name in known else place
        is_taken = not given and place != owner
        if not given and not is_taken and before != place and before in here:
            is_taken = True
        rival = not given and not is_taken and before != place
        is_elsewhere = bool(given) and (not place or before != place)
        made.append(Job(file, name, rival, is_taken, place, bool(given), is_elsewhere))
    return made


def _places(files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each file with its real path, empty for standard input; links in the way to a folder are followed once."""
    folders: dict[str, str] = {}
    for file in files:
        folder, name = os.path.split(file)
        if file == "-":
            yield file, ""
        elif name in ("", os.curdir, os.pardir) or os.path.islink(file):
            yield file, os.path.realpath(file)
        else:
            if folder not in folders:
                folders[folder] = os.path.realpath(folder)
            yield file, os.path.join(folders[folder], name)


def _slug(file: str) -> str:
    """An id from the file's name; empty for standard input and where the name has no Latin letters or digits."""
    slug = _SLUG.sub("-", Path(file).stem.lower()).strip("-.") if file != "-" else ""
    return slug if slug and slug[0].isalnum() else ""


def is_version(text: str, other: str) -> bool:
    """Whether two texts are nearly the same: most runs of five characters of the shorter stand in the other."""
    return _shared(text, other) >= _SAME


def shares_little(text: str, other: str) -> bool:
    """Whether two texts have next to nothing in common: hardly a run of five characters of the shorter is in the other."""
    return text != other and _shared(text, other) < _LITTLE


def _shared(text: str, other: str) -> float:
    """Which part of the shorter text's runs of five characters stands in the other."""
    one, two = _shingles(text), _shingles(other)
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def _shingles(text: str) -> set[str]:
    bare = "".join(text[:_SAMPLE].split())
    return {bare[n : n + _SHINGLE] for n in range(len(bare) - _SHINGLE + 1)}
