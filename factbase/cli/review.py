"""`factbase review`."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from factbase.cli.options import DbOption, OutputOption, store_path
from factbase.errors import FactbaseError
from factbase.render.emit import emit, say

__all__ = ["review"]

_HELP = "a accept · e edit (field=value …) · r reject (reason) · s skip · u undo · n new entity · m new metric · q quit"


def review(
    export: Annotated[
        Path | None, typer.Option("--export", help="Write the queue as CSV.", show_default=False)
    ] = None,
    import_: Annotated[
        Path | None, typer.Option("--import", help="Carry out a filled CSV.", show_default=False)
    ] = None,
    merge: Annotated[
        tuple[str, str] | None,
        typer.Option(help="Merge the first entity or metric into the second.", show_default=False),
    ] = None,
    rename: Annotated[
        tuple[str, str] | None,
        typer.Option(help="Give an entity or metric another label.", show_default=False),
    ] = None,
    undo: Annotated[
        str, typer.Option(help="Take back a merge or renaming, by the id.", show_default=False)
    ] = "",
    metric: Annotated[bool, typer.Option("--metric", help="--merge and --rename name metrics.")] = False,
    reason: Annotated[str, typer.Option(help="Why, kept with the event.", show_default=False)] = "",
    actor: Annotated[
        str, typer.Option(help="Who decides; your login name if left out.", show_default=False)
    ] = "",
    output: OutputOption = None,
    db: DbOption = None,
) -> None:
    """Decide about candidates one by one, or as a sheet; nothing is held between decisions, so that it can be resumed."""
    from factbase.service import renames
    from factbase.service import review as service

    store, who = store_path(db), actor or getpass.getuser()
    what = "metric" if metric else "entity"
    if export is not None:
        emit(service.export_queue(store), "csv", export)
    elif import_ is not None:
        emit(service.import_decisions(store, import_, who), "table", output)
    elif merge is not None:
        say(f"{renames.merge(store, what, *merge, who, reason)} facts now speak of {merge[1]}")
    elif rename is not None:
        language = "zh" if any("\u4e00" <= c <= "\u9fff" for c in rename[1]) else "en"
        say(f"renamed {renames.rename(store, what, *rename, who, language)}")
    elif undo:
        say(f"{renames.undo_merge(store, undo, who)} facts as before")
    else:
        _interactive(store, who)


def _interactive(store: Path, who: str) -> None:
    from factbase.render.review_screen import show_proposal
    from factbase.service import review as service

    skipped: list[str] = []
    say(_HELP)
    while True:
        waiting = service.queue(store, skipped)
        if not waiting:
            say("nothing is left to review" + (f"; {len(skipped)} skipped" if skipped else ""))
            return
        show_proposal(waiting[0], len(waiting) - 1)
        line = sys.stdin.readline()
        if not line or line.strip() == "q":
            return
        try:
            _act(store, who, waiting[0].row["id"], line.strip(), skipped)
        except FactbaseError as error:
            say(str(error))


def _act(store: Path, who: str, fact: str, line: str, skipped: list[str]) -> None:
    from factbase.service import review as service
    from factbase.service.renames import add_name

    key, _, rest = line.partition(" ")
    if key == "a":
        service.decide(store, fact, "accept", who, rest)
    elif key == "r":
        service.decide(store, fact, "reject", who, rest)
    elif key == "e":
        service.edit(store, fact, _fields(rest), who)
    elif key == "s":
        skipped.append(fact)
    elif key == "u":
        say(f"undone: {service.undo(store, who)}")
    elif key in ("n", "m"):
        say(f"added {add_name(store, 'entity' if key == 'n' else 'metric', _fields(rest), who)}")
    else:
        say(_HELP)


def _fields(text: str) -> dict[str, str]:
    """`subject=nvidia-h100 note="two words"` as a mapping."""
    import shlex

    from factbase.errors import UsageError

    try:
        parts = [word.partition("=") for word in shlex.split(text)]
    except ValueError as error:
        raise UsageError(f"cannot read {text!r}: {error}") from error
    if not parts or any(not equals for _, equals, _ in parts):
        raise UsageError("write field=value, such as subject=nvidia-h100 metric=overall_compute")
    return {name: value for name, _, value in parts}
