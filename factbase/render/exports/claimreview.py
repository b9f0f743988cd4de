"""schema.org ClaimReview: what `check` found about the facts, or what `verify` answered about claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factbase.errors import BadInput
from factbase.phrase import phrase
from factbase.render.exports.options import Options
from factbase.service.export import Extract
from factbase.service.given import given_text, parse_json
from factbase.store.findings import stored_findings

__all__ = ["claimreview"]

# Only an answer that is one end of the scale has a number; the others have their name alone.
_RATINGS = {"supported": 5, "contradicted": 1}
_AUTHOR = {"@type": "Organization", "name": "factbase"}


def claimreview(extract: Extract, draft: Path, options: Options) -> None:
    """One JSON-LD graph. Without verdicts, a review for each fact of each finding of the last check."""
    made = _verdicts(extract, options.verdicts) if options.verdicts else _findings(extract)
    with draft.open("w", encoding="utf-8", newline="") as file:
        file.write('{"@context": "https://schema.org", "@graph": [')
        count = 0
        for review in made:
            file.write((",\n" if count else "\n") + json.dumps(review, ensure_ascii=False))
            count += 1
        file.write("\n]}\n")
    if not count and not options.verdicts:
        extract.reports.append(
            phrase("the last check found nothing about these facts; run `factbase check` if there was none")
        )


def _findings(extract: Extract) -> Iterator[dict[str, Any]]:
    found = stored_findings(extract.connection)
    wanted = {fact for finding in found for fact in finding.fact_ids}
    rows = {row["id"]: row for row in extract.rows() if row["id"] in wanted}
    documents = {d["id"]: d for d in extract.documents()}
    for finding in found:
        for fact in finding.fact_ids:
            if fact not in rows:
                continue
            review = _review(f"urn:factbase:finding:{finding.id}:{fact}", rows[fact]["quote"], finding.check)
            review["reviewBody"] = finding.message + (
                f" Accepted: {finding.accepted}" if finding.accepted else ""
            )
            review["itemReviewed"] |= _source(rows[fact], documents)
            yield review


def _verdicts(extract: Extract, path: Path) -> Iterator[dict[str, Any]]:
    rows = {row["id"]: row for row in extract.rows()}
    documents = {d["id"]: d for d in extract.documents()}
    for number, claim in enumerate(_claims(path), 1):
        verdict = claim["verdict"]
        review = _review(f"urn:factbase:claim:{number}", claim["text"], verdict)
        if verdict in _RATINGS:
            review["reviewRating"] |= {"ratingValue": _RATINGS[verdict], "bestRating": 5, "worstRating": 1}
        cites = [rows[i] for i in map(str, claim["fact_ids"]) if i in rows]
        if cites:
            review["citation"] = [
                _source(row, documents)["appearance"] | {"text": row["quote"]} for row in cites
            ]
        yield review


def _claims(path: Path) -> Iterator[dict[str, Any]]:
    """The claims of `verify --format json` or jsonl. Raises `BadInput` for anything else."""
    text = given_text(path)
    try:
        whole = [parse_json(text)]
    except ValueError:
        try:
            whole = [parse_json(line) for line in text.split("\n") if line.strip()]
        except ValueError as error:
            raise BadInput(
                phrase("{path} is not what `verify --format json` prints: {error}.", path=path, error=error)
            ) from error
    for answer in whole:
        claims = answer.get("claims") if isinstance(answer, dict) else None
        if not isinstance(claims, list) or not all(map(_is_claim, claims)):
            raise BadInput(
                phrase(
                    "{path} is not what `verify --format json` prints: claims with their `text`, `verdict` and `fact_ids`.",
                    path=path,
                )
            )
        yield from claims


def _is_claim(claim: Any) -> bool:
    return (
        isinstance(claim, dict)
        and isinstance(claim.get("text"), str)
        and isinstance(claim.get("verdict"), str)
        and isinstance(claim.get("fact_ids"), list)
    )


def _review(name: str, text: str, rating: str) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "@id": name,
        "claimReviewed": text,
        "author": _AUTHOR,
        "reviewRating": {"@type": "Rating", "alternateName": rating.replace("_", " ")},
        "itemReviewed": {"@type": "Claim", "text": text},
    }


def _source(row: dict[str, Any], documents: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Who said it and where it appeared, as far as known."""
    document = documents.get(row["document"], {})
    work: dict[str, Any] = {"@type": "CreativeWork", "name": document.get("title") or row["document"]}
    work |= {"url": document["url"]} if document.get("url") else {}
    work |= {"datePublished": document["published"]} if document.get("published") else {}
    found: dict[str, Any] = {"appearance": work}
    speaker = row["attributed_to"] or row["outlet"]
    if speaker:
        found["author"] = {"@type": "Organization" if not row["attributed_to"] else "Thing", "name": speaker}
    return found
