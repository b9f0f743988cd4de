"""Set the project up and run it, with nothing but Python and pip: `python3 make.py demo`, `python3 make.py test`.

demo   a virtual environment, the store from the seeds, and the main job's tables on screen
test   a virtual environment, then format, lint, types, tests and notebooks; stops at the first that fails
         --wheel           test the built wheel in place of the checkout
         --duckdb VERSION  test with another DuckDB
         anything else is given to pytest
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
CONSTRAINTS = ROOT / "constraints.txt"


def main(arguments: Sequence[str]) -> int:
    """Run one task; the exit code of the first step that failed, else 0."""
    task, *rest = arguments or [""]
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may run this very file
        print("factbase needs Python 3.11 or newer; this is", sys.version.split()[0], file=sys.stderr)
        return 2
    if task == "demo" and not rest:
        return demo()
    if task == "test":
        return test(rest)
    print(__doc__, file=sys.stderr)
    return 2


def demo() -> int:
    """Make the store and show what it answers."""
    python = environment(ROOT / ".venv", "")
    commands = (
        ["init"],
        ["query", "performance_ratio"],
        ["query", "funding", "--currency", "EUR", "--sort", "value"],
        ["query", "power", "--unit", "MW"],
        ["stats"],
    )
    return steps([[python, "-m", "factbase", *command] for command in commands])


def test(rest: Sequence[str]) -> int:
    """Every check that a change must pass."""
    own = argparse.ArgumentParser(prog="make.py test", add_help=False, allow_abbrev=False)
    own.add_argument("--wheel", action="store_true")
    own.add_argument("--duckdb", default="", metavar="VERSION")
    asked, options = own.parse_known_args(rest)
    wheel, duckdb = asked.wheel, asked.duckdb
    name = ".venv" + ("-wheel" if wheel else "") + (f"-duckdb-{duckdb}" if duckdb else "")
    python = environment(ROOT / name, "test", wheel=wheel, duckdb=duckdb)
    pytest = [python, "-m", "pytest", "-n", "auto", *options]
    if wheel:
        return away(pytest if options else [*pytest, "tests"])
    if options:
        return steps([pytest])
    if duckdb:
        return steps([[*pytest, "tests"]])
    return steps(
        [
            [python, "-m", "ruff", "format", "--check", "."],
            [python, "-m", "ruff", "check", "."],
            [python, "-m", "mypy"],
            pytest,
            [python, "-m", "pytest", "--nbmake", "-o", "addopts=-q", "notebooks"],
        ]
    )


def away(pytest: Sequence[str]) -> int:
    """Run the tests from a copy beside which there is no checkout, so that only the installed wheel can be imported."""
    with tempfile.TemporaryDirectory() as made:
        shutil.copytree(ROOT / "tests", Path(made) / "tests", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", made)
        return steps([pytest], Path(made))


def environment(folder: Path, extra: str, *, wheel: bool = False, duckdb: str = "") -> str:
    """The Python of a virtual environment that holds the project and its `extra`; made or completed as needed."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        run([sys.executable, "-m", "venv", str(folder)])
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    with tempfile.TemporaryDirectory() as made:
        constraints = CONSTRAINTS
        if duckdb:
            lines = [line for line in CONSTRAINTS.read_text().splitlines() if not line.startswith("duckdb==")]
            constraints = Path(made) / "constraints.txt"
            constraints.write_text("\n".join([*lines, f"duckdb=={duckdb}"]) + "\n")
        target = str(ROOT)
        if wheel:
            run([str(python), "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", made, str(ROOT)])
            (built,) = Path(made).glob("*.whl")
            target = str(built)
        marked = f"{target}[{extra}]" if extra else target
        run(
            [*pip, "-c", str(constraints), *(["--force-reinstall", "--no-deps"] if wheel else ["-e"]), marked]
        )
        if wheel:
            run([*pip, "-c", str(constraints), marked])
    return str(python)


def steps(commands: Sequence[Sequence[str]], folder: Path = ROOT) -> int:
    """Run commands in turn in `folder`, each announced; the first failure ends it."""
    for command in commands:
        shown = [c for c in command[1:] if c != "-m"]
        print(f"\n$ {' '.join(shown)}", flush=True)
        code = subprocess.run(command, cwd=folder, check=False).returncode
        if code:
            return code
    return 0


def run(command: Sequence[str]) -> None:
    """Run a set-up step; a failure ends the program with its exit code."""
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        raise SystemExit(code)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
