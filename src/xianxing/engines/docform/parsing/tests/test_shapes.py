"""How single lines look."""

from datetime import date

import pytest

from xianxing.engines.docform.parsing.lines import split_lines
from xianxing.engines.docform.parsing.shapes import (
    day_of,
    ends_sentence,
    ends_with_type,
    head_kind,
    heading_level,
    is_date,
    is_number,
    is_organ,
    is_person,
    outline_level,
    trailing_date,
    type_of,
)
from xianxing.engines.docform.terms import DocumentType, Kind


@pytest.mark.parametrize(
    "text",
    [
        "青政发〔2026〕3号",
        "青政发[2026]3号",
        "青政发（2026）3号",
        "青政办发明电〔2026〕3号",
        "青政发〔2026〕第3号",
        "青政发〔26〕03号",
        "青政发〔1981〕三十号",
        "（81）青政字12号",
        "〔1996〕青司字第82号",
        "第26号",
        "第二十六号",
        "青屏市人民政府令第26号",
        "〔2026〕3号",
        "（2026）3号",
        "青政发2026年3号",
        "第12期",
    ],
)
def test_is_number_every_way_of_writing_it_is_known(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize(
    "text", ["", "号", "关于第7264号建议的答复", "《通知》〔2026〕3号", "青屏路3号", "二月三号"]
)
def test_is_number_other_text_is_none(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("000012", Kind.COPY_NUMBER),
        ("份号：12345", Kind.COPY_NUMBER),
        ("机密★1年", Kind.CLASSIFICATION),
        ("秘密", Kind.CLASSIFICATION),
        ("绝密★长期", Kind.CLASSIFICATION),
        ("机密1年", Kind.CLASSIFICATION),
        ("特急", Kind.URGENCY),
        ("平 急", Kind.URGENCY),
        ("签发人：周望舒", Kind.SIGNER),
        ("青政发〔2026〕3号", Kind.NUMBER),
        ("秘密工作条例", None),
        ("青屏市人民政府文件", None),
        ("长" * 61, None),
    ],
)
def test_head_kind_of_a_line_above_the_title(text: str, kind: Kind | None) -> None:
    assert head_kind(split_lines(text)[0]) is kind


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年3月6日", date(2026, 3, 6)),
        ("２０２６年３月６日", date(2026, 3, 6)),
        ("二〇二六年三月六日", date(2026, 3, 6)),
        ("二○○四年十一月二十四日", date(2004, 11, 24)),
        ("二零二六年三月六日", date(2026, 3, 6)),
        ("二OO四年八月十二日", date(2004, 8, 12)),
        ("1996 年 2 月 6 日", date(1996, 2, 6)),
        ("2026-3-6", date(2026, 3, 6)),
        ("2026.03.06", date(2026, 3, 6)),
        ("2026年2月30日", None),
        ("2026年3月", None),
        ("三月六日", None),
    ],
)
def test_day_of_a_written_date(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text", ["2026年3月6日", "二○○四年元月十日", "2026年3月", "2026/3/6", "2026年02月30日"]
)
def test_is_date_whole_line_is_one(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    ["2026年", "截至2026年3月6日", "2026年3月6日至8日", "2026-3.6", "二〇二六年三月六日青屏市人民政府办公室"],
)
def test_is_date_other_text_is_none(text: str) -> None:
    assert not is_date(text)


def test_trailing_date_only_behind_something() -> None:
    assert trailing_date("国务院一九八一年三月十日") == "一九八一年三月十日"
    assert trailing_date("2026年3月6日") == ""
    assert trailing_date("国务院") == ""


@pytest.mark.parametrize(
    ("text", "level", "end"),
    [
        ("一、总则", 1, 2),
        ("二十一．总则", 1, 4),
        ("（一）范围", 2, 3),
        ("(十二)范围", 2, 4),
        ("1.职责", 3, 2),
        ("12、职责", 3, 3),
        ("（1）电话", 4, 3),
        ("(10)电话", 4, 4),
        ("第三条\u3000范围", 5, 3),
        ("第一百二十条之一", 5, 8),
        ("第一章\u3000总则", 6, 3),
        ("第2节 范围", 6, 3),
        ("第三条第二款规定的", 0, 0),
        ("第三条规定", 0, 0),
        ("1.1 目的", 0, 0),
        ("2026年", 0, 0),
        ("一般情况", 0, 0),
        ("总则", 0, 0),
        ("", 0, 0),
    ],
)
def test_heading_level_of_a_numbered_line(text: str, level: int, end: int) -> None:
    assert heading_level(text) == (level, end)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1\u3000总则", (1, 2)),
        ("1.1\u3000目的", (2, 4)),
        ("2.1.1 职责", (3, 6)),
        ("1.2.3.4 细目", (4, 8)),
        ("1总则", (0, 0)),
        ("总则", (0, 0)),
    ],
)
def test_outline_level_of_a_decimal_number(text: str, found: tuple[int, int]) -> None:
    assert outline_level(text) == found


@pytest.mark.parametrize(
    "name",
    [
        "青屏市人民政府",
        "国务院办公厅",
        "青屏市教育局",
        "中央军委",
        "公安部",
        "青屏市防汛指挥部（代章）",
        "临河县委",
    ],
)
def test_is_organ_name_of_one(name: str) -> None:
    assert is_organ(name)


@pytest.mark.parametrize("name", ["部", "青屏市", "周望舒", "各项工作", "青屏市望湖村"])
def test_is_organ_other_words_are_none(name: str) -> None:
    assert not is_organ(name)


@pytest.mark.parametrize(
    "text", ["市长\u3000\u3000周望舒", "总 理 周望舒", "青屏市市长周望舒", "主任委员会主任 陆听雨"]
)
def test_is_person_title_and_name(text: str) -> None:
    assert is_person(text)


@pytest.mark.parametrize("text", ["周望舒", "市长", "市长周", "青屏市市长热线办公室", "局长" + "周" * 30])
def test_is_person_other_text_is_none(text: str) -> None:
    assert not is_person(text)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("青屏市人民政府关于防汛的通知", DocumentType.NOTICE),
        ("青屏市人民政府关于防汛的通 知", DocumentType.NOTICE),
        ("青屏市人民政府令", DocumentType.ORDER),
        ("青屏市人民政府嘉奖令", DocumentType.ORDER),
        ("青屏市人民政府关于防汛问题的复函", DocumentType.LETTER),
        ("青屏市人民政府对第12号建议的答复", DocumentType.LETTER),
        ("青屏市人民政府关于防汛的意见（试行）", DocumentType.OPINION),
        ("青屏市人民政府关于防汛的通知。", DocumentType.NOTICE),
        ("青屏市人民政府常务会议纪要", DocumentType.MINUTES),
        ("《青屏市人民政府关于防汛的通知》", DocumentType.NOTICE),
        ("青屏市防汛方案", None),
        ("", None),
    ],
)
def test_type_of_a_title(title: str, kind: DocumentType | None) -> None:
    assert type_of(title) is kind
    assert ends_with_type(title) is (kind is not None)


def test_ends_sentence_marks_that_close_a_sentence() -> None:
    assert all(ends_sentence("甲" + mark) for mark in "。；：，？！")
    assert not any(ends_sentence(text) for text in ("甲", "甲、", "甲）", ""))
