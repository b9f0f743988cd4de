"""Imports point left only, and heavy packages stay in their rooms (DESIGN §5)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import factbase

PACKAGE = Path(factbase.__file__).parent
ORDER = [
    "phrase",
    "errors",
    "quantity",
    "model",
    "vocabulary",
    {"extract", "reason", "store"},
    "service",
    "render",
    {"api", "cli", "web"},
]
RANK = {room: n for n, rooms in enumerate(ORDER) for room in ({rooms} if isinstance(rooms, str) else rooms)}
ONLY_IN = {
    "duckdb": {"store"},
    "rich": {"render"},
    "typer": {"cli"},
    "z3": {"reason"},
    "currency_converter": {"store"},
}
FORBIDDEN = {"quantity": {"pydantic", "duckdb"}}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None, f"{path} imports by a relative path"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_left(path: Path) -> None:
    here = room(path)
    if here not in RANK:
        assert here in {"__init__", "__main__"}
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "factbase" and len(parts) > 1 and parts[1] in RANK and parts[1] != here:
            assert RANK[parts[1]] < RANK[here], f"{here} may not import {parts[1]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_heavy_packages_stay_in_their_rooms(path: Path) -> None:
    for name in {n.split(".")[0] for n in imports(path)}:
        assert name != "click"
        if name in ONLY_IN:
            assert room(path) in ONLY_IN[name], f"{name} belongs to {ONLY_IN[name]}"
        assert name not in FORBIDDEN.get(room(path), set())


@pytest.mark.parametrize(
    "path",
    [
        "factbase.cli.query, factbase.service.query, factbase.render.screen",
        "factbase.service.verify, factbase.service.verify_open",
    ],
)
def test_the_ways_of_query_and_verify_load_nothing_heavy(path: str) -> None:
    import subprocess
    import sys

    code = (
        f"import sys; import factbase.cli.app, {path};"
        "print([m for m in ('z3','pint','numpy','pandas','currency_converter','factbase.model.fact','factbase.vocabulary.names')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
