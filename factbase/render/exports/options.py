"""What a person may choose about an export."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

__all__ = ["Options"]


class Options(NamedTuple):
    """`excel`: CSV for spreadsheets; `exact`: the exact reading as a further column; `lang` of headings for people;
    `verdicts`: what `verify --format json` printed, for ClaimReview."""

    excel: bool = False
    exact: bool = False
    lang: str = "zh"
    verdicts: Path | None = None
