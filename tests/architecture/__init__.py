"""How the code must look: its figures, its hard limits, and proof that each limit is really kept.

``python -m tests.architecture`` prints the figures and fails when a hard limit is broken.
"""
