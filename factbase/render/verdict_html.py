"""A fact-checked article as one HTML page: figures coloured by verdict, the evidence on click, nothing from the network."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as escaped
from typing import TextIO

from factbase.phrase import ENGLISH, Words
from factbase.render.safe import shown
from factbase.render.verdict_text import measured, summary, word
from factbase.service.verify import JudgedClaim, Report

__all__ = ["write_html"]

_STYLE = """
:root { color-scheme: light dark; --ok: #1a7f37; --bad: #c62828; --may: #9a6700; --none: #57606a; }
body { font: 17px/1.7 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
a.f { color: inherit; text-decoration: none; border-bottom: 3px solid; padding: 0 .1em; border-radius: 2px; }
.supported { border-color: var(--ok) !important; } .contradicted { border-color: var(--bad) !important; background: #c6282822; }
.possible { border-color: var(--may) !important; } .not_covered { border-color: var(--none) !important; border-bottom-style: dotted !important; }
details { border-left: 4px solid; margin: .6rem 0; padding: .2rem .8rem; } summary { cursor: pointer; }
details:target { outline: 2px solid; outline-offset: 3px; } li { overflow-wrap: anywhere; } .why { opacity: .8; }
"""
_SCRIPT = """
function show() { const d = document.getElementById(location.hash.slice(1)); if (d) { d.open = true; d.scrollIntoView({ block: "nearest" }); } }
addEventListener("hashchange", show); addEventListener("DOMContentLoaded", show);
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def write_html(reports: Sequence[Report], out: TextIO, words: Words = ENGLISH) -> None:
    """Write the page. Every word of the text and of the quotes is escaped."""
    title = _escape(words(summary(reports)))
    out.write(
        f'<!DOCTYPE html>\n<html lang="{words.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n<script>{_SCRIPT}</script>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    for number, report in enumerate(reports):
        out.write(f'<div class="text">{_marked(report, number, words)}</div>\n')
        for place, claim in enumerate(report.claims):
            out.write(_evidence(report, claim, f"c{number}-{place}", words))
    out.write("</body>\n</html>\n")


def _marked(report: Report, number: int, words: Words) -> str:
    """The text with a link around every figure; of figures that overlap the first is marked."""
    parts: list[str] = []
    at = 0
    for place, claim in sorted(enumerate(report.claims), key=lambda item: item[1].figure):
        start, end = claim.figure
        if start < at:
            continue
        parts.append(_escape(report.text[at:start]))
        inside = _escape(report.text[start:end])
        parts.append(
            f'<a class="f {claim.verdict}" href="#c{number}-{place}" title="{word(claim.verdict, words)}">{inside}</a>'
        )
        at = end
    parts.append(_escape(report.text[at:]))
    return "".join(parts)


def _evidence(report: Report, claim: JudgedClaim, name: str, words: Words) -> str:
    figure = _escape(report.text[claim.figure[0] : claim.figure[1]])
    lines = [*measured(claim, words), *claim.told]
    items = "".join(f"<li>{_escape(line)}</li>" for line in lines)
    return (
        f'<details id="{name}" class="{claim.verdict}"><summary><b>{word(claim.verdict, words)}</b>: {figure} '
        f'<span class="why">{_escape(claim.reason)}</span></summary><ul>{items}</ul></details>\n'
    )


def _escape(text: str) -> str:
    """`text` as a page shows it: markup as words, and nothing in it that would turn the direction of what follows."""
    return escaped(shown(text))
