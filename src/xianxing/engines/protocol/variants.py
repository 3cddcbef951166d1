"""Settings that several scenes share, and which hand the second person takes under them."""

from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.terms import Hand

SUPREME = Setting(
    "supreme",
    "尊位方向",
    {"left": "以左为尊（国内政务）", "right": "以右为尊（涉外惯例）"},
    "left",
    "S04、S09",
)
EVEN = Setting(
    "even",
    "双数排法",
    {
        "2_on_left_of_1": "2 号在 1 号左手（甲式）",
        "1_left_2_right": "居中两座 1 号在左、2 号在右（乙式）",
        "2_on_right_of_1": "2 号在 1 号右手（以右为尊时，推定）",
    },
    None,
    "S03",
)
TWO_PERSON = Setting(
    "two_person",
    "只有两位时",
    {"as_even": "同双数排法（S05）", "1_sits_left": "1 号坐左、2 号坐右（S04）"},
    "as_even",
    "S04、S05",
)
_EVEN_HANDS = {
    "2_on_left_of_1": Hand.LEFT,
    "1_left_2_right": Hand.RIGHT,
    "2_on_right_of_1": Hand.RIGHT,
}


def second_hand(size: int, chosen: Chosen) -> Hand:
    """The own hand of No. 1 on which No. 2 sits in a row of that size.

    In odd rows it is the hand of honour. In even rows the setting `even` alone decides; where it is not set,
    No. 2 keeps to the hand of honour (甲式, or its mirror image under `supreme=right`).
    Source: S01, S03-S06 (甲式); S02, S03, S24 (乙式); S09, S11 (right first; even rows there are derived).
    """
    honour = Hand.LEFT if chosen.values.get("supreme", "left") == "left" else Hand.RIGHT
    if size % 2:
        return honour
    if size == 2 and chosen.values.get("two_person") == "1_sits_left":
        return Hand.RIGHT
    return _EVEN_HANDS[chosen.text("even")] if "even" in chosen.values else honour
