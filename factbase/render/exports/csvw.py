"""CSV on the Web (W3C, "Metadata Vocabulary for Tabular Data"): the CSV, and its metadata in a file beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from factbase.render.exports.dictionary import Described, describe
from factbase.render.exports.draft import draft_file
from factbase.render.exports.options import Options
from factbase.service.export import Extract

__all__ = ["csvw"]

_TYPES = {
    "text": "string",
    "integer": "integer",
    "number": "double",
    "flag": "boolean",
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "list": "json",
}


def csvw(extract: Extract, output: Path, options: Options) -> None:
    """Write `output` and `output-metadata.json`; both appear when both are complete."""
    with draft_file(output) as table, draft_file(output.with_name(f"{output.name}-metadata.json")) as sidecar:
        extract.copy(table, "csv", reading=options.exact)
        about, _ = extract.words("facts")
        metadata = {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "url": output.name,
            "dc:title": "Quantitative facts with their citations",
            "dc:description": about,
            "dialect": {
                "encoding": "utf-8",
                "header": True,
                "delimiter": ",",
                "lineTerminators": ["\r\n", "\n"],
            },
            "tableSchema": {
                "columns": [_column(c) for c in describe(extract, reading=options.exact)],
                "primaryKey": "id",
            },
        }
        text = json.dumps(metadata, ensure_ascii=False, indent=2) + "\n"
        sidecar.write_text(text, encoding="utf-8")


def _column(column: Described) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.about,
        "datatype": _TYPES[column.kind],
        "null": "",
    }
    if column.unit:
        found["schema:unitText"] = column.unit
    if column.name == "id":
        found["required"] = True
    return found
