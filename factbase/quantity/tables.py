"""The compiled vocabularies that the scanner reads with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from factbase.quantity.units import UnitTable

__all__ = ["Tables", "build_tables"]


@dataclass(frozen=True)
class Tables:
    """Everything compiled that `find_quantities` needs; built once, then only read."""

    units: UnitTable = field(default_factory=UnitTable)


def build_tables(raw: Mapping[str, Mapping[str, Any]]) -> Tables:
    """Compile vocabularies given as `{name: parsed TOML}`. Raises `Problems` with every fault found."""
    return Tables()
