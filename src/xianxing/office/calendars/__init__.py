"""Holidays and make-up days as an editable table."""
