"""Refusals of work on official documents.

WritingRefused
├── MoveRefused        the course of a paper has no such step from where it stands
├── GuardRefused       the regulations ask for something that is missing; ``clauses`` name the articles
├── ConflictRefused    someone else saved a later version
├── ContentRefused     a field cannot be kept as it stands
└── IntakeRefused      a file that came in cannot be entered
"""

from django.core.exceptions import ValidationError


class WritingRefused(ValidationError):
    """Base of the refusals; a form or page shows the message. ``clauses`` name the rules that stop it."""

    def __init__(self, message: str, clauses: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.clauses = clauses


class MoveRefused(WritingRefused):
    """No such step from this state."""


class GuardRefused(WritingRefused):
    """Something that the regulations ask for is missing."""


class ConflictRefused(WritingRefused):
    """Someone else saved a later version."""


class ContentRefused(WritingRefused):
    """A field cannot be kept as it stands."""


class IntakeRefused(WritingRefused):
    """A file that came in cannot be entered."""
