"""What the pure part refuses.

RegulationError
├── UnreadableError   a file that is no text, or a package that is broken
└── PackError         a pack of limits that breaks its own form, or a value that does not fit
"""


class RegulationError(ValueError):
    """Root of the refusals; the message is written for the person who asked."""


class UnreadableError(RegulationError):
    """The file cannot be read."""


class PackError(RegulationError):
    """A pack or a value breaks the form."""
