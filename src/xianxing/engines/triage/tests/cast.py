"""A small office: three branches, and messages its people could get. All invented."""

from xianxing.engines.triage.taxonomy import Taxonomy
from xianxing.engines.triage.types import Confirmation, Message

TAXONOMY = Taxonomy(
    [
        ("城乡建设", "城市建设和市政管理", "自来水供应"),
        ("城乡建设", "城市建设和市政管理", "城市公共设施"),
        ("城乡建设", "住房保障与房地产", "物业服务"),
        ("教育文体", "考试招生", "招生录取"),
        ("教育文体", "教育收费", "乱收费"),
        ("卫生计生", "医政监管", "医疗机构管理"),
    ]
)

WATER = Message("小区停水三天", "自来水公司说水管坏了，水压一直很低，请尽快恢复供水。")
SCHOOL = Message("小学招生范围", "请问今年小学招生的学区怎么划分，孩子入学要哪些材料？")
HOSPITAL = Message("医院看病排队", "人民医院挂号要排两个小时，医生态度也不好。")
NOTHING = Message("", "嗯嗯嗯")

_PLACES = ("一号院", "二号院", "三号院", "四号院", "五号院", "六号院", "七号院", "八号院")


def confirmed(rounds: int) -> list[Confirmation]:
    """`rounds` times one message of each branch; no two alike."""
    lesson = []
    for turn in range(rounds):
        place = _PLACES[turn % len(_PLACES)] + "甲乙丙丁戊己庚辛"[turn // len(_PLACES) % 8]
        for label, message in (("城乡建设", WATER), ("教育文体", SCHOOL), ("卫生计生", HOSPITAL)):
            lesson.append(
                Confirmation(Message(f"{place}{message.title}", f"{message.text}{place}{turn}"), label)
            )
    return lesson
