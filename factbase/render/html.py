"""Tables, cards and charts as HTML for notebooks: the same cells as on the screen, everything escaped."""

from __future__ import annotations

import sys
from html import escape

from factbase.service.chart import Chart
from factbase.service.view import Card, Pair, Table

__all__ = ["card_html", "chart_html", "register_notebook", "table_html"]

_MOST = 200
_CELL = "text-align:{0};vertical-align:top;padding:2px 8px"


def table_html(table: Table) -> str:
    """A table as people read it; of very many rows the first, with their number said."""
    columns = table.headings or table.columns
    rows = list(table.lines if table.headings else table.rows)
    sides = ["right" if c.kind == "number" else "left" for c in columns]
    head = "".join(
        f'<th style="{_CELL.format(s)}">{escape(c.name)}</th>' for c, s in zip(columns, sides, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(f'<td style="{_CELL.format(s)}">{_cell(v)}</td>' for v, s in zip(row, sides, strict=True))
        + "</tr>"
        for row in rows[:_MOST]
    )
    rest = f"<p>… and {len(rows) - _MOST:,} more rows</p>" if len(rows) > _MOST else ""
    notes = "".join(f"<p><em>{escape(note)}</em></p>" for note in table.notes)
    return f"<p><strong>{escape(table.title)}</strong></p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}{notes}"


def card_html(card: Card) -> str:
    """One thing in detail: each section with its lines."""
    parts = [f"<p><strong>{escape(card.title)}</strong></p>"]
    for heading, lines in card.sections:
        said = (f"{line.name}: {line.text}" if isinstance(line, Pair) else line for line in lines)
        shown = "<br>".join(escape(line).replace("  ", "&nbsp; ") for line in said)
        parts.append(f"<p><em>{escape(heading)}</em><br>{shown}</p>")
    return "".join(parts)


def chart_html(chart: Chart) -> str:
    """The picture where vl-convert is installed, else the bars as text."""
    from importlib.util import find_spec

    from factbase.render.chart_file import chart_svg
    from factbase.render.chart_text import chart_card

    if find_spec("vl_convert") is not None:
        return chart_svg(chart)
    lines = "\n".join(str(line) for _, section in chart_card(chart).sections for line in section)
    return f"<pre>{escape(lines)}</pre>"


def register_notebook() -> None:
    """Tell a running notebook how to show our views; does nothing elsewhere."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None:
        return
    formatter = shell.display_formatter.formatters["text/html"]
    formatter.for_type(Table, table_html)
    formatter.for_type(Card, card_html)
    formatter.for_type(Chart, chart_html)


def _cell(value: object) -> str:
    return escape("" if value is None else str(value)).replace("\n", "<br>")
