"""What follow-up refuses.

FollowupRefused (ValidationError), with the clauses that say so
├── StepRefused       the stage has no such step
├── MandateMissing    nobody decided or ordered it, and nobody approved it (政府督查工作条例 11)
├── OverlapRefused    repeated or multi-headed supervision of the unit without a reason (15)
├── GuardRefused      a unit that may not know of it; someone who must stay away (17)
└── LateRefused       an objection after its thirty days
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError


class FollowupRefused(ValidationError):
    """Base of the refusals; a form shows the message and the clauses."""

    def __init__(self, message: str, clauses: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.clauses = tuple(clauses)


class StepRefused(FollowupRefused):
    """The stage has no such step."""


class MandateMissing(FollowupRefused):
    """Nobody decided it, ordered it or approved it."""


class OverlapRefused(FollowupRefused):
    """The unit is asked this already, or asked too often."""


class GuardRefused(FollowupRefused):
    """Someone who may not know of it, or may not decide on it."""


class LateRefused(FollowupRefused):
    """The time for it has passed."""
