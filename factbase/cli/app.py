"""The command line's frame: commands loaded only when they run, errors turned into sentences and exit codes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from factbase import __version__
from factbase.cli.options import DbOption, LangOption, spoken
from factbase.errors import FactbaseError, UsageError, said
from factbase.phrase import phrase
from factbase.vocabulary.words import load_words

__all__ = ["COMMANDS", "app", "main"]

# name: (module, one-line help); the order is the order of --help.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("factbase.cli.init", "Make the store or bring it up to date."),
    "query": ("factbase.cli.query", "Find facts: by kind, subject, metric, bounds, period."),
    "show": ("factbase.cli.show", "One fact with its quote in context."),
    "search": ("factbase.cli.search", "Facts, names and passages that contain words."),
    "check": ("factbase.cli.check", "Hold the facts against their quotes and each other."),
    "ingest": ("factbase.cli.ingest", "Archive documents and propose facts from them."),
    "review": ("factbase.cli.review", "Decide about proposed facts."),
    "history": ("factbase.cli.history", "Every decision about a fact or a name."),
    "verify": ("factbase.cli.verify", "Judge the claims of a text against the facts."),
    "compare": ("factbase.cli.reasoning:compare", "How two entities compare, with the proof."),
    "derive": ("factbase.cli.reasoning:derive", "What follows from the facts and was never stated."),
    "calc": ("factbase.cli.reasoning:calc", "Calculate with measures, with the proof."),
    "replay": ("factbase.cli.reasoning:replay", "Re-check a saved proof."),
    "export": ("factbase.cli.export", "Write facts to a file, in thirteen formats."),
    "import": ("factbase.cli.import_:import_", "Bring facts in: an export, or a table by a map."),
    "chart": ("factbase.cli.chart", "Draw facts: on the screen, or as SVG, PNG or HTML."),
    "sql": ("factbase.cli.sql", "Run a read-only SQL statement on the store."),
    "quantities": ("factbase.cli.quantities", "Read the quantities of a text."),
    "documents": ("factbase.cli.catalog:documents", "The archived documents."),
    "entities": ("factbase.cli.catalog:entities", "What facts are about."),
    "metrics": ("factbase.cli.catalog:metrics", "What is measured."),
    "units": ("factbase.cli.catalog:units", "The units and currencies."),
    "stats": ("factbase.cli.catalog:stats", "How many facts of which kind, from where."),
}


class _LazyCommands(MutableMapping[str, TyperCommand]):
    """The commands by name; each module is imported when its command is first asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, TyperCommand] = {}

    def __getitem__(self, name: str) -> TyperCommand:
        if name not in self._loaded:
            module, help_line = COMMANDS[name]
            path, _, function = module.partition(":")
            single = typer.Typer(add_completion=False, rich_markup_mode=None)
            single.command(name=name, short_help=help_line)(getattr(import_module(path), function or name))
            self._loaded[name] = typer.main.get_command(single)  # type: ignore[assignment]
        return self._loaded[name]

    def __setitem__(self, name: str, command: TyperCommand) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Group(TyperGroup):
    """Turns our errors into one sentence on stderr and their exit code, also under a test runner."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = _LazyCommands()  # type: ignore[assignment]

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        # Written from the table above: asking each command for its help would import them all.
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> Any:
        with _plain_words(spoken(args)):
            if any("\udc80" <= char <= "\udcff" for argument in args for char in argument):
                raise UsageError(phrase("an argument is no UTF-8 text."))
            made = super().make_context(info_name, list(args), *rest, **extra)
            made.meta["lang"] = spoken(args)
            return made

    def invoke(self, ctx: Any) -> Any:
        with _plain_words(ctx.meta["lang"]):
            result = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
            return result


@contextmanager
def _plain_words(lang: str) -> Iterator[None]:
    """Every error as a sentence on stderr and an exit code; that the reader of our output went away is none."""
    try:
        yield
    except FactbaseError as error:
        _complain(error.told(load_words(lang)))
        raise typer.Exit(error.exit_code) from error
    except BrokenPipeError as error:
        _let_go()
        raise typer.Exit(0) from error
    except (typer.Exit, typer.Abort, KeyboardInterrupt):
        raise
    except Exception as error:
        if _is_usage(error) or os.environ.get("FACTBASE_DEBUG"):
            raise
        known = _known(error)
        if known is None:
            words = load_words(lang)
            _complain(
                words.say("internal error: {kind}: {error}", kind=type(error).__name__, error=str(error))
            )
            _complain(words.say("this is a bug. Set FACTBASE_DEBUG=1 to see where, and please report it."))
            raise typer.Exit(70) from error
        if isinstance(known, KeyboardInterrupt):
            raise known from error
        _complain(known.told(load_words(lang)))
        raise typer.Exit(known.exit_code) from error


def _known(error: Exception) -> FactbaseError | KeyboardInterrupt | None:
    """What an error from below means for the person, `None` if it is a fault of the program."""
    if isinstance(error, UnicodeEncodeError):
        return UsageError(phrase("an argument is no UTF-8 text."))
    if isinstance(error, OSError):
        _let_go()
        return UsageError(
            phrase("{file}: {reason}.", file=error.filename or phrase("the output"), reason=said(error))
        )
    if "duckdb" not in sys.modules:
        return None
    from factbase.store.faults import store_fault

    return store_fault(error)


def _complain(text: str) -> None:
    from factbase.render.safe import shown

    with suppress(OSError):
        print(f"factbase: {shown(text)}", file=sys.stderr, flush=True)


def _let_go() -> None:
    """Point standard output at nothing, so that the interpreter has nothing left to complain about at its end."""
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_usage(error: Exception) -> bool:
    """Whether the framework raised it for a wrong command line; it prints those itself and exits with 2."""
    return hasattr(error, "exit_code") and hasattr(error, "format_message")


app = typer.Typer(cls=_Group, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


def _tell_version(asked: bool) -> None:
    if asked:
        print(f"factbase {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    ctx: typer.Context,
    db: DbOption = None,
    lang: LangOption = "",
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_tell_version),
    ] = False,
) -> None:
    """Facts with citations: query numbers, check claims, export data.

    --db and --lang may stand before a command or behind it; what stands behind it wins.
    """
    given = {"db": db} if db is not None else {}
    ctx.default_map = {name: {**given, "lang": lang} for name in COMMANDS}


def main() -> None:
    """The console entry point."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that has no Chinese shows code points instead of ending the program.
            stream.reconfigure(errors="backslashreplace")
    app()
