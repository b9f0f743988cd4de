"""Annotations, snaks, reviews and citations: what another program makes of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pyld import jsonld

from factbase.render.exports.wikidata import quantity_value

# The terms that these exports use, as their vocabularies define them.
_TERMS: dict[str, Any] = {
    "http://www.w3.org/ns/anno.jsonld": {
        "oa": "http://www.w3.org/ns/oa#", "dc": "http://purl.org/dc/elements/1.1/", "as": "http://www.w3.org/ns/activitystreams#",
        "dcterms": "http://purl.org/dc/terms/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "id": "@id", "type": "@type", "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody",
        "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
        "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
        "Text": "http://purl.org/dc/dcmitype/Text",
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "describing": "oa:describing",
        "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end",
        "value": "rdf:value", "format": "dc:format", "language": "dc:language", "total": "as:totalItems",
        "first": {"@id": "as:first", "@type": "@id"}, "startIndex": "as:startIndex",
        "items": {"@id": "as:items", "@type": "@id", "@container": "@list"}, "canonical": {"@id": "oa:canonical", "@type": "@id"},
    },
    "https://schema.org": {"@vocab": "https://schema.org/"},
}  # fmt: skip


def _load(url: str, options: Any = None) -> dict[str, Any]:
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": _TERMS[url]}}


def test_annotations_point_at_their_words(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    done = run("export", "--format", "annotations", "--db", seed_store)
    whole = json.loads(done.stdout)
    expanded = jsonld.expand(whole, {"documentLoader": _load})
    (first,) = expanded[0]["https://www.w3.org/ns/activitystreams#first".replace("https", "http")]
    (items,) = first["http://www.w3.org/ns/activitystreams#items"]
    assert len(items["@list"]) == whole["total"]
    with duckdb.connect(str(seed_store), read_only=True) as connection:
        bodies = dict(connection.execute("SELECT id, body FROM document").fetchall())
        facts = dict(connection.execute("SELECT id, as_written FROM facts").fetchall())
    oa = "http://www.w3.org/ns/oa#"
    for note in items["@list"]:
        assert note["@id"].removeprefix("urn:factbase:fact:") in facts
        target = note[f"{oa}hasTarget"][0]
        source = target[f"{oa}hasSource"][0]
        body = bodies[source["@id"].removeprefix("urn:factbase:document:")]
        assert source["urn:factbase:text-sha256"][0]["@value"] == hashlib.sha256(body.encode()).hexdigest()
        quote, position = target[f"{oa}hasSelector"]
        start, end = (position[f"{oa}{n}"][0]["@value"] for n in ("start", "end"))
        exact, prefix, suffix = (quote[f"{oa}{n}"][0]["@value"] for n in ("exact", "prefix", "suffix"))
        assert body[start:end] == exact
        assert body[max(0, start - 32) : end + 32] == prefix + exact + suffix


@pytest.mark.parametrize(
    ("row", "value", "why"),
    [
        (
            {"value": 3.2, "low": 3.2, "high": 3.2, "widest_low": 3.15, "widest_high": 3.25},
            {"amount": "+3.2", "unit": "1", "upperBound": "+3.25", "lowerBound": "+3.15"},
            "",
        ),
        (
            {"value": 5e5, "low": 5e5, "unit": "kWh"},
            {"amount": "+500000", "unit": "http://www.wikidata.org/entity/Q182098"},
            "the bound on one side",
        ),
        ({"low": 40.0, "high": 90.0, "widest_low": 40.0, "widest_high": 90.0}, None, "no single number"),
        ({"value": 2 / 3, "exact": "2/3"}, None, "no finite decimal"),
        ({"value": 1e25}, {"amount": "+1" + "0" * 25, "unit": "1"}, ""),
        ({"value": 1.4e-9, "unit": "m"}, {"amount": "+0.0000000014", "unit": "http://www.wikidata.org/entity/Q11573"}, ""),
        ({"value": -40.0, "unit": "degC"}, None, "unit degC is not known"),
        ({"value": -40.0}, {"amount": "-40", "unit": "1"}, ""),
    ],
)  # fmt: skip
def test_snaks_have_both_bounds_or_none(row: dict[str, Any], value: Any, why: str) -> None:
    blank = dict.fromkeys(("value", "low", "high", "widest_low", "widest_high")) | {"exact": "", "unit": "1"}
    units = {"1": "1", "kWh": "Q182098", "m": "Q11573"}
    made, said = quantity_value(blank | row, units)
    assert made == value
    assert why in said if why else said == ""


def test_wikidata_reports_what_it_cannot_say(run: Callable[..., Any], seed_store: Path) -> None:
    done = run("export", "--format", "wikidata", "--db", seed_store)
    assert done.exit_code == 0
    statements = [json.loads(line) for line in done.stdout.splitlines()]
    for statement in statements:
        value = statement["mainsnak"]["datavalue"]["value"]
        assert value["amount"][0] in "+-"
        assert ("upperBound" in value) == ("lowerBound" in value)
    assert "the bound on one side was left out" in done.stderr
    assert statements[0]["references"][0]["quote"]


def test_reviews_of_findings_and_verdicts(run: Callable[..., Any], own_store: Path, tmp_path: Path) -> None:
    run("check", "--db", own_store)
    done = run("export", "--format", "claimreview", "--db", own_store)
    graph = jsonld.expand(json.loads(done.stdout), {"documentLoader": _load})
    reviews = [n for n in graph if n["@type"] == ["https://schema.org/ClaimReview"]]
    assert reviews
    assert all(n["https://schema.org/reviewRating"][0]["https://schema.org/alternateName"] for n in reviews)
    with duckdb.connect(str(own_store), read_only=True) as connection:
        (fact,) = connection.execute("SELECT id FROM fact WHERE key = 'h100-compute'").fetchone() or ("",)
    verdicts = {"verdict": "contradicted", "claims": [
        {"text": "H100 is 5 times the A100", "verdict": "contradicted", "fact_ids": [fact]},
        {"text": "H100 is 3.21 times", "verdict": "possible", "fact_ids": [fact]},
    ]}  # fmt: skip
    path = tmp_path / "v.json"
    path.write_text(json.dumps(verdicts), encoding="utf-8")
    done = run("export", "--format", "claimreview", "--verdicts", path, "--db", own_store)
    first, second = json.loads(done.stdout)["@graph"]
    assert first["reviewRating"] == {
        "@type": "Rating", "alternateName": "contradicted", "ratingValue": 1, "bestRating": 5, "worstRating": 1,
    }  # fmt: skip
    assert "ratingValue" not in second["reviewRating"]
    assert first["citation"][0]["text"] == "H100 的综合算力是 A100 的 3.2 倍"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1]", "claims with their `text`"),
        ('{"claims": [{"text": "x"}]}', "claims with their `text`"),
        ('{"claims": [5]}', "claims with their `text`"),
        ("[" * 100_000, "nested too deeply"),
        ("1" * 5000, "is not what"),
        ("no json", "verify --format json"),
    ],
)
def test_verdicts_that_are_none_are_said(
    text: str, said: str, run: Callable[..., Any], seed_store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "v.json"
    path.write_text(text, encoding="utf-8")
    done = run("export", "--format", "claimreview", "--verdicts", path, "--db", seed_store)
    assert done.exit_code == 3
    assert said in done.stderr


def test_verdicts_as_lines_and_with_a_mark(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    text = "H100 is 3.2 times the A100.\nThe H100 is 5 times the A100.\n"
    made = run("verify", text, "--lines", "--format", "jsonl", "--db", seed_store).stdout
    path = tmp_path / "v.jsonl"
    path.write_text(made, encoding="utf-8-sig")
    done = run("export", "--format", "claimreview", "--verdicts", path, "--db", seed_store)
    assert len(json.loads(done.stdout)["@graph"]) == sum(
        len(json.loads(x)["claims"]) for x in made.splitlines()
    )


def test_citations_name_the_relayed_outlet(run: Callable[..., Any], seed_store: Path) -> None:
    entries = json.loads(
        run("export", "--metric", "training_data", "--format", "csl-json", "--db", seed_store).stdout
    )
    by_id = {e["id"]: e for e in entries}
    assert by_id["kjsl-2024-04"]["issued"] == {"date-parts": [[2024, 4, 28]]}
    relayed = by_id["kjsl-2024-04-1.1.2"]
    assert relayed["container-title"] == "硬AI"
    assert relayed["issued"] == {"date-parts": [[2024, 4, 2]]}
    text = run("export", "--metric", "training_data", "--format", "bibtex", "--db", seed_store).stdout
    assert "@article{kjsl-2024-04-1.1.2,\n" in text
    assert text.count("{") == text.count("}")
