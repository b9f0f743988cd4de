"""A day as typed on the command line."""

from __future__ import annotations

from datetime import date

from factbase.errors import UsageError
from factbase.phrase import phrase

__all__ = ["as_day"]


def as_day(text: str) -> date | None:
    """The day of `2024-04-28`, `None` for nothing. Raises `UsageError` for anything else."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(phrase("--date takes a day such as 2024-04-28, not {text!r}.", text=text)) from error
