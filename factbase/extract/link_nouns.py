"""How the noun that a figure counts or ranks agrees with a metric."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factbase.extract.link_figure import QUANTITY, RANK, Figure, noun_at
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI, NAME, LinkTables

__all__ = ["agreements"]

_NEXT, _HEAD = 5, 3
_LATIN = re.compile(r"[a-z]{3,}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}(?<![的等])")
# Hedges that stand before a number (企业不到五十家).
_BEFORE = ("less_than", "more_than", "at_least", "at_most", "nearly", "about")
# Classifiers that only count sorts, batches and places.
_SORTS = frozenset("类种批处")
_COPULA = re.compile(
    r"(?:数量|总数|数目|总量|数)?(?:已|也|就|共|仅|只|约){0,2}(?:有|达|达到|为|是|共|超|超过|共有|多达|增至|增加到)?"
)


def agreements(
    passage: Passage, figure: Figure, metrics: Iterable[str], tables: LinkTables
) -> dict[str, str]:
    """How the noun that a figure counts or ranks agrees with each of some metrics; empty where it does neither.

    `match`: it is a word of the metric; `modified`: so it is, behind a word that nothing explains; `foreign`: it is of
    something else; `neutral`: it says nothing (人, 个, none).
    """
    if figure.kind == RANK:
        ranked = frozenset() if figure.ordinal else _ranked(passage, figure)
        return {m: "match" if m in ranked else "neutral" for m in metrics} if ranked else {}
    if figure.kind != QUANTITY or not tables.counts(figure.unit):
        return {}
    noun = _CountedNoun(passage, figure, tables)
    return {metric: noun.agrees(metric) for metric in metrics}


def _ranked(passage: Passage, figure: Figure) -> frozenset[str]:
    """The metrics in a word of which the noun that is ranked ends (总市值居全国第四, the third highest market value)."""
    first, last = figure.noun
    return frozenset(
        metric
        for start, end, (metric, sort, _), _ in passage.cues
        if end == last and first <= start and sort != ANTI
    )


class _CountedNoun:
    """The noun that a figure counts, asked how it agrees with one metric after the other."""

    def __init__(self, passage: Passage, figure: Figure, tables: LinkTables) -> None:
        self._passage, self._figure, self._tables = passage, figure, tables
        first, last = figure.noun
        # Metrics → where the first of their words in the noun begins.
        self._inside: dict[str, int] = {}
        for start, end, (metric, sort, _), _ in passage.cues:
            if sort == ANTI or start < figure.start or start >= max(last, figure.end):
                continue
            # 三张证 begins with the classifier; a classifier may be all that tells what is counted (脑机接口有五种).
            is_led = start < figure.end and figure.text != passage.text[start:end] and end > figure.end
            is_sort = first >= last and end == figure.end and passage.folded[start:end] in _SORTS
            if first <= start < last or is_led or is_sort:
                self._inside.setdefault(metric, max(start, first) if is_led else start)
        self._told: str | None = None
        self._body = _body(passage, figure, tables)

    def agrees(self, metric: str) -> str:
        """How the noun agrees with a metric."""
        own = self._inside.get(metric)
        if self._is_of_other_sort(metric, own):
            return "foreign"
        if own is not None:
            return "modified" if _is_modified(self._passage, self._figure, own) else "match"
        if self._told is None:
            self._told = self._other()
        if self._told == "people":
            return "neutral" if metric in self._tables.human else "foreign"
        # 请求量约为每秒2300次: so often a second
        is_told = self._told != "occasions" or "/" in self._figure.unit
        if is_told and _stands_before(self._passage, self._figure, metric):
            return "match"
        if self._told == "foreign" and _is_head(self._passage, self._figure, metric):
            return "neutral"
        return "foreign" if self._told in ("occasions", "foreign") else "neutral"

    def _is_of_other_sort(self, metric: str, own: int | None) -> bool:
        """Whether bodies are counted (companies, 国家) of a sort that no word of the metric speaks of."""
        if self._body is None:
            return False
        start, metrics = self._body
        is_latin = self._passage.folded[start].isascii()
        return metric not in metrics and (own is None or own > start or not is_latin)

    def _other(self) -> str:
        """What is counted if it is no word of the metric: `occasions`, `people`, something `foreign`, or nothing told."""
        passage, figure = self._passage, self._figure
        if any(w.start <= figure.end <= w.end for w in passage.of("occasions")):
            return "occasions"
        noun = figure.noun
        if any(figure.start < w.end <= figure.end or w.start == noun.start for w in passage.of("people")):
            return "people"
        if noun.start >= noun.end or any(w.start == noun.start for w in passage.of("things")):
            return ""
        is_latin = passage.text[noun.start : noun.end].isascii()
        return "foreign" if figure.counted or self._inside or is_latin else ""


# What is done by the bodies that a Chinese number counts begins so (22家企业签署了…).
_DONE = re.compile(r"签|参|承担|发布|推出|研发|开发|联合|认证|获|用过|使用")


def _body(passage: Passage, figure: Figure, tables: LinkTables) -> tuple[int, frozenset[str]] | None:
    """Where the word for bodies begins that heads what is counted, and the metrics of such bodies; `None` if there is none."""
    noun = passage.folded[slice(*figure.noun)]
    if passage.folded[figure.noun.end : figure.noun.end + 1] == "的":  # 做大模型的公司
        longer = noun_at(passage, figure.noun.end, figure.clause)
        noun = passage.folded[figure.noun.start : longer.end]
    for word, metrics in tables.bodies:
        at = noun.find(word)
        if at < 0:
            continue
        behind = noun[at + len(word) :]
        if word.isascii():
            is_head = (
                not behind[:1].isalpha() and behind[:1] not in ("'", "’", "-") and noun[:at][-1:] in ("", " ")
            )
        else:
            is_head = not behind or (at == 0 and _DONE.match(behind) is not None)
        if is_head:
            return figure.noun.start + at, metrics
    return None


def _is_head(passage: Passage, figure: Figure, metric: str) -> bool:
    """Whether what is counted is the head of the metric's name, which the clause gives in full later (13个实验室被认定为重点实验室)."""
    noun = passage.folded[slice(*figure.noun)].strip().split(" ")[0]
    if len(noun) < _HEAD:
        return False
    return any(
        c.start >= figure.noun.end
        and figure.clause.holds(c.start, c.end)
        and c.end - c.start > len(noun)
        and passage.folded[c.start : c.end].endswith(noun)
        for c in passage.speaking.get(metric, ())
    )


def _is_modified(passage: Passage, figure: Figure, cue: int) -> bool:
    """Whether an English word that nothing explains stands between a number and what it counts (56 board members)."""
    if cue <= figure.noun.start:
        return False
    known = [(c.start, c.end) for c in passage.cues] + [(m.start, m.end) for m in passage.names]
    known += [(s.start, s.end) for s in passage.scopes]
    known += [(w.start, w.end) for w in passage.words if {"plain", "things", "people"} & set(w.means)]
    han = _HAN.search(passage.folded, figure.noun.start, cue)
    if han and not all(any(a <= n < b for a, b in known) for n in range(han.start(), han.end())):
        return True
    return any(
        not any(a <= word.start() and word.end() <= b for a, b in known)
        for word in _LATIN.finditer(passage.folded, figure.noun.start, cue)
    )


def _stands_before(passage: Passage, figure: Figure, metric: str) -> bool:
    """Whether what is counted stands right before the figure (企业有五十多家)."""
    for spot in passage.speaking.get(metric, ()):
        gap = figure.start - spot.end
        if 0 <= gap <= _NEXT or (gap >= 0 and passage.original):
            between = passage.folded[spot.end : figure.start]
            between = between.strip() if gap > _NEXT else between
            is_said = bool(between) or spot.cue.sort == NAME or figure.hedge in _BEFORE
            if is_said and not passage.folded[spot.end - 1].isascii() and _COPULA.fullmatch(between):
                return True
    return False
