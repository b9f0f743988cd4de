"""Which interpreter a speed was measured on: the same version can be a third slower for how it was built."""

from __future__ import annotations

import platform
import sysconfig


def interpreter() -> str:
    """The version, the compiler, and whether `configure` was told to optimise by a profile (some builders do so otherwise)."""
    flags = str(sysconfig.get_config_var("CONFIG_ARGS"))
    told = "with" if "--enable-optimizations" in flags else "without"
    return f"Python {platform.python_version()}, {platform.python_compiler()}, configured {told} --enable-optimizations"
