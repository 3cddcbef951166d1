"""Refusals of work on matters.

MatterRefused
├── MoveRefused         the life of a matter has no such move from where it stands
├── GuardRefused        a law forbids it; nothing lifts this
├── AuthorityRefused    the authority table stops it; a named approver may let it pass with a reason
├── ReplyRefused        the reply lacks one of its four parts, or explains nothing
└── IntakeRefused       what came in cannot be registered as it stands
"""

from django.core.exceptions import ValidationError


class MatterRefused(ValidationError):
    """Base of the refusals; a form or page shows the message. ``clauses`` name the rules that stop it."""

    def __init__(self, message: str, clauses: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.clauses = clauses


class MoveRefused(MatterRefused):
    """No such move from this state."""


class GuardRefused(MatterRefused):
    """Forbidden by law."""


class AuthorityRefused(MatterRefused):
    """Past the authority, or up without need."""


class ReplyRefused(MatterRefused):
    """Not yet an answer."""


class IntakeRefused(MatterRefused):
    """Not yet an entry."""
