"""What the protocol engine refuses.

ProtocolError
├── BadLineError           a command line that is not a case in the fixed form
├── UnknownSceneError      a scene that no module offers
├── SettingError           a setting or a value that the scene does not know
├── CastError              people, counts or seats that cannot be seated as given
├── UnknownCharacterError  a character whose strokes are not in the table: ask for them
├── ConstraintError        pins and wishes that exclude one another
├── ChangeError            a late change that does not fit the plan
├── BadTableError          a packaged or given table of strokes that cannot be read
└── SolverError
    ├── SolverMissingError the optional solver is not installed
    └── NoPlanError        no assignment exists, or none was found in time
"""


class ProtocolError(ValueError):
    """Root of every refusal of this engine; the message is written for the person who asked."""


class BadLineError(ProtocolError):
    """An input line is not a case in the fixed form."""


class UnknownSceneError(ProtocolError):
    """No module offers a scene of this name."""


class SettingError(ProtocolError):
    """The scene does not know the setting or its value."""


class CastError(ProtocolError):
    """The people or counts cannot be seated as given."""


class UnknownCharacterError(ProtocolError):
    """A character is not in the table of strokes; its strokes are asked for, never guessed."""


class ConstraintError(ProtocolError):
    """Pins and wishes cannot all be met; the message names those that conflict."""


class ChangeError(ProtocolError):
    """The late change does not fit the plan."""


class BadTableError(ProtocolError):
    """A table of strokes cannot be read."""


class SolverError(ProtocolError):
    """The solver gave no plan."""


class SolverMissingError(SolverError):
    """The optional solver is not installed."""


class NoPlanError(SolverError):
    """No assignment exists under the limits, or none was found in time."""
