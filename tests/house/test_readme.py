"""Every command of the README is run, and shows what the README shows.

`python -m tests.house.test_readme --write` puts the present output into the README.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

README = Path(__file__).resolve().parents[2] / "README.md"
WIDTH = 100
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_BLOCK = re.compile(r"```console\n(?P<body>.*?)```", re.DOTALL)


def commands(body: str) -> list[tuple[str, str]]:
    """Each `$ command` of a block with the output that follows it."""
    parts = re.split(r"(?m)^\$ (.*)\n", body)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def shown(command: str, folder: Path) -> str:
    """What a terminal of `WIDTH` cells shows for a command, without colours."""
    words = shlex.split(command)
    assert words[0] == "factbase"
    parent, child = pty.openpty()
    environment = {
        **os.environ,
        "COLUMNS": str(WIDTH),
        "TERM": "xterm",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    environment.pop("FACTBASE_DB", None)
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=child,
        stderr=child,
    )
    os.close(child)
    chunks: list[bytes] = []
    while True:
        try:
            data = os.read(parent, 65536)
        except OSError:
            break
        if not data:
            break
        chunks.append(data)
    os.close(parent)
    process.wait()
    text = _STYLE.sub("", b"".join(chunks).decode("utf-8").replace("\r\n", "\n"))
    return "".join(line.rstrip() + "\n" for line in text.splitlines())


BLOCKS = [body for body in _BLOCK.findall(README.read_text(encoding="utf-8")) if "$ factbase" in body]


@pytest.mark.parametrize("body", BLOCKS, ids=lambda b: b.splitlines()[0][2:])
def test_commands_show_what_the_readme_shows(body: str, own_store: Path) -> None:
    for command, output in commands(body):
        assert shown(command, own_store.parent).strip() == output.strip()


def test_every_command_is_in_the_readme() -> None:
    from factbase.cli.app import COMMANDS

    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"factbase {name}" not in text] == []


def write() -> None:
    """Run every command and put its output into the README."""
    from factbase.service.initialize import initialize

    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        initialize(Path(folder) / "factbase.duckdb")

        def filled(match: re.Match[str]) -> str:
            if "$ factbase" not in match["body"]:
                return match.group()
            parts = [f"$ {c}\n{shown(c, Path(folder)).strip(chr(10))}\n" for c, _ in commands(match["body"])]
            return "```console\n" + "".join(parts) + "```"

        README.write_text(_BLOCK.sub(filled, text), encoding="utf-8")


if __name__ == "__main__" and "--write" in sys.argv:
    write()
