"""What grouping refuses.

GroupingError
├── KnownIdError      a message with this id is already in the index
├── UnknownIdError    no message with this id is in the index
├── BadMessageError   a line of input is no message
└── BadStateError     stored bytes are no index of this version
"""


class GroupingError(ValueError):
    """Base of everything this engine raises on purpose."""


class KnownIdError(GroupingError):
    """The id is taken."""

    def __init__(self, message_id: str) -> None:
        super().__init__(f"编号“{message_id}”已在索引中；请换一个编号，或先移除原件再加入")


class UnknownIdError(GroupingError):
    """The id is not there."""

    def __init__(self, message_id: str) -> None:
        super().__init__(f"索引中没有编号“{message_id}”；请核对编号，或先加入该件")


class BadMessageError(GroupingError):
    """The line lacks a field or holds a wrong one."""


class BadStateError(GroupingError):
    """The bytes were not written by this version."""

    def __init__(self, found: str) -> None:
        super().__init__(f"索引存档无法读取：{found}；请用原始来件重建索引")
