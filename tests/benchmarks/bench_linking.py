"""How well unseen documents link: ingest the two seed documents as if new and compare with the curated facts.

Run: python -m tests.benchmarks.bench_linking
"""

from __future__ import annotations

import time
from collections import Counter

from factbase.extract.candidates import Candidate, candidates_of
from factbase.extract.link_tables import LinkTables, MetricName, ScopeName, build_link_tables
from factbase.extract.names import EntityName
from factbase.model.fact import FactBase
from factbase.service.initialize import curated_facts
from factbase.service.readers import load_readers
from factbase.vocabulary.files import seeds_dir, vocabulary_files
from factbase.vocabulary.names import Names, load_names


def shipped_tables(names: Names) -> LinkTables:
    """The link tables of the shipped vocabularies, without a store."""
    return build_link_tables(
        [EntityName(e.id, e.type, _names(e), e.part_of) for e in names.entities.values()],
        [
            MetricName(m.id, m.kind, m.nature, m.unit, _names(m), m.cues, m.anti_cues)
            for m in names.metrics.values()
        ],
        [
            ScopeName(s.id, tuple(n for n in (s.label_zh, s.label_en, *s.cues) if n))
            for s in names.scopes.values()
        ],
        vocabulary_files(("linking",))["linking"],
        load_readers(),
    )


def _overlap(one: tuple[str, int, int], two: tuple[str, int, int]) -> bool:
    """Whether two spans of one document share a character: a date may be cited with or without its 到."""
    return one[0] == two[0] and one[1] < two[2] and two[1] < one[2]


def _names(thing: object) -> tuple[str, ...]:
    return tuple(n for n in (thing.label_zh, thing.label_en, *thing.aliases) if n)  # type: ignore[attr-defined]


def main() -> None:
    """Print the table per kind: figures found, subject and metric right, and what is wrong among the complete."""
    names, readers = load_names(), load_readers()
    sources, facts = curated_facts(seeds_dir(), names, readers, lambda *_: None)
    tables = shipped_tables(names)
    found: dict[tuple[str, int, int], list[Candidate]] = {}
    started = time.process_time()
    size = 0
    for source in sources:
        size += len(source.archive.text.encode())
        for candidate in candidates_of(source, tables):
            cite = candidate.fact.citation
            found.setdefault((cite.document, cite.span_start, cite.span_end), []).append(candidate)
    seconds = time.process_time() - started
    total, seen, both = Counter[str](), Counter[str](), Counter[str]()
    by_span: dict[tuple[str, int, int], list[FactBase]] = {}
    for fact in facts:
        cite = fact.citation
        key = (cite.document, cite.span_start, cite.span_end)
        by_span.setdefault(key, []).append(fact)
        if fact.rule == "explicit":
            continue
        total[fact.kind] += 1
        here = [c for k, made in found.items() if _overlap(k, key) for c in made]
        seen[fact.kind] += bool(here)
        both[fact.kind] += any((c.fact.subject, c.fact.metric) == (fact.subject, fact.metric) for c in here)
    complete = wrong = 0
    for key, here in found.items():
        for candidate in here:
            if candidate.complete:
                complete += 1
                right = {
                    (f.subject, f.metric) for k, facts in by_span.items() if _overlap(k, key) for f in facts
                }
                wrong += (candidate.fact.subject, candidate.fact.metric) not in right
    print(f"{'kind':20} {'facts':>6} {'found':>6} {'linked':>7}")
    for kind, number in sorted(total.items(), key=lambda item: -item[1]):
        print(f"{kind:20} {number:6} {seen[kind]:6} {both[kind]:7}")
    number = total.total()
    print(f"{'all':20} {number:6} {seen.total() / number:6.1%} {both.total() / number:7.1%}")
    print(f"complete: {complete}, not in the curated facts: {wrong} ({wrong / max(1, complete):.1%})")
    print(f"{size / seconds / 1000:.0f} KB/s of UTF-8")


if __name__ == "__main__":
    main()
