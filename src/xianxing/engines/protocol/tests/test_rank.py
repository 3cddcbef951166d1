"""Ranking: what decides between two people, and what a hand may change."""

import pytest

from xianxing.engines.protocol import (
    CastError,
    Organ,
    Person,
    Pin,
    Post,
    RankRules,
    Tier,
    TieRule,
    grade_name,
    join_sides,
    rank,
    read_person,
    read_posts,
)
from xianxing.engines.protocol.ranking.posts import is_former
from xianxing.engines.protocol.ranking.reading import read_date
from xianxing.engines.protocol.terms import Json


def names(*people: Json, rules: RankRules | None = None) -> list[str]:
    found = rank([read_person(each) for each in people], rules or RankRules())
    return [person.name for person in found.people]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("党委书记", (Post(Organ.PARTY, Tier.HEAD),)),
        ("县委书记", (Post(Organ.PARTY, Tier.HEAD),)),
        ("专职副书记", (Post(Organ.PARTY, Tier.DEPUTY_SECRETARY),)),
        ("党委副职", (Post(Organ.PARTY, Tier.DEPUTY_SECRETARY),)),
        ("党委正职", (Post(Organ.PARTY, Tier.HEAD),)),
        ("县委常委、组织部长", (Post(Organ.PARTY, Tier.STANDING),)),
        ("纪委书记", (Post(Organ.PARTY, Tier.STANDING),)),
        ("县长", (Post(Organ.GOVERNMENT, Tier.HEAD),)),
        ("政府正职", (Post(Organ.GOVERNMENT, Tier.HEAD),)),
        ("副市长", (Post(Organ.GOVERNMENT, Tier.DEPUTY),)),
        ("常务副县长", (Post(Organ.GOVERNMENT, Tier.DEPUTY, executive=True),)),
        ("县人大常委会主任", (Post(Organ.CONGRESS, Tier.HEAD),)),
        ("人大副主任", (Post(Organ.CONGRESS, Tier.DEPUTY),)),
        ("人大代表", (Post(Organ.CONGRESS, Tier.OTHER),)),
        ("政协主席", (Post(Organ.CONSULTATIVE, Tier.HEAD),)),
        ("政协副主席", (Post(Organ.CONSULTATIVE, Tier.DEPUTY),)),
        ("党委书记兼人大主任", (Post(Organ.PARTY, Tier.HEAD), Post(Organ.CONGRESS, Tier.HEAD))),
        ("张三", ()),
    ],
)
def test_post_is_read_from_its_words(text: str, posts: tuple[Post, ...]) -> None:
    assert read_posts(text) == posts


@pytest.mark.parametrize(("text", "former"), [("退休原书记", True), ("原县长", True), ("现任书记", False)])
def test_former_posts_are_told_by_their_words(text: str, former: bool) -> None:
    assert is_former(text) is former


def test_heads_then_deputy_secretary_then_standing_then_deputies() -> None:
    people: list[Json] = [
        "政协副主席",
        "人大副主任",
        "副县长",
        "县委常委",
        "专职副书记",
        "政协主席",
        "人大主任",
        "县长",
        "县委书记",
        "办公室工作人员",
    ]
    assert names(*people) == [
        "县委书记",
        "县长",
        "人大主任",
        "政协主席",
        "专职副书记",
        "县委常委",
        "副县长",
        "人大副主任",
        "政协副主席",
        "办公室工作人员",
    ]
    other = RankRules(heads="party_npc_gov_cppcc", deputies="npc_gov_cppcc")
    assert names(*people, rules=other)[1:3] == ["人大主任", "县长"]
    assert names(*people, rules=other)[6:8] == ["人大副主任", "副县长"]


def test_dates_decide_between_standing_members() -> None:
    people: list[Json] = [
        ["甲", "县委常委", "2022-06", "2019-05"],
        ["乙", "县委常委", "2021-03", "2020-01"],
        ["丙", "县委常委", "2022-06", "2018-02"],
        ["丁", "县委常委"],
    ]
    assert names(*people) == ["乙", "丙", "甲", "丁"]
    assert names(*people, rules=RankRules(tie=TieRule.GRADE_FIRST)) == ["丙", "甲", "乙", "丁"]


def test_order_number_of_the_organ_stands_over_dates() -> None:
    assert names(["甲", "副县长", "2015-01", 3], ["乙", "副县长", "2020-01", 2]) == ["乙", "甲"]
    assert names("副县长乙", "常务副县长甲") == ["常务副县长甲", "副县长乙"]


def test_grade_decides_only_when_known_of_everybody() -> None:
    assert names(["甲", "副处"], ["乙", "正处"], ["丙", "县处级正职"]) == ["乙", "丙", "甲"]
    assert names(["甲", "副处"], ["乙", "正处"], ["丙"]) == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("after_serving_same_grade", ["正处在职", "正处退休", "副处在职"]),
        ("after_all_serving", ["正处在职", "副处在职", "正处退休"]),
        ("as_serving", ["正处退休", "正处在职", "副处在职"]),
    ],
)
def test_retired_follow_the_setting(rule: str, expected: list[str]) -> None:
    people: list[Json] = [
        ["副处在职", "副处", "serving"],
        ["正处退休", "正处", "retired"],
        ["正处在职", "正处", "serving"],
    ]
    assert names(*people, rules=RankRules(retired=rule)) == expected


def test_head_of_two_organs_leaves_the_second_to_the_executive_deputy() -> None:
    people: list[Json] = ["政协主席", "人大常务副主任", "人大副主任", "县长", "县委书记兼人大主任"]
    assert names(*people) == ["县委书记兼人大主任", "县长", "人大常务副主任", "政协主席", "人大副主任"]
    lapsed = names(*people, rules=RankRules(dual="place_lapses"))
    assert lapsed == ["县委书记兼人大主任", "县长", "政协主席", "人大常务副主任", "人大副主任"]


def test_reasons_say_what_decided_and_ties_want_an_eye() -> None:
    found = rank([read_person(each) for each in ("副县长甲", "副县长乙", "县长")])
    assert [reason.text for reason in found.reasons] == [
        "县长在副县长甲之前：职务层次",
        "副县长甲、副县长乙无从区分，保持原次序，请人工核对",
    ]
    assert found.ties == (("副县长甲", "副县长乙"),)


def test_pin_moves_somebody_with_its_reason() -> None:
    people = [Person("甲"), Person("乙"), Person("老书记", retired=True)]
    found = rank(people, pins={"老书记": Pin(2, "德高望重")})
    assert [person.name for person in found.people] == ["甲", "老书记", "乙"]
    assert found.reasons[-1].text == "老书记手工固定为第 2 位：德高望重"
    assert found.ties == (("甲", "乙"),)
    assert rank(people, pins={"甲": Pin(3, "")}).reasons[-1].text == "甲手工固定为第 3 位：未写明原因"


@pytest.mark.parametrize(
    ("pins", "message"),
    [
        ({"丙": Pin(1, "x")}, "名单中没有 丙，不能固定其位次；请核对"),
        ({"甲": Pin(3, "x")}, "甲 不能固定为第 3 位；须是 1 到 2 且不与他人重复"),
        ({"甲": Pin(1, "x"), "乙": Pin(1, "x")}, "乙 不能固定为第 1 位；须是 1 到 2 且不与他人重复"),
    ],
)
def test_pin_that_cannot_be_kept_is_refused(pins: dict[str, Pin], message: str) -> None:
    with pytest.raises(CastError) as refusal:
        rank([Person("甲"), Person("乙")], pins=pins)
    assert str(refusal.value) == message


def test_two_people_of_one_name_are_refused() -> None:
    with pytest.raises(CastError, match=r"^排序名单中有重名；请在姓名后加注以区别$"):
        rank([Person("甲"), Person("甲")])


def test_person_is_read_from_an_object() -> None:
    found = read_person(
        {
            "name": "张三",
            "post": "副县长",
            "grade": "副处",
            "order_no": 4,
            "standing_since": "2020年6月",
            "grade_since": "2019/3/2",
            "status": "退休",
        }
    )
    post = Post(Organ.GOVERNMENT, Tier.DEPUTY)
    assert found == Person("张三", (post,), 8, 4, "2020-06", "2019-03-02", retired=True)
    assert read_person({"name": "原县长"}) == Person(
        "原县长", (Post(Organ.GOVERNMENT, Tier.HEAD),), retired=True
    )


def test_person_is_read_from_a_list_in_any_order() -> None:
    found = read_person(["张三", 2, "retired", "正处", "县委常委", "2020.6", "2019-03"])
    assert found == Person(
        "张三", (Post(Organ.PARTY, Tier.STANDING),), 7, 2, "2020-06", "2019-03", retired=True
    )


OBJECT_KEYS = "grade、grade_since、name、order_no、post、standing_since、status"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (3, '3 不是人员；应为 "党委书记"、["姓名","正处","2022-06"] 或 {"name":...}'),
        ("", '\'\' 不是人员；应为 "党委书记"、["姓名","正处","2022-06"] 或 {"name":...}'),
        ([3], '[3] 不是人员；应为 "党委书记"、["姓名","正处","2022-06"] 或 {"name":...}'),
        (["甲", True], "甲 的 True 无法识别；可写日期、职级、职务、排序号或 serving/retired"),
        (["甲", None], "甲 的 None 无法识别；可写日期、职级、职务、排序号或 serving/retired"),
        ({"post": "县长"}, f"人员须有 name，可写 {OBJECT_KEYS}；多出的是 （无）"),
        ({"name": "甲", "age": 5}, f"人员须有 name，可写 {OBJECT_KEYS}；多出的是 age"),
        ({"name": "甲", "order_no": "1"}, "甲 的 order_no 为 '1'；须是整数"),
        (
            {"name": "甲", "status": "休假"},
            "甲 的 status 为 休假；可用 retired、退休、离休、serving、在职、现任",
        ),
        ({"name": "甲", "post": 3}, "甲 的 post 为 3；须是文字"),
        ({"name": "甲", "grade_since": "去年"}, "甲 的 grade_since 为 去年；应为 2022-06 或 2022-06-30"),
    ],
)
def test_person_that_cannot_be_read_is_refused(value: Json, message: str) -> None:
    with pytest.raises(CastError) as refusal:
        read_person(value)
    assert str(refusal.value) == message


def test_unknown_grade_and_date_are_refused() -> None:
    with pytest.raises(CastError, match=r"^甲 的 grade 为 特级；可用 正国级、"):
        read_person({"name": "甲", "grade": "特级"})
    with pytest.raises(CastError, match=r"^明天 不是日期；应为 2022-06 或 2022-06-30$"):
        read_date("明天")


def test_grades_have_a_usual_name() -> None:
    assert [grade_name(rank) for rank in (1, 7, 12)] == ["正国级", "正处级", "一般干部"]


@pytest.mark.parametrize(
    ("superior", "host", "expected"),
    [
        (3, 3, ["S1", "H1", "S2", "H2", "H3", "S3"]),
        (1, 2, ["S1", "H1", "H2"]),
        (0, 2, ["H1", "H2"]),
        (2, 0, ["S1", "S2"]),
    ],
)
def test_joint_list_takes_the_superiors_first_two_early(
    superior: int, host: int, expected: list[str]
) -> None:
    above = [f"S{at + 1}" for at in range(superior)]
    own = [f"H{at + 1}" for at in range(host)]
    assert list(join_sides(above, own, "superior_first_then_alternate")) == expected
    assert list(join_sides(above, own, "superior_all_first")) == [*above, *own]
