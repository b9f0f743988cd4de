"""What an error of the database below means for the person who asked."""

from __future__ import annotations

import duckdb

from factbase.errors import FactbaseError, StoreDamaged, StoreError
from factbase.phrase import phrase

__all__ = ["store_fault"]


def store_fault(error: Exception) -> FactbaseError | KeyboardInterrupt | None:
    """An error that left the store, in our words; `None` if it is a fault of the program.

    A store that lacks tables or whose blocks do not add up is `StoreDamaged`, a full disk or memory or a folder that may not be written a `StoreError`, and a statement that Ctrl-C ended a `KeyboardInterrupt`.
    """
    text = str(error)
    if isinstance(error, duckdb.InterruptException) or text == "Query interrupted":
        return KeyboardInterrupt()
    if not isinstance(error, duckdb.Error):
        return None
    said = text.strip().splitlines()[0]
    if isinstance(error, duckdb.CatalogException) or (
        isinstance(error, duckdb.BinderException) and "not found" in said
    ):
        return StoreDamaged(
            phrase("the store lacks what factbase keeps there: {said} Name another with --db.", said=said)
        )
    if "No space left" in text:
        return StoreError(phrase("the disk is full: {said}", said=said))
    if "permission denied" in text.lower() or "read-only file system" in text.lower():
        return StoreError(
            phrase("the store cannot be written; check who may write in its folder: {said}", said=said)
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return StoreError(phrase("there is not enough memory, or no disk to go on with: {said}", said=said))
    if isinstance(error, (duckdb.IOException, duckdb.FatalException)) or "Corrupt" in text:
        return StoreDamaged(phrase("the store cannot be read or written: {said}", said=said))
    return None
