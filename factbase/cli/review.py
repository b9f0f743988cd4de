"""`factbase review`."""

from __future__ import annotations

import getpass
import io
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factbase.cli.options import DbOption, LangOption, OutputOption, store_path
from factbase.errors import FactbaseError, UsageError
from factbase.phrase import Phrase, Words, listed, phrase
from factbase.render.emit import emit, say
from factbase.vocabulary.words import load_words

if TYPE_CHECKING:
    from factbase.extract.guess_names import Tagger

__all__ = ["review"]


def review(
    propose: Annotated[
        bool, typer.Option("--propose", help="Also propose names that the tagger of the ner extra finds.")
    ] = False,
    fact: Annotated[
        str,
        typer.Option(
            "--fact",
            help="This fact alone (id or key), also an accepted one: correct or retract it; u takes back decisions about it alone.",
            show_default=False,
        ),
    ] = "",
    export: Annotated[
        Path | None,
        typer.Option(
            "--export",
            help="Write the queue to this file as CSV, a row for each candidate.",
            show_default=False,
        ),
    ] = None,
    import_: Annotated[
        Path | None,
        typer.Option(
            "--import",
            help="Carry out a filled CSV: all its decisions, or none if one is wrong.",
            show_default=False,
        ),
    ] = None,
    merge: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="NAME INTO",
            help="Merge one entity or metric into another, such as --merge gpt-4-turbo gpt-4; --reason for entities of two types.",
            show_default=False,
        ),
    ] = None,
    rename: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="NAME LABEL",
            help="Give an entity or metric another label, such as --rename H100 'Nvidia H100'; the old one stays as an alias.",
            show_default=False,
        ),
    ] = None,
    undo: Annotated[
        str,
        typer.Option(
            help="Take back the last merge or renaming of this entity or metric (id, label or alias), the later one first.",
            show_default=False,
        ),
    ] = "",
    metric: Annotated[
        bool, typer.Option("--metric", help="--merge and --rename name metrics, not entities.")
    ] = False,
    reason: Annotated[
        str, typer.Option(help="Why names are merged, kept with the event.", show_default=False)
    ] = "",
    actor: Annotated[
        str, typer.Option(help="Who decides; your login name if left out.", show_default=False)
    ] = "",
    output: OutputOption = None,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Decide about candidates one by one, or as a sheet; nothing is held between decisions, so that it can be resumed.

    Unknown names are proposed, ranked, to be taken by number; they count for nothing until then. --propose adds those of
    a small Chinese tagger: pip install 'factbase-proof[ner]'. Example: factbase review --export queue.csv
    """
    words = load_words(lang)
    store, who = store_path(db), actor or getpass.getuser()
    if merge is not None or rename is not None or undo:
        say(_renamed(store, "metric" if metric else "entity", merge, rename, undo, who, reason), words)
    elif import_ is not None:
        from factbase.service.review_sheet import import_decisions

        emit(import_decisions(store, import_, who), "table", output, words=words)
    elif export is not None:
        from factbase.service.offers import Offers
        from factbase.service.review_sheet import export_queue

        if export.suffix.lower() in (".xlsx", ".xls", ".ods"):
            raise UsageError(
                phrase(
                    "--export writes CSV, which every spreadsheet opens; name it {name}.",
                    name=export.with_suffix(".csv"),
                )
            )
        # The mark at its head tells a spreadsheet that the sheet is UTF-8.
        emit(export_queue(store, Offers(store, _tagger(propose))), "csv", export, excel=True, words=words)
    else:
        _interactive(store, who, propose, fact, words)


def _renamed(
    store: Path,
    what: str,
    merge: tuple[str, str] | None,
    rename: tuple[str, str] | None,
    undo: str,
    actor: str,
    reason: str,
) -> Phrase:
    """Merge, rename or take that back, the first that is asked; what to say of it."""
    from factbase.service.renames import merge as run_merge
    from factbase.service.renames import rename as run_rename

    if merge is not None:
        done = run_merge(store, what, *merge, actor, reason)
        return phrase("{n} facts of {old} now speak of {new}", n=done.facts, old=done.old, new=done.new)
    if rename is not None:
        language = "zh" if any("\u4e00" <= c <= "\u9fff" for c in rename[1]) else "en"
        return phrase("renamed {name}", name=run_rename(store, what, *rename, actor, language))
    return _taken_back(store, undo, actor)


def _taken_back(store: Path, name: str, actor: str) -> Phrase:
    """Take a merge or a renaming back; what to say of it."""
    from factbase.service.undo_names import undo_names

    done = undo_names(store, name, actor)
    if done.action == "renamed":
        return phrase("{name} is called {label} again", name=done.target, label=done.label)
    if not done.left:
        return phrase("{name} is apart again, {n} facts as before", name=done.target, n=done.facts)
    return phrase(
        "{name} is apart again, {n} facts as before; corrected since, and left as they are: {left}",
        name=done.target,
        n=done.facts,
        left=listed(done.left),
    )


def _tagger(wanted: bool) -> Tagger | None:
    if not wanted:
        return None
    from factbase.extract.tagger import load_tagger

    return load_tagger()


def _interactive(store: Path, who: str, propose: bool, fact: str, words: Words) -> None:
    from factbase.render.review_screen import show_proposal
    from factbase.service.review import waiting
    from factbase.service.review_session import HELP, Session

    session = Session(store, who, _tagger(propose), fact)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")
    say(HELP, words)
    shown = True
    try:
        while not session.finished:
            proposal, left = session.current()
            if proposal is None:
                none = phrase("nothing is left to review")
                skipped = phrase("nothing is left to review; {n} skipped", n=session.skipped)
                say(skipped if session.skipped else none, words)
                return
            if shown:
                show_proposal(proposal, left, words)
            line = _typed()
            if line is None:
                print()
                break
            shown = True
            try:
                if any("\udc80" <= char <= "\udcff" for char in line):
                    raise UsageError(phrase("the line is no UTF-8 text."))
                if said := session.act(line, proposal):
                    say(said, words)
            except FactbaseError as error:
                say(error.told(words), words)
                shown = False
    except KeyboardInterrupt:
        print()
        say(phrase("what was decided is kept; {n} wait", n=waiting(store)), words)
        raise
    say(phrase("what was decided is kept; {n} wait", n=waiting(store)), words)


def _typed() -> str | None:
    """A line of the reviewer, with its history on the arrow keys where somebody types; `None` at the end of the input."""
    if sys.stdin is None:
        return None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("> ", end="", flush=True)
        return sys.stdin.readline() or None
    with suppress(ImportError):
        import readline  # noqa: F401 - `input` edits lines with it
    try:
        return input("> ")
    except EOFError:
        return None
