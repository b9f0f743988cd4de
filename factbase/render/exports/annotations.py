"""W3C Web Annotations: each fact as a note on the words that state it, found by quote or by position."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from factbase.phrase import phrase
from factbase.render.exports.options import Options
from factbase.render.plain import jsonable
from factbase.service.export import Extract

__all__ = ["CONTEXT", "annotation_collection"]

# Beyond the vocabulary of annotations: which text the positions count, and the fact itself.
CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "fact": "urn:factbase:fact:",
        "doc": "urn:factbase:document:",
        "textSha256": "urn:factbase:text-sha256",
        "fileSha256": "urn:factbase:file-sha256",
        "about": {"@id": "urn:factbase:about", "@type": "@json"},
    },
]
_AROUND = 32
_ABOUT = (
    "kind", "subject", "metric", "relative_to", "scope", "value", "low", "high", "low_open", "high_open", "widest_low",
    "widest_high", "unit", "hedge", "modality", "period_start", "period_end", "attributed_to", "outlet", "outlet_date",
)  # fmt: skip


def annotation_collection(extract: Extract, draft: Path, options: Options) -> None:
    """One collection with one page of annotations. Positions count code points of the text whose hash stands beside."""
    documents = {d["id"]: d for d in extract.documents()}
    untraced = 0
    total = len(extract)
    with draft.open("w", encoding="utf-8", newline="") as file:
        head = {
            "@context": CONTEXT,
            "id": "urn:factbase:facts",
            "type": "AnnotationCollection",
            "total": total,
        }
        file.write(json.dumps(head, ensure_ascii=False)[:-1])
        file.write(
            ', "first": {"id": "urn:factbase:facts:1", "type": "AnnotationPage", "startIndex": 0, "items": ['
        )
        for n, (row, exact, before, after) in enumerate(extract.contexts(_AROUND)):
            untraced += not exact
            note = _annotation(row, documents.get(row["document"]), exact, before, after)
            file.write(("\n" if n == 0 else ",\n") + json.dumps(note, ensure_ascii=False))
        file.write("\n]}}\n")
    if untraced:
        extract.reports.append(
            phrase(
                "{n} facts cite a text that is not here; their quote stands without its surroundings",
                n=untraced,
            )
        )


def _annotation(
    row: dict[str, Any], document: dict[str, Any] | None, exact: str, before: str, after: str
) -> dict[str, Any]:
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": exact or row["quote"]}
    selectors: list[dict[str, Any]] = [quote]
    if exact:
        quote |= {"prefix": before, "suffix": after}
        selectors.append({"type": "TextPositionSelector", "start": row["span_start"], "end": row["span_end"]})
    source: dict[str, Any] = {"id": f"doc:{row['document']}", "type": "Text", "format": "text/plain"}
    if document:
        source |= {"language": document["language"], "textSha256": document["text_sha256"]}
        source |= {"fileSha256": document["sha256"]} if document["sha256"] else {}
        source |= {"canonical": document["url"]} if document["url"] else {}
    about = {name: jsonable(row[name]) for name in _ABOUT if row[name] not in (None, "")}
    return {
        "id": f"fact:{row['id']}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "TextualBody", "value": row["quote"], "format": "text/plain", "about": about},
        "target": {"source": source, "selector": selectors},
    }
