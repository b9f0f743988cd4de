"""The shape that the house asks of its code: small files of one stated idea, short functions, doors between modules."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import factbase

PACKAGE = Path(factbase.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LINES, BODY = 350, 40
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def body_lines(function: Function) -> int:
    """Lines from the first statement to the last; signature and docstring, which for a command are its options, aside."""
    first = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    assert function.end_lineno is not None
    return function.end_lineno - first[0].lineno + 1


def test_the_count_of_lines_leaves_signature_and_docstring_aside() -> None:
    source = 'def f(\n    a: int,\n) -> int:\n    """Doc.\n\n    More.\n    """\n    b = a\n\n    return b\n'
    (function,) = ast.parse(source).body
    assert isinstance(function, Function)
    assert body_lines(function) == 3


def test_files_stay_small() -> None:
    lines = {str(p.relative_to(PACKAGE)): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {name: n for name, n in lines.items() if n > LINES} == {}


def test_functions_stay_short() -> None:
    long = {
        f"{path.relative_to(PACKAGE)}: {function.name}": body_lines(function)
        for path in MODULES
        for function in functions(path)
        if body_lines(function) > BODY
    }
    assert long == {}


def test_the_first_line_says_the_idea_and_no_other_file_says_the_same() -> None:
    first = {p: (ast.get_docstring(tree(p)) or "").partition("\n")[0] for p in MODULES}
    assert [p for p, line in first.items() if not line.endswith((".", "!", "?", ":", ";"))] == []
    assert [line for line, times in Counter(first.values()).items() if times > 1] == []


def test_private_names_stay_in_their_module() -> None:
    taken = [
        f"{path.relative_to(PACKAGE)}: {alias.name} of {node.module}"
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("factbase")
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.startswith("__")
    ]
    assert taken == []


def test_nothing_private_is_left_over() -> None:
    def names(node: ast.stmt) -> list[str]:
        if isinstance(node, Function | ast.ClassDef):
            return [] if node.decorator_list else [node.name]
        targets = node.targets if isinstance(node, ast.Assign) else []
        return [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]

    unused = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in MODULES
        for node in tree(path).body
        for name in names(node)
        if name.startswith("_") and not name.startswith("__")
        if not any(
            isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)
            for n in ast.walk(tree(path))
        )
    ]
    assert unused == []
