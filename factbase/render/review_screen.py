"""One candidate on the reviewer's screen: its sentence with the figure marked, what it was linked to, what is proposed."""

from __future__ import annotations

import sys

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from factbase.phrase import ENGLISH, Words
from factbase.render.safe import shown
from factbase.service.offers import Offer
from factbase.service.review import Proposal
from factbase.service.review_edit import NAMED, shown_fields
from factbase.service.review_passage import Passage
from factbase.service.wording import figure

__all__ = ["show_proposal"]

# At the least this much of a long sentence is shown before and behind its figure.
_AROUND = 240
_NAME = 20


def show_proposal(proposal: Proposal, left: int, words: Words = ENGLISH) -> None:
    """Print a candidate and how many wait behind it."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    row = proposal.row
    status = "" if row["status"] == "candidate" else f"  {words.term(row['status'])}"
    waiting = words.say("({n} left)", n=left)
    head = f"{row['id']}  {row['document']} {row['item']}{status}  {waiting}"
    console.print(Text(f"\n{shown(head)}", style="bold"))
    console.print(_sentence(proposal.passage))
    said = f"{row['as_written']} → {figure(row, words)}"
    console.print(Text(f"  {_named('figure', words)} {shown(said)}"))
    for name, value in shown_fields(row).items():
        label = proposal.names(value) if name in NAMED else value
        value = value if label == value else f"{value}  {label}"
        if value or name in proposal.lacks:
            style = "red" if name in proposal.lacks else ""
            console.print(Text(f"  {_named(name, words)} {shown(value) or '?'}", style=style))
    for field in ("subject", "metric"):
        numbered = [(n, o) for n, o in enumerate(proposal.offers, 1) if o.field == field]
        if numbered:
            console.print(_offers(proposal, field, numbered, words))


def _named(field: str, words: Words) -> str:
    """A field as people know it, with the name to type where that is another; in a column of its own."""
    word = words.term(field)
    name = field if word == field else f"{word} {field}"
    return name + " " * (_NAME - cell_len(name))


def _sentence(passage: Passage) -> Text:
    """The sentence, cut far from the figure, which stands in [ ] where a screen has no colours; dim, what leads up to it."""
    whole, start, end = passage.sentence, passage.start, passage.end
    first, last = max(0, start - _AROUND), min(len(whole), end + _AROUND)
    before = ("… " if first else "") + whole[first:start]
    behind = whole[end:last] + (" …" if last < len(whole) else "")
    lead = passage.lead + (" " if passage.lead.isascii() else "") if passage.lead else ""
    return Text.assemble(
        (_flat(lead), "dim"),
        _flat(before).lstrip(),
        (f"[{_flat(whole[start:end])}]", "bold reverse"),
        _flat(behind).rstrip(),
    )


def _flat(text: str) -> str:
    return shown(text.replace("\n", " "))


def _offers(proposal: Proposal, field: str, numbered: list[tuple[int, Offer]], words: Words) -> Text:
    """`proposed subject: 1 new model 云岫2, 2 chatgpt`, new names in another colour."""
    text = Text("  " + words.say("proposed {field}: ", field=words.term(field)), style="dim")
    for place, (number, offer) in enumerate(numbered):
        text.append("; " if place else "")
        text.append(f"{number} ", style="bold")
        if offer.is_new:
            text.append(
                shown(words.say("new {type} {name}", type=words.term(offer.type), name=offer.name)),
                style="cyan",
            )
        else:
            label = proposal.names(offer.name)
            text.append(shown(offer.name if label == offer.name else f"{offer.name} {label}"))
    return text
