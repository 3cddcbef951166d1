"""The imprint at the end."""

import pytest

from xianxing.engines.docform.tests.outline import Row, outlined

OPENING = (
    "青屏市人民政府关于做好防汛工作的通知\n各县人民政府：\n请做好防汛工作。\n青屏市人民政府\n2026年1月5日\n"
)


def _imprint(text: str) -> list[Row]:
    return outlined(OPENING + text)[5:]


def test_imprint_copies_and_printing() -> None:
    assert _imprint(
        "抄送：市委办公室，\n市政协办公室。\n青屏市人民政府办公室\u3000\u30002026年1月6日印发\n"
    ) == [
        ("copy_to", "抄送：市委办公室，市政协办公室。"),
        ("printed_by", "青屏市人民政府办公室\u3000\u30002026年1月6日印发"),
    ]


def test_imprint_main_recipients_moved_there() -> None:
    assert _imprint("主送：各乡镇人民政府。\n抄送：市委办公室。\n") == [
        ("main_recipient", "主送：各乡镇人民政府。"),
        ("copy_to", "抄送：市委办公室。"),
    ]


def test_imprint_behind_attachments_belongs_to_the_document() -> None:
    assert _imprint("附件\n名单\n甲、乙。\n抄送：市委办公室。\n")[-1] == ("copy_to", "抄送：市委办公室。")


@pytest.mark.parametrize(
    "line", ["抄 送: 市委办公室。", "抄报：省政府。", "分送：各县。", "抄送机关：市委办公室。"]
)
def test_imprint_every_way_of_writing_the_label(line: str) -> None:
    assert _imprint(f"{line}\n") == [("copy_to", line)]


def test_imprint_note_and_printing_alone() -> None:
    assert _imprint("青屏市人民政府办公室 二〇二六年一月六日印发\n（共印200份）\n") == [
        ("printed_by", "青屏市人民政府办公室 二〇二六年一月六日印发"),
        ("note", "（共印200份）"),
    ]


def test_imprint_note_between_copies_and_printing() -> None:
    assert [kind for kind, _ in _imprint("抄送：市委\n（内部）\n青屏市政府办 2026年1月6日印\n")] == [
        "copy_to",
        "note",
        "printed_by",
    ]


@pytest.mark.parametrize("text", ["抄送：市委办公室。\n其他事项另行通知。\n", "《办法》自2026年1月6日印发\n"])
def test_imprint_followed_by_other_text_or_quoting_is_none(text: str) -> None:
    assert all(kind not in {"copy_to", "printed_by"} for kind, _ in _imprint(text))


def test_imprint_right_under_the_title_is_not_the_imprint() -> None:
    assert outlined("防汛通知\n主送：各县。\n")[1][0] == "body"


def test_imprint_without_a_date_above() -> None:
    text = "青屏市人民政府常务会议纪要\n会议听取了汇报。\n抄送：市委办公室。\n"
    assert outlined(text)[-1] == ("copy_to", "抄送：市委办公室。")


def test_imprint_note_on_the_whole_stands_last() -> None:
    assert _imprint("名单\n甲、乙。\n（本文有删减）\n")[-1] == ("note", "（本文有删减）")
