"""Rows of a file that a person brings: CSV, JSON Lines, Parquet or a Data Package, each fault named with its place."""

from __future__ import annotations

import csv
import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import StringIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TextIO

from factbase.errors import BadInput
from factbase.phrase import phrase, term
from factbase.service.given import given_text, parse_json, require_file
from factbase.store.imports import parquet_rows

__all__ = ["Records", "Row", "csv_records", "open_package", "open_records", "unchanged"]

_FORMULA = ("''", "'=", "'+", "'-", "'@", "'\t", "'\r", "'\n")
# Abstracts of papers are long; the module's own limit is 131,072 characters.
csv.field_size_limit(1 << 24)


class Row(NamedTuple):
    """One row and its number in the file, from 1 below the header."""

    number: int
    cells: dict[str, Any]


class Records(NamedTuple):
    """The columns of a file and its rows, read one at a time. CSV cells are text, others typed."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


@contextmanager
def unchanged(path: Path) -> Iterator[None]:
    """Raise `BadInput` at the end if the file was written to meanwhile, or cannot be read at all."""
    before = require_file(path)
    try:
        yield
    except PermissionError as error:
        raise BadInput(phrase("{path}: permission denied.", path=path)) from error
    after = require_file(path)
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise BadInput(phrase("{path} changed while it was read; nothing was written. Try again.", path=path))


@contextmanager
def open_records(path: Path) -> Iterator[Records]:
    """The rows of a file in our own columns. Raises `BadInput` for what cannot be read."""
    suffix = path.suffix.lower()
    with ExitStack() as stack:
        stack.enter_context(unchanged(path))
        if suffix == ".parquet":
            columns, rows = parquet_rows(path)
            yield Records(
                columns, (Row(n, dict(zip(columns, r, strict=True))) for n, r in enumerate(rows, 1))
            )
            return
        file = stack.enter_context(path.open(encoding="utf-8-sig", newline=""))
        if suffix in (".jsonl", ".ndjson", ".json"):
            yield _json_records(path.name, file)
        elif suffix in (".csv", ".txt"):
            yield csv_records(path.name, file, is_marked=_is_marked(path))
        else:
            raise BadInput(
                phrase("{name}: import reads .csv, .jsonl, .parquet and Data Packages.", name=path.name)
            )


def csv_records(name: str, file: TextIO, delimiter: str = ",", *, is_marked: bool = False) -> Records:
    """CSV with a header. With `is_marked` (our export for spreadsheets) the apostrophe before a formula is taken off.

    Raises `BadInput` with the line for broken quoting, a row of another length, NUL or an encoding that is not UTF-8.
    """
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    lines = _guarded(name, reader)
    header = next(lines, None)
    if header is None:
        raise BadInput(phrase("{name}: is empty.", name=name))
    columns = tuple(" ".join(c.split()) for c in header)
    if len(columns) == 1 and (other := next((d for d in ";\t|," if d != delimiter and d in columns[0]), "")):
        raise BadInput(
            phrase(
                "{name}: is not separated by {delimiter!r} but, it seems, by {other!r}.",
                name=name,
                delimiter=delimiter,
                other=other,
            )
        )
    twice = sorted({c for c in columns if columns.count(c) > 1})
    if twice:
        raise BadInput(
            phrase("{name}: the column {twice!r} stands twice in the header.", name=name, twice=twice[0])
        )
    return Records(columns, _csv_rows(name, columns, lines, reader, is_marked))


def _csv_rows(
    name: str, columns: tuple[str, ...], lines: Iterator[list[str]], reader: Any, is_marked: bool
) -> Iterator[Row]:
    for number, cells in enumerate(lines, 1):
        if not cells:
            continue
        if len(cells) != len(columns):
            raise BadInput(
                phrase(
                    "{name}, line {line}: {n} cells under {n2} columns. Is a quote missing?",
                    name=name,
                    line=reader.line_num,
                    n=len(cells),
                    n2=len(columns),
                )
            )
        if is_marked:
            cells = [c[1:] if c.startswith(_FORMULA) else c for c in cells]
        yield Row(number, dict(zip(columns, cells, strict=True)))


def _guarded(name: str, reader: Any) -> Iterator[list[str]]:
    try:
        for cells in reader:
            if any("\0" in cell for cell in cells):
                raise BadInput(
                    phrase(
                        "{name}, line {line}: holds a NUL character; this is no text.",
                        name=name,
                        line=reader.line_num,
                    )
                )
            yield cells
    except UnicodeDecodeError as error:
        raise BadInput(
            phrase(
                "{name}: is not UTF-8 (it breaks after line {line}: {reason}). Save it as UTF-8.",
                name=name,
                line=reader.line_num,
                reason=error.reason,
            )
        ) from error
    except csv.Error as error:
        raise BadInput(
            phrase("{name}, line {line}: {error}.", name=name, line=reader.line_num, error=error)
        ) from error


def _json_records(name: str, file: TextIO) -> Records:
    """JSON Lines, or one array of objects."""
    objects = _json_objects(name, file)
    first = next(objects, None)
    if first is None:
        return Records((), iter(()))
    return Records(tuple(first.cells), _alike(name, first, objects))


def _json_objects(name: str, file: TextIO) -> Iterator[Row]:
    """Every object and its number. Raises `BadInput` with the line for whatever is none."""
    line = 1
    try:
        is_array = file.read(1) == "["
        file.seek(0)
        values = enumerate(parse_json(file.read()) if is_array else file, 1)
        for line, value in values:
            if not is_array and not value.strip():
                continue
            record = value if is_array else parse_json(value)
            if not isinstance(record, dict):
                raise BadInput(phrase("{name}: line {line} is no object.", name=name, line=line))
            yield Row(line, record)
    except UnicodeDecodeError as error:
        raise BadInput(
            phrase(
                "{name}: is not UTF-8 (it breaks after line {line}: {reason}). Save it as UTF-8.",
                name=name,
                line=line,
                reason=error.reason,
            )
        ) from error
    except ValueError as error:
        raise BadInput(
            phrase("{name}: is no JSON Lines: line {line}: {error}.", name=name, line=line, error=error)
        ) from error


def _alike(name: str, first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    """Rows that all have the keys of the first. Raises `BadInput` for one that has others."""
    yield first
    for row in rest:
        if row.cells.keys() != first.cells.keys():
            odd = min(row.cells.keys() ^ first.cells.keys())
            verb = term("has the key") if odd in row.cells else term("lacks the key")
            raise BadInput(
                phrase(
                    "{name}: line {number} {verb} {odd!r}, unlike the first line.",
                    name=name,
                    number=row.number,
                    verb=verb,
                    odd=odd,
                )
            )
        yield row


@contextmanager
def open_package(path: Path) -> Iterator[dict[str, Path]]:
    """The tables of a Data Package (a folder, its datapackage.json, or a zip) by resource name, their hashes checked.

    Raises `BadInput` for a package without facts, and for a table that is not the one its package describes.
    """
    with ExitStack() as stack:
        folder = path.parent if path.name == "datapackage.json" else path
        if path.suffix.lower() == ".zip":
            folder = Path(stack.enter_context(TemporaryDirectory()))
            _unzip(path, folder)
        try:
            package = parse_json(given_text(folder / "datapackage.json"))
            tables = {str(r["name"]): r for r in package["resources"]}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput(
                phrase(
                    "{path}: is no Data Package: {name}: {error}.",
                    path=path,
                    name=type(error).__name__,
                    error=error,
                )
            ) from error
        if "facts" not in tables:
            raise BadInput(phrase("{path}: the package has no resource named facts.", path=path))
        yield {name: _checked(folder, name, resource) for name, resource in tables.items()}


def _checked(folder: Path, name: str, resource: dict[str, Any]) -> Path:
    relative = Path(str(resource.get("path", "")))
    file = folder / relative
    if relative.is_absolute() or ".." in relative.parts or not file.is_file():
        raise BadInput(
            phrase(
                "the package's resource {name} has no file {relative} beside it.",
                name=name,
                relative=relative,
            )
        )
    kind, _, stated = str(resource.get("hash", "")).rpartition(":")
    if stated and kind in ("sha256", "sha-256"):
        with file.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
        if found != stated:
            raise BadInput(
                phrase(
                    "{relative} is not the file that its datapackage.json describes: its hash differs.",
                    relative=relative,
                )
            )
    return file


def _unzip(path: Path, folder: Path) -> None:
    try:
        with unchanged(path), zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                plain = Path(entry.filename).name
                if entry.is_dir() or plain != entry.filename:
                    continue
                with archive.open(entry) as packed, (folder / plain).open("wb") as file:
                    shutil.copyfileobj(packed, file, 1 << 20)
    except (zipfile.BadZipFile, zlib.error) as error:
        raise BadInput(phrase("{path}: is no zip archive.", path=path)) from error
    except (RuntimeError, NotImplementedError) as error:
        raise BadInput(
            phrase("{path}: is a zip archive that cannot be opened: {error}.", path=path, error=error)
        ) from error


def _is_marked(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(3) == b"\xef\xbb\xbf"


def decoded(data: bytes, encoding: str) -> StringIO | TextIOWrapper:
    """A file's bytes as text in a stated encoding. Raises `UnicodeDecodeError` and `LookupError`."""
    return StringIO(data.decode(encoding).removeprefix("\ufeff"), newline="")
