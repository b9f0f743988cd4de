"""Names that no vocabulary knows, guessed from how a text writes them; a guess is offered to a reviewer, never believed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from factbase.extract.names_fold import fold

__all__ = ["NameGuess", "Spotted", "Tagger", "guess_names", "series_of"]

# A tagger gives the names of a text: where each stands and what sort of thing it takes it for, empty if unsure.
Tagger = Callable[[str], Iterable["Spotted"]]

_MOST_HAN, _LEAST_HAN, _MOST_QUOTED = 12, 2, 14
_WORTH = {
    "called": 5.0,
    "title": 4.0,
    "quoted": 2.0,
    "code": 4.0,
    "kind": 3.0,
    "capitals": 3.0,
    "tagger": 2.5,
}
_REPEATED, _MOST_REPEATS = 0.5, 4

_TITLE = re.compile(r"《([^《》\n]{1,60})》")
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"\n，。；：！？,;:!?]{1,40})[”」』\"]")
_CALLED_ZH = re.compile(
    r"(?:名为|名叫|取名为?|命名为|称为|叫做|叫作)[“「『\"]?([\u4e00-\u9fffA-Za-z0-9·-]{2,16}?)(?=[”」』\"]|的|，|。|、|；|,|\n|$)"
)
_CALLED_EN = re.compile(r"\b(?:called|named|known as|dubbed)\s+[“\"'‘]?((?:[A-Z0-9][\w'’.+-]*\s?){1,5})")
_CODE = re.compile(
    r"([\u4e00-\u9fff]{0,4})((?<![A-Za-z0-9])[A-Z][A-Za-z]{0,10}-?\d{1,4}[A-Za-z]{0,3}(?![A-Za-z0-9%]))"
)
_WORD = r"[A-Z][\w-]*(?:['’](?!s\b)[\w-]+)*"
_CAPITALS = re.compile(
    rf"(?<![\w’'-]){_WORD}(?: (?:of the|of|for|&|and the) {_WORD}| (?:{_WORD}|\d{{1,3}}(?![\d.,%])))*"
)
# What ends a Chinese name on its left: punctuation and the words that stand before one.
_LEFT_STOP = re.compile(
    r"[^\u4e00-\u9fffA-Za-z0-9·-]|(?:由|向|对|与|和|在|的|是|将|被|从|把|据|让|以及|及|为|给|日|年|月|称|说|有|该|其|了|到|至|经|获|用|个|家|款|台|名|位|座|占|全|这|种|任何|新|每|各)"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|\n\s*(?:[-•*]\s*)?(?:\d+[.)]\s*)?|[“\"])$")


class Spotted(NamedTuple):
    """A name at `[start, end)` of a text, as some reader of names sees it."""

    start: int
    end: int
    type: str = ""


class NameGuess(NamedTuple):
    """A name that is not known: how it is written, what it may be (a type of entities.toml), where it stands, and why.

    `score` ranks guesses of one document; `aliases` are its short forms there; `why` names the signs that gave it away.
    """

    label: str
    type: str
    score: float
    places: tuple[tuple[int, int], ...]
    why: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class _Sign(NamedTuple):
    start: int
    end: int
    why: str
    type: str = ""


def guess_names(
    text: str,
    known: Iterable[tuple[int, int]],
    kinds: Mapping[str, Sequence[str]],
    tagger: Tagger | None = None,
    series: Mapping[str, str] | None = None,
) -> list[NameGuess]:
    """The unknown names of a document, the likeliest first; `known` are the places of known names.

    `kinds` are the words that tell what sort of thing a name is (`[guesses]` of linking.toml), by type; `series` the types
    of known names by what `series_of` makes of them.
    """
    taken = sorted(known)
    endings = _endings(kinds)
    signs = [*_quoted(text), *_called(text), *_codes(text), *_kinds(text, endings), *_capitals(text)]
    if tagger is not None:
        signs += [_Sign(s.start, s.end, "tagger", s.type) for s in tagger(text)]
    ignored = {w.casefold() for w in kinds.get("none", ())}
    found: dict[str, list[_Sign]] = {}
    for sign in signs:
        label = text[sign.start : sign.end].strip()
        if _is_name(label, ignored) and not any(a < sign.end and sign.start < b for a, b in taken):
            found.setdefault(label, []).append(sign)
    guesses = [_guess(text, label, here, kinds) for label, here in found.items()]
    return sorted(_alike(_joined(guesses), series or {}), key=lambda g: (-g.score, g.places[0]))


def _is_name(label: str, ignored: set[str]) -> bool:
    words = label.split()
    if (
        len(label) < 2
        or len(label) > 60
        or label.casefold() in ignored
        or not any(c.isalpha() for c in label)
    ):
        return False
    return not all(w.casefold().strip("’'") in ignored for w in words)


def _quoted(text: str) -> Iterator[_Sign]:
    for m in _TITLE.finditer(text):
        yield _Sign(*m.span(1), "title", "publication")
    for m in _QUOTED.finditer(text):
        is_short = (
            len(m[1]) <= _MOST_QUOTED if not m[1].isascii() else m[1][:1].isupper() and len(m[1].split()) <= 5
        )
        if is_short:
            yield _Sign(*m.span(1), "quoted")


def _called(text: str) -> Iterator[_Sign]:
    for pattern in (_CALLED_ZH, _CALLED_EN):
        for m in pattern.finditer(text):
            end = m.start(1) + len(m[1].rstrip(" .,"))
            yield _Sign(m.start(1), end, "called")


def _codes(text: str) -> Iterator[_Sign]:
    """Names that end in a model number (X2): with the Chinese characters before it that always stand there."""
    matches = list(_CODE.finditer(text))
    for m in matches:
        start = m.start(2) - len(_steady(text, m[1], m[2]))
        yield _Sign(start, m.end(), "code", "product")


def _steady(text: str, lead: str, tail: str) -> str:
    """Of the characters before a name's certain end, those that belong to it: the form written most often, then the longest."""
    cut = max((m.end() for m in _LEFT_STOP.finditer(lead)), default=0)
    forms = [lead[n:] for n in range(cut, len(lead) - _LEAST_HAN + 1)]
    counts = {form: text.count(form + tail) for form in forms}
    best = max(counts.values(), default=0)
    return next((form for form in forms if counts[form] == best), "")


# Sorts of things whose Chinese names end in what they are; …芯片 and …模型 are mostly no names.
_ENDED = ("company", "organization", "facility", "place", "law")


def _endings(kinds: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """The Chinese words that end a name, the longest first, each with its type."""
    words = [(w, kind) for kind, listed in kinds.items() if kind in _ENDED for w in listed if not w.isascii()]
    return sorted(words, key=lambda w: -len(w[0]))


def _kinds(text: str, endings: Sequence[tuple[str, str]]) -> Iterator[_Sign]:
    """Names that say what they are (…研究所, …高铁): back from that word to where the name begins."""
    if not endings:
        return
    types = dict(reversed(endings))
    pattern = re.compile("|".join(re.escape(w) for w, _ in endings))
    for m in pattern.finditer(text):
        lead = text[max(0, m.start() - _MOST_HAN) : m.start()]
        cut = max((s.end() for s in _LEFT_STOP.finditer(lead)), default=0)
        if len(lead) - cut >= _LEAST_HAN:
            yield _Sign(m.start() - len(lead) + cut, m.end(), "kind", types[m.group()])


def _capitals(text: str) -> Iterator[_Sign]:
    """Runs of capitalised words; one word at the head of a sentence counts only if it stands elsewhere too."""
    matches = list(_CAPITALS.finditer(text))
    first = {m.start() for m in matches if _SENTENCE_START.search(text, max(0, m.start() - 12), m.start())}
    inside = {m.group() for m in matches if m.start() not in first}
    heads = {m.group().partition(" ")[0] for m in matches if " " in m.group()}
    for m in matches:
        name, start = m.group(), m.start()
        if start in first and name not in inside:
            head, _, rest = name.partition(" ")
            if head in _LEADS and rest:
                name, start = rest, start + len(head) + 1
            elif not rest and name not in heads and not any(c.isdigit() for c in name):
                continue
        yield _Sign(start, start + len(name), "capitals")


_LEADS = frozenset(
    ["The", "A", "An", "Its", "Their", "Our", "In", "At", "On", "By", "For", "From", "With", "Of", "As"]
)


def _guess(text: str, label: str, signs: Sequence[_Sign], kinds: Mapping[str, Sequence[str]]) -> NameGuess:
    places = tuple(sorted({(s.start, s.end) for s in signs}))
    why = tuple(dict.fromkeys(s.why for s in signs))
    votes = Counter[str]()
    for sign in signs:
        is_sure = sign.why in ("kind", "title") or sign.type in ("person", "place")
        votes[sign.type] += 3 if is_sure else 1
    del votes[""]
    for place in places:
        votes.update(_told_by(text, *place, kinds))
    kind = min(votes, key=lambda k: (-votes[k], k)) if votes else "concept"
    repeats = min(len(places), _MOST_REPEATS)
    return NameGuess(label, kind, sum(_WORTH[w] for w in why) + _REPEATED * repeats, places, why)


def _told_by(text: str, start: int, end: int, kinds: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The types that the words of a name, or those right beside it, speak of; what stands right behind it says most."""
    name = fold(text[start:end])
    before = _CALLED.sub("", fold(text[max(0, start - 24) : start]))
    behind = fold(text[end : end + 40])
    for kind, words in kinds.items():
        for word in (fold(w) for w in words if kind != "none"):
            if name.endswith(word) and name != word:
                yield from (kind, kind)
            if behind.lstrip("”\"」』' ").startswith(word):
                yield from (kind, kind, kind)
            elif before.endswith(word) or (word.isascii() and _apposed(behind, word)):
                yield kind
    if before.endswith((" in", " near")):
        yield "place"


_CALLED = re.compile(r"[\s,]*(?:called|named|known as|dubbed)?[\s“\"「『',]*$")


def _apposed(behind: str, word: str) -> bool:
    """Whether an English name is explained by a word (Quillon, a chip designer; the Gannet Bank offshore wind farm)."""
    return (
        re.match(rf"(?:,|'s| is| was)?(?: (?:a|an|the))?(?: [a-z-]+){{0,2}} {re.escape(word)}\b", behind)
        is not None
    )


def _joined(guesses: Sequence[NameGuess]) -> list[NameGuess]:
    """Short forms given to the full name that they begin (Quillon, Quillon Microsystems), if there is just one."""
    full: dict[str, list[NameGuess]] = {}
    later = {word for g in guesses for word in g.label.split(" ")[1:]}
    for guess in guesses:
        head, _, rest = guess.label.partition(" ")
        if rest and not rest[0].isdigit():
            full.setdefault(head, []).append(guess)
    short = {g.label: g for g in guesses if len(full.get(g.label, ())) == 1 and g.label not in later}
    made: list[NameGuess] = []
    for guess in guesses:
        form = short.get(guess.label.partition(" ")[0])
        if guess.label in short or _is_described(guess.label, guesses):
            continue
        if form is not None and " " in guess.label:
            places = tuple(sorted({*guess.places, *form.places}))
            score = max(guess.score, form.score) + _REPEATED * min(len(form.places), _MOST_REPEATS)
            guess = guess._replace(places=places, aliases=(form.label,), score=score)
        made.append(guess)
    return made


def _is_described(label: str, guesses: Sequence[NameGuess]) -> bool:
    """Whether a guess is another one with the word for what it is (岚河X2芯片)."""
    return any(
        g.label != label
        and label.startswith(g.label)
        and g.score >= 4
        and "\u4e00" <= label[-1] <= "\u9fff"
        and g.label[-1].isascii()
        for g in guesses
    )


def _alike(guesses: Sequence[NameGuess], known: Mapping[str, str]) -> list[NameGuess]:
    """Names of one series (云岫1, 云岫2) are things of one sort."""
    votes: dict[str, Counter[str]] = {}
    for guess in guesses:
        if guess.type != "concept":
            votes.setdefault(series_of(guess.label), Counter())[guess.type] += len(guess.places)
    sorts = {stem: counted.most_common(1)[0][0] for stem, counted in votes.items()}
    return [
        g._replace(type=known.get(stem) or sorts.get(stem) or g.type)
        if (stem := series_of(g.label)) != g.label
        else g
        for g in guesses
    ]


def series_of(label: str) -> str:
    """A name without the number at its end.

    >>> series_of("云岫2"), series_of("Larkspur-3")
    ('云岫', 'Larkspur')
    """
    return label.rstrip("0123456789.- ") or label
