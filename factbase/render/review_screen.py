"""One candidate on the reviewer's screen: its sentence with the figure marked, and what it was linked to."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.text import Text

from factbase.service.review import EDITABLE, Proposal

__all__ = ["show_proposal"]


def show_proposal(proposal: Proposal, left: int) -> None:
    """Print a candidate and how many wait behind it."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    row = proposal.row
    console.print(Text(f"\n{row['id']}  {row['document']} {row['item']}  ({left} left)", style="bold"))
    sentence = Text(proposal.sentence.replace("\n", " "))
    sentence.stylize("bold reverse", proposal.start, proposal.end)
    console.print(sentence)
    console.print(Text(f"  figure      {row['as_written']} → {proposal.shown}"))
    for name in EDITABLE:
        value = (
            row.get(name, "")
            if name != "period"
            else f"{row['period_start'] or ''}/{row['period_end'] or ''}".strip("/")
        )
        if value or name in proposal.lacks:
            console.print(Text(f"  {name:<11} {value or '?'}", style="red" if name in proposal.lacks else ""))
