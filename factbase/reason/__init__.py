"""Reasoning: facts as exact constraints, conflicts, derived numbers and their proofs; import the module you need."""
