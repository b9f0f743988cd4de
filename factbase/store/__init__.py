"""The store: the only room that imports duckdb."""
