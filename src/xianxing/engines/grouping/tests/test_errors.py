"""Every refusal belongs to one family, so a caller can catch it whole."""

import pytest

from xianxing.engines.grouping import (
    BadMessageError,
    BadStateError,
    GroupingError,
    KnownIdError,
    UnknownIdError,
)


@pytest.mark.parametrize(
    "refusal", [KnownIdError("1"), UnknownIdError("1"), BadMessageError("x"), BadStateError("x")]
)
def test_errors_are_grouping_errors_and_value_errors(refusal: GroupingError) -> None:
    assert isinstance(refusal, GroupingError)
    assert isinstance(refusal, ValueError)


@pytest.mark.parametrize(
    ("refusal", "message"),
    [
        (KnownIdError("甲1"), "编号“甲1”已在索引中；请换一个编号，或先移除原件再加入"),
        (UnknownIdError("甲1"), "索引中没有编号“甲1”；请核对编号，或先加入该件"),
        (BadStateError("内容损坏"), "索引存档无法读取：内容损坏；请用原始来件重建索引"),
    ],
)
def test_errors_say_what_was_found_and_what_to_do(refusal: GroupingError, message: str) -> None:
    assert str(refusal) == message
