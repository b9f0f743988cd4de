"""The cited sources as BibTeX and CSL-JSON: each document, and each article of an outlet that it relays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from factbase.render.exports.options import Options
from factbase.service.export import Extract

__all__ = ["Cited", "bibtex", "cited", "csl_json"]

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


class Cited(NamedTuple):
    """One source: a whole document, or (`within` it) an article that an outlet published first. Unknown stays empty."""

    key: str
    title: str
    author: str = ""
    publisher: str = ""
    issue: str = ""
    date: str = ""
    url: str = ""
    accessed: str = ""
    language: str = ""
    outlet: str = ""
    within: str = ""


def cited(extract: Extract) -> list[Cited]:
    """The sources that the facts of an extract cite, in the order of their keys."""
    documents = {d["id"]: d for d in extract.documents()}
    titles = extract.items()
    found: dict[str, Cited] = {}
    for row in extract.rows():
        document = documents.get(row["document"], {"title": row["document"]})
        found.setdefault(
            row["document"],
            Cited(
                row["document"], document["title"], document.get("author", ""), document.get("publisher", ""),
                document.get("issue", ""), document.get("published", ""), document.get("url", ""),
                str(document.get("accessed") or ""), document.get("language", ""),
            ),
        )  # fmt: skip
        if row["outlet"] and row["outlet"] != document.get("publisher"):
            key = f"{row['document']}-{row['item']}" if row["item"] else f"{row['document']}-{row['outlet']}"
            title = titles.get((row["document"], row["item"]), row["outlet"])
            day = str(row["outlet_date"] or "")
            found.setdefault(
                key,
                Cited(key, title, date=day, language=document.get("language", ""), outlet=row["outlet"],
                      within=row["document"]),
            )  # fmt: skip
    return [found[key] for key in sorted(found)]


def bibtex(extract: Extract, draft: Path, options: Options) -> None:
    """UTF-8 BibTeX (biblatex's fields), one entry a source."""
    with draft.open("w", encoding="utf-8", newline="") as file:
        for source in cited(extract):
            kind = "article" if source.outlet else "misc"
            fields = {
                "title": source.title, "author": source.author, "publisher": source.publisher,
                "journaltitle": source.outlet, "issue": source.issue, "date": source.date, "url": source.url,
                "urldate": source.accessed, "langid": {"zh": "chinese", "en": "english"}.get(source.language, ""),
                "note": f"as relayed by {source.within}" if source.within else "",
            }  # fmt: skip
            lines = [f"  {name} = {{{_tex(name, value)}}}" for name, value in fields.items() if value]
            file.write(f"@{kind}{{{source.key},\n" + ",\n".join(lines) + "\n}\n\n")


def csl_json(extract: Extract, draft: Path, options: Options) -> None:
    """A CSL-JSON array, as Zotero, Pandoc and citeproc read it."""
    entries = [_csl(source) for source in cited(extract)]
    draft.write_text(json.dumps(entries, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _tex(name: str, value: str) -> str:
    flat = " ".join(value.split())
    return (
        flat.replace("}", "%7D").replace("{", "%7B")
        if name == "url"
        else "".join(_SPECIAL.get(c, c) for c in flat)
    )


def _csl(source: Cited) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": source.key,
        "type": "article-newspaper" if source.outlet else "document",
        "title": source.title,
        "publisher": source.publisher,
        "container-title": source.outlet,
        "issue": source.issue,
        "URL": source.url,
        "language": source.language,
        "note": f"as relayed by {source.within}" if source.within else "",
    }
    entry = {name: value for name, value in entry.items() if value}
    if source.author:
        entry["author"] = [{"literal": source.author}]
    if source.date:
        entry["issued"] = {"date-parts": [[int(part) for part in source.date.split("-")]]}
    if source.accessed:
        entry["accessed"] = {"date-parts": [[int(part) for part in source.accessed.split("-")]]}
    return entry
