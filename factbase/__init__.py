"""factbase: a fact database that reads quantitative claims, keeps them as cited intervals and proves its answers."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
