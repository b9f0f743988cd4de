"""A seed folder: documents.toml, the texts, and the facts as entries that diff well."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from factbase.model.base import Frozen
from factbase.render.exports.options import Options
from factbase.service.export import Extract
from factbase.service.export_seeds import seed_folder

__all__ = ["seeds", "toml_entry"]


def seeds(extract: Extract, folder: Path, options: Options) -> None:
    """Fill a folder that `factbase init --seeds` reads."""
    made = seed_folder(extract)
    (folder / "documents").mkdir()
    (folder / "facts").mkdir()
    entries = []
    for source in made.documents:
        (folder / "documents" / source.document.file).write_bytes(source.text.encode())
        entries.append(_document(source.document))
        text = "\n".join(toml_entry("fact", fact) for fact in source.facts)
        (folder / "facts" / f"{source.document.id}.toml").write_text(text, encoding="utf-8")
    (folder / "documents.toml").write_text("\n".join(entries), encoding="utf-8")
    for name, table, models in (
        ("entities", "entity", made.added.entities),
        ("metrics", "metric", made.added.metrics),
        ("scopes", "scope", made.added.scopes),
    ):
        if models:
            (folder / "vocabulary").mkdir(exist_ok=True)
            text = "\n".join(toml_entry(table, _plain(model)) for model in models.values())
            (folder / "vocabulary" / f"{name}.toml").write_text(text, encoding="utf-8")


def toml_entry(table: str, fields: Mapping[str, Any]) -> str:
    """One entry of an array of tables; strings on one line each.

    >>> print(toml_entry("fact", {"key": "a", "members": ["x"], "low": 2}), end="")
    [[fact]]
    key = "a"
    members = ["x"]
    low = 2
    """
    lines = [f"{name} = {_value(value)}\n" for name, value in fields.items()]
    return f"[[{table}]]\n" + "".join(lines)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _document(document: Frozen) -> str:
    fields = _plain(document)
    articles: Iterable[Mapping[str, Any]] = fields.pop("articles", ())
    return toml_entry("document", fields) + "".join(
        "\n" + toml_entry("document.article", {k: v for k, v in a.items() if v not in ("", ())})
        for a in articles
    )


def _plain(model: Frozen) -> dict[str, Any]:
    return {k: v for k, v in model.model_dump().items() if v not in (None, "", (), [])}
