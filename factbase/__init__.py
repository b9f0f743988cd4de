"""factbase: a fact database that reads quantitative claims, keeps them as cited intervals and proves its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factbase.api import Factbase, find_quantities
    from factbase.api import init_factbase as init
    from factbase.api import open_factbase as open

__all__ = ["Factbase", "__version__", "find_quantities", "init", "open"]

__version__ = "0.1.0"
_NAMES = {
    "Factbase": "Factbase",
    "find_quantities": "find_quantities",
    "init": "init_factbase",
    "open": "open_factbase",
}


def __getattr__(name: str) -> Any:
    if name in _NAMES:
        from factbase import api

        return getattr(api, _NAMES[name])
    raise AttributeError(f"module 'factbase' has no attribute {name!r}")
