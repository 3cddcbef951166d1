"""Organs, posts, persons and their appointments."""
