"""What the rulebook refuses.

RulebookError
├── BadTableError   a table that cannot be a decision table: names the row and the field
├── BadFactsError   facts outside the table's vocabulary, or missing
├── NoRowError      facts that no row covers (a published table has none)
└── BadLineError    a command line that is not in the fixed form
"""


class RulebookError(ValueError):
    """Root of every refusal of this engine; the message is written for the person who asked."""


class BadTableError(RulebookError):
    """The table breaks its own vocabulary or lacks a clause."""


class BadFactsError(RulebookError):
    """The facts do not fit the table's fields."""


class NoRowError(RulebookError):
    """No row of the table covers the facts."""


class BadLineError(RulebookError):
    """An input line is not a question in the fixed form."""
