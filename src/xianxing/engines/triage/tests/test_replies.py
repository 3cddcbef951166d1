"""Empty replies. Every text is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.engines.triage import Reason, is_empty_reply

GREETING = "尊敬的网友：您好！您反映的问题已收悉。"
THANKS = "感谢您对我们工作的关心、监督与支持！2024年5月6日"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024年5月6日",
        "二〇二四年五月六日",
        f"{GREETING}{THANKS}",
        "您好，您所反映的问题已转交相关部门调查处置。",
        "网友：您好，您反映的问题已获悉并转学校处理。",
        f"{GREETING}现回复如下：",
        "您好，您的问题请致电办事大厅0000-00000000咨询。谢谢！",
        "网民您好：您反映的问题建议您拨打政务热线，可以就有关问题进行咨询，谢谢！",
        "你的建议很好。我们已将你的建议转给有关部门研究。",
    ],
)
def test_reply_without_facts_or_grounds_is_empty(text: str) -> None:
    assert is_empty_reply(text).empty is True


@pytest.mark.parametrize(
    "text",
    [
        f"{GREETING}经核实，该路段路灯因线路老化不亮，已完成维修。{THANKS}",
        "办理护照只需携带身份证和银行卡，到政务中心二楼大厅办理即可，工作日上午九点至下午五点。",
        "您反映的小区不属于本区管辖，建议您向市自来水公司反映，电话0000-00000000。",
        "根据《物业管理条例》，由业主大会决定。",
        "已转交住建局。经住建局调查，该处搭建属实，已责令拆除。",
    ],
)
def test_reply_with_facts_or_grounds_is_not_empty(text: str) -> None:
    assert is_empty_reply(text).empty is False


def test_empty_reply_says_how_little_is_left() -> None:
    verdict = is_empty_reply("您好，您所反映的问题已转交相关部门调查处置。")
    assert verdict.substance == 0
    assert verdict.reasons == (
        Reason("除客套、收悉、转交等语外只有 0 字，没有说明事实和处理意见", "信访工作条例 第三十二条"),
    )


def test_reply_that_only_sends_the_writer_away_says_so() -> None:
    verdict = is_empty_reply("这一类申请的手续比较多，各地的要求也不完全一样，请您到当地的服务大厅咨询。")
    assert verdict.empty is True
    assert verdict.reasons == (
        Reason("只是转交或请对方另找单位，其余 22 字没有说明事实、结果或依据", "信访工作条例 第三十二条"),
    )


def test_reply_of_the_same_length_that_sends_nobody_away_is_not_empty() -> None:
    verdict = is_empty_reply("这一类申请的手续比较多，各地的要求也不完全一样，今年起在大厅三号窗口收件。")
    assert verdict.empty is False
    assert verdict.reasons == (Reason(f"有实质内容 {verdict.substance} 字", "信访工作条例 第三十二条"),)


@given(st.text(alphabet="您好谢。！，网友", max_size=40))
def test_reply_of_courtesy_alone_has_little_substance(text: str) -> None:
    assert is_empty_reply(text).substance <= len(text)


@given(st.integers(1, 20))
def test_reply_with_more_facts_never_turns_empty(times: int) -> None:
    fact = "施工队于当天更换了全部水管，并清洗了水箱。"
    assert is_empty_reply(fact * (times + 1)).substance > is_empty_reply(fact * times).substance
