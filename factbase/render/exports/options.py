"""What a person may choose about an export."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from factbase.errors import UsageError
from factbase.phrase import listed, phrase

__all__ = ["Options", "require_use"]

# Formats that an option means something for.
_USED_BY = {
    "excel": ("csv",),
    "exact": ("csv", "csvw", "jsonl", "parquet", "datapackage"),
    "verdicts": ("claimreview",),
}


class Options(NamedTuple):
    """`excel`: CSV for spreadsheets; `exact`: the exact reading as a further column; `lang` of headings for people;
    `verdicts`: what `verify --format json` printed, for ClaimReview."""

    excel: bool = False
    exact: bool = False
    lang: str = "zh"
    verdicts: Path | None = None


def require_use(options: Options, format: str) -> None:
    """Raise `UsageError` for an option that a format would ignore."""
    for name, formats in _USED_BY.items():
        if getattr(options, name) and format not in formats:
            raise UsageError(
                phrase(
                    "--{name} is for {formats}, not for {format}.",
                    name=name,
                    formats=listed(formats),
                    format=format,
                )
            )
