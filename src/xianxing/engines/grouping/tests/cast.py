"""Messages that the tests share: one matter told by several people, one problem in several places."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

from xianxing.engines.grouping import Message

START = datetime.fromisoformat("2026-01-05T09:00")


def message(message_id: str, title: str, text: str = "", *, day: int = 0, by: str | None = None) -> Message:
    """A message `day` days after the start."""
    return Message(message_id, START + timedelta(days=day), title, text, by)


MIXING = message(
    "mixing",
    "投诉B2区春晖新城附近建搅拌站噪音扰民",
    "春晖新城小区门口新建混凝土搅拌站，昼夜施工，粉尘很大。",
    by="甲",
)
MIXING_AGAIN = message(
    "mixing-2",
    "春晖新城旁的搅拌站灰尘太大",
    "搅拌站离春晖新城不到百米，夜里噪音粉尘扰民，请处理。",
    day=3,
    by="乙",
)
MIXING_COPY = message(
    "mixing-3",
    "投诉Ｂ2区春晖新城附近建搅拌站，噪音扰民！",
    "春晖新城小区门口新建混凝土搅拌站 昼夜施工 粉尘很大",
    day=4,
    by="甲",
)
MAHJONG_PINE = message(
    "pine", "B1区松涛苑小区麻将馆噪音扰民", "楼下麻将馆通宵营业，噪音扰民，无法休息。", day=1, by="丙"
)
MAHJONG_WILLOW = message(
    "willow", "B4区柳浪苑小区麻将馆噪音扰民", "楼下麻将馆通宵营业，噪音扰民，无法休息。", day=2, by="丁"
)
BUS = message("bus", "建议806路公交车增加班次", "早高峰等车要半个小时，希望缩短发车间隔。", day=5, by="戊")
SCHOOL = message("school", "咨询入学学位划分", "孩子今年上一年级，请问学区怎么划分。", day=6)

CAST = (MIXING, MAHJONG_PINE, MAHJONG_WILLOW, MIXING_AGAIN, MIXING_COPY, BUS, SCHOOL)

_PIECES = (
    "春晖新城",
    "松涛苑",
    "B2区",
    "搅拌站",
    "噪音扰民",
    "麻将馆",
    "公交车",
    "发车",
    "学位",
    "请处理",
    "，",
    "3.5",
)
TEXTS = st.lists(st.sampled_from(_PIECES), max_size=8).map("".join)


@st.composite
def message_lists(draw: st.DrawFn, max_size: int = 8) -> list[Message]:
    """Messages with distinct ids; equal texts, empty texts and unknown complainants occur."""
    bodies = draw(st.lists(st.tuples(TEXTS, TEXTS, st.sampled_from(("甲", "乙", None))), max_size=max_size))
    return [
        message(f"m{number}", title, text, day=number, by=by)
        for number, (title, text, by) in enumerate(bodies)
    ]
