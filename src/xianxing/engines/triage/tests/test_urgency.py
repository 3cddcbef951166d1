"""Signs of danger. Every text is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.engines.triage import Danger, Message, Reason, Urgency, urgency_cues


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("她说活不下去了", Danger.LIFE),
        ("对方扬言要报复社会", Danger.VIOLENCE),
        ("楼下燃气泄漏", Danger.ACCIDENT),
        ("食堂吃饭后多人呕吐", Danger.HEALTH),
        ("老人昨天走失", Danger.MINOR),
        ("孩子放学后失踪", Danger.MINOR),
        ("大家准备去集体上访", Danger.GATHERING),
        ("几百人围在门口", Danger.GATHERING),
        ("小区停水三天了", Danger.SUPPLY),
        ("停电已经10天", Danger.SUPPLY),
    ],
)
def test_urgency_of_a_dangerous_text_names_the_danger(text: str, danger: Danger) -> None:
    assert [found.danger for found in urgency_cues(Message("", text))] == [danger]


@pytest.mark.parametrize(
    "text",
    [
        "路灯坏了",
        "商场跳楼价甩卖",
        "游乐园的跳楼机",
        "没有发生爆炸",
        "防止坍塌",
        "请做好预防触电的宣传",
        "未发生走失",
        "公司法人失踪",
        "小区停水一小时",
        "因8月2日停水",
        "停电是因8月2日的工程",
    ],
)
def test_urgency_of_a_harmless_text_is_none(text: str) -> None:
    assert urgency_cues(Message("", text)) == ()


def test_urgency_with_several_dangers_puts_the_gravest_first() -> None:
    found = urgency_cues(Message("停水五天", "有人拉横幅，有人要跳楼，拉横幅的很多"))
    assert found == (
        Urgency(Danger.LIFE, Reason("有人可能轻生或有生命危险：跳楼", "信访工作条例 第二十五条")),
        Urgency(Danger.GATHERING, Reason("可能聚集：拉横幅", "信访工作条例 第二十五条")),
        Urgency(Danger.SUPPLY, Reason("水、电、气、暖较长时间中断：停水五天", "信访工作条例 第二十五条")),
    )


def test_urgency_denied_once_and_meant_once_counts() -> None:
    assert [found.danger for found in urgency_cues(Message("", "以前没有着火，昨天着火了"))] == [
        Danger.ACCIDENT
    ]


@given(
    st.text(alphabet="路灯坏了请修一下", max_size=30), st.sampled_from(["有人要自焚", "正在坍塌", "他持刀"])
)
def test_urgency_is_seen_wherever_the_cue_stands(filler: str, cue: str) -> None:
    assert urgency_cues(Message(filler, f"{filler}。{cue}。{filler}"))
