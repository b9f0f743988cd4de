"""The command line: one file per command group; each parses, calls one service function and emits one view."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    from factbase.cli.app import main as run

    run()
