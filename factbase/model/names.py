"""What facts are about: entities, metrics and scopes, each an id with labels and aliases."""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field

from factbase.model.base import Frozen

__all__ = ["Entity", "Metric", "Scope"]

_ID = r"^[a-z0-9][a-z0-9_.-]*$"


class Entity(Frozen):
    """A thing that facts are about."""

    id: str = Field(pattern=_ID)
    type: str
    label_zh: str = ""
    label_en: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    note: str = ""


class Metric(Frozen):
    """What is measured. `min`/`max` are closed bounds in `unit`; `nature` says how periods compare (DESIGN §2)."""

    id: str = Field(pattern=_ID)
    dimension: str
    kind: str
    nature: str = Field(default="level", pattern=r"^(level|flow|event|rank|date)$")
    unit: str = "1"
    label_zh: str = ""
    label_en: str = ""
    aliases: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    anti_cues: tuple[str, ...] = ()
    min: Fraction | None = None
    max: Fraction | None = None
    note: str = ""


class Scope(Frozen):
    """A restriction that makes two measures of one metric different things (which chips, which region)."""

    id: str = Field(pattern=_ID)
    label_zh: str = ""
    label_en: str = ""
    cues: tuple[str, ...] = ()
    note: str = ""
