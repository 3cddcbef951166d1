"""Families of fact: citations, names, places, listed words, contradictions, repetition."""

import pytest

from xianxing.engines.proofread import BadTableError, Holder, Law, Listed, Organ, Place, Tables
from xianxing.engines.proofread.families import citation, contradiction, listed, names, places, repetition
from xianxing.engines.proofread.tests.shown import Short, points_at, short

LAWS = (
    Law(
        "中华人民共和国河湖保护法",
        short_titles=("河湖法",),
        articles={
            "第一条": "为了保护河湖，改善水环境，制定本法。",
            "第十条": "任何单位和个人都有保护河湖的义务，并有权制止和举报损害河湖的行为。",
        },
    ),
    Law("青川市节约用水条例"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据《中华人民共和国河湖保护法》第十条的规定", []),
        ("根据《河湖保护法》第10条的规定", []),
        ("根据《河湖法》第一条", []),
        ("根据《中华人民共和国湖河保护法》", [("中华人民共和国湖河保护法", ("中华人民共和国河湖保护法",))]),
        ("根据《河湖保护法》第九十九条", [("第九十九条", ())]),
        ("根据《青川市节约用水条例》第九十九条", []),
        ("根据《青川市公园条例》", []),
        ("出版《河湖保护纪实》", []),
        ("《河湖法》第十条规定：“任何单位和个人都有保护河湖的义务”", []),
        (
            "《河湖法》第十条规定：“任何单位或者个人都有保护河湖的义务”",
            [("任何单位或者个人都有保护河湖的义务", ("任何单位和个人都有保护河湖的义务",))],
        ),
        ("《河湖法》第十条规定：“天下没有免费的午餐这回事”", [("天下没有免费的午餐这回事", ())]),
    ],
)
def test_citations_against_given_texts(text: str, expected: list[Short]) -> None:
    findings = list(citation.find(text, LAWS))
    assert short(findings) == expected
    assert points_at(text, findings)
    assert not list(citation.find(text, ()))


ORGANS = (Organ("青川市水务局", "市水务局", wrong_names=("青川市水利局", "水务")),)
HOLDERS = (
    Holder("林知远", "市长", 1),
    Holder("周望舒", "副市长", 2),
    Holder("郑砚秋", "秘书长", 3),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青川市水务局和市水务局", []),
        ("青川市水利局", [("青川市水利局", ("青川市水务局", "市水务局"))]),
        ("水务工作", [("水务", ("青川市水务局", "市水务局"))]),
        ("市长林知远、副市长周望舒出席。", []),
        ("副市长林知远出席。", [("副市长", ("市长",))]),
        ("市长周望舒出席。", [("市长", ("副市长",))]),
        ("青川市秘书长郑砚秋", []),
        ("林知远出席。", []),
        ("出席的有周望舒、林知远、郑砚秋。", [("周望舒、林知远、郑砚秋", ("林知远、周望舒、郑砚秋",))]),
        ("出席的有林知远、周望舒、郑砚秋。", []),
    ],
)
def test_organs_posts_and_order(text: str, expected: list[Short]) -> None:
    findings = list(names.find(text, ORGANS, HOLDERS))
    assert short(findings) == expected
    assert points_at(text, findings)
    assert not list(names.find(text, (), ()))


PLACES = (Place("白水县", "青川市"), Place("石桥镇", "白水县"), Place("云岭县", "南江市"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青川市白水县石桥镇", []),
        ("青川市石桥镇", []),
        ("青川市云岭县", [("青川市", ("南江市",))]),
        ("云岭县石桥镇", []),
        ("南江市石桥镇", [("南江市", ("白水县",))]),
    ],
)
def test_places_and_parents(text: str, expected: list[Short]) -> None:
    findings = list(places.find(text, PLACES))
    assert short(findings) == expected
    assert points_at(text, findings)
    assert not list(places.find(text, ()))


def test_place_table_that_runs_in_a_circle_ends() -> None:
    circle = (Place("甲县", "乙市"), Place("乙市", "甲县"), Place("丙县", "丁市"))
    assert short(places.find("丁市甲县", circle)) == [("丁市", ("乙市",))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("关心残废人", [("残废人", ("残疾人",))]),
        ("这是史无前例的。", [("史无前例", ())]),
        ("必须要做好，须要报告。", [("须要", ("需要",))]),
        ("认真落实各项工作。", []),
    ],
)
def test_listed_words_of_the_starting_list(text: str, expected: list[Short]) -> None:
    findings = list(listed.find(text, listed.STARTING_LIST))
    assert short(findings) == expected
    assert points_at(text, findings)


def test_starting_list_never_suggests_what_it_forbids() -> None:
    for entry in listed.STARTING_LIST:
        assert entry.reason
        assert entry.source
        assert entry.word not in entry.instead


@pytest.mark.parametrize(
    "tables",
    [
        {"laws": (Law(" "),)},
        {"organs": (Organ(""),)},
        {"listed": (Listed("", (), "", ""),)},
        {"accepted": frozenset({""})},
    ],
)
def test_blank_name_in_a_table_is_refused(tables: dict[str, object]) -> None:
    with pytest.raises(BadTableError) as refusal:
        Tables(**tables)  # type: ignore[arg-type]
    assert str(refusal.value) == "名称表里有空白的名称；请填写或删去该行"


def test_post_given_twice_is_refused() -> None:
    with pytest.raises(BadTableError) as refusal:
        Tables(holders=(Holder("林知远", "市长", 1), Holder("林知远", "市长", 2)))
    assert str(refusal.value) == "职务表里 林知远 的同一职务出现两次；请删去一行"
    assert Tables(holders=(Holder("林知远", "市长", 1), Holder("林知远", "副书记", 2))).holders[1].order == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年11月23日（星期一）", []),
        ("2026年11月23日（星期三）", [("三", ("一",))]),
        ("2026年11月22日（星期天）", []),
        ("2026年2月30日（星期三）", []),
        ("共有干部30人，其中男20人，女10人。", []),
        ("共有干部30人，其中男20人，女12人。", [("30", ("32",))]),
        ("共有干部30人，其中党员20人，团员5人。", []),
        ("共有干部30人，其中党员20人，团员15人。", [("30", ("35",))]),
        ("道路5条、桥梁3条，共计9条。", [("9", ("8",))]),
        ("道路5条、桥梁3条，共计8条。", []),
        ("其中道路5条、桥梁3条，共计9条。", []),
        ("产值由100亿元增加到120亿元，增长20%。", []),
        ("产值由100亿元增加到120亿元，增长25%。", [("25", ("20.0",))]),
        ("产值由100亿元增加到120亿元，年均增长5%。", []),
        ("11月23日至25日为期3天", []),
        ("11月23日至25日为期五天", [("五", ("3",))]),
        ("11月31日至33日为期3天", []),
        ("重点抓好三项工作：一是修路，二是架桥。", [("三", ())]),
        ("重点抓好两项工作：一是修路，二是架桥。", []),
        ("重点抓好三项工作。\n一是修路", []),
        ("总投资3亿元。\n经核定，总投资5亿元。", [("5", ("3",))]),
        ("总投资3亿元。\n总投资3亿元。", []),
        ("见附件3。\n附件：1.名单\n2.方案", [("3", ())]),
        ("附件：1.名单\n2.方案\n附件1\n附件2", []),
        ("附件：1.名单\n2.方案\n附件1", [("附件", ())]),
        ("附件：名单\n附件\n表", []),
        ("市委副书记陈明说。市委书记陈明，", []),
        ("县委书记陈明，来到现场。县委副书记陈明，讲话。", [("委副书记", ("委书记",))]),
    ],
)
def test_contradictions_of_one_document(text: str, expected: list[Short]) -> None:
    findings = list(contradiction.find(text))
    assert short(findings) == expected
    assert points_at(text, findings)


def test_repeated_sentence_is_found_at_its_second_place() -> None:
    sentence = "各县区要切实加强领导，压实责任，抓好落实"
    text = f"{sentence}。\n其他事项另行通知。{sentence}。"
    (finding,) = repetition.find(text)
    assert (finding.wrong, finding.start) == (sentence, text.rindex(sentence))
    assert not list(repetition.find(f"{sentence}。\n其他事项另行通知。"))
    assert not list(repetition.find("1234567890123456。\n1234567890123456。"))
