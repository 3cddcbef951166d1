"""Ranking, seating and the order of names: who sits where, by which rule, and what a late change moves."""
