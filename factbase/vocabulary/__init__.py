"""Vocabularies as data: TOML files, shipped and overlaid, read into frozen tables."""
