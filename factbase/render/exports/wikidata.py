"""Wikidata quantity snaks (Wikibase data model, JSON): signed decimal strings, both bounds or none.

The property and the item are the store's own names: which property a metric is, is for a person to decide. What a snak
cannot say is reported and left out, never invented: a one-sided bound, a figure without a number, an unknown unit.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from factbase.render.exports.options import Options
from factbase.service.export import Extract
from factbase.vocabulary.files import schema_dir

__all__ = ["quantity_value", "wikidata"]

_ITEM = "http://www.wikidata.org/entity/"


def wikidata(extract: Extract, draft: Path, options: Options) -> None:
    """One statement a line: subject, property, mainsnak, and the citation as its reference."""
    units = tomllib.loads((schema_dir() / "wikidata.toml").read_text(encoding="utf-8"))["units"]
    left: Counter[str] = Counter()
    with draft.open("w", encoding="utf-8", newline="") as file:
        for row in extract.rows():
            value, why = quantity_value(row, units)
            if why:
                left[why] += 1
            if value is not None:
                file.write(json.dumps(_statement(row, value), ensure_ascii=False) + "\n")
    extract.reports.extend(
        f"{count} fact{'s' if count > 1 else ''}: {why}" for why, count in sorted(left.items())
    )


def quantity_value(row: dict[str, Any], units: dict[str, str]) -> tuple[dict[str, str] | None, str]:
    """The datavalue of a row, `None` if it has none; and what it leaves unsaid.

    The bounds are those of the widest reading, which is what uncertainty means there.

    >>> row = {"kind": "share", "value": 0.4, "exact": "", "low": 0.4, "high": None, "widest_low": 0.4, "widest_high": None, "unit": "1"}
    >>> quantity_value(row, {"1": "1"})
    ({'amount': '+0.4', 'unit': '1'}, 'the bound on one side was left out')
    """
    if row["value"] is None:
        return None, "no single number (a date, a range or an order of magnitude), left out"
    if "/" in (row["exact"] or ""):
        return None, "no finite decimal equals the value, left out"
    unit = units.get(row["unit"])
    if unit is None:
        return None, f"Wikidata's item for the unit {row['unit']} is not known, left out"
    value = {"amount": _signed(row["value"]), "unit": unit if unit == "1" else _ITEM + unit}
    stated_one = (row["low"] is None) != (row["high"] is None)
    widest_one = (row["widest_low"] is None) != (row["widest_high"] is None)
    if stated_one or widest_one:
        return value, "the bound on one side was left out"
    if row["widest_low"] is None:
        return value, ""
    if not row["widest_low"] <= row["value"] <= row["widest_high"]:
        return value, "the value lies outside its bounds, which were left out"
    value["upperBound"] = _signed(row["widest_high"])
    value["lowerBound"] = _signed(row["widest_low"])
    return value, ""


def _signed(number: float) -> str:
    text = f"{Decimal(repr(number)):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if text.startswith("-") else f"+{text}"


def _statement(row: dict[str, Any], value: dict[str, str]) -> dict[str, Any]:
    assert Fraction(value["amount"]) == Fraction(repr(row["value"]))
    snak = {
        "snaktype": "value",
        "property": row["metric"],
        "datatype": "quantity",
        "datavalue": {"value": value, "type": "quantity"},
    }
    statement: dict[str, Any] = {
        "id": row["id"],
        "subject": row["subject"],
        "label": row["subject_label"],
        "mainsnak": snak,
    }
    qualifiers = {
        name: str(row[name])
        for name in (
            "relative_to",
            "scope",
            "period_start",
            "period_end",
            "modality",
            "attributed_to",
            "counted",
        )
        if row[name]
    }
    reference = {
        name: str(row[name]) for name in ("document", "item", "outlet", "outlet_date", "quote") if row[name]
    }
    return {**statement, "qualifiers": qualifiers, "references": [reference]}
