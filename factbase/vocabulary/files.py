"""Where vocabularies live: the shipped folder, in a wheel or a checkout, and the user's overlay beside a store.

An overlay is the folder `vocabulary/` beside the store, or the folder that `factbase.toml` beside the store names
(`[vocabulary] folder = "..."`). A file there has the same name as the shipped one; its tables and entries are added,
and an entry with the id of a shipped one replaces it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from factbase.errors import Problem, Problems, said
from factbase.phrase import listed, phrase
from factbase.vocabulary.shape import misshapen

__all__ = ["overlay_beside", "read_toml", "schema_dir", "seeds_dir", "vocabulary_files"]

_PACKAGE = Path(__file__).resolve().parent.parent


def schema_dir() -> Path:
    """The folder with vocabularies and SQL: inside an installed wheel, else the checkout's `schema/`."""
    return _shipped("schema")


def seeds_dir() -> Path:
    """The folder with the seed documents and facts: inside an installed wheel, else the checkout's `seeds/`."""
    return _shipped("seeds")


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def overlay_beside(store: Path) -> Path | None:
    """The overlay folder of a store, or `None` if the user has made none. Raises `Problems` on a bad `factbase.toml`."""
    settings = store.parent / "factbase.toml"
    folder = store.parent / "vocabulary"
    if settings.is_file():
        named = _named_folder(settings)
        if named:
            folder = (store.parent / named).resolve()
            if not folder.is_dir():
                raise Problems(
                    [Problem(str(settings), "vocabulary.folder", phrase("no folder {folder}", folder=folder))]
                )
    if not folder.is_dir():
        return None
    shipped = {path.name for path in schema_dir().glob("*.toml")}
    strays = sorted(path for path in folder.glob("*.toml") if path.name not in shipped)
    if strays:
        fault = phrase("no vocabulary is called so; there are {names}", names=listed(sorted(shipped)))
        raise Problems([Problem(str(path), "", fault) for path in strays])
    return folder


def _named_folder(settings: Path) -> str:
    """What `factbase.toml` says under `[vocabulary] folder`, empty if nothing."""
    table = read_toml(settings)
    for key, value in table.items():
        if key != "vocabulary" or not isinstance(value, Mapping) or value.keys() - {"folder"}:
            raise Problems(
                [Problem(str(settings), key, phrase('unknown; it takes [vocabulary] with folder = "..."'))]
            )
    named = table.get("vocabulary", {}).get("folder", "")
    if not isinstance(named, str) or "\0" in named:
        raise Problems([Problem(str(settings), "vocabulary.folder", phrase("must be the name of a folder"))])
    return named


def vocabulary_files(names: Iterable[str], overlay: Path | None = None) -> dict[str, dict[str, Any]]:
    """The parsed TOML of each named vocabulary, the overlay's entries laid over the shipped ones.

    Raises `Problems` naming every file that is no TOML.
    """
    problems: list[Problem] = []
    merged: dict[str, dict[str, Any]] = {}
    for name in names:
        layers: list[dict[str, Any]] = []
        for folder in (schema_dir(), overlay):
            path = folder / f"{name}.toml" if folder else None
            if path is None or not path.exists():
                continue
            try:
                layer = read_toml(path)
            except Problems as error:
                problems.extend(error.problems)
                continue
            if layers:
                problems.extend(misshapen(str(path), layers[0], layer))
            layers.append(layer)
        merged[name] = {} if problems else _overlaid(layers)
    if problems:
        raise Problems(problems)
    return merged


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file, with or without a byte order mark. Raises `Problems` with the one fault that keeps it from being read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        fault = phrase("cannot be read: {reason}", reason=said(error))
        raise Problems([Problem(str(path), "", fault)]) from error
    except (ValueError, RecursionError) as error:
        # Not TOML, not UTF-8, a number of thousands of digits, or lists in lists without end.
        raise Problems([Problem(str(path), "", phrase("is no valid TOML: {error}", error=error))]) from error


def _overlaid(layers: list[dict[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for layer in layers:
        for key, value in layer.items():
            known = result.get(key)
            if isinstance(known, list) and isinstance(value, list):
                result[key] = _merge_entries(known, value)
            elif isinstance(known, dict) and isinstance(value, dict):
                result[key] = {**known, **value}
            else:
                result[key] = value
    return result


def _merge_entries(shipped: list[Any], added: list[Any]) -> list[Any]:
    ids = {entry["id"] for entry in added if isinstance(entry, dict) and "id" in entry}
    kept = [e for e in shipped if not (isinstance(e, dict) and e.get("id") in ids)]
    return [*kept, *added]
