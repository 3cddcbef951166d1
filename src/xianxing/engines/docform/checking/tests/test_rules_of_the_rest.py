"""Each rule of notes, imprint, conduct and wording, with its words and a twin that is right."""

import pytest

from xianxing.engines.docform.checking.tests.texts import findings_of, notice, told_of, up


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("此件公开发布", [("附注“此件公开发布”没有圆括号；居左空二字加圆括号编排", "（此件公开发布）")]),
        ("(此件公开发布)", [("附注“(此件公开发布)”用了半角括号；通常用全角圆括号", "（此件公开发布）")]),
        ("（此件公开发布）", []),
    ],
)
def test_note_brackets(note: str, told: list[tuple[str, str | None]]) -> None:
    assert told_of(notice(tail=f"{note}\n")) == told


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
    assert told_of(notice(tail=tail)) == told


def test_imprint_of_a_letter_names_no_printer() -> None:
    text = notice("青屏市人民政府\n", tail="青屏市政府办公室\u30002026年1月6日印发\n").replace(
        "青政发", "青政函"
    )
    assert told_of(text) == [
        ("信函格式的版记有印发机关和印发日期；信函格式不加印发机关和印发日期，请删去此行", "")
    ]


@pytest.mark.parametrize("words", ["妥否，请批示", "请予批准", "恳请省政府给予支持", "请审批", "如无不妥"])
def test_conduct_request_in_a_report(words: str) -> None:
    found = [
        each
        for each in findings_of(up(body=f"已值班。\n{words}。\n"))
        if each.rule == "conduct.request_in_report"
    ]
    assert found[0].message.endswith("不得在报告等非请示性公文中夹带请示事项，请另行请示")
    rules = {each.rule for each in findings_of(notice(body=f"已值班。\n{words}。\n"))}
    assert "conduct.request_in_report" not in rules


def test_conduct_copy_of_an_upward_document_to_subordinates() -> None:
    text = up(tail="抄送：云岭省水利厅，各县人民政府，市直各单位。\n")
    assert told_of(text) == [
        ("上行文抄送“各县人民政府、市直各单位”；向上级机关行文不得抄送下级机关，请删去", None)
    ]


def test_conduct_upward_in_the_name_of_a_leader() -> None:
    text = up().replace("青屏市人民政府\n2026", "市长\u3000周望舒\n2026")
    assert told_of(text) == [
        ("以“市长周望舒”署名向上级行文；不得以本机关负责人名义向上级机关报送公文，请署机关名称", None)
    ]


def test_conduct_request_of_several_matters() -> None:
    text = up("请示", body="妥否，请批示。\n").replace("关于防汛的请示", "关于防汛两个问题的请示")
    assert told_of(text) == [("请示的标题有“两个问题”；请示应当一文一事，请分开请示", None)]


def test_conduct_department_may_not_command_lower_governments() -> None:
    text = notice().replace("青屏市人民政府", "青屏市水利局")
    told = (
        "“青屏市水利局”向“各县人民政府”发通知；部门不得向下级党委、政府发布指令性公文，"
        "经政府同意后可以行文，文中须注明已经政府同意"
    )
    assert told_of(text) == [(told, None)]
    assert told_of(text.replace("请值班", "经市人民政府同意，请值班")) == []
    assert told_of(text.replace("各县人民政府", "各县水利局")) == []
    assert told_of(notice().replace("青屏市人民政府", "青屏市政府办公室")) == []


def test_conduct_inner_division_may_not_issue() -> None:
    text = notice().replace("青屏市人民政府", "青屏市水利局人事科").replace("各县人民政府", "各县水利局")
    assert told_of(text) == [
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
    assert told_of(notice(body=body)) == told


def test_wording_plea_only_where_something_is_asked() -> None:
    body = "请值班。\n妥否，请批示。\n"
    assert told_of(notice(body=body)) == [("通知用了“妥否，请批示”；这是请示的结束语，请改", None)]
    assert told_of(up("函", body=body)) == []
    assert told_of("要点\n妥否，请批示。\n") == []


def test_title_of_a_paper_that_is_sent_and_signed() -> None:
    text = "青屏市防汛工作方案\n各县人民政府：\n请值班。\n青屏市人民政府\n2026年1月5日\n"
    assert told_of(text) == [("“方案”不是文种而有主送机关和署名；需要行文时以通知、函等印发", None)]
    assert told_of(text.replace("青屏市人民政府\n2026年1月5日\n", "")) == []


def test_wording_letter_formula_fits_a_letter() -> None:
    assert told_of(up("函", body="请协助。\n特此函告。\n")) == []


def test_wording_request_without_its_formula() -> None:
    assert told_of(up("请示", body="拟设站。\n")) == [("请示没有结束语；通常用“妥否，请批示。”", None)]
    assert told_of(up("请示", body="拟设站。\n当否，请批复。\n")) == []


def test_wording_reply_names_what_it_answers() -> None:
    bare = "答复没有引来文的标题和发文字号；通常写“你×《关于……的请示》（×〔2026〕1号）收悉。”"
    assert told_of(up("批复", body="同意设站。\n")) == [(bare, None)]
    assert told_of(up("复函", body="你局请示收悉。\n同意。\n")) == [
        ("答复引了来文而没有发文字号；通常先引标题、后引发文字号", None)
    ]
    assert told_of(up("批复", body="《关于设站的请示》（临政〔2026〕7号）收悉。\n")) == []
    assert told_of(up("复函", main="沈砚秋代表", body="谢谢您的建议。\n")) == []
