"""Which way a change goes: who says that one lack turns into another contradicts a source that tells it the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factbase.extract.explained import stem
from factbase.extract.names_fold import fold
from factbase.quantity.units import TIMES
from factbase.service.verify_match import Matcher
from factbase.service.verify_settle import FigureVerdict

__all__ = ["is_reversed_course"]

# from silicon to power, 由“缺硅”变为“缺电”: what there is first, and what it turns into
_COURSE = re.compile(
    r"\bfrom (?P<a>[^,;.]{2,40}?) (?:in)?to (?P<b>[^,;.]{2,40})|"
    r"(?P<c>\b[^,;.]{2,60}?) (?:(?:will|to|would|is about to|may|could) )?(?:gives? way to|turn(?:s|ing)? into|becom(?:e|es|ing)|(?:is|be) replaced by|yields? to) (?P<d>[^,;.]{2,40})|"
    r"(?:从|由)?(?P<e>[^，。；,;从由]{1,12}?)(?:变成|变为|转为|转成|转变为|转向|走向|过渡到|让位于)(?P<f>[^，。；,;]{1,8})"
)
_LATIN = re.compile(r"[a-z]{3,}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_EMPTY = frozenset(map(stem, ("the", "one", "that", "shortage", "lack", "being", "within", "two", "years")))


def is_reversed_course(verdict: FigureVerdict, matcher: Matcher) -> bool:
    """Whether a sentence that a time agrees with lets the change end where the source lets it begin."""
    if verdict.figure.unit not in TIMES or verdict.option is None:
        return False
    claim = verdict.option.claim
    said = list(_courses(verdict.passage.folded[slice(*verdict.passage.span)]))
    metric = matcher.tables.metrics.get(claim.metric)
    if not said or metric is None:
        return False
    quotes = [f.quote for f in matcher.known.about(claim.subject) if f.id in verdict.judgement.fact_ids]
    told = list(_told([*quotes, *metric.names]))
    return any(last & begin and not first & begin for first, last in said for begin, _ in told) and not any(
        first & begin and last & end for first, last in said for begin, end in told
    )


def _told(texts: Iterable[str]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    for text in texts:
        yield from _courses(fold(text))


def _courses(folded: str) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The words of both ends of every change in a text, those left out that both have."""
    for match in _COURSE.finditer(folded):
        first, last = (_words(end) for end in match.groups() if end is not None)
        yield first - last, last - first


def _words(text: str) -> frozenset[str]:
    latin = {stem(word) for word in _LATIN.findall(text)} - _EMPTY
    return frozenset(latin | set(_HAN.findall(text)))
