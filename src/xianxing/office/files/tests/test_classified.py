import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.files.classified import find_mark, refuse_classified
from xianxing.office.files.errors import ClassifiedMaterial

MARKED = [
    "绝密★",
    "绝密★长期",
    "机密★1年",
    "机密★１年",
    "秘密★长期",
    "秘密★6个月",
    "秘密 ★ 10年",
    "机密☆5年",
    "机密*1年",
    "机密＊３年",
    "機密★1年",
    "絕密★20年",
    "祕密★",
    "机\u200b密★1年",
    "机  密",
    "机 密",
    "机\u3000密",
    "绝　密　特急",
    "秘 密",
    "秘密",
    "绝密",
    "  机密  ",
    "机密 特急",
    "机密    000012",
    "000001\n机密★1年\n特急\nXX市人民政府文件",
    "000001 机密 1年 特急",
    "份号：000003 秘密",
    "秘密 1年",
    "机密 长期 关于……的请示",
    "密级：机密",
    "密级: 绝密",
    "密　级：秘密",
    "密级　机密",
    "密级|秘密|份号|3",
    "密级：【机密】",
    "密级：秘密★1年",
    "保密级别：机密",
    "涉密等级：秘密",
    "秘密等级：机密",
    "正文开始\n密级：秘密\n下一行",
    "【秘密】关于报送有关材料的通知",
    "【绝密】关于……的请示",
    "（机密）关于……的报告",
    "[秘密]会议纪要",
    "〔机密〕专报第3期",
    "<机密>专报",
    "关于……的通知（机密）",
    "关于……的通知【秘密】",
    "请看附件【机密】专报",
    "绝密-关于某项工作的方案",
    "机密_方案第三稿",
    "机密：关于某项工作的方案",
    "机密——关于某项工作的方案",
    "绝密\t关于某项工作",
    "机密级",
    "绝密级★",
    "本件为机密级，阅后退回",
    "本文件属于国家秘密，不得复印",
    "本材料系秘密，请妥善保管",
    "定密为机密",
    "定密：秘密",
    "标题\r\n机密★1年\r\n正文",
    "标题\u2028绝密\u2028正文",
]
ORDINARY = [
    "",
    "商业秘密",
    "该公司侵犯他人商业秘密",
    "保守国家秘密",
    "保守国家秘密是每个公民的义务",
    "中华人民共和国保守国家秘密法",
    "个人秘密",
    "秘密投票",
    "（秘密）投票方式选举产生",
    "无记名（秘密）投票",
    "涉密人员培训",
    "涉密人员出国审批怎么办",
    "发现商家秘密涨价",
    "依法保护商业秘密★★★",
    "秘密地转移财产",
    "小区里有秘密通道",
    "秘密花园小区供暖不热",
    "《绝密飞行》放映扰民",
    "绝密飞行游乐项目噪声扰民",
    "机密文件管理办法培训的通知",
    "什么是绝密级国家秘密",
    "国家秘密的密级分为绝密、机密、秘密三级",
    "密级：绝密、机密、秘密三级如何区分",
    "密级：无",
    "密级：公开",
    "密级：内部",
    "密级： 工作秘密",
    "工作秘密管理办法",
    "核心商密▲1年",
    "普通商密",
    "泄露机密会受到什么处罚",
    "举报某人窃取机密",
    "举报人要求对其身份保密",
    "请为我保密，谢谢",
    "机关密切联系群众",
    "动机密谋已久",
    "商家说这是机密，不告诉我们",
    "密码机密钥更换",
    "加急",
    "特急",
    "★★★★★五星好评",
    "秘密侦查措施的适用",
    "考试试卷启用前属秘密，现已启用",
    "这不是什么机密\n请公开",
    "公民的通信自由和通信秘密受法律保护",
]


@pytest.mark.parametrize("text", MARKED)
def test_refuse_classified_marked_text_is_refused(text: str) -> None:
    with pytest.raises(ClassifiedMaterial):
        refuse_classified(text, where="标题")


@pytest.mark.parametrize("text", ORDINARY)
def test_refuse_classified_ordinary_wording_passes(text: str) -> None:
    refuse_classified(text, where="标题")
    refuse_classified(f"来信人称：{text}。请处理", where="内容")
    assert find_mark(text) == ""


def test_refuse_classified_says_where_and_what_and_shows_nothing_else() -> None:
    with pytest.raises(ClassifiedMaterial) as refusal:
        refuse_classified("关于某地驻军的情况\n机  密★1年", where="附件一")
    assert str(refusal.value) == (
        "“附件一”带有国家秘密标志“机 密★”；本系统不得录入、存放涉密内容；"
        "请勿上传，按保密规定用涉密渠道办理，并告知本单位保密员"
    )


def test_find_mark_of_several_marks_is_the_first_in_the_text() -> None:
    assert find_mark("密级：秘密\n机密★1年") == "密级：秘密"


@given(st.text(), st.text(), st.sampled_from(["机密★1年", "绝密★长期", "秘密★"]))
def test_refuse_classified_a_star_mark_is_found_in_any_surroundings(
    before: str, after: str, mark: str
) -> None:
    with pytest.raises(ClassifiedMaterial):
        refuse_classified(f"{before}\n{mark}{after}", where="内容")


@given(st.text(alphabet=st.characters(blacklist_characters="绝絕机機秘祕密")))
def test_refuse_classified_text_without_the_words_always_passes(text: str) -> None:
    refuse_classified(text, where="内容")


@given(st.text(alphabet="绝机秘密★ \n\t级：【】（）年1长期投票商业"))
def test_find_mark_of_any_mixture_ends_and_shows_a_short_mark(text: str) -> None:
    assert len(find_mark(text)) <= 20
