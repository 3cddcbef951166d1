"""What this duty refuses.

RegulationRefused
├── UnreadableLaw       a file that is no law text that can be read
├── InstrumentRefused   an instrument that may not be entered, changed or repealed
├── RuleRefused         a step of a house rule that is not open now
└── LimitRefused        a value that is looser than its instrument allows
"""

from django.core.exceptions import ValidationError


class RegulationRefused(ValidationError):
    """Root of every refusal of this duty; the message is written for the person who asked."""


class UnreadableLaw(RegulationRefused):
    """The file cannot be read as a law."""


class InstrumentRefused(RegulationRefused):
    """The instrument may not be entered, changed or repealed so."""


class RuleRefused(RegulationRefused):
    """The step of a house rule is not open now."""


class LimitRefused(RegulationRefused):
    """The office's value is looser than its instrument allows."""
