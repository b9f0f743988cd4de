"""Verdicts for people to read: plain text and Markdown, each claim with the quotes that decide it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from factbase.render.safe import shown, wrapped
from factbase.service.verify import JudgedClaim, Report

__all__ = ["SIGNS", "write_markdown", "write_text"]

SIGNS = {"supported": "✓", "contradicted": "✗", "possible": "?", "not_covered": "–"}
_WORDS = {"not_covered": "not covered"}
_WITHIN, _CONTINUED = " " * 4, " " * 7


def write_text(reports: Sequence[Report], out: TextIO, width: int = 0) -> None:
    """One block per claim: its figure and verdict, what the facts say, and the proof.

    Lines are broken between words at `width` cells, unless it is 0.
    """
    for line in _blocks(reports):
        lines = (
            wrapped(line, width, _CONTINUED if line.startswith(_WITHIN) else _WITHIN) if width else (line,)
        )
        out.writelines(f"{part}\n" for part in lines)


def _blocks(reports: Sequence[Report]) -> Iterator[str]:
    for report in reports:
        if report.line:
            yield f"{report.line}: {shown(report.text)}"
        if not report.claims:
            yield "no claim that could be checked"
        for claim in report.claims:
            yield f"{SIGNS[claim.verdict]} {word(claim.verdict)}: {_flat(_figure(report, claim))}"
            yield from (f"{_WITHIN}{_flat(line)}" for line in _lines(claim))
    yield summary(reports)


def write_markdown(reports: Sequence[Report], out: TextIO) -> None:
    """A heading with the count of verdicts, then one list entry per claim with its proof beneath."""
    out.write(f"## {summary(reports)}\n\n")
    for report in reports:
        if report.line:
            out.write(f"### {report.line}. {_escaped(report.text)}\n\n")
        for claim in report.claims:
            out.write(
                f"- **{word(claim.verdict)}** {_escaped(_figure(report, claim))} — {_escaped(claim.text)}\n"
            )
            out.write("".join(f"  - {_escaped(line)}\n" for line in _lines(claim)))
        out.write("\n")


def summary(reports: Iterable[Report]) -> str:
    """How many claims of which verdict."""
    counts: dict[str, int] = {}
    for report in reports:
        for claim in report.claims:
            counts[claim.verdict] = counts.get(claim.verdict, 0) + 1
    total = sum(counts.values())
    parts = [f"{counts[v]} {word(v)}" for v in SIGNS if v in counts]
    return f"{total} claim{'s' if total != 1 else ''}" + (": " + ", ".join(parts) if parts else "")


def word(verdict: str) -> str:
    """A verdict in words."""
    return _WORDS.get(verdict, verdict)


def _figure(report: Report, claim: JudgedClaim) -> str:
    return report.text[claim.figure[0] : claim.figure[1]]


def _lines(claim: JudgedClaim) -> list[str]:
    lines = [claim.reason]
    if claim.measure:
        lines.append(claim.measure + (f"; the facts say {claim.known}" if claim.known else ""))
    return lines + list(claim.told)


def _flat(text: str) -> str:
    return shown(" ".join(text.split()))


def _escaped(text: str) -> str:
    flat = _flat(text)
    for char in "\\`*_[]<>#|":
        flat = flat.replace(char, "\\" + char)
    return flat
