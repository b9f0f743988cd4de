"""Verdicts for people to read: plain text and Markdown, each claim with the quotes that decide it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from factbase.phrase import ENGLISH, Phrase, Words, counted, listed, phrase, term
from factbase.render.safe import shown, wrapped
from factbase.service.verify import JudgedClaim, Report

__all__ = ["SIGNS", "write_markdown", "write_text"]

SIGNS = {"supported": "✓", "contradicted": "✗", "possible": "?", "not_covered": "–"}
_VERDICTS = {
    "supported": term("supported"),
    "contradicted": term("contradicted"),
    "possible": term("possible"),
    "not_covered": term("not covered"),
}
_WITHIN, _CONTINUED = " " * 4, " " * 7


def write_text(reports: Sequence[Report], out: TextIO, width: int = 0, words: Words = ENGLISH) -> None:
    """One block per claim: its figure and verdict, what the facts say, and the proof.

    Lines are broken between words at `width` cells, unless it is 0.
    """
    for line in _blocks(reports, words):
        lines = (
            wrapped(line, width, _CONTINUED if line.startswith(_WITHIN) else _WITHIN) if width else (line,)
        )
        out.writelines(f"{part}\n" for part in lines)


def _blocks(reports: Sequence[Report], words: Words) -> Iterator[str]:
    for report in reports:
        if report.line:
            yield f"{report.line}: {shown(report.text)}"
        if not report.claims:
            yield words.say("no claim that could be checked")
        for claim in report.claims:
            said = words.say(
                "{what}: {text}", what=word(claim.verdict, words), text=_flat(_figure(report, claim))
            )
            yield f"{SIGNS[claim.verdict]} {said}"
            yield from (f"{_WITHIN}{_flat(line)}" for line in _lines(claim, words))
    yield words(summary(reports))


def write_markdown(reports: Sequence[Report], out: TextIO, words: Words = ENGLISH) -> None:
    """A heading with the count of verdicts, then one list entry per claim with its proof beneath."""
    out.write(f"## {words(summary(reports))}\n\n")
    for report in reports:
        if report.line:
            out.write(f"### {report.line}. {_escaped(report.text)}\n\n")
        for claim in report.claims:
            out.write(
                f"- **{word(claim.verdict, words)}** {_escaped(_figure(report, claim))} — {_escaped(claim.text)}\n"
            )
            out.write("".join(f"  - {_escaped(line)}\n" for line in _lines(claim, words)))
        out.write("\n")


def summary(reports: Iterable[Report]) -> Phrase:
    """How many claims of which verdict."""
    counts: dict[str, int] = {}
    for report in reports:
        for claim in report.claims:
            counts[claim.verdict] = counts.get(claim.verdict, 0) + 1
    total = sum(counts.values())
    parts = [phrase("{n} {verdict}", n=counts[v], verdict=_VERDICTS[v]) for v in SIGNS if v in counts]
    claims = counted(total, "{n} claim", "{n} claims")
    return phrase("{what}: {text}", what=claims, text=listed(parts)) if parts else claims


def word(verdict: str, words: Words = ENGLISH) -> str:
    """A verdict in words."""
    return words(_VERDICTS[verdict])


def _figure(report: Report, claim: JudgedClaim) -> str:
    return report.text[claim.figure[0] : claim.figure[1]]


def _lines(claim: JudgedClaim, words: Words) -> list[str]:
    return [claim.reason, *measured(claim, words), *claim.told]


def measured(claim: JudgedClaim, words: Words) -> list[str]:
    """What the figure was linked to and what the facts say of it, if anything; a list of one line or none."""
    if not claim.measure or not claim.known:
        return [claim.measure] if claim.measure else []
    return [words.say("{measure}; the facts say {known}", measure=claim.measure, known=claim.known)]


def _flat(text: str) -> str:
    return shown(" ".join(text.split()))


def _escaped(text: str) -> str:
    flat = _flat(text)
    for char in "\\`*_[]<>#|":
        flat = flat.replace(char, "\\" + char)
    return flat
