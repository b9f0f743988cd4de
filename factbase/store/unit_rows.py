"""The unit vocabulary as rows of a store, so that a query needs no TOML."""

from __future__ import annotations

from factbase.quantity.units import UnitTable
from factbase.store.connection import Connection
from factbase.store.rows import insert_rows

__all__ = ["UNIT_COLUMNS", "store_units", "stored_units"]

UNIT_COLUMNS = ("id", "dimension", "factor", "shift", "labels", "aliases")


def store_units(connection: Connection, units: UnitTable) -> int:
    """Replace the store's units by those of a vocabulary; the number written."""
    connection.execute("DELETE FROM unit")
    return insert_rows(connection, "unit", UNIT_COLUMNS, units.rows())


def stored_units(connection: Connection) -> UnitTable:
    """The units that a store was made with."""
    names = ", ".join(f'"{c}"' for c in UNIT_COLUMNS)
    rows = connection.execute(f"SELECT {names} FROM unit").fetchall()
    return UnitTable.from_rows(rows)
