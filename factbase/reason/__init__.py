"""Facts as constraints: network, solver, checks, derivation, proofs."""
