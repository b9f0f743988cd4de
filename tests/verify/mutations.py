"""Documents verified against their own facts, and copies of them with figures changed at random.

    python -m tests.verify.mutations

A change is one of: a digit, the scale, the unit, the direction, the year. Each supported figure is changed once in each way that
it allows, never two in one sentence of a copy; every other figure of the copy is as the document has it.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from factbase.extract.link_figure import RANK
from factbase.extract.unwrap import unwrapped
from factbase.service.initialize import initialize
from factbase.service.verify_claims import FigureVerdict, Verifier
from factbase.service.verify_members import MEMBERS
from factbase.service.verify_open import open_verifier
from factbase.store.connection import open_store

SEED = 20250322
_HAN = "一二三四五六七八九"
_SCALES = (
    ("万亿", "亿"),
    ("亿", "万"),
    ("万", "亿"),
    ("billion", "million"),
    ("million", "billion"),
    ("trillion", "billion"),
)
_UNITS = (
    ("公里", "米"), ("公顷", "平方米"), ("兆瓦", "千瓦"), ("千瓦", "瓦"), ("亿欧元", "亿日元"), ("亿元", "亿美元"), ("万元", "万美元"),
    ("亿日元", "亿美元"), ("欧元", "日元"), (" km", " m"), (" MW", " kW"), (" MWh", " kWh"), ("$", "€"), ("€", "£"), ("£", "$"),
    ("nm", "μm"), ("纳米", "微米"), ("吨", "公斤"), ("秒", "分钟"), ("分钟", "秒"), ("小时", "天"), ("天", "个月"), ("年", "个月"),
)  # fmt: skip
_WAYS = (
    ("超过", "不到"), ("不到", "超过"), ("以上", "以下"), ("多于", "少于"), ("至少", "至多"), ("more than", "less than"), ("less than", "more than"),
    ("up to", "at least"), ("exceeds", "stays below"), ("不足", "超过"), ("逾", "不到"),
)  # fmt: skip


class Change(NamedTuple):
    """A change of kind `kind`: `[start, end)` of the text becomes `words`."""

    kind: str
    start: int
    end: int
    words: str


def _digit(words: str, rng: random.Random) -> str:
    match = re.search(r"\d", words)
    if match:
        other = rng.choice([d for d in "123456789" if abs(int(d) - int(match.group())) > 1])
        return words[: match.start()] + other + words[match.end() :]
    han = next((c for c in words if c in _HAN), "")
    others = [c for c in _HAN if abs(_HAN.index(c) - _HAN.index(han)) > 1] if han else []
    return words.replace(han, rng.choice(others), 1) if han else words


def _scale(words: str, rng: random.Random) -> str:
    for old, new in _SCALES:
        if old in words:
            return words.replace(old, new, 1)
    match = re.search(r"(?<![\d.,])[1-9]\d*(?![\d.,]|\D*\d)", words)
    return words[: match.end()] + "0" + words[match.end() :] if match else words


def _pairs(pairs: tuple[tuple[str, str], ...]) -> Callable[[str, random.Random], str]:
    def swap(words: str, rng: random.Random) -> str:
        found = [(old, new) for old, new in pairs if old in words]
        return words.replace(*rng.choice(found[:1]), 1) if found else words

    return swap


def _year(words: str, rng: random.Random) -> str:
    return re.sub(r"(?:19|20)\d\d", lambda m: str(int(m.group()) + rng.choice((-3, 2, 4))), words)


_KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "digit": _digit, "scale": _scale, "unit": _pairs(_UNITS), "direction": _pairs(_WAYS), "year": _year,
}  # fmt: skip


def changes(verdict: FigureVerdict, rng: random.Random) -> Iterator[Change]:
    """The changes that a figure allows."""
    figure = verdict.figure
    words = verdict.passage.text[figure.start : figure.end]
    is_date = figure.unit == "date"
    for kind, change in _KINDS.items():
        if (kind == "year") != is_date or figure.kind == MEMBERS or (figure.kind == RANK and kind != "digit"):
            continue
        new = change(words, rng)
        if new != words:
            yield Change(kind, figure.start, figure.end, new)


class Outcome(NamedTuple):
    """The verdicts on the text itself, and per kind of change how many there are, how many were found; untouched figures contradicted."""

    own: Counter[str]
    made: Counter[str]
    found: Counter[str]
    false: tuple[str, ...]
    missed: tuple[str, ...]


def mutate(verifier: Verifier, text: str, seed: int = SEED) -> Outcome:
    """Verify a text, then copies of it with its supported figures changed."""
    rng = random.Random(seed)
    text = unwrapped(text)[0]
    own = verifier.verdicts(text)
    todo = [c for v in own if v.judgement.verdict == "supported" for c in changes(v, rng)]
    sentence = {c: next(v.passage.span for v in own if v.figure.start == c.start) for c in todo}
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    false: list[str] = [v.passage.said for v in own if v.judgement.verdict == "contradicted"]
    missed: list[str] = []
    while todo:
        rng.shuffle(todo)
        copy: dict[object, Change] = {}
        for change in todo:
            copy.setdefault(sentence[change], change)
        todo = [c for c in todo if c not in copy.values()]
        right, wrong = _judge(verifier, text, list(copy.values()))
        made.update(c.kind for c in copy.values())
        found.update(c.kind for c in right)
        missed += [
            f"{c.kind}: {text[sentence[c].start : c.start]}[{c.words}]{text[c.end : sentence[c].end]}"
            for c in copy.values()
            if c not in right
        ]
        false += wrong
    return Outcome(Counter(v.judgement.verdict for v in own), made, found, tuple(false), tuple(missed))


def _judge(verifier: Verifier, text: str, some: list[Change]) -> tuple[list[Change], list[str]]:
    """The changes that are contradicted, and the sentences of other figures that are."""
    copy, spans, at = "", [], 0
    for change in sorted(some, key=lambda c: c.start):
        copy += text[at : change.start]
        spans.append((len(copy), len(copy) + len(change.words), change))
        copy += change.words
        at = change.end
    copy += text[at:]
    wrong = [v for v in verifier.verdicts(copy) if v.judgement.verdict == "contradicted"]
    right = [c for a, b, c in spans if any(v.figure.start < b and a < v.figure.end for v in wrong)]
    false = [
        f"{v.figure.text}: {v.passage.said}"
        for v in wrong
        if not any(v.figure.start < b and a < v.figure.end for a, b, _ in spans)
    ]
    return right, false


def main() -> None:
    """Print the figures for the seed documents."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "factbase.duckdb"
        initialize(store)
        connection = open_store(store)
        verifier = open_verifier(connection, store)
        for name, text in connection.execute("SELECT id, body FROM document ORDER BY id").fetchall():
            outcome = mutate(verifier, text)
            print(f"{name}: {dict(outcome.own)}")
            for kind, n in outcome.made.items():
                print(f"  {kind}: {outcome.found[kind]} of {n} found")
            for sentence in outcome.missed:
                print(f"    MISSED {sentence}")
            for sentence in outcome.false:
                print(f"    FALSE {sentence}")
        connection.close()


if __name__ == "__main__":
    main()
