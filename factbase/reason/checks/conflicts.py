"""Conflicts, tensions and cases without slack: what each component's facts allow under each reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from factbase.phrase import ENGLISH, Later, Phrase, Words, phrase
from factbase.quantity.interval import Interval
from factbase.reason.certificate import prove_core
from factbase.reason.conflicts import find_conflicts
from factbase.reason.finding import LIMITS, Context, Finding, Limits, make_finding, told_by
from factbase.reason.graph import Graph, StepLimit
from factbase.reason.judge import Judge, Outcome
from factbase.reason.network import Component
from factbase.reason.proof import Proof
from factbase.reason.prove import Builder, prove_span, slack_of
from factbase.reason.tell import say_interval, say_number, say_pair

__all__ = ["check_component", "check_networks"]


def check_networks(context: Context) -> Iterator[Finding]:
    """`conflict` (error), `tension` (warning), `no_slack` (info), and `limit` where a component was not settled."""
    for component in context.components:
        if len(component.facts) > 1 or component.hypers or any(link.rule for link in component.links):
            yield from check_component(component, context.words, context.limits)


def check_component(
    component: Component, words: Words = ENGLISH, limits: Limits = LIMITS
) -> Iterator[Finding]:
    """The findings of one component. The face reading lies inside the others, so what holds at face holds."""
    judge = Judge(component, "face")
    face = judge.settle()
    if face.undecided:
        yield _limit(component, face.undecided)
    if face.core is None:
        yield from _no_slack(component, judge.whole, words)
        return
    for reading, check in (("widest", "conflict"), ("rounded", "tension")):
        judge = Judge(component, reading)
        first = judge.settle()
        if first.undecided:
            yield _limit(component, first.undecided)
        if first.core is not None:
            yield from _disagreements(component, reading, check, judge, first, words, limits)
            return


def _disagreements(
    component: Component, reading: str, check: str, judge: Judge, first: Outcome, words: Words, limits: Limits
) -> Iterator[Finding]:
    conflicts = find_conflicts(judge, first, limits.conflicts, limits.judgements)
    for minimal in conflicts.minimal:
        proof = prove_core(component, reading, minimal)
        ids = [component.facts[n].id for n in minimal]
        severity = "error" if check == "conflict" else "warning"
        message: str = _sentence(check, len(ids), proof, words)
        if check == "conflict" and ids:
            message = told_by(message, [component.facts[n] for n in minimal], words)
        yield make_finding(check, severity, ids, message, proof, "" if ids else "rules")
    if conflicts.note:
        yield _limit(component, conflicts.note)


def _sentence(check: str, count: int, proof: Proof, words: Words) -> Phrase:
    head = _strictly(count) if check == "tension" else _flatly(count)
    last = proof.conclusion
    if last is None or last.kind != "empty":
        return head
    steps = {s.n: s for s in proof.steps}
    one, two = (steps[n] for n in last.premises)
    return words.say(
        "{head}: {what} would be {one} and also {two}{gap}",
        head=head,
        what=Later(say_pair, last.left, last.right),
        one=Later(say_interval, one.shown, one.unit),
        two=Later(say_interval, two.shown, two.unit),
        gap=_gap(one.interval, two.interval),
    )


def _strictly(count: int) -> Phrase:
    if count > 1:
        return phrase("{n} facts disagree if rounding is strict", n=count)
    if count:
        return phrase("a fact disagrees with a rule if rounding is strict")
    return phrase("the rules disagree with each other if rounding is strict")


def _flatly(count: int) -> Phrase:
    if count > 1:
        return phrase("{n} facts cannot all hold", n=count)
    return phrase("a fact cannot hold beside a rule") if count else phrase("the rules cannot all hold")


def _gap(one: Interval, two: Interval) -> str:
    for low, high in ((one.low, two.high), (two.low, one.high)):
        if low is not None and high is not None and low > high > 0:
            off = low / high
            if off >= 2:
                return phrase(", a factor of {factor} apart", factor=Later(say_number, off))
            return phrase(", {percent} % apart", percent=Later(say_number, (off - 1) * 100))
    return ""


def _no_slack(component: Component, graph: Graph, words: Words) -> Iterator[Finding]:
    """Figures that others force onto the very end of what they state."""
    if component.is_signed:
        return
    try:
        taut = graph.tight()
    except StepLimit as limit:
        yield _limit(component, str(limit))
        return
    seen: set[frozenset[str]] = set()
    points = {
        frozenset((link.a, link.b))
        for link in component.links
        if component.interval(link, "face").is_point and link.fact >= 0
    }
    known = Counter(link.b for link in component.links if link.fact >= 0)
    # Of several figures that one loop forces, the one told against the measure most facts compare with.
    for number in sorted(taut, key=lambda n: (-known[component.links[n].b], n)):
        link = component.links[number]
        if (
            link.fact < 0
            or frozenset((link.a, link.b)) in points
            or component.interval(link, "face").is_point
        ):
            continue
        span = graph.span(link.a, link.b)
        build = Builder(component, "face")
        prove_span(component, "face", link.a, link.b, span, build)
        proof = build.proof(slack_of(build, span.high_path + span.low_path, "widest"))
        ids = frozenset(proof.fact_ids)
        if not span.interval.is_point or len(ids) < 2 or ids in seen:
            continue
        seen.add(ids)
        last = proof.steps[-1]
        message = words.say(
            "{what} must be exactly {figure}: {n} facts leave no slack",
            what=Later(say_pair, last.left, last.right),
            figure=Later(_exactly, last.shown, last.unit),
            n=len(ids),
        )
        yield make_finding("no_slack", "info", proof.fact_ids, message, proof)


def _exactly(interval: Interval, unit: str, *, words: Words) -> str:
    return say_interval(interval, unit, words=words).removeprefix("= ")


def _limit(component: Component, why: str) -> Finding:
    count, ids = len(component.facts), [f.id for f in component.facts[:20]]
    more: str = ""
    if len(ids) < count:
        more = phrase(" (the first {n} of {all} are listed)", n=len(ids), all=count)
    message = phrase("a component of {n} facts was not settled: {why}{more}", n=count, why=why, more=more)
    return make_finding("limit", "warning", ids, message)
