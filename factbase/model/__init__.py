"""Frozen pydantic types: documents, citations, entities, metrics, facts."""
