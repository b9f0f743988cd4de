"""Answer `compare` and `derive`: numbers that nobody stated, each with its interval and its proof."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from factbase.phrase import Words, phrase
from factbase.reason.bounds import Derived
from factbase.reason.compare import Compared, Ladder, compare, ladder
from factbase.reason.derive import derive
from factbase.reason.measure import Measure
from factbase.reason.proof import proof_to_json
from factbase.reason.tell import say_interval, tell
from factbase.service.assertions import load_knowledge
from factbase.service.convert import fraction_text
from factbase.service.view import Card, Column, Line, Pair, Table
from factbase.store.connection import open_store
from factbase.store.labels import words_in
from factbase.store.lookup import resolve

__all__ = ["compare_entities", "derive_entity", "derived_object"]

_BAR = 28


def derived_object(one: Derived) -> dict[str, Any]:
    """A derived number as the published object: bounds at face in `unit`, the widest beside them, and the proof."""
    face, widest = one.face.scale(1 / one.scale), one.widest.scale(1 / one.scale)
    value = None if one.value is None else one.value / one.scale
    return {
        "subject": one.measure.base.subject,
        "metric": one.measure.base.metric,
        "relative_to": one.relative_to.base.subject if one.relative_to else "",
        "value": value,
        "low": face.low,
        "high": face.high,
        "low_open": face.low_open,
        "high_open": face.high_open,
        "widest_low": widest.low,
        "widest_high": widest.high,
        "unit": one.unit,
        "proof": proof_to_json(one.proof),
        "scope": one.measure.base.scope,
        "period": str(one.measure.period or ""),
        "disputed": one.disputed,
        "exact": fraction_text(value),
    }


def compare_entities(store: Path, a: str, b: str, metric: str = "", lang: str = "en") -> Card:
    """How two entities compare, both ways, with the ladder of all that share the metric; or why they do not.

    Raises `UnknownName` for an entity or metric that the store does not know.
    """
    connection = open_store(store)
    try:
        one, two = resolve(connection, "entity", a), resolve(connection, "entity", b)
        wanted = resolve(connection, "metric", metric) if metric else ""
        knowledge = load_knowledge(connection)
        words = words_in(connection, lang)
        found = compare(knowledge, one, two, wanted)
        if not found.comparisons:
            data: dict[str, Any] = {"ratio": None, "inverse": None, "ladder": [], "why": found.why}
            return Card(_versus(one, two, words), data, (("not comparable", (found.why,)),))
        best = found.comparisons[0]
        rungs = ladder(knowledge, best.metric, two, (one, two))
    finally:
        connection.close()
    return _comparison(found, rungs, words)


def derive_entity(store: Path, target: str, lang: str = "en") -> Table:
    """Everything that follows about `ENTITY` or `ENTITY.METRIC` and was never stated.

    Raises `UnknownName` for a name that the store does not know.
    """
    connection = open_store(store)
    try:
        entity, metric = _target(connection, target)
        words = words_in(connection, lang)
        found = derive(load_knowledge(connection), entity, metric)
    finally:
        connection.close()
    objects = [derived_object(d) for d in found]
    headings = (
        Column("measure"),
        Column("at face", "number"),
        Column("widest", "number", 110),
        Column("rests on"),
    )
    lines = tuple(
        (_measure(d, words), _shown(d, d.face, words), _shown(d, d.widest, words), _basis(d, words))
        for d in found
    )
    rows = tuple(tuple(o[c.name] for c in _COLUMNS) for o in objects)
    return Table(phrase("{n} derived", n=len(found)), _COLUMNS, rows, headings, lines)


_COLUMNS = tuple(
    Column(name, kind)
    for kind, names in (
        ("text", ("subject", "metric", "relative_to")),
        ("number", ("value", "low", "high")),
        ("flag", ("low_open", "high_open")),
        ("number", ("widest_low", "widest_high")),
        ("text", ("unit",)),
        ("data", ("proof",)),
        ("text", ("scope", "period")),
        ("flag", ("disputed",)),
        ("text", ("exact",)),
    )
    for name in names
)


def _target(connection: Any, target: str) -> tuple[str, str]:
    """The entity and metric of `ENTITY.METRIC`; an entity's own id may hold dots."""
    from factbase.errors import UnknownName

    try:
        return resolve(connection, "entity", target), ""
    except UnknownName:
        entity, dot, metric = target.rpartition(".")
        if not dot:
            raise
        return resolve(connection, "entity", entity), resolve(connection, "metric", metric)


def _versus(one: str, two: str, words: Words) -> str:
    return f"{words.label(one)} : {words.label(two)}"


def _comparison(found: Compared, rungs: Ladder, words: Words) -> Card:
    label = words.label
    best, *others = found.comparisons
    ratio, inverse = best.ratio, best.inverse
    crossed = [phrase("crosses rule {rule}", rule=r) for r in ratio.rules]
    sections: list[tuple[str, tuple[Line, ...]]] = [
        (
            label(best.metric),
            (
                Pair(f"{label(found.a)} / {label(found.b)}", _both_readings(ratio, words)),
                Pair(f"{label(found.b)} / {label(found.a)}", _both_readings(inverse, words)),
                *crossed,
            ),
        ),
        ("proof", tell(ratio.proof, words)),
        (
            phrase("ladder, {reference} = 1", reference=label(rungs.reference or found.b)),
            _bars(rungs, words),
        ),
    ]
    if rungs.left_out:
        sections.append(("no known ratio", tuple(label(e) for e in rungs.left_out)))
    if others:
        lines = tuple(f"{label(o.metric)}  {_shown(o.ratio, o.ratio.face, words)}" for o in others)
        sections.append(("also", lines))
    data: dict[str, Any] = {
        "ratio": derived_object(ratio),
        "inverse": derived_object(inverse),
        "ladder": [derived_object(r) for r in rungs.rungs],
        "others": [{"ratio": derived_object(o.ratio), "inverse": derived_object(o.inverse)} for o in others],
    }
    return Card(_versus(found.a, found.b, words), data, tuple(sections))


def _both_readings(one: Derived, words: Words) -> str:
    face, widest = (_shown(one, interval, words) for interval in (one.face, one.widest))
    return words.say("{face}   widest {widest}", face=face, widest=widest)


def _bars(rungs: Ladder, words: Words) -> tuple[str, ...]:
    """One line a rung: a bar up to the nominal value, thinner up to the widest upper bound."""
    from factbase.errors import display_width

    heights = [(d, d.value if d.value is not None else d.face.low or Fraction(0)) for d in rungs.rungs]
    tallest = max((max(v, d.widest.high or v) for d, v in heights), default=Fraction(1)) or Fraction(1)
    names = [words.label(d.measure.base.subject) for d, _ in heights]
    wide = max((display_width(n) for n in names), default=0)
    lines = []
    for name, (one, value) in zip(names, heights, strict=True):
        full = int(value / tallest * _BAR)
        reach = int((one.widest.high or value) / tallest * _BAR)
        bar = "█" * full + "░" * (reach - full)
        lines.append(
            f"{name}{' ' * (wide - display_width(name))}  {bar:<{_BAR}}  {say_interval(one.face, words=words)}"
        )
    return tuple(lines)


def _shown(one: Derived, interval: Any, words: Words) -> str:
    return say_interval(interval.scale(1 / one.scale), one.unit, words=words)


def _measure(one: Derived, words: Words) -> str:
    label = words.label

    def named(measure: Measure) -> str:
        base = measure.base
        return f"{label(base.subject)} · {label(base.metric)}" + (
            f" [{label(base.scope)}]" if base.scope else ""
        )

    return named(one.measure) + (f" / {label(one.relative_to.base.subject)}" if one.relative_to else "")


def _basis(one: Derived, words: Words) -> str:
    rules = (words.say("rule {rule}", rule=r) for r in one.rules)
    return words.term(", ").join([*(f[:8] for f in one.proof.fact_ids), *rules])
