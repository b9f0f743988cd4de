"""What is remembered of a measure changes no verdict, and what paths allow the judge allows too."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from factbase.quantity.interval import Interval
from factbase.reason.assertion import Assertion
from factbase.reason.ground import CLAIM, Ground
from factbase.reason.judge import Judge
from factbase.reason.knowledge import FactList, Knowledge
from factbase.reason.rules import NO_RULES
from factbase.reason.verdict import judge

NUMBERS = st.integers(0, 6).map(Fraction)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, width = draw(NUMBERS), draw(NUMBERS)
    high = None if draw(st.booleans()) else low + width
    is_point = high == low
    return Interval(
        low, high, not is_point and draw(st.booleans()), bool(high) and not is_point and draw(st.booleans())
    )


@st.composite
def assertions(draw: st.DrawFn) -> Assertion:
    held = draw(intervals())
    subject, *others = draw(st.permutations(["x", "y", "z"]))
    relative = others[0] if draw(st.booleans()) else ""
    kind, dimension = ("performance_ratio", "1") if relative else ("count", "count")
    hedge = draw(st.sampled_from(["exact", "about"]))
    return Assertion(
        "f", kind, subject, "m", held, held, held, held.low, relative, dimension=dimension, hedge=hedge
    )


FACTS = st.lists(assertions(), min_size=1, max_size=5).map(
    lambda facts: [fact._replace(id=f"f{n}") for n, fact in enumerate(facts)]
)


@given(FACTS, st.lists(assertions(), min_size=1, max_size=6))
def test_a_verdict_does_not_depend_on_what_was_asked_before(
    facts: Sequence[Assertion], claims: Sequence[Assertion]
) -> None:
    knowledge = Knowledge(FactList(facts))
    asked = [
        *claims,
        *(c._replace(face=o.face, rounded=o.rounded, widest=o.widest) for c, o in pairwise(claims)),
    ]
    for claim in asked:
        assert judge(claim, knowledge) == judge(claim, Knowledge(FactList(facts)))


@given(FACTS, assertions())
def test_what_the_paths_allow_can_hold(facts: Sequence[Assertion], claim: Assertion) -> None:
    place = Ground(facts, NO_RULES, {}).place(claim._replace(id=CLAIM))
    if place is None or place.first.core is not None:
        return
    held = place.held_by(claim._replace(id=CLAIM))
    feasible = Judge(held, "widest").settle().feasible
    assert feasible or not place.surely_allows(claim, "widest")
