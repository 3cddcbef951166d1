"""What an assignment refuses.

AssignmentRefused (ValidationError)
├── WrongState      the step does not follow from the state it is in
├── WrongUnit       a unit that may not have this work, or whose work it is not
├── WordsMissing    an instruction, a report or a reason without words
├── BadDueTime      a time limit that lies in the past or is not later than the old one
└── ObjectionLate   an objection after its five working days
"""

from django.core.exceptions import ValidationError


class AssignmentRefused(ValidationError):
    """Base of the refusals; a form shows the message."""


class WrongState(AssignmentRefused):
    """The step does not follow from the state the assignment is in."""


class WrongUnit(AssignmentRefused):
    """A unit that may not be given this work."""


class WordsMissing(AssignmentRefused):
    """An instruction, a report or a reason without words."""


class BadDueTime(AssignmentRefused):
    """A time limit that lies in the past."""


class ObjectionLate(AssignmentRefused):
    """An objection after its five working days."""
