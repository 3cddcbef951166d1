"""Accounts, roles by unit, the three separate officers, and permissions as named predicates."""
