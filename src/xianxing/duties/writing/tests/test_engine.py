"""Content, changes, conduct and first words: pure parts, one test per exit."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.writing.engine.changes import Mark, Weight, differences, weigh
from xianxing.duties.writing.engine.conduct import Surroundings, bearing_of, names_in, remarks
from xianxing.duties.writing.engine.content import Content, Stage, compose, read_content, tidy
from xianxing.duties.writing.engine.life import Bearing
from xianxing.duties.writing.engine.patterns import Known, Pattern, citation, pattern_of, patterns, unfilled
from xianxing.duties.writing.wording import clause_wording
from xianxing.engines.docform import DocumentType, Form, Kind, check

FULL = Content(
    urgency="特急",
    issuer_mark="平安市人民政府办公室文件",
    title="平安市人民政府办公室\n关于做好冬季供暖工作的通知",
    main_recipient="各县（市、区）人民政府，市政府各部门：",
    body="为做好供暖工作，现将有关事项通知如下：\n一、压实责任\n各单位要落实责任。\n（一）按时供暖。按时开栓。",
    attachment_note="附件：1.任务分工表\n2.联络员名单",
    signature="平安市人民政府办公室",
    note="（此件公开发布）",
    attachments="附件1\n任务分工表\n一、住建局负责供暖。\n附件2\n联络员名单\n各单位各一人。",
    copy_to="抄送：市委办公室。",
    printed_by="平安市人民政府办公室",
)
STAGE = Stage("平政办发〔2026〕15号", ("周主任",), date(2026, 11, 23), date(2026, 11, 24))


def test_composed_document_has_every_element_at_its_place() -> None:
    made = compose(FULL, kind=DocumentType.NOTICE, form=Form.ORDINARY, stage=STAGE)
    found = [
        (each.kind, made.text[each.start : each.end]) for each in made.document.elements if not each.part
    ]
    assert [kind for kind, _text in found] == [
        Kind.URGENCY, Kind.ISSUER_MARK, Kind.NUMBER, Kind.SIGNER, Kind.TITLE, Kind.MAIN_RECIPIENT, Kind.BODY,
        Kind.HEADING, Kind.BODY, Kind.HEADING, Kind.BODY, Kind.ATTACHMENT_NOTE, Kind.ATTACHMENT_NOTE,
        Kind.SIGNATURE, Kind.DATE, Kind.NOTE, Kind.COPY_TO, Kind.PRINTED_BY,
    ]  # fmt: skip
    assert found[2][1] == "平政办发〔2026〕15号"
    assert found[3][1] == "签发人：周主任"
    assert found[14][1] == "2026年11月23日"
    assert found[-1][1] == "平安市人民政府办公室　　2026年11月24日印发"
    labels = [each.text for each in made.document.elements if each.kind is Kind.ATTACHMENT]
    assert labels == ["附件1", "附件2"]


def test_title_is_one_element_and_keeps_its_line_break_in_the_source() -> None:
    made = compose(FULL, kind=DocumentType.NOTICE, form=Form.ORDINARY)
    title = made.document.first(Kind.TITLE)
    assert title is not None
    assert title.text == "平安市人民政府办公室关于做好冬季供暖工作的通知"
    assert "\n" in made.text[title.start : title.end]


def test_plain_paper_has_no_head() -> None:
    made = compose(FULL, kind=None, form=Form.PLAIN, stage=STAGE)
    kinds = {each.kind for each in made.document.elements}
    assert not kinds & {Kind.ISSUER_MARK, Kind.NUMBER, Kind.SIGNER, Kind.PRINTED_BY}


def test_place_gives_the_field_and_nothing_for_what_was_added() -> None:
    made = compose(FULL, kind=DocumentType.NOTICE, form=Form.ORDINARY, stage=STAGE)
    place = made.place(made.text.index("压实责任"))
    assert place is not None
    assert place.field == "body"
    assert made.place(made.text.index("平政办发") + 2) is None


def test_content_read_back_is_what_was_composed() -> None:
    made = compose(FULL, kind=DocumentType.NOTICE, form=Form.ORDINARY, stage=STAGE)
    back = read_content(made.document)
    for name in (
        "urgency",
        "issuer_mark",
        "main_recipient",
        "body",
        "signature",
        "note",
        "copy_to",
        "printed_by",
    ):
        assert getattr(back, name) == getattr(FULL, name), name
    assert back.title == FULL.title.replace("\n", "")


LINES = st.lists(st.text(max_size=30), max_size=6)


@given(LINES, LINES)
def test_any_text_composes_with_elements_in_their_places(body: list[str], title: list[str]) -> None:
    content = Content.of({"body": "\n".join(body), "title": "\n".join(title)})
    made = compose(content, kind=DocumentType.NOTICE, form=Form.ORDINARY)
    for each in made.document.elements:
        assert 0 <= each.start <= each.end <= len(made.text)
    check(made.document)


@given(st.text())
def test_tidied_text_is_tidy(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert "\r" not in once


def test_kept_content_comes_back_and_forgets_strange_fields() -> None:
    assert Content.of(FULL.as_mapping()) == FULL
    assert Content.of({"body": "正文", "strange": "x"}) == Content(body="正文")


@given(st.text(max_size=80), st.text(max_size=80))
def test_differences_give_both_texts_back(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert "".join(each.text for each in pieces if each.mark is not Mark.ADDED) == before
    assert "".join(each.text for each in pieces if each.mark is not Mark.REMOVED) == after


def test_differences_are_by_words() -> None:
    pieces = differences("各单位要加强值守。\n二、要求", "各单位要加强值班。\n二、要求")
    assert [(each.text, each.mark.value) for each in pieces if each.mark is not Mark.SAME] == [
        ("值守", "removed"),
        ("值班", "added"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "weight"),
    [
        ("各单位要落实。", "各单位要落实。", Weight.NONE),
        ("各单位要落实，", "各单位要落实。", Weight.FORM),
        ("共12件", "共１２件", Weight.FORM),
        ("各单位要加强值守。", "各单位要加强值班。", Weight.WORDING),
        ("请予以支持。", "请给予支持。", Weight.WORDING),
        ("于12月1日前报送", "于12月31日前报送", Weight.SUBSTANCE),
        ("可以开工", "不得开工", Weight.SUBSTANCE),
        ("同意", "不同意", Weight.SUBSTANCE),
        ("由住建局负责", "由住建局、城管局共同负责", Weight.SUBSTANCE),
        ("一、总体要求\n二、任务", "一、总体要求", Weight.SUBSTANCE),
        ("拨付三万元", "拨付五万元", Weight.SUBSTANCE),
    ],
)
def test_change_after_signature_is_weighed(before: str, after: str, weight: Weight) -> None:
    assert weigh(before, after) is weight


@given(st.text(max_size=60), st.text(max_size=60))
def test_weighing_a_text_against_itself_is_nothing_and_never_fails(before: str, after: str) -> None:
    assert weigh(before, before) is Weight.NONE
    assert (weigh(before, after) is Weight.NONE) == (before == after)


AROUND = Surroundings(
    bearing=Bearing.UP,
    type=DocumentType.REQUEST,
    superiors=("平安市人民政府", "江东省人民政府"),
    direct_superior="平安市人民政府",
    subordinates=("柳桥镇",),
    leaders=("张市长",),
)
UP = Content(main_recipient="平安市人民政府：", copy_to="抄送：市财政局。")


def rules_of(content: Content, around: Surroundings) -> list[tuple[str, str]]:
    return [
        (each.rule.removeprefix("conduct."), each.clause.rpartition(" ")[2])
        for each in remarks(content, around)
    ]


@pytest.mark.parametrize(
    ("content", "around", "expected"),
    [
        (UP, AROUND, []),
        (
            replace(UP, main_recipient="平安市人民政府、市财政局："),
            AROUND,
            [("one_superior", "第十五条第一项")],
        ),
        (replace(UP, copy_to="抄送：柳桥镇。"), AROUND, [("copies_down", "第十五条第一项")]),
        (replace(UP, main_recipient="张市长："), AROUND, [("leader_personally", "第十五条第五项")]),
        (replace(UP, main_recipient="江东省人民政府："), AROUND, [("skipped_level", "第十四条")]),
        (replace(UP, main_recipient="江东省人民政府：", copy_to="抄送：平安市人民政府。"), AROUND, []),
        (UP, replace(AROUND, type=DocumentType.NOTICE), [("type_direction", "第八条")]),
        (UP, replace(AROUND, type=DocumentType.OPINION), []),
        (UP, replace(AROUND, type=None), []),
        (
            UP,
            replace(AROUND, bearing=Bearing.DOWN, type=DocumentType.DECISION),
            [("copy_superior", "第十六条第一项")],
        ),
        (
            UP,
            replace(AROUND, bearing=Bearing.DOWN, type=DocumentType.NOTICE, unsettled=("财政局",)),
            [("not_agreed", "第十六条第四项")],
        ),
    ],
)
def test_rules_of_conduct(content: Content, around: Surroundings, expected: list[tuple[str, str]]) -> None:
    assert rules_of(content, around) == expected


@pytest.mark.parametrize(
    ("kind", "bearing"),
    [
        (DocumentType.REPORT, Bearing.UP),
        (DocumentType.LETTER, Bearing.LEVEL),
        (DocumentType.NOTICE, Bearing.DOWN),
    ],
)
def test_bearing_follows_from_type(kind: DocumentType, bearing: Bearing) -> None:
    assert bearing_of(kind) is bearing


def test_names_are_read_without_label_and_stop() -> None:
    assert names_in("抄送：市委办公室，市人大、市政协。") == ("市委办公室", "市人大", "市政协")
    assert names_in("") == ()


def test_every_type_and_the_common_papers_have_first_words() -> None:
    assert {each.type for each in patterns()} == {*DocumentType, None}
    assert [each.title for each in patterns() if each.type is None] == ["签报", "简报", "讲话稿", "方案"]
    assert pattern_of("通知") is pattern_of("notice")
    assert pattern_of("无") is None


KNOWN = Known(
    organ="平安市人民政府",
    office="平安市人民政府办公室",
    superior="江东省人民政府",
    matter="做好冬季供暖工作",
    detail="有关情况如下。",
    citation=citation("关于供暖的函", "平函〔2026〕1号"),
    day="2026年11月23日",
    signer="某某",
    drafter="某某",
)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda each: each.key)
def test_filled_pattern_breaks_no_must_rule(pattern: Pattern) -> None:
    content = pattern.fill(KNOWN)
    number = "平政〔2026〕1号" if pattern.form is not Form.PLAIN else ""
    stage = Stage(
        number, ("某某",) if pattern.bearing is Bearing.UP else (), date(2026, 11, 23), date(2026, 11, 24)
    )
    made = compose(content, kind=pattern.type, form=pattern.form, stage=stage)
    must = [(each.rule, each.message) for each in check(made.document) if each.strength.value == "must"]
    assert must == []
    assert not remarks(content, Surroundings(pattern.bearing, pattern.type))


def test_blanks_are_named_and_years_are_none() -> None:
    assert unfilled(Content(body="根据〔依据〕，按平政发〔2026〕1号〔依据〕。〔")) == ("依据",)


def test_citation_puts_the_title_first() -> None:
    assert citation("关于供暖的请示", "平住建〔2026〕3号") == "《关于供暖的请示》（平住建〔2026〕3号）收悉。"
    assert citation("《函》", "") == "《函》收悉。"
    assert citation("", "") == ""


def test_article_is_cited_in_words() -> None:
    assert clause_wording("党政机关公文处理工作条例#25") == "党政机关公文处理工作条例 第二十五条"
    assert clause_wording("GB/T 9704-2012 7.3") == "GB/T 9704-2012 7.3"
