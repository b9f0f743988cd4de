"""The checks: functions from a context to findings, and the tuple that names them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from factbase.errors import UnknownName
from factbase.reason.checks.conflicts import check_networks
from factbase.reason.checks.coverage import check_coverage, check_explicit, check_sources
from factbase.reason.checks.currencies import check_currencies
from factbase.reason.checks.dates import check_dates
from factbase.reason.checks.headlines import check_headlines
from factbase.reason.checks.lists import check_lists
from factbase.reason.checks.worlds import check_forecasts, check_ranks
from factbase.reason.finding import Check, Context, Finding

__all__ = ["CHECKS", "NAMES", "ordered", "run_checks"]

# Each function with the names its findings carry.
CHECKS: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (check_networks, ("conflict", "tension", "no_slack", "limit")),
    (check_dates, ("date_conflict", "date_order")),
    (check_lists, ("counted_list", "list_members")),
    (check_headlines, ("headline", "superlative", "place", "batch")),
    (check_currencies, ("currencies",)),
    (check_forecasts, ("forecasts",)),
    (check_ranks, ("rank_clash",)),
    (check_coverage, ("coverage",)),
    (check_sources, ("single_source", "relayed")),
    (check_explicit, ("explicit_value",)),
)
NAMES: tuple[str, ...] = tuple(name for _, names in CHECKS for name in names)
_RANK = {"error": 0, "warning": 1, "info": 2}


def run_checks(context: Context, only: Collection[str] = ()) -> tuple[Finding, ...]:
    """Every finding (of the checks named in `only`, if any), errors first. Raises `UnknownName` for no such check."""
    for name in only:
        if name not in NAMES:
            raise UnknownName("check", name, [n for n in NAMES if n[0] == name[:1]])
    return ordered(_findings(context, frozenset(only)))


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, errors first."""
    found = {f.id: f for f in findings}
    return tuple(
        sorted(found.values(), key=lambda f: (_RANK[f.severity], NAMES.index(f.check), f.fact_ids, f.id))
    )


def _findings(context: Context, only: frozenset[str]) -> Iterator[Finding]:
    for check, names in CHECKS:
        if not only or only & set(names):
            yield from (f for f in check(context) if not only or f.check in only)
