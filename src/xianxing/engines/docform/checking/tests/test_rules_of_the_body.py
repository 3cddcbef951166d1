"""Each rule of levels, attachments, dates and signatures, with its words and a twin that is right."""

import pytest

from xianxing.engines.docform.checking.tests.texts import findings_of, notice, told_of


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("一、值班\n（一）人员\n1.名单\n（1）电话\n", []),
        (
            "一、值班\n1.名单\n二、巡查\n",
            [("“一、”之下直接用“1.”；层次序数依次可以用“一、”“（一）”“1.”“（1）”标注", None)],
        ),
        (
            "（一）值班\n（二）巡查\n",
            [("第一层用“（一）”；层次序数依次可以用“一、”“（一）”“1.”“（1）”标注", None)],
        ),
        ("1\u3000总则\n（1）值班\n", []),
        ("一.值班\n二、巡查\n", [("层次序数写作“一.”；依次可以用“一、”“（一）”“1.”“（1）”标注", "、")]),
        (
            "一、值班\n（一）、人员\n",
            [("层次序数写作“（一）、”；依次可以用“一、”“（一）”“1.”“（1）”标注", "")],
        ),
        ("一、值班\n(一)人员\n", [("层次序数写作“(一)”；用全角圆括号“（一）”", "（一）")]),
        ("一、值班\n三、巡查\n", [("“三、”之前是第 1 项；序号应当接续为第 2 项，请核对段落顺序", None)]),
        ("一、值班\n一、巡查\n", [("“一、”之前是第 1 项；序号应当接续为第 2 项，请核对段落顺序", None)]),
        ("一、值班\n（一）甲\n二、巡查\n（二）乙\n三、保障\n（一）丙\n", []),
        ("一、值班。\n二、巡查\n", [("独占一行的一级标题末尾有标点；通常不加标点，请删去", "")]),
        ("一、值班。\n二、巡查。\n", []),
        ("一、值班。\n请值班。\n二、巡查。请巡查。\n", []),
        (
            "请值班。\n（此页无正文）\n",
            [("有“此页无正文”；空白处容不下印章或成文日期时调整行距、字距，请删去此行", "")],
        ),
        ("", [("没有正文；公文首页必须显示正文，请补正文", None)]),
    ],
)
def test_body_and_levels(body: str, told: list[tuple[str, str | None]]) -> None:
    assert told_of(notice(body=body)) == told


@pytest.mark.parametrize(
    ("note", "tail", "told"),
    [
        ("附件：名单\n", "附件\n名单\n甲、乙。\n", []),
        ("附件：名单\n", "", []),
        ("附件：1.名单\n", "", [("只有一个附件而标了“1.”；多个附件才标顺序号，请删去", "")]),
        ("附件:名单\n", "", [("“附件”之后是半角冒号；用全角冒号", "：")]),
        ("附件：名单；\n", "", [("附件名称之后有“；”；附件名称后不加标点符号，请删去", "")]),
        ("附件：1.名单\n2.表格\n", "附件1\n名单\n甲。\n附件2\n表格\n乙。\n", []),
        (
            "附件：1.名单\n3、表格\n",
            "",
            [("第 2 个附件的顺序号写作“3、”；依次标“1.”“2.”，这里应为“2.”", "2.")],
        ),
        (
            "附件：一、名单\n2.表格\n",
            "",
            [("第 1 个附件没有用阿拉伯数字标注顺序号；多个附件依次标“1.”“2.”", "1.")],
        ),
        (
            "附件：名单\n2.表格\n",
            "",
            [("第 1 个附件没有用阿拉伯数字标注顺序号；多个附件依次标“1.”“2.”", "1.")],
        ),
        (
            "",
            "附件\n名单\n甲、乙。\n",
            [("文后有附件而正文之下没有附件说明；请在正文下空一行编排“附件：”和附件名称", None)],
        ),
        (
            "附件：1.名单\n2.表格\n",
            "附件1\n名单\n甲、乙。\n",
            [("附件说明列有 2 个附件，文后只有 1 个；附件应当与正文一起装订，请补齐或者核对", None)],
        ),
        (
            "附件：名单\n",
            "附件1\n名单\n甲。\n附件2\n表格\n乙。\n",
            [("附件说明列有 1 个附件，文后有 2 个；两处应当一致，请补齐附件说明或者删去附件", None)],
        ),
        (
            "附件：名单\n",
            "附件：\n名单\n甲、乙。\n",
            [("附件标识写作“附件：”；用“附件”二字和阿拉伯数字顺序号，不加标点", "附件")],
        ),
        (
            "附件：名单\n",
            "附件一\n名单\n甲、乙。\n",
            [("附件标识写作“附件一”；用“附件”二字和阿拉伯数字顺序号，不加标点", "附件1")],
        ),
        (
            "附件：1.名单\n2.表格\n",
            "附件1\n名单\n甲。\n附件\n表格\n乙。\n",
            [("第 2 个附件标为“附件”；顺序号应当与附件说明一致，这里应为“附件2”", "附件2")],
        ),
        (
            "附件：名单\n",
            "附件\n总名单\n甲、乙。\n",
            [("附件标题与附件说明的“名单”不一致；附件标题应当与附件说明的表述一致，请改一处", "名单")],
        ),
        ("附件：名单\n", "附件\n甲、乙、丙、丁。\n", []),
    ],
)
def test_attachments(note: str, tail: str, told: list[tuple[str, str | None]]) -> None:
    assert told_of(notice(body=f"请值班。\n{note}", tail=tail)) == told


def test_attachments_of_what_is_passed_on_are_not_the_documents() -> None:
    plan = "防汛方案\n一、值班\n附件：1.名单\n2.表格\n附件1\n名单\n甲。\n附件2\n表格\n乙。\n"
    assert told_of(notice(tail=plan)) == []
    inside = "附件\n防汛方案\n一、值班\n附件：1.名单\n2.表格\n附件1\n名单\n甲。\n附件2\n表格\n乙。\n"
    assert told_of(notice(body="请值班。\n附件：防汛方案\n", tail=inside)) == []


def test_attachments_of_a_single_attachment_without_a_number_are_its_own() -> None:
    inside = "附件\n防汛方案\n一、值班\n附件1\n名单\n甲。\n附件2\n表格\n乙。\n"
    assert told_of(notice(body="请值班。\n附件：防汛方案\n", tail=inside)) == []


def test_attachment_title_may_differ_in_marks_and_remarks() -> None:
    note = "请值班。\n附件：《防汛方案》（共计2项）\n"
    assert told_of(notice(body=note, tail="附件\n防汛方案\n值班。\n")) == []
    assert told_of(notice(body=note, tail="附件\n防汛方案\n单位名称\n值班。\n")) == []


def test_attachment_without_a_body_is_missed_at_its_label() -> None:
    text = "青屏市人民政府关于防汛的通知\n附件\n名单\n甲、乙。\n"
    found = [each for each in findings_of(text) if each.rule == "attachment_note.missing"]
    assert [each.start for each in found] == [text.index("附件")]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (
            "二〇二六年一月五日",
            [("成文日期写作“二〇二六年一月五日”；用阿拉伯数字将年、月、日标全", "2026年1月5日")],
        ),
        ("二〇二六年一月", [("成文日期写作“二〇二六年一月”；用阿拉伯数字将年、月、日标全", None)]),
        (
            "2026年01月05日",
            [
                ("成文日期的月、日编了虚位；1 不编为 01，请删去前面的 0", ""),
                ("成文日期的月、日编了虚位；1 不编为 01，请删去前面的 0", ""),
            ],
        ),
        ("2026年1月", [("成文日期“2026年1月”没有日；年、月、日标全", None)]),
        ("2026-1-5", [("成文日期写作“2026-1-5”；写成“2026年3月16日”的形式", "2026年1月5日")]),
        ("2026年2月30日", [("“2026年2月30日”不是日历上有的一天；请核对成文日期", None)]),
        (
            "2026-2-30",
            [
                ("“2026-2-30”不是日历上有的一天；请核对成文日期", None),
                ("成文日期写作“2026-2-30”；写成“2026年3月16日”的形式", None),
            ],
        ),
        (
            "2026年12月1日",
            [
                (
                    "成文日期 2026年12月1日 晚于今天 2026年11月23日；成文日期是签发或者会议通过的日期，请核对",
                    None,
                )
            ],
        ),
    ],
)
def test_date_form(day: str, told: list[tuple[str, str | None]]) -> None:
    assert told_of(notice().replace("2026年1月5日", day)) == told


def test_date_missing_and_signature_missing() -> None:
    assert told_of(notice().replace("2026年1月5日\n", "")) == [
        ("没有成文日期；署会议通过或者发文机关负责人签发的日期，请写全年、月、日", None)
    ]
    assert told_of(notice().replace("青屏市人民政府\n2026", "2026")) == [
        ("没有发文机关署名；请在成文日期之上署发文机关全称或者规范化简称", None)
    ]
    both = notice().replace("青屏市人民政府\n2026年1月5日\n", "")
    assert [each.rule for each in findings_of(both)] == ["date.missing", "signature.missing"]


def test_date_under_the_title_stands_for_signature_and_date() -> None:
    assert told_of("青屏市人民代表大会关于防汛的决定\n（2026年1月5日通过）\n会议决定值班。\n") == []


def test_date_twice() -> None:
    text = notice().replace("青政发〔2026〕1号", "青政发〔2026〕1号\n2026年1月4日")
    assert told_of(text) == [
        ("又一个成文日期；一件公文只有一个成文日期，联合行文署最后签发机关负责人签发的日期", None)
    ]


def test_signature_must_be_the_issuer_of_the_title() -> None:
    assert told_of(notice().replace("青屏市人民政府\n2026", "青屏市水利局\n2026")) == [
        (
            "署名“青屏市水利局”与标题中的发文机关“青屏市人民政府”不一致；署发文机关全称或者规范化简称，请核对",
            None,
        )
    ]


def test_signature_of_every_joint_issuer() -> None:
    text = "青屏市水利局、青屏市公安局关于防汛的通知\n各县水利局：\n请值班。\n青屏市水利局\n2026年1月5日\n"
    assert told_of(text) == [("联合行文缺“青屏市公安局”的署名；各发文机关按标题的顺序署名", None)]
    full = text.replace("青屏市水利局\n2026", "青屏市水利局\n青屏市公安总局\n2026")
    assert [each.rule for each in findings_of(full)] == ["signature.differs"]
