"""The command line: one file per command group; each parses, calls one service function and emits one view."""

from __future__ import annotations

import signal

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    # Ctrl-C while the modules load ends the program at once and quietly; after that each command tidies up.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from factbase.cli.app import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    run()
