"""Answer `verify`: the claims of a text, a list of lines, or one measure, each with its verdict and proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from factbase.errors import UsageError, said
from factbase.extract.unwrap import unwrapped
from factbase.phrase import Words, phrase
from factbase.quantity.interval import Interval
from factbase.quantity.periods import parse_period, say_period
from factbase.quantity.scanner import find_quantities
from factbase.reason.assertion import UNMARKED, Assertion
from factbase.reason.period import read_period
from factbase.reason.proof import Proof, number_of, proof_to_json
from factbase.reason.tell import say_members, tell
from factbase.reason.verdict import Judgement, judge
from factbase.service.verify_claims import FigureVerdict, Verifier, worst
from factbase.service.verify_known import base_of
from factbase.service.verify_open import open_verifier
from factbase.service.verify_settle import UNEXPLAINED
from factbase.service.wording import bounds
from factbase.store.connection import Connection, open_store
from factbase.store.labels import words_in
from factbase.store.lookup import resolve

__all__ = ["JudgedClaim", "Report", "verify_lines", "verify_measure", "verify_text"]

# chatgpt.electricity, H100.overall_compute/A100, eu.share@2030; a subject's own name may hold dots and bars.
_MEASURE = re.compile(r"(?P<subject>.+?)\.(?P<metric>[^./@]+)(?:/(?P<relative>[^@]+))?(?:@(?P<when>.+))?")
# What a bare number is read as of a metric in such a unit.
_BARE = {"count": "个", "1": "倍"}
_REASONS = {
    "inside": phrase("the facts lie inside the claim"),
    "nominal": phrase("the facts' number lies inside the claim"),
    "rejected": phrase("every reading of the facts excludes it"),
    "rounding": phrase("contradicted only if the rounding is strict"),
    "open": phrase("compatible with the facts, but not entailed by them"),
    "disputed": phrase("the facts contradict each other about it"),
    "undecided": phrase("the facts could not be decided in time"),
    "unknown": phrase("no fact is about this measure"),
    "unlinked": phrase("the words do not name a measure that is known"),
    "unlinked date": phrase("the words do not name a measure that is known"),
    "denied": phrase("the claim denies what the facts exclude"),
    "negated": phrase("the claim denies what the facts say"),
    "weak link": phrase("the words do not tie the figure to its measure firmly enough to contradict"),
    "premise": phrase("another figure of the sentence rests on this very number"),
    "unlinked figure": phrase("another figure of the sentence could not be linked"),
    "another range": phrase("the facts state another range"),
    "turned": phrase("the facts say that it moved the other way"),
    "quotient": phrase("the quotient of two known figures"),
    "another time": phrase("the known rate, told of another time"),
    "per day": phrase("the quotient of two known times"),
    "sum": phrase("the sum of two known figures"),
    "difference": phrase("the difference of two known figures"),
    "points": phrase("the difference of two known shares"),
    "owned": phrase("the figure of the thing that it is said to be of"),
    "step": phrase("the words say by how much it changes, the facts how large it is"),
    "reserved": phrase("the words say something else of the figure than the measure that agrees with it"),
    "uneven lists": phrase("the words leave open which figure of the list goes with which"),
    "change": phrase("the change between two known figures"),
    "asked": phrase("the text asks this, it does not claim it"),
    "supposed": phrase("the text only supposes this, it does not claim it"),
    "reported": phrase("the text only tells that others say this"),
    "kin": phrase(
        "the words speak of another thing that stands in relation to the one that the facts are about"
    ),
    "undone": phrase("the text says that this was given up, refused or is doubted; the facts do not"),
}


class JudgedClaim(NamedTuple):
    """One judged claim.

    `[start, end)` are code points of the text and hold the clause that makes the claim, `figure` the figure within it.
    `interval` is what the facts say, in `unit`; `measure` names what the figure was linked to, empty if nothing.
    """

    text: str
    start: int
    end: int
    figure: tuple[int, int]
    verdict: str
    reason: str
    measure: str
    fact_ids: tuple[str, ...]
    interval: dict[str, Any] | None
    known: str
    proof: list[dict[str, Any]]
    told: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """The published JSON fields (DESIGN §6)."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "verdict": self.verdict,
            "fact_ids": list(self.fact_ids),
            "interval": self.interval,
            "proof": self.proof,
        }


class Report(NamedTuple):
    """The verdict on one text (a line, an article) and its claims in the order of their figures."""

    text: str
    verdict: str
    claims: tuple[JudgedClaim, ...]
    line: int = 0

    def record(self) -> dict[str, Any]:
        """The published JSON object; with the line's number where the text is a line."""
        own = {"verdict": self.verdict, "claims": [c.record() for c in self.claims]}
        return {"line": self.line, **own} if self.line else own


def verify_text(
    store: Path, text: str, *, strict: bool = False, day: date | None = None, lang: str = "en"
) -> Report:
    """The verdict on a text. Relative words count from `day`; `strict` contradicts on the rounded reading too.

    Raises what `open_store` raises.
    """
    connection = open_store(store)
    try:
        verifier = open_verifier(connection, store, strict=strict)
        return _report(verifier, text, day, words_in(connection, lang))
    finally:
        connection.close()


def verify_lines(
    store: Path, text: str, *, strict: bool = False, day: date | None = None, lang: str = "en"
) -> Iterator[Report]:
    """One report per input line, also for an empty one, offsets within the line."""
    connection = open_store(store)
    try:
        verifier = open_verifier(connection, store, strict=strict)
        words = words_in(connection, lang)
        lines = [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
        verifier.prepare(lines)
        for number, line in enumerate(lines, 1):
            yield _report(verifier, line, day, words)._replace(line=number)
    finally:
        connection.close()


def verify_measure(
    store: Path, measure: str, value: str, *, strict: bool = False, lang: str = "en"
) -> Report:
    """The verdict on a claim in pieces: `subject.metric[/relative][@period]` and a figure with its unit.

    Raises `UnknownName` for a name that the store does not know, `UsageError` for a measure or figure that cannot be read.
    """
    connection = open_store(store)
    try:
        verifier = open_verifier(connection, store, strict=strict)
        claim = _in_pieces(connection, verifier, measure, value)
        judgement = judge(claim, verifier.knowledge, strict)
        text = f"{measure} = {value}"
        made = _claim(
            text,
            (0, len(text)),
            (len(measure) + 3, len(text)),
            claim,
            judgement,
            "",
            words_in(connection, lang),
        )
        return Report(text, judgement.verdict, (made,))
    finally:
        connection.close()


def _in_pieces(connection: Connection, verifier: Verifier, measure: str, value: str) -> Assertion:
    asked = _MEASURE.fullmatch(measure)
    if asked is None:
        raise UsageError(
            phrase(
                "--measure takes subject.metric, such as chatgpt.electricity, not {measure!r}.",
                measure=measure,
            )
        )
    tables = verifier.matcher.tables
    relative, when = asked["relative"] or "", asked["when"] or ""
    who, what = (
        resolve(connection, "entity", asked["subject"]),
        resolve(connection, "metric", asked["metric"]),
    )
    found = find_quantities(value, tables.readers.quantities)
    if not found and what in tables.metrics:
        found = find_quantities(value + _BARE.get(tables.metrics[what].unit, ""), tables.readers.quantities)
    if len(found) != 1:
        raise UsageError(
            phrase(
                "--is takes one figure with its unit, such as 50万千瓦时/天; {value!r} holds {n}.",
                value=value,
                n=len(found),
            )
        )
    figure = found[0]
    reading = figure.change if figure.change is not None and relative else figure.reading
    dimension, scale = base_of(figure.unit, tables.unit)
    try:
        period = parse_period(when) if when else None
    except ValueError as error:
        raise UsageError(said(error)) from error
    return Assertion(
        "claim", "measure", who, what,
        reading.face.scale(scale), reading.rounded.scale(scale), reading.widest.scale(scale),
        None if reading.value is None else reading.value * scale,
        resolve(connection, "entity", relative) if relative else "",
        period=read_period(period.start, period.end) if period else None,
        world=UNMARKED, dimension=dimension, unit=figure.unit, scale=scale, hedge=figure.hedge, quote=value,
    )  # fmt: skip


def _report(verifier: Verifier, text: str, day: date | None, words: Words) -> Report:
    joined, origin = unwrapped(text)
    claims = tuple(_judged(v, verifier, words) for v in verifier.verdicts(joined, day))
    if joined is not text:
        claims = tuple(_at_origin(c, text, origin) for c in claims)
    return Report(text, worst(c.verdict for c in claims), claims)


def _at_origin(claim: JudgedClaim, text: str, origin: Sequence[int]) -> JudgedClaim:
    """A claim of the joined lines at its place in the text as given."""
    start, end = origin[claim.start], origin[claim.end - 1] + 1
    figure = (origin[claim.figure[0]], origin[claim.figure[1] - 1] + 1)
    return claim._replace(text=text[start:end], start=start, end=end, figure=figure)


def _judged(found: FigureVerdict, verifier: Verifier, words: Words) -> JudgedClaim:
    clause, figure = found.figure.clause, found.figure
    text = found.passage.text[clause.start : clause.end]
    lead = len(text) - len(text.lstrip())
    span = (clause.start + lead, clause.start + len(text.rstrip()))
    claim = found.option.claim if found.option is not None else None
    if claim is None and figure.unit not in ("date", "rank"):
        dimension, scale = base_of(figure.unit.removesuffix("/count"), verifier.matcher.tables.unit)
        claim = Assertion("claim", "measure", "", "", dimension=dimension, unit=figure.unit, scale=scale)
    said = found.passage.original or found.passage.text
    return _claim(said, span, (figure.start, figure.end), claim, found.judgement, found.doubt, words)


def _claim(
    text: str,
    span: tuple[int, int],
    figure: tuple[int, int],
    claim: Assertion | None,
    judgement: Judgement,
    doubt: str,
    words: Words,
) -> JudgedClaim:
    reason = _reason(doubt or _why(judgement), words)
    unit, scale = (claim.unit, claim.scale) if claim is not None else ("1", Fraction(1))
    kind = claim.kind if claim is not None else ""
    interval = judgement.interval if kind != "date" else None
    shown = None if interval is None else interval.scale(1 / scale)
    known = _worded(shown, unit, kind, words) or _known(claim, judgement.proof, words)
    return JudgedClaim(
        text[span[0] : span[1]], *span, figure, judgement.verdict, reason,
        _measure(claim, words) if judgement.verdict != "not_covered" else "",
        judgement.fact_ids, _interval(shown, unit), known, proof_to_json(judgement.proof),
        tell(judgement.proof, words),
    )  # fmt: skip


def _why(judgement: Judgement) -> str:
    """The reason of a judgement; of a denial, that it is one."""
    if judgement.verdict == "supported" and judgement.why in ("negated", "rejected"):
        return "denied"
    return "negated" if (judgement.verdict, judgement.why) == ("contradicted", "inside") else judgement.why


def _reason(why: str, words: Words) -> str:
    if why.startswith(UNEXPLAINED):
        left = why.removeprefix(UNEXPLAINED)
        return words.say(
            "nothing in the facts explains “{words}”, which may shift what is measured", words=left
        )
    return words(_REASONS[why]) if why in _REASONS else why


def _measure(claim: Assertion | None, words: Words) -> str:
    if claim is None or not claim.subject:
        return ""
    say, label = words.say, words.label
    said: str = say("{subject}: {metric}", subject=label(claim.subject), metric=label(claim.metric))
    if claim.scope:
        said += say(" ({notes})", notes=label(claim.scope))
    if claim.relative_to:
        said += say(" relative to {entity}", entity=label(claim.relative_to))
    if claim.period is not None and not claim.is_date:
        said += say(" in {period}", period=claim.period)
    return said


def _known(claim: Assertion | None, proof: Proof, words: Words) -> str:
    """What the facts say of a date or of a list, each once; empty for anything else."""
    told: list[str] = []
    for step in proof.steps if claim is not None else ():
        if step.kind == "fact" and step.period is not None:
            told.append(say_period(*step.period.days, words))
        elif step.kind == "fact" and step.members:
            told.append(say_members(step, words=words))
    return words.term(", ").join(dict.fromkeys(told))


def _interval(shown: Interval | None, unit: str) -> dict[str, Any] | None:
    if shown is None:
        return None
    return {
        "low": number_of(shown.low),
        "high": number_of(shown.high),
        "low_open": shown.low_open,
        "high_open": shown.high_open,
        "unit": unit,
    }


def _worded(shown: Interval | None, unit: str, kind: str, words: Words) -> str:
    if shown is None:
        return ""
    low = None if shown.low is None else float(shown.low)
    high = None if shown.high is None else float(shown.high)
    return bounds(low, high, shown.low_open, shown.high_open, unit, kind, words)


def records(reports: Iterable[Report]) -> Iterator[dict[str, Any]]:
    """The JSON objects of reports, one by one."""
    return (r.record() for r in reports)
