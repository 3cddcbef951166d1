"""Each rule of what stands above the body: what it says of a fault, and its silence beside the twin."""

import pytest

from xianxing.engines.docform.checking.tests.texts import findings_of, notice, told_of, up


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
    assert told_of(notice(head)) == told


def test_urgency_of_a_telegram_has_four_words() -> None:
    telegram = notice("平急\n").replace("青政发〔", "青政发明电〔")
    assert told_of(telegram) == []
    assert [each.rule for each in findings_of(notice("平急\n"))] == ["urgency.word"]


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
    assert told_of(notice().replace("青政发〔2026〕1号", number)) == told


def test_number_missing_only_under_a_mark() -> None:
    bare = "青屏市人民政府关于防汛的通知\n各县人民政府：\n请值班。\n青屏市人民政府\n2026年1月5日\n"
    assert told_of(bare) == []
    assert told_of("青屏市人民政府文件\n" + bare) == [
        ("有发文机关标志而没有发文字号；请在标志之下编排发文字号，草稿可在登记时补", None)
    ]


def test_mark_of_a_letter_has_no_word_for_file() -> None:
    text = notice("青屏市人民政府文件\n").replace("青政发〔", "青政函〔")
    assert told_of(text) == [("信函格式的发文机关标志带有“文件”二字；只用机关全称或者规范化简称，请删去", "")]


def test_signer_is_asked_of_upward_documents_with_a_mark() -> None:
    told = ("报告是上行文，没有签发人；上行文应当标注签发人姓名，请补“签发人：×××”", None)
    assert told_of("青屏市人民政府文件\n" + up()) == [told]
    assert told_of("青屏市人民政府文件\n青政〔2026〕1号\n" + up().replace("青政〔2026〕1号\n", "")) == [told]
    assert told in told_of("青屏市人民政府文件\n" + up().replace("青政〔2026〕1号\n", ""))
    assert told_of(up()) == []


def test_signer_colon_full_width() -> None:
    text = up().replace("青政〔2026〕1号", "青政〔2026〕1号\u3000签发人:周望舒")
    assert told_of(text) == [("“签发人”之后不是全角冒号；由“签发人”三字加全角冒号和姓名组成", "：")]


def test_signer_on_a_document_downwards() -> None:
    text = notice().replace("青政发〔2026〕1号", "青政发〔2026〕1号\u3000签发人：周望舒")
    assert told_of(text) == [("通知标有签发人；只有上行文标注签发人，请删去", None)]


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
    assert told_of(notice().replace("青屏市人民政府关于防汛的通知", title, 1)) == told


def test_title_issuer_of_a_joint_document_is_left_to_a_person() -> None:
    text = "关于防汛的通知\n各县人民政府：\n请值班。\n青屏市水利局\n青屏市公安局\n2026年1月5日\n"
    assert [each.fix for each in findings_of(text)] == [None]


def test_title_mixing_report_and_request() -> None:
    text = up("请示报告", body="已值班。\n")
    assert told_of(text) == [
        ("文种写作“请示报告”；请示与报告是两个文种，请求批准用请示，汇报情况用报告，请择一", None)
    ]


@pytest.mark.parametrize("number", ["青屏市人民政府令第26号", "第26号"])
def test_title_of_a_regulation_with_the_number_of_an_order_is_right(number: str) -> None:
    found = findings_of(f"青屏市供水办法\n{number}\n第一条\u3000为了供水，制定本办法。\n")
    assert "title.type" not in {each.rule for each in found}


def test_title_of_a_regulation_with_its_adoption_under_it_is_right() -> None:
    assert told_of("青屏市供水办法\n（2026年1月5日通过）\n青政发〔2026〕1号\n第一条\u3000为了供水。\n") == []


def test_title_missing_is_no_matter_in_papers_and_orders() -> None:
    assert told_of("青政发〔2026〕1号\n各县人民政府：\n请值班。\n青屏市人民政府\n2026年1月5日\n") == [
        ("没有标题；标题由发文机关名称、事由和文种组成，请在主送机关之上补一个", None)
    ]
    assert told_of("请值班，并于明日上报。\n") == []


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
    assert told_of(notice().replace("各县人民政府：", main)) == told


def test_recipient_missing_in_a_notice_and_not_in_a_publicnotice() -> None:
    text = notice().replace("各县人民政府：\n", "")
    assert told_of(text) == [("通知没有主送机关；请在标题之下顶格写明主要受理机关，末尾用全角冒号", None)]
    assert told_of(text.replace("通知", "通告")) == []


def test_recipient_upwards_one_organ_and_no_person() -> None:
    assert told_of(up(main="云岭省人民政府、云岭省水利厅")) == [
        ("报告主送 2 个机关；上行文原则上主送一个上级机关，其余请改为抄送", None)
    ]
    assert told_of(up(main="顾省长")) == [
        (
            "主送“顾省长”是个人；除负责人直接交办的事项外，不得以本机关名义向上级机关负责人报送，请改为机关",
            None,
        )
    ]
    assert told_of(up(main="云岭省人民政府（水利厅、财政厅）")) == []
    assert told_of(up("函", main="顾省长")) == []


def test_recipient_upwards_may_be_missing_from_the_text() -> None:
    assert [each.rule for each in findings_of(up().replace("云岭省人民政府：\n", ""))] == [
        "recipient.missing"
    ]
