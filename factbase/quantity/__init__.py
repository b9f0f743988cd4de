"""Pure text to quantity: intervals, numerals, units, hedges, dates and ranks. No files, no models, no database."""
