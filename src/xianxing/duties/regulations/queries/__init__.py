"""The reads of this duty, one module for each question."""
