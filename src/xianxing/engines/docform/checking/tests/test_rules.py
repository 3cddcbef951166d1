"""Every rule's own words, fixes and the twin that must stay silent."""

from datetime import date

import pytest

from xianxing.engines.docform.checking import check
from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.terms import Finding

TODAY = date(2026, 11, 23)
NOTICE = "{head}青屏市人民政府关于防汛的通知\n青政发〔2026〕1号\n各县人民政府：\n{body}青屏市人民政府\n2026年1月5日\n{tail}"
REPORT = (
    "青屏市人民政府关于防汛的{kind}\n青政〔2026〕1号\n{main}：\n{body}青屏市人民政府\n2026年1月5日\n{tail}"
)


def _notice(head: str = "", body: str = "请值班。\n", tail: str = "") -> str:
    return NOTICE.format(head=head, body=body, tail=tail)


def _up(kind: str = "报告", main: str = "云岭省人民政府", body: str = "已值班。\n", tail: str = "") -> str:
    return REPORT.format(kind=kind, main=main, body=body, tail=tail)


def _found(text: str) -> list[Finding]:
    return list(check(parse_text(text), today=TODAY))


def _told(text: str) -> list[tuple[str, str | None]]:
    return [(each.message, each.fix) for each in _found(text)]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("0012\n", [("份号是 4 位数字；一般用 6 位阿拉伯数字，请补足位数", "000012")]),
        ("00000012\n", [("份号是 8 位数字；一般用 6 位阿拉伯数字，请补足位数", None)]),
        ("000012\n", []),
        (
            "急件\n",
            [
                (
                    "紧急程度写作“急件”；公文标“特急”“加急”，电报标“特提”“特急”“加急”“平急”，请改用其中之一",
                    None,
                )
            ],
        ),
        ("加急\n", []),
        (
            "特急\n000012\n",
            [("“000012”排在“特急”之下；自上而下应为份号、密级和保密期限、紧急程度，请调换", None)],
        ),
        (
            "000012\n机密★一年\n",
            [
                ("标有“机密★一年”；涉密公文不得在非涉密系统中起草、存储和流转，请停止处理并移出本系统", None),
                ("保密期限写作“一”；期限中的数字用阿拉伯数字", "1"),
            ],
        ),
    ],
)
def test_marks_above_the_title(head: str, told: list[tuple[str, str | None]]) -> None:
    assert _told(_notice(head)) == told


def test_urgency_of_a_telegram_has_four_words() -> None:
    telegram = _notice("平急\n").replace("青政发〔", "青政发明电〔")
    assert _told(telegram) == []
    assert [each.rule for each in _found(_notice("平急\n"))] == ["urgency.word"]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("青政发[2026]1号", [("发文字号的年份用“[]”括入；用六角括号〔〕", "〔2026〕")]),
        ("青政发2026年1号", [("发文字号的年份没有括号；用六角括号〔〕括入", "〔2026〕")]),
        ("青政发〔26〕1号", [("发文字号的年份写作“26”；年份标全称（4 位数字）", "〔2026〕")]),
        ("青政发〔25〕1号", [("发文字号的年份写作“25”；年份标全称（4 位数字）", None)]),
        ("青政发〔2026〕第1号", [("发文顺序号前有“第”字；发文顺序号不加“第”字，请删去", "")]),
        ("青政发〔2026〕01号", [("发文顺序号编了虚位；1 不编为 01，请删去前面的 0", "")]),
        ("青政发〔2025〕1号", [("发文字号是 2025 年，成文日期是 2026 年；两者通常同年，请核对", None)]),
        ("青政发〔2026〕100号", []),
    ],
)
def test_number_form(number: str, told: list[tuple[str, str | None]]) -> None:
    assert _told(_notice().replace("青政发〔2026〕1号", number)) == told


def test_number_missing_only_under_a_mark() -> None:
    bare = "青屏市人民政府关于防汛的通知\n各县人民政府：\n请值班。\n青屏市人民政府\n2026年1月5日\n"
    assert _told(bare) == []
    assert _told("青屏市人民政府文件\n" + bare) == [
        ("有发文机关标志而没有发文字号；请在标志之下编排发文字号，草稿可在登记时补", None)
    ]


def test_mark_of_a_letter_has_no_word_for_file() -> None:
    text = _notice("青屏市人民政府文件\n").replace("青政发〔", "青政函〔")
    assert _told(text) == [("信函格式的发文机关标志带有“文件”二字；只用机关全称或者规范化简称，请删去", "")]


def test_signer_is_asked_of_upward_documents_with_a_mark() -> None:
    told = ("报告是上行文，没有签发人；上行文应当标注签发人姓名，请补“签发人：×××”", None)
    assert _told("青屏市人民政府文件\n" + _up()) == [told]
    assert _told("青屏市人民政府文件\n青政〔2026〕1号\n" + _up().replace("青政〔2026〕1号\n", "")) == [told]
    assert told in _told("青屏市人民政府文件\n" + _up().replace("青政〔2026〕1号\n", ""))
    assert _told(_up()) == []


def test_signer_colon_full_width() -> None:
    text = _up().replace("青政〔2026〕1号", "青政〔2026〕1号\u3000签发人:周望舒")
    assert _told(text) == [("“签发人”之后不是全角冒号；由“签发人”三字加全角冒号和姓名组成", "：")]


def test_signer_on_a_document_downwards() -> None:
    text = _notice().replace("青政发〔2026〕1号", "青政发〔2026〕1号\u3000签发人：周望舒")
    assert _told(text) == [("通知标有签发人；只有上行文标注签发人，请删去", None)]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (
            "关于防汛的通知",
            [
                (
                    "标题没有发文机关名称；标题由发文机关名称、事由和文种组成，请在前面补机关名称",
                    "青屏市人民政府",
                )
            ],
        ),
        ("青屏市人民政府通知", [("标题“青屏市人民政府通知”没有事由；请写明关于什么事", None)]),
        (
            "青屏市人民政府关于防汛的方案",
            [
                (
                    "标题“府关于防汛的方案”没有以十五种公文之一结束；请改用法定文种，方案、办法、总结等以通知等印发",
                    None,
                )
            ],
        ),
        ("青屏市人民政府关于防汛的通知。", [("标题末尾有标点；标题末尾通常不加标点，请删去", "")]),
        (
            "青屏市人民政府关于转发关于防汛通知的通知",
            [("标题中“关于”重叠；转发、印发时通常只留一个，请删去前一个", "")],
        ),
        (
            "青屏市人民政府关于转发防汛的通知的通知",
            [("标题中“的通知”重叠；转发通知时通常只留一个，请删去前一个", "")],
        ),
        ("青屏市人民政府转发市水利局关于防汛意见的通知", []),
    ],
)
def test_title_form(title: str, told: list[tuple[str, str | None]]) -> None:
    assert _told(_notice().replace("青屏市人民政府关于防汛的通知", title, 1)) == told


def test_title_issuer_of_a_joint_document_is_left_to_a_person() -> None:
    text = "关于防汛的通知\n各县人民政府：\n请值班。\n青屏市水利局\n青屏市公安局\n2026年1月5日\n"
    assert [each.fix for each in _found(text)] == [None]


def test_title_mixing_report_and_request() -> None:
    text = _up("请示报告", body="已值班。\n")
    assert _told(text) == [
        ("文种写作“请示报告”；请示与报告是两个文种，请求批准用请示，汇报情况用报告，请择一", None)
    ]


@pytest.mark.parametrize("number", ["青屏市人民政府令第26号", "第26号"])
def test_title_of_a_regulation_with_the_number_of_an_order_is_right(number: str) -> None:
    found = _found(f"青屏市供水办法\n{number}\n第一条\u3000为了供水，制定本办法。\n")
    assert "title.type" not in {each.rule for each in found}


def test_title_of_a_regulation_with_its_adoption_under_it_is_right() -> None:
    assert _told("青屏市供水办法\n（2026年1月5日通过）\n青政发〔2026〕1号\n第一条\u3000为了供水。\n") == []


def test_title_missing_is_no_matter_in_papers_and_orders() -> None:
    assert _told("青政发〔2026〕1号\n各县人民政府：\n请值班。\n青屏市人民政府\n2026年1月5日\n") == [
        ("没有标题；标题由发文机关名称、事由和文种组成，请在主送机关之上补一个", None)
    ]
    assert _told("请值班，并于明日上报。\n") == []


@pytest.mark.parametrize(
    ("main", "told"),
    [
        ("各县人民政府", [("主送机关末尾不是全角冒号；最后一个机关名称后标全角冒号", "：")]),
        ("各县人民政府:", [("主送机关末尾不是全角冒号；最后一个机关名称后标全角冒号", "：")]),
        ("各县人民政府，", [("主送机关末尾不是全角冒号；最后一个机关名称后标全角冒号", "：")]),
        ("各县人民政府：", []),
    ],
)
def test_recipient_colon(main: str, told: list[tuple[str, str | None]]) -> None:
    assert _told(_notice().replace("各县人民政府：", main)) == told


def test_recipient_missing_in_a_notice_and_not_in_a_public_notice() -> None:
    text = _notice().replace("各县人民政府：\n", "")
    assert _told(text) == [("通知没有主送机关；请在标题之下顶格写明主要受理机关，末尾用全角冒号", None)]
    assert _told(text.replace("通知", "通告")) == []


def test_recipient_upwards_one_organ_and_no_person() -> None:
    assert _told(_up(main="云岭省人民政府、云岭省水利厅")) == [
        ("报告主送 2 个机关；上行文原则上主送一个上级机关，其余请改为抄送", None)
    ]
    assert _told(_up(main="顾省长")) == [
        (
            "主送“顾省长”是个人；除负责人直接交办的事项外，不得以本机关名义向上级机关负责人报送，请改为机关",
            None,
        )
    ]
    assert _told(_up(main="云岭省人民政府（水利厅、财政厅）")) == []
    assert _told(_up("函", main="顾省长")) == []


def test_recipient_upwards_may_be_missing_from_the_text() -> None:
    assert [each.rule for each in _found(_up().replace("云岭省人民政府：\n", ""))] == ["recipient.missing"]


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
    assert _told(_notice(body=body)) == told


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
    assert _told(_notice(body=f"请值班。\n{note}", tail=tail)) == told


def test_attachments_of_what_is_passed_on_are_not_the_documents() -> None:
    plan = "防汛方案\n一、值班\n附件：1.名单\n2.表格\n附件1\n名单\n甲。\n附件2\n表格\n乙。\n"
    assert _told(_notice(tail=plan)) == []
    inside = "附件\n防汛方案\n一、值班\n附件：1.名单\n2.表格\n附件1\n名单\n甲。\n附件2\n表格\n乙。\n"
    assert _told(_notice(body="请值班。\n附件：防汛方案\n", tail=inside)) == []


def test_attachments_of_a_single_attachment_without_a_number_are_its_own() -> None:
    inside = "附件\n防汛方案\n一、值班\n附件1\n名单\n甲。\n附件2\n表格\n乙。\n"
    assert _told(_notice(body="请值班。\n附件：防汛方案\n", tail=inside)) == []


def test_attachment_title_may_differ_in_marks_and_remarks() -> None:
    note = "请值班。\n附件：《防汛方案》（共计2项）\n"
    assert _told(_notice(body=note, tail="附件\n防汛方案\n值班。\n")) == []
    assert _told(_notice(body=note, tail="附件\n防汛方案\n单位名称\n值班。\n")) == []


def test_attachment_without_a_body_is_missed_at_its_label() -> None:
    text = "青屏市人民政府关于防汛的通知\n附件\n名单\n甲、乙。\n"
    found = [each for each in _found(text) if each.rule == "attachment_note.missing"]
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
    assert _told(_notice().replace("2026年1月5日", day)) == told


def test_date_missing_and_signature_missing() -> None:
    assert _told(_notice().replace("2026年1月5日\n", "")) == [
        ("没有成文日期；署会议通过或者发文机关负责人签发的日期，请写全年、月、日", None)
    ]
    assert _told(_notice().replace("青屏市人民政府\n2026", "2026")) == [
        ("没有发文机关署名；请在成文日期之上署发文机关全称或者规范化简称", None)
    ]
    both = _notice().replace("青屏市人民政府\n2026年1月5日\n", "")
    assert [each.rule for each in _found(both)] == ["date.missing", "signature.missing"]


def test_date_under_the_title_stands_for_signature_and_date() -> None:
    assert _told("青屏市人民代表大会关于防汛的决定\n（2026年1月5日通过）\n会议决定值班。\n") == []


def test_date_twice() -> None:
    text = _notice().replace("青政发〔2026〕1号", "青政发〔2026〕1号\n2026年1月4日")
    assert _told(text) == [
        ("又一个成文日期；一件公文只有一个成文日期，联合行文署最后签发机关负责人签发的日期", None)
    ]


def test_signature_must_be_the_issuer_of_the_title() -> None:
    assert _told(_notice().replace("青屏市人民政府\n2026", "青屏市水利局\n2026")) == [
        (
            "署名“青屏市水利局”与标题中的发文机关“青屏市人民政府”不一致；署发文机关全称或者规范化简称，请核对",
            None,
        )
    ]


def test_signature_of_every_joint_issuer() -> None:
    text = "青屏市水利局、青屏市公安局关于防汛的通知\n各县水利局：\n请值班。\n青屏市水利局\n2026年1月5日\n"
    assert _told(text) == [("联合行文缺“青屏市公安局”的署名；各发文机关按标题的顺序署名", None)]
    full = text.replace("青屏市水利局\n2026", "青屏市水利局\n青屏市公安总局\n2026")
    assert [each.rule for each in _found(full)] == ["signature.differs"]


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("此件公开发布", [("附注“此件公开发布”没有圆括号；居左空二字加圆括号编排", "（此件公开发布）")]),
        ("(此件公开发布)", [("附注“(此件公开发布)”用了半角括号；通常用全角圆括号", "（此件公开发布）")]),
        ("（此件公开发布）", []),
    ],
)
def test_note_brackets(note: str, told: list[tuple[str, str | None]]) -> None:
    assert _told(_notice(tail=f"{note}\n")) == told


@pytest.mark.parametrize(
    ("tail", "told"),
    [
        ("抄送：市委办公室。\n青屏市政府办公室\u30002026年1月6日印发\n", []),
        ("抄送：市委办公室\n", [("抄送机关末尾没有句号；最后一个抄送机关名称后标句号", "。")]),
        ("抄送：市委办公室；\n", [("抄送机关末尾没有句号；最后一个抄送机关名称后标句号", "。")]),
        ("抄送:市委办公室。\n", [("“抄送”之后是半角冒号；用全角冒号", "：")]),
        ("抄 报：市委办公室。\n", [("写作“抄报”；不论上级、平级、下级，都用“抄送”", "抄送")]),
        (
            "青屏市政府办公室\u30002026年1月6日印发\n抄送：市委办公室。\n",
            [("抄送机关在印发机关之下；抄送机关编排在印发机关和印发日期之上一行，请调换", None)],
        ),
        (
            "青屏市政府办公室\u3000二〇二六年一月六日印发\n",
            [
                (
                    "印发日期写作“二〇二六年一月六日”；用阿拉伯数字将年、月、日标全，月、日不编虚位",
                    "2026年1月6日",
                )
            ],
        ),
        (
            "青屏市政府办公室\u30002026年02月30日印发\n",
            [("印发日期写作“2026年02月30日”；用阿拉伯数字将年、月、日标全，月、日不编虚位", None)],
        ),
        (
            "青屏市政府办公室\u30002026年1月4日印发\n",
            [("印发日期早于成文日期；印发日期是送印的日期，请核对", None)],
        ),
        ("青屏市政府办公室\u3000本日印发\n", []),
        ("抄送：各县人民政府。\n", [("“各县人民政府”既主送又抄送；主送的机关不再抄送，请删去一处", None)]),
    ],
)
def test_imprint(tail: str, told: list[tuple[str, str | None]]) -> None:
    assert _told(_notice(tail=tail)) == told


def test_imprint_of_a_letter_names_no_printer() -> None:
    text = _notice("青屏市人民政府\n", tail="青屏市政府办公室\u30002026年1月6日印发\n").replace(
        "青政发", "青政函"
    )
    assert _told(text) == [
        ("信函格式的版记有印发机关和印发日期；信函格式不加印发机关和印发日期，请删去此行", "")
    ]


@pytest.mark.parametrize("words", ["妥否，请批示", "请予批准", "恳请省政府给予支持", "请审批", "如无不妥"])
def test_conduct_request_in_a_report(words: str) -> None:
    found = [
        each
        for each in _found(_up(body=f"已值班。\n{words}。\n"))
        if each.rule == "conduct.request_in_report"
    ]
    assert found[0].message.endswith("不得在报告等非请示性公文中夹带请示事项，请另行请示")
    rules = {each.rule for each in _found(_notice(body=f"已值班。\n{words}。\n"))}
    assert "conduct.request_in_report" not in rules


def test_conduct_copy_of_an_upward_document_to_subordinates() -> None:
    text = _up(tail="抄送：云岭省水利厅，各县人民政府，市直各单位。\n")
    assert _told(text) == [
        ("上行文抄送“各县人民政府、市直各单位”；向上级机关行文不得抄送下级机关，请删去", None)
    ]


def test_conduct_upward_in_the_name_of_a_leader() -> None:
    text = _up().replace("青屏市人民政府\n2026", "市长\u3000周望舒\n2026")
    assert _told(text) == [
        ("以“市长周望舒”署名向上级行文；不得以本机关负责人名义向上级机关报送公文，请署机关名称", None)
    ]


def test_conduct_request_of_several_matters() -> None:
    text = _up("请示", body="妥否，请批示。\n").replace("关于防汛的请示", "关于防汛两个问题的请示")
    assert _told(text) == [("请示的标题有“两个问题”；请示应当一文一事，请分开请示", None)]


def test_conduct_department_may_not_command_lower_governments() -> None:
    text = _notice().replace("青屏市人民政府", "青屏市水利局")
    told = (
        "“青屏市水利局”向“各县人民政府”发通知；部门不得向下级党委、政府发布指令性公文，"
        "经政府同意后可以行文，文中须注明已经政府同意"
    )
    assert _told(text) == [(told, None)]
    assert _told(text.replace("请值班", "经市人民政府同意，请值班")) == []
    assert _told(text.replace("各县人民政府", "各县水利局")) == []
    assert _told(_notice().replace("青屏市人民政府", "青屏市政府办公室")) == []


def test_conduct_inner_division_may_not_issue() -> None:
    text = _notice().replace("青屏市人民政府", "青屏市水利局人事科").replace("各县人民政府", "各县水利局")
    assert _told(text) == [
        (
            "发文机关“青屏市水利局人事科”是内设机构；除办公厅（室）外，内设机构不得对外正式行文，请以机关名义发文",
            None,
        )
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("请值班。\n特此通知。\n", []),
        ("请值班。\n特此函告。\n", [("通知用了“特此函告”；结束语与文种通常一致，请改", None)]),
        ("请值班。\n特此报告。\n", [("通知用了“特此报告”；结束语与文种通常一致，请改", None)]),
        (
            "按照青政发〔2025〕9号《关于防汛的意见》执行。\n",
            [
                (
                    "引用公文时发文字号在标题之前；通常先引标题、后引发文字号",
                    "《关于防汛的意见》（青政发〔2025〕9号）",
                )
            ],
        ),
        (
            "青屏市第九届人民代表大会青政发〔2025〕9号《关于防汛的意见》。\n",
            [("引用公文时发文字号在标题之前；通常先引标题、后引发文字号", None)],
        ),
        (
            "见《关于防汛的意见》（青政发[2025]9号）。\n",
            [("引用的发文字号年份用“[]”括入；用六角括号〔〕", "〔2025〕")],
        ),
        ("见《关于防汛的意见》（青政发〔2025〕9号）。\n", []),
    ],
)
def test_wording(body: str, told: list[tuple[str, str | None]]) -> None:
    assert _told(_notice(body=body)) == told


def test_wording_plea_only_where_something_is_asked() -> None:
    body = "请值班。\n妥否，请批示。\n"
    assert _told(_notice(body=body)) == [("通知用了“妥否，请批示”；这是请示的结束语，请改", None)]
    assert _told(_up("函", body=body)) == []
    assert _told("要点\n妥否，请批示。\n") == []


def test_title_of_a_paper_that_is_sent_and_signed() -> None:
    text = "青屏市防汛工作方案\n各县人民政府：\n请值班。\n青屏市人民政府\n2026年1月5日\n"
    assert _told(text) == [("“方案”不是文种而有主送机关和署名；需要行文时以通知、函等印发", None)]
    assert _told(text.replace("青屏市人民政府\n2026年1月5日\n", "")) == []


def test_wording_letter_formula_fits_a_letter() -> None:
    assert _told(_up("函", body="请协助。\n特此函告。\n")) == []


def test_wording_request_without_its_formula() -> None:
    assert _told(_up("请示", body="拟设站。\n")) == [("请示没有结束语；通常用“妥否，请批示。”", None)]
    assert _told(_up("请示", body="拟设站。\n当否，请批复。\n")) == []


def test_wording_reply_names_what_it_answers() -> None:
    bare = "答复没有引来文的标题和发文字号；通常写“你×《关于……的请示》（×〔2026〕1号）收悉。”"
    assert _told(_up("批复", body="同意设站。\n")) == [(bare, None)]
    assert _told(_up("复函", body="你局请示收悉。\n同意。\n")) == [
        ("答复引了来文而没有发文字号；通常先引标题、后引发文字号", None)
    ]
    assert _told(_up("批复", body="《关于设站的请示》（临政〔2026〕7号）收悉。\n")) == []
    assert _told(_up("复函", main="沈砚秋代表", body="谢谢您的建议。\n")) == []
