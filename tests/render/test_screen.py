"""Tables fit the terminal, count 汉字 as two cells and never lose a character."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from factbase.render.screen import show_card, show_table
from factbase.service.view import Card, Column, Table

TEXT = "加州建造新超级充电站，新充电站将拥有超过160个充电桩。其创新设计将包括16个直通式充电桩，非常适合拖拽的车辆"
VIEW = Table(
    "2 found",
    (Column("what"), Column("id"), Column("where"), Column("text")),
    (
        ("passage", "kjsl-2024-04", "1.4.2 @3205", TEXT),
        ("fact", "23d0ab670443", "特斯拉加州超级充电站 · charging_stalls", TEXT),
    ),
)


def screen(width: int, *, terminal: bool) -> str:
    out = io.StringIO()
    show_table(
        VIEW, Console(file=out, width=width, force_terminal=terminal, no_color=True, color_system=None)
    )
    return out.getvalue()


@pytest.mark.parametrize("width", range(60, 201, 7))
def test_fits_and_loses_nothing(width: int) -> None:
    shown = screen(width, terminal=True)
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    squeezed = "".join(shown.split())
    for char in set(TEXT):
        assert squeezed.count(char) >= 2 * TEXT.count(char), char


def test_a_pipe_gets_every_row_on_one_line() -> None:
    lines = screen(80, terminal=False).splitlines()
    assert sum(TEXT in line for line in lines) == 2


def test_a_card_indents_what_it_wraps() -> None:
    out = io.StringIO()
    card = Card("title", {}, (("words", (TEXT,)),), ((0, 0, 2, 4),))
    show_card(card, Console(file=out, width=40, force_terminal=True, color_system="standard"))
    text = out.getvalue()
    assert "\x1b[1;7m建造\x1b[0m" in text
    assert all(line.startswith("  ") for line in text.splitlines()[2:])
