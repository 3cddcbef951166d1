"""Documents as they were written in other decades and other houses: invented, each with one habit of its time."""

from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.terms import DocumentType, Form
from xianxing.engines.docform.tests.outline import outlined

OPENING = "青屏市人民政府关于某项工作的通知\n青政发〔1989〕33号\n各县人民政府：\n"


def test_notice_dated_under_its_title_and_signed_nowhere() -> None:
    text = """青屏市人民政府批转市计委关于改进计划工作的
若干暂行规定的通知
（一九八四年十月四日）
青政发〔1984〕138号
各县人民政府，市政府各部门：
市人民政府同意市计委《关于改进计划工作的若干暂行规定》，现发给你们，望遵照执行。
"""
    assert outlined(text) == [
        ("title", "青屏市人民政府批转市计委关于改进计划工作的若干暂行规定的通知"),
        ("date", "（一九八四年十月四日）"),
        ("number", "青政发〔1984〕138号"),
        ("main_recipient", "各县人民政府，市政府各部门："),
        ("body", "市人民政府同意市计委《关于改进计划工作的若干暂行规定》，现发给你们，望遵照执行。"),
    ]


def test_report_passed_on_behind_a_colon() -> None:
    text = f"""{OPENING}现转发给你们，请贯彻执行。
青屏市人民政府
一九八九年五月三日
附：
市水利局关于加强水源保护
工作的报告
市人民政府：
现报告如下：
以上报告如无不妥，请批转各县执行。
市水利局
一九八九年四月一日
"""
    assert outlined(text)[4:] == [
        ("signature", "青屏市人民政府"),
        ("date", "一九八九年五月三日"),
        ("attachment @1", "附："),
        ("title @1", "市水利局关于加强水源保护工作的报告"),
        ("main_recipient @1", "市人民政府："),
        ("body @1", "现报告如下："),
        ("body @1", "以上报告如无不妥，请批转各县执行。"),
        ("signature @1", "市水利局"),
        ("date @1", "一九八九年四月一日"),
    ]


def test_order_signed_with_letters_apart() -> None:
    text = (
        "青屏市人民政府令\n第十二号\n现予发布。\n市 长\u3000\u3000周望舒\n一九九八年十二月二十七日\n"
        "供水办法\n第一章\u3000总\u3000则\n第一条\u3000为了供水。\n"
    )
    assert outlined(text) == [
        ("issuer_mark", "青屏市人民政府令"),
        ("number", "第十二号"),
        ("body", "现予发布。"),
        ("signature", "市 长\u3000\u3000周望舒"),
        ("date", "一九九八年十二月二十七日"),
        ("title @1", "供水办法"),
        ("heading 6 @1", "第一章\u3000总\u3000则"),
        ("heading 5 @1", "第一条"),
        ("body run_in @1", "为了供水。"),
    ]


def test_joint_notice_with_recipients_over_two_lines_and_letters_apart() -> None:
    text = """青屏市人民政府、青屏军分区关于征兵工作的通知
青政发〔1993〕5号
各县人民政府、人民武装部，各乡镇人民政府，
市政府各部门、各直属机构：
现将有关事项通知如下。
青 屏 市 人 民 政 府
青\u3000屏\u3000军\u3000分\u3000区
一九九三年一月八日
"""
    assert outlined(text)[2:] == [
        ("main_recipient", "各县人民政府、人民武装部，各乡镇人民政府，市政府各部门、各直属机构："),
        ("body", "现将有关事项通知如下。"),
        ("signature", "青 屏 市 人 民 政 府"),
        ("signature", "青\u3000屏\u3000军\u3000分\u3000区"),
        ("date", "一九九三年一月八日"),
    ]


def test_notice_with_a_list_of_names_and_no_date() -> None:
    text = f"""{OPENING}现将名单通知如下：
组\u3000长：周望舒\u3000市长
成\u3000员：沈砚秋\u3000市水利局局长
陆听雨\u3000市教育局局长
青屏市人民政府
"""
    assert outlined(text)[4:] == [
        ("body", "组\u3000长：周望舒\u3000市长"),
        ("body", "成\u3000员：沈砚秋\u3000市水利局局长"),
        ("body", "陆听雨\u3000市教育局局长"),
        ("signature", "青屏市人民政府"),
    ]


def test_half_width_marks_of_the_first_computers() -> None:
    text = """青屏市人民政府关于某项工作的通知
青政发[2003]12号
各县人民政府,市政府各部门:
请做好工作.
青屏市人民政府
2003年3月3日
(此件发至乡镇级)
"""
    assert [kind for kind, _ in outlined(text)] == [
        "title",
        "number",
        "main_recipient",
        "body",
        "signature",
        "date",
        "note",
    ]


def test_plan_printed_by_a_letter_with_a_table_of_contents() -> None:
    text = """青屏市人民政府办公室关于印发
防 汛 应 急 预 案 的 函
青政办函〔2005〕57号
各县人民政府：
现印发给你们，请认真实施。
青屏市人民政府办公室
二〇〇五年六月十一日
防汛应急预案
目\u3000\u3000录
1\u3000总则
1.1\u3000目的
2\u3000附则
1\u3000总则
1.1\u3000目的
为了防汛，制定本预案。
1.1.1\u3000特别重大（Ⅰ级）：全市出现汛情，市防汛指挥部统一指挥。
2\u3000附则
2.1\u3000本预案自印发之日起实施。
"""
    document = parse_text(text)
    assert (document.type, document.form) == (DocumentType.LETTER, Form.LETTER)
    assert outlined(text)[6:] == [
        ("title @1", "防汛应急预案"),
        ("body @1", "目\u3000\u3000录"),
        ("body @1", "1\u3000总则"),
        ("body @1", "1.1\u3000目的"),
        ("body @1", "2\u3000附则"),
        ("heading 1 @1", "1\u3000总则"),
        ("heading 2 @1", "1.1\u3000目的"),
        ("body @1", "为了防汛，制定本预案。"),
        ("body @1", "1.1.1\u3000特别重大（Ⅰ级）：全市出现汛情，市防汛指挥部统一指挥。"),
        ("heading 1 @1", "2\u3000附则"),
        ("body @1", "2.1\u3000本预案自印发之日起实施。"),
    ]


def test_rules_printed_with_chapters_and_adoption_under_the_title() -> None:
    text = f"""{OPENING}现予印发。
青屏市人民政府
二〇〇四年六月二十六日
青 屏 市 人 民 政 府 工 作 规 则
（二○○四年六月十六日市人民政府
第54次常务会议修订通过）
第一章\u3000总  则
一、市长主持市人民政府的工作，副市长协助市长工作，并按照分工负责处理分管的各项工作，秘书长在市长领导下处理日常工作。
二、会议的主要任务是：
（一）讨论重要事项；
（二）部署重要工作。
"""
    assert outlined(text)[6:] == [
        ("title @1", "青 屏 市 人 民 政 府 工 作 规 则"),
        ("date @1", "（二○○四年六月十六日市人民政府第54次常务会议修订通过）"),
        ("heading 6 @1", "第一章\u3000总  则"),
        (
            "body 1 @1",
            "一、市长主持市人民政府的工作，副市长协助市长工作，并按照分工负责处理分管的各项工作，秘书长在市长领导下处理日常工作。",
        ),
        ("body 1 @1", "二、会议的主要任务是："),
        ("body 2 @1", "（一）讨论重要事项；"),
        ("body 2 @1", "（二）部署重要工作。"),
    ]


def test_decision_with_attached_lists() -> None:
    text = """青屏市人民政府关于取消一批审批事项的决定
青政发〔2017〕46号
各县人民政府：
市人民政府决定取消4项审批事项。
附件：1.取消的市级审批事项目录（共计2项）
2.取消的县级审批事项目录
（共计2项）
青屏市人民政府
2017年9月22日
（此件公开发布）
附件1
取消的市级审批
事项目录
（共计2项）
序号\u3000项目名称\u3000审批部门
1\u3000设站审批\u3000市交通局
附件2
取消的县级审批事项目录
1 设点审批 县交通局
"""
    assert outlined(text)[4:] == [
        ("attachment_note", "附件：1.取消的市级审批事项目录（共计2项）"),
        ("attachment_note", "2.取消的县级审批事项目录（共计2项）"),
        ("signature", "青屏市人民政府"),
        ("date", "2017年9月22日"),
        ("note", "（此件公开发布）"),
        ("attachment @1", "附件1"),
        ("title @1", "取消的市级审批事项目录（共计2项）"),
        ("body @1", "序号\u3000项目名称\u3000审批部门"),
        ("body @1", "1\u3000设站审批\u3000市交通局"),
        ("attachment @2", "附件2"),
        ("title @2", "取消的县级审批事项目录"),
        ("body @2", "1 设点审批 县交通局"),
    ]


def test_page_of_today_with_empty_lines_and_organs_side_by_side() -> None:
    text = """青屏市水利局 青屏市公安局 关于印发防汛工作方案的通知

各区(市)县政府(管委会),市级有关部门,有关单位:

经市领导同意,现将《防汛工作方案》印发给你们.

青屏市水利局 青屏市公安局
2024年7月30日

防汛工作方案

为做好防汛工作，制定本方案。
"""
    assert outlined(text) == [
        ("title", "青屏市水利局 青屏市公安局 关于印发防汛工作方案的通知"),
        ("main_recipient", "各区(市)县政府(管委会),市级有关部门,有关单位:"),
        ("body", "经市领导同意,现将《防汛工作方案》印发给你们."),
        ("signature", "青屏市水利局"),
        ("signature", "青屏市公安局"),
        ("date", "2024年7月30日"),
        ("title @1", "防汛工作方案"),
        ("body @1", "为做好防汛工作，制定本方案。"),
    ]
