"""Every command of the README and of the guide is run, and shows what the page shows.

`python -m tests.house.test_readme --write` puts the present output into the pages; a line of `…` alone stands for any
lines, and output that has one is left as it is.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README, GUIDE = ROOT / "README.md", ROOT / "docs" / "guide.md"
EXAMPLES = ROOT / "docs" / "examples"
WIDTH = 100
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_PROGRESS = re.compile(r"\x1b\[\?25l.*?\x1b\[\?25h(?:\s*\x1b\[1A\x1b\[2K)*", re.DOTALL)
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
        "FACTBASE_LANG": "en",
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
    text = b"".join(chunks).decode("utf-8").replace("\r\n", "\n")
    text = _STYLE.sub("", _PROGRESS.sub("", text))
    return "".join(line.rstrip() + "\n" for line in text.splitlines())


def agrees(output: str, expected: str) -> bool:
    """Whether an output is as expected, `…` lines standing for any lines."""
    parts = (re.escape(part.strip("\n")) for part in re.split(r"(?m)^…$", expected.strip("\n")))
    return re.fullmatch(r"(?s:.*)".join(parts), output.strip("\n")) is not None


def blocks(page: Path) -> list[str]:
    """The blocks of a page that hold commands."""
    return [body for body in _BLOCK.findall(page.read_text(encoding="utf-8")) if "$ factbase" in body]


@pytest.mark.parametrize("body", [*blocks(README), *blocks(GUIDE)], ids=lambda b: b.splitlines()[0][2:])
def test_commands_show_what_the_pages_show(body: str, own_store: Path) -> None:
    shutil.copytree(EXAMPLES, own_store.parent, dirs_exist_ok=True)
    for command, output in commands(body):
        shows = shown(command, own_store.parent)
        assert agrees(shows, output), f"{command} shows\n{shows}"


def test_every_command_is_in_the_readme_and_has_an_example() -> None:
    from factbase.cli.app import COMMANDS

    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"factbase {name}" not in text] == []
    run = {shlex.split(c)[1] for page in (README, GUIDE) for b in blocks(page) for c, _ in commands(b)}
    assert set(COMMANDS) - run == {"init"}, "it makes every store here"


def write() -> None:
    """Run every command and put its output into the pages."""
    from factbase.service.initialize import initialize

    with tempfile.TemporaryDirectory() as made:
        store = Path(made) / "factbase.duckdb"
        initialize(store)

        def filled(match: re.Match[str]) -> str:
            if "$ factbase" not in match["body"]:
                return match.group()
            with tempfile.TemporaryDirectory() as folder:
                shutil.copy(store, folder)
                shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
                parts = []
                for command, output in commands(match["body"]):
                    shows = shown(command, Path(folder)).strip("\n") + "\n"
                    elided = re.search(r"(?m)^…$", output) and agrees(shows, output)
                    parts.append(f"$ {command}\n{output if elided else shows.lstrip(chr(10))}")
            return "```console\n" + "".join(parts) + "```"

        for page in (README, GUIDE):
            page.write_text(_BLOCK.sub(filled, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__" and "--write" in sys.argv:
    write()
