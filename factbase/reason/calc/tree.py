"""The tree of an expression."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Binary", "Expression", "MeasureName", "Negated", "Node", "NumberNode"]


@dataclass(frozen=True, slots=True)
class NumberNode:
    """A number with the unit written beside it (empty for none)."""

    value: Fraction
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MeasureName:
    """`entity.metric[scope]@period` as written; `scope` is `None` if no brackets stand."""

    entity: str
    metric: str
    scope: str | None
    period: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Negated:
    """Minus a node."""

    inner: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Binary:
    """Two nodes joined by `+`, `-`, `*` or `/`; `at` is the operator's place."""

    operator: str
    left: Node
    right: Node
    at: int
    start: int
    end: int


Node = NumberNode | MeasureName | Negated | Binary


@dataclass(frozen=True, slots=True)
class Expression:
    """A node, and the unit or currency asked for (empty for none) with its place."""

    text: str
    root: Node
    unit: str = ""
    unit_start: int = 0
    unit_end: int = 0
