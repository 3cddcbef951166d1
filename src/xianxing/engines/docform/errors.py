"""What the document engine refuses.

DocformError
├── UnreadableError     a file that is not a document, or not one that can be read here
│   ├── TooLargeError   a file, or what unpacks from it, past the limits
│   └── DamagedError    a file of the right kind that is broken or hostile
├── ConverterError      .doc or .wps, and no LibreOffice that converts it
├── FixError            a finding that cannot be applied to this document
├── BadCommandError     a command line that names no file, or one that is not there
└── LayoutError         a document that cannot be laid out (typesetting, .docx writing, fonts)
"""


class DocformError(ValueError):
    """Root of every refusal of this engine; the message is written for the person who asked."""


class UnreadableError(DocformError):
    """The file is not a document that can be read here."""


class TooLargeError(UnreadableError):
    """The file, or what unpacks from it, is past the limits."""


class DamagedError(UnreadableError):
    """The file is of the right kind, but broken or hostile."""


class ConverterError(DocformError):
    """A .doc or .wps file cannot be converted."""


class FixError(DocformError):
    """A finding cannot be applied to this document."""


class BadCommandError(DocformError):
    """The command line names no readable file."""


class LayoutError(DocformError):
    """The document cannot be laid out."""
