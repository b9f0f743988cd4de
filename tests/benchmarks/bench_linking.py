"""How well unseen documents link: ingest the two seed documents as if new and compare with the curated facts.

Run: python -m tests.benchmarks.bench_linking
"""

from __future__ import annotations

import time
from typing import NamedTuple

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


def _overlap(one: FactBase, two: FactBase) -> bool:
    """Whether two facts are cited from a common character: a date may be cited with or without its 到."""
    a, b = one.citation, two.citation
    return a.document == b.document and a.span_start < b.span_end and b.span_start < a.span_end


def _pair(fact: FactBase) -> tuple[str, str]:
    return fact.subject, fact.metric


def _names(thing: object) -> tuple[str, ...]:
    return tuple(n for n in (thing.label_zh, thing.label_en, *thing.aliases) if n)  # type: ignore[attr-defined]


class Linking(NamedTuple):
    """What linking made of the curated facts: per kind how many there are, were found, have subject and metric right.

    `complete` candidates could be accepted unseen, `wrong` of them are in no curated fact.
    """

    kinds: dict[str, tuple[int, int, int]]
    complete: int
    wrong: int
    speed: float

    @property
    def all(self) -> tuple[int, int, int]:
        """The sums over every kind."""
        total, found, linked = map(sum, zip(*self.kinds.values(), strict=True))
        return total, found, linked


def measure() -> Linking:
    """Link the seed documents as if new, and compare; facts whose bounds a person set by hand are left out."""
    names, readers = load_names(), load_readers()
    sources, facts = curated_facts(seeds_dir(), names, readers, lambda *_: None)
    tables = shipped_tables(names)
    made: list[Candidate] = []
    size = sum(len(source.archive.text.encode()) for source in sources)
    started = time.process_time()
    for source in sources:
        made += candidates_of(source, tables)
    seconds = time.process_time() - started
    counts: dict[str, list[int]] = {}
    for fact in (f for f in facts if f.rule != "explicit"):
        here = [c.fact for c in made if _overlap(c.fact, fact)]
        count = counts.setdefault(fact.kind, [0, 0, 0])
        count[0] += 1
        count[1] += bool(here)
        count[2] += any(_pair(c) == _pair(fact) for c in here)
    complete = [c.fact for c in made if c.complete]
    wrong = sum(_pair(c) not in {_pair(f) for f in facts if _overlap(f, c)} for c in complete)
    kinds = {k: (n, f, r) for k, (n, f, r) in sorted(counts.items(), key=lambda kv: (-kv[1][0], kv[0]))}
    return Linking(kinds, len(complete), wrong, size / seconds / 1000)


def main() -> None:
    """Print the table per kind: figures found, subject and metric right, and what is wrong among the complete."""
    linking = measure()
    print(f"{'kind':20} {'facts':>6} {'found':>6} {'linked':>7}")
    for kind, (number, found, linked) in linking.kinds.items():
        print(f"{kind:20} {number:6} {found:6} {linked:7}")
    number, found, linked = linking.all
    print(f"{'all':20} {number:6} {found / number:6.1%} {linked / number:7.1%}")
    share = linking.wrong / max(1, linking.complete)
    print(f"complete: {linking.complete}, not in the curated facts: {linking.wrong} ({share:.1%})")
    print(f"{linking.speed:.0f} KB/s of UTF-8")


if __name__ == "__main__":
    main()
