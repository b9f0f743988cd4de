"""Verdicts in the asked format: text, JSON, JSON Lines, Markdown, or one self-contained HTML page."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from shutil import get_terminal_size
from typing import TextIO

from factbase.errors import UsageError
from factbase.phrase import ENGLISH, Words, listed, phrase
from factbase.render.emit import atomic_file
from factbase.render.plain import jsonable
from factbase.render.verdict_html import write_html
from factbase.render.verdict_text import write_markdown, write_text
from factbase.service.verify import Report

__all__ = ["VERDICT_FORMATS", "emit_verdicts"]

VERDICT_FORMATS = ("text", "json", "jsonl", "md", "html")


def emit_verdicts(
    reports: Iterable[Report], format: str, output: Path | None, *, lines: bool, words: Words = ENGLISH
) -> bool:
    """Write reports as they come; whether any of them is contradicted.

    `json` is one object, for `lines` an array of them. Raises `UsageError` for a format that does not exist or a file
    that cannot be written.
    """
    if format not in VERDICT_FORMATS:
        raise UsageError(
            phrase(
                "--format takes {formats}, not {format!r}.", formats=listed(VERDICT_FORMATS), format=format
            )
        )
    if output is None:
        return _write(reports, format, sys.stdout, lines, words)
    with atomic_file(output) as file:
        return _write(reports, format, file, lines, words)


def _write(reports: Iterable[Report], format: str, out: TextIO, lines: bool, words: Words) -> bool:
    if format == "jsonl":
        bad = False
        for report in reports:
            bad |= report.verdict == "contradicted"
            out.write(json.dumps(jsonable(report.record()), ensure_ascii=False) + "\n")
        return bad
    every = list(reports)
    if format == "json":
        records = [jsonable(r.record()) for r in every]
        json.dump(records if lines else records[0], out, ensure_ascii=False, indent=2)
        out.write("\n")
    elif format == "html":
        write_html(every, out, words)
    elif format == "md":
        write_markdown(every, out, words)
    else:
        write_text(every, out, get_terminal_size().columns if out.isatty() else 0, words)
    return any(r.verdict == "contradicted" for r in every)
