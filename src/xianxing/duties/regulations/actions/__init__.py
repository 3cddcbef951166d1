"""The verbs of this duty, one module for each kind of work."""
