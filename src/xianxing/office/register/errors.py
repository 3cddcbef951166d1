"""What the register refuses.

RegisterRefused (ValidationError)
├── EntryRefused    what came in cannot be entered as it is
├── SenderErased    the sender of this entry was erased
├── ReasonMissing   a look at a sender, a correction or an erasure without a reason
└── NothingChanged  a correction that corrects nothing, a file that is attached already
"""

from django.core.exceptions import ValidationError


class RegisterRefused(ValidationError):
    """Base of the refusals; a form shows the message."""


class EntryRefused(RegisterRefused):
    """What came in cannot be entered as it is."""


class SenderErased(RegisterRefused):
    """The sender of this entry was erased and cannot be shown, corrected or erased again."""


class ReasonMissing(RegisterRefused):
    """A look at a sender, a correction or an erasure without a reason."""


class NothingChanged(RegisterRefused):
    """A correction that corrects nothing, or a file that is attached already."""
