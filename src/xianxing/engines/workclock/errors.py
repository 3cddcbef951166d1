"""What the work clock refuses.

WorkclockError
├── BadPeriodError      a count, a unit or a pause that cannot be counted
├── OutOfCalendarError  a day before 1900 or after 2199
├── BadSeedError        a calendar file that cannot be read
└── BadLineError        a command line that does not describe a period
"""


class WorkclockError(ValueError):
    """Root of every refusal of this engine; the message is written for the person who asked."""


class BadPeriodError(WorkclockError):
    """The period cannot be counted as asked."""


class OutOfCalendarError(WorkclockError):
    """A day lies outside the span the calendar can answer for."""


class BadSeedError(WorkclockError):
    """A calendar file has a line that cannot be read."""


class BadLineError(WorkclockError):
    """An input line is not a period in the fixed form."""
