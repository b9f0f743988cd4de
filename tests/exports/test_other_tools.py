"""Exports read by the programs that people use, every value compared: a CSVW processor, frictionless, LaTeX and citation tools."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import bibtexparser
import duckdb
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from csvw import CSVW
from frictionless import Package
from markdown_it import MarkdownIt

from factbase.store.select import COLUMNS

AWKWARD = (
    'says "3", and', "line\nbreak", "=1+1", "'=quoted", "a,b;c|d", "# no comment", "null", "العربية ١٢", "👩‍🚀 12 👍", "é",
    "{x} \\N \\| `c` *b* _i_ <b>&amp; ~~s~~ [a](b)", "100% of A & B_1 $2 #3 ^4 ~5", " ends in space ", "\ttab",
)  # fmt: skip


@pytest.fixture
def awkward_store(own_store: Path) -> Path:
    """The seeds with awkward words in notes, keys and as figures are written."""
    with duckdb.connect(str(own_store)) as connection:
        ids = [i for (i,) in connection.execute("SELECT id FROM fact ORDER BY id").fetchall()]
        for n, fact in enumerate(ids):
            text = AWKWARD[n % len(AWKWARD)]
            connection.execute("UPDATE fact SET note = ?, as_written = ? WHERE id = ?", [text, text, fact])
    return own_store


def stored(store: Path) -> list[dict[str, Any]]:
    with duckdb.connect(str(store), read_only=True) as connection:
        rows = connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM facts WHERE status = 'accepted' ORDER BY document, span_start, id"
        ).fetchall()
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def plain(value: Any) -> Any:
    """A value as the store has it: numbers as doubles, days without an hour, nothing as an empty text."""
    if isinstance(value, datetime):
        assert value.time() == time()
        return value.date()
    if isinstance(value, Decimal):
        return float(value)
    return "" if value is None else value


def test_a_csvw_processor_reads_equal_values(
    run: Callable[..., Any], awkward_store: Path, tmp_path: Path
) -> None:
    assert run("export", "--format", "csvw", "-o", tmp_path / "f.csv", "--db", awkward_store).exit_code == 0
    read = CSVW(str(tmp_path / "f.csv-metadata.json"), validate=True)
    assert (read.is_valid, read.warnings) == (True, [])
    (table,) = read.tables
    want = [{name: plain(value) for name, value in row.items()} for row in stored(awkward_store)]
    assert [{name: plain(value) for name, value in row.items()} for row in table] == want
    columns = json.loads((tmp_path / "f.csv-metadata.json").read_text(encoding="utf-8"))["tableSchema"][
        "columns"
    ]
    units = {c["name"]: c.get("schema:unitText", "") for c in columns}
    assert (units["value"], units["span_end"], units["hedge"]) == ("{unit}", "code point", "")


def test_frictionless_reads_equal_values(
    run: Callable[..., Any], awkward_store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "package"
    assert run("export", "--format", "datapackage", "-o", folder, "--db", awkward_store).exit_code == 0
    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["code", "message"])
    rows = [row.to_dict() for row in package.get_resource("facts").read_rows()]
    got = [{name: plain(row[name]) for name in COLUMNS} for row in rows]
    assert got == [{name: plain(value) for name, value in row.items()} for row in stored(awkward_store)]


def test_markdown_says_the_same_in_a_parser(run: Callable[..., Any], awkward_store: Path) -> None:
    text = run("export", "--format", "md", "--lang", "en", "--db", awkward_store).stdout
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    cells = ["".join(_words(part) for part in t.children or ()) for t in tokens if t.type == "inline"]
    width = 8
    assert cells[:2] == ["id", "subject"]
    rows = [cells[n : n + width] for n in range(width, len(cells), width)]
    want = stored(awkward_store)
    assert [row[0] for row in rows] == [row["id"][:8] for row in want]
    for place, column in ((4, "as_written"), (7, "quote")):
        assert [row[place].split() for row in rows] == [row[column].split() for row in want]


def _words(part: Any) -> str:
    assert part.type in ("text", "text_special"), (part.type, part.content)
    return str(part.content)


@pytest.fixture
def cited_store(own_store: Path) -> Path:
    with duckdb.connect(str(own_store)) as connection:
        connection.execute(
            "UPDATE document SET title = ?, author = 'O''Brien {and} Söhne', url = 'https://example.org/a%20b?c=1&d=_2#{e}',"
            " issue = '4/2024 #1', accessed = DATE '2024-05-01', license = '' WHERE id = 'kjsl-2024-04'",
            [AWKWARD[10] + " " + AWKWARD[11] + ' “引” "q"'],
        )
    return own_store


def test_a_bibtex_parser_finds_the_same_words(
    run: Callable[..., Any], cited_store: Path, tmp_path: Path
) -> None:
    run("export", "--format", "bibtex", "-o", tmp_path / "f.bib", "--db", cited_store)
    library = bibtexparser.parse_file(str(tmp_path / "f.bib"))
    decoded = bibtexparser.parse_file(str(tmp_path / "f.bib"), append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == decoded.failed_blocks == []
    entries = {e.key: e for e in decoded.entries}
    outlets = {row["outlet"] for row in stored(cited_store) if row["outlet"]}
    assert {e["journaltitle"] for e in entries.values() if e.entry_type == "article"} <= outlets
    whole = entries["kjsl-2024-04"]
    # What decodes here takes \\textasciicircum for the accent.
    assert whole["title"].replace("ˆ", "^") == " ".join(
        (AWKWARD[10] + " " + AWKWARD[11] + ' “引” "q"').split()
    )
    assert (whole["author"], whole["issue"], whole["urldate"]) == (
        "O'Brien {and} Söhne",
        "4/2024 #1",
        "2024-05-01",
    )
    address = next(e for e in library.entries if e.key == "kjsl-2024-04")["url"]
    assert address == "https://example.org/a%20b?c=1&d=_2#%7Be%7D"


def test_a_citation_processor_sets_every_source(run: Callable[..., Any], cited_store: Path) -> None:
    entries = json.loads(run("export", "--format", "csl-json", "--db", cited_store).stdout)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        source = CiteProcJSON(entries)
        style = CitationStylesStyle("harvard-cite-them-right")
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        for key in source:
            bibliography.register(Citation([CitationItem(key)]))
        texts = [str(item) for item in bibliography.bibliography()]
    assert len(texts) == len(entries)
    (relayed,) = [t for t in texts if "硬AI" in t]
    assert "2024" in relayed
    assert "2 April" in relayed
    (whole,) = [t for t in texts if "example.org" in t]
    assert "O'Brien {and} Söhne" in whole


def test_snaks_keep_the_rules_of_the_data_model(run: Callable[..., Any], seed_store: Path) -> None:
    lines = run("export", "--format", "wikidata", "--db", seed_store).stdout.splitlines()
    facts = {row["id"]: row for row in stored(seed_store)}
    decimal = re.compile(r"[+-](0|[1-9]\d*)(\.\d*[1-9])?")
    bounded = 0
    for statement in map(json.loads, lines):
        snak = statement["mainsnak"]
        value, fact = snak["datavalue"]["value"], facts[statement["id"]]
        assert (snak["snaktype"], snak["datatype"], snak["datavalue"]["type"]) == (
            "value",
            "quantity",
            "quantity",
        )
        assert value.keys() <= {"amount", "unit", "lowerBound", "upperBound"}
        assert value["unit"] == "1" or re.fullmatch(
            r"http://www\.wikidata\.org/entity/Q[1-9]\d*", value["unit"]
        )
        numbers = [value[n] for n in ("lowerBound", "amount", "upperBound") if n in value]
        assert len(numbers) in (1, 3)
        assert all(decimal.fullmatch(n) for n in numbers)
        assert sorted(numbers, key=Decimal) == numbers
        assert float(value["amount"]) == fact["value"]
        if len(numbers) == 3:
            bounded += 1
            assert (float(numbers[0]), float(numbers[2])) == (fact["widest_low"], fact["widest_high"])
    assert bounded > 10
