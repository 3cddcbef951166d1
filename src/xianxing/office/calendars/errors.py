"""What the calendar refuses.

CalendarRefused
├── BadArrangement      rows that contradict each other or the week
└── BadSheet            a file that holds no readable rows
"""

from django.core.exceptions import ValidationError


class CalendarRefused(ValidationError):
    """Base of the refusals; a form shows the message."""


class BadArrangement(CalendarRefused):
    """The days given for a year cannot be right."""


class BadSheet(CalendarRefused):
    """The file cannot be read as rows of text."""
