"""Supports held back: the words say something else of a figure than the measure that agrees with it."""

from __future__ import annotations

from factbase.service.verify_difference import is_undercut
from factbase.service.verify_setting import Setting
from factbase.service.verify_settle import FigureVerdict

__all__ = ["RESERVED", "reserved"]

# The doubt about a support whose words say something else.
RESERVED = "reserved"


def reserved(verdict: FigureVerdict, at: Setting) -> FigureVerdict:
    """The verdict, a support with a doubt where its words say something else."""
    if verdict.judgement.verdict != "supported" or verdict.doubt:
        return verdict
    return verdict._replace(doubt=RESERVED) if is_undercut(at) else verdict
