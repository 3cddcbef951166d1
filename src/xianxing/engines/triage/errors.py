"""What triage refuses.

TriageError
├── TaxonomyError       the table of labels cannot be used
├── LexiconError        the packaged keywords are malformed
├── ConfirmationError   a confirmed label is not in the taxonomy, or the file of confirmations is malformed
├── MessageError        one message (one line of input) is malformed
└── StateError          saved bytes do not fit this version
"""


class TriageError(ValueError):
    """Anything triage refuses; the message says what was found, what is allowed and what to do."""


class TaxonomyError(TriageError):
    """The table of labels cannot be used."""


class LexiconError(TriageError):
    """The packaged keywords are malformed."""


class ConfirmationError(TriageError):
    """A confirmed label is not in the taxonomy, or the file of confirmations is malformed."""


class MessageError(TriageError):
    """One message is malformed."""


class StateError(TriageError):
    """Saved bytes do not fit this version."""
