"""Instruments and clauses in force, published decision tables and immutable decisions."""
