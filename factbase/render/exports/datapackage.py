"""A Data Package 2.0 (datapackage.org): the facts and the names they use as CSV, each column described and in a unit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from factbase.render.exports.dictionary import Described, describe
from factbase.render.exports.options import Options
from factbase.service.export import NAME_TABLES, Extract

__all__ = ["datapackage"]

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "flag": "boolean",
    "date": "date",
    "list": "array",
}


def datapackage(extract: Extract, folder: Path, options: Options) -> None:
    """Fill a folder with facts.csv, the documents, entities, metrics and scopes, and datapackage.json."""
    exact = not extract.converts
    extract.copy(folder / "facts.csv", "csv", reading=exact)
    about, _ = extract.words("facts")
    resources = [_resource(folder, "facts", about, map(_field, describe(extract, reading=exact)))]
    for table in NAME_TABLES:
        extract.copy_names(table, folder / f"{table}.csv")
        about, columns = extract.words(table)
        fields = (
            _name_field(name, columns[name], kind) for name, kind in extract.name_columns(table).items()
        )
        resources.append(_resource(folder, table, about, fields))
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "factbase-facts",
        "title": "Quantitative facts with their citations",
        "description": "One row a fact: an interval with a unit, and the words that state it. A field whose unit is"
        " {unit} is in the unit that the field `unit` of the same row names.",
        "sources": [_source(document) for document in extract.documents()],
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def _resource(folder: Path, name: str, about: str, fields: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    path = folder / f"{name}.csv"
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": name,
        "type": "table",
        "path": path.name,
        "description": about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest.hexdigest()}",
        "dialect": {"$schema": f"{_PROFILES}/tabledialect.json", "lineTerminator": "\r\n"},
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": list(fields),
            "missingValues": [""],
            "primaryKey": ["id"],
        },
    }


def _field(column: Described) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.kind], "description": column.about}
    if column.unit:
        field["unit"] = column.unit
    if column.name == "id":
        field["constraints"] = {"required": True, "unique": True}
    return field


def _name_field(name: str, about: str, kind: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": _TYPES[kind], "description": about}
    if name == "id":
        field["constraints"] = {"required": True, "unique": True}
    return field


def _source(document: Mapping[str, Any]) -> dict[str, str]:
    """A document as the package's source, with an address only where it is one."""
    source = {"title": " ".join(p for p in (document["title"], document["issue"]) if p) or document["id"]}
    if document["url"].startswith(("https://", "http://")):
        source["path"] = document["url"]
    return source
