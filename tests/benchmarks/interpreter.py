"""Which interpreter a speed was measured on: the same version can be a third slower for how it was built."""

from __future__ import annotations

import platform
import sysconfig


def interpreter() -> str:
    """The version, and whether its build was optimised by a profile.

    >>> interpreter().startswith("Python 3.")
    True
    """
    flags = f"{sysconfig.get_config_var('CONFIG_ARGS')} {sysconfig.get_config_var('PGO_PROF_USE_FLAG')}"
    built = "with" if "--enable-optimizations" in flags else "without"
    return f"Python {platform.python_version()} built {built} profile-guided optimisation"
