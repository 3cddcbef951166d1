"""Deadlines and background work as rows."""
