from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from xianxing.engines.docform.errors import LayoutError
from xianxing.engines.docform.terms import Document, Form, Kind
from xianxing.engines.docform.typeset.tests.cast import PRESS, Draft, tabled
from xianxing.engines.docform.word import Change, Verdict, write_changes

AT = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


def write_all(document: Document, changes: Sequence[Change]) -> bytes:
    return write_changes(document, changes, like=PRESS.render(document))


def paper() -> Document:
    return (
        Draft()
        .add(Kind.TITLE, "关于防汛的通知")
        .add(Kind.BODY, "各单位要认真贯彻落实，切切实实做好工作。")
        .add(Kind.BODY, "特此通知。")
        .done(form=Form.PLAIN)
    )


def change(wrong: str, right: str, verdict: Verdict = Verdict.ACCEPTED, reason: str = "") -> Change:
    start = paper().source.index(wrong)
    return Change(start, start + len(wrong), right, verdict, "孙晓岚", AT, reason)


def body(content: bytes) -> str:
    return ZipFile(BytesIO(content)).read("word/document.xml").decode()


def texts(content: bytes, tag: str) -> list[str]:
    root = docx.Document(BytesIO(content)).element.body
    held = (qn("w:t"), qn("w:delText"))
    return ["".join(each.text or "" for each in marked.iter(*held)) for marked in root.iter(qn(f"w:{tag}"))]


def comments(content: bytes) -> list[str]:
    return [each.text for each in docx.Document(BytesIO(content)).comments]


def accepted(content: bytes) -> str:
    """What Word shows once everything is accepted."""
    root = docx.Document(BytesIO(content)).element.body
    return "".join(each.text or "" for each in root.iter(qn("w:t")))


def test_accepted_change_is_a_deletion_and_an_insertion() -> None:
    made = write_all(paper(), [change("切切实实", "切实")])
    assert (texts(made, "del"), texts(made, "ins")) == (["切切实实"], ["切实"])
    assert accepted(made) == "关于防汛的通知各单位要认真贯彻落实，切实做好工作。特此通知。"
    assert 'w:author="孙晓岚" w:date="2026-03-18T09:30:00Z"' in body(made)
    assert comments(made) == []


def test_accepted_change_with_a_reason_tells_it_in_a_comment() -> None:
    made = write_all(paper(), [change("切切实实", "切实", reason="多字（GB/T 15834）")])
    assert comments(made) == ["已采纳：建议改为“切实”。多字（GB/T 15834）"]


def test_rejected_change_leaves_the_text_and_a_comment() -> None:
    made = write_all(paper(), [change("切切实实", "切实", Verdict.REJECTED)])
    assert (texts(made, "del"), texts(made, "ins")) == ([], [])
    assert comments(made) == ["未采纳：建议改为“切实”"]
    assert accepted(made) == "关于防汛的通知各单位要认真贯彻落实，切切实实做好工作。特此通知。"


def test_open_change_is_tracked_and_asks_for_a_decision() -> None:
    made = write_all(paper(), [change("特此通知。", "", Verdict.OPEN)])
    assert (texts(made, "del"), texts(made, "ins")) == (["特此通知。"], [])
    assert comments(made) == ["待定：建议删去"]


def test_insertion_stands_where_it_was_asked_for() -> None:
    at = paper().source.index("切切实实")
    made = write_all(paper(), [Change(at, at, "全面", Verdict.ACCEPTED, "林致远", AT)])
    assert accepted(made) == "关于防汛的通知各单位要认真贯彻落实，全面切切实实做好工作。特此通知。"


def test_insertion_at_the_end_of_an_element_stands_behind_it() -> None:
    at = paper().source.index("做好工作。") + 5
    made = write_all(paper(), [Change(at, at, "请抓紧办理。", Verdict.ACCEPTED, "林致远", AT)])
    assert "做好工作。请抓紧办理。" in accepted(made)


def test_change_across_two_elements_deletes_in_both() -> None:
    start = paper().source.index("做好工作")
    end = paper().source.index("通知。", start)
    made = write_all(paper(), [Change(start, end, "办理，", Verdict.ACCEPTED, "林致远", AT)])
    assert texts(made, "del") == ["做好工作。", "特此"]
    assert accepted(made) == "关于防汛的通知各单位要认真贯彻落实，切切实实办理，通知。"


def test_change_with_a_line_break_at_its_end_deletes_the_paragraph() -> None:
    source = paper().source
    start = source.index("特此")
    made = write_all(paper(), [Change(start, len(source), "", Verdict.ACCEPTED, "林致远", AT)])
    assert texts(made, "del") == ["特此通知。"]


def test_two_changes_in_one_paragraph_keep_their_order() -> None:
    made = write_all(paper(), [change("切切实实", "切实"), change("认真", "")])
    assert texts(made, "del") == ["认真", "切切实实"]
    assert accepted(made) == "关于防汛的通知各单位要贯彻落实，切实做好工作。特此通知。"


def test_document_with_a_table_keeps_it() -> None:
    made = write_all(tabled(3), [])
    assert len(docx.Document(BytesIO(made)).tables) == 1


def test_change_outside_the_source_is_refused() -> None:
    with pytest.raises(LayoutError, match=r"^修改位置 5—999 不在原文内（原文 35 字）；请重新定位$"):
        write_all(paper(), [Change(5, 999, "", Verdict.ACCEPTED, "林致远", AT)])


def test_changes_that_overlap_are_refused() -> None:
    with pytest.raises(LayoutError, match=r"^修改位置 1—3 与前一处重叠；请合并或删去一处$"):
        write_all(
            paper(), [Change(0, 2, "", Verdict.OPEN, "甲", AT), Change(1, 3, "", Verdict.OPEN, "甲", AT)]
        )


def test_change_between_elements_is_refused() -> None:
    source = "\n\n\n" + paper().source
    moved = Document((), source, None, Form.PLAIN)
    with pytest.raises(LayoutError, match=r"^修改位置 1—1 不在任何要素内；请重新定位$"):
        write_all(moved, [Change(1, 1, "甲", Verdict.ACCEPTED, "林致远", AT)])


def test_rejected_change_across_two_elements_has_one_comment() -> None:
    start = paper().source.index("做好工作")
    end = paper().source.index("通知。", start)
    made = write_all(paper(), [Change(start, end, "办理，", Verdict.REJECTED, "林致远", AT)])
    assert comments(made) == ["未采纳：建议改为“办理，”"]
    assert accepted(made) == "关于防汛的通知各单位要认真贯彻落实，切切实实做好工作。特此通知。"


def test_change_at_the_start_of_an_element_leaves_nothing_before_it() -> None:
    made = write_all(paper(), [change("各单位", "各部门")])
    assert accepted(made) == "关于防汛的通知各部门要认真贯彻落实，切切实实做好工作。特此通知。"
