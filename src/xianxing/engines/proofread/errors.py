"""What the proofreader refuses.

ProofreadError
├── BadModelError      a model file that is not one, or of another version
├── BadTableError      a table of the office that contradicts itself
├── BadCorpusError     training files that are missing or cannot be read
└── BadLineError       a command line that does not hold a text
"""


class ProofreadError(ValueError):
    """Root of every refusal of this engine; the message is written for the person who asked."""


class BadModelError(ProofreadError):
    """The model file cannot be used."""


class BadTableError(ProofreadError):
    """A table of names, posts, places or words cannot be used."""


class BadCorpusError(ProofreadError):
    """The files to train from cannot be used."""


class BadLineError(ProofreadError):
    """An input line is not a text in the fixed form."""
