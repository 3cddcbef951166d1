"""People as a command line gives them: a post by its words, or a name with grade, dates, status in any order."""

import re
from collections.abc import Mapping, Sequence

from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.ranking.grades import GRADES
from xianxing.engines.protocol.ranking.order import Person, Pin, Ranking, RankRules, rank
from xianxing.engines.protocol.ranking.posts import is_former, read_posts
from xianxing.engines.protocol.terms import Json

_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?")
_STATUS = {"retired": True, "退休": True, "离休": True, "serving": False, "在职": False, "现任": False}
_KEYS = frozenset({"name", "post", "grade", "order_no", "standing_since", "grade_since", "status"})


def rank_labels(people: Sequence[Json], rules: RankRules, pins: Mapping[str, Pin] | None = None) -> Ranking:
    """The ranking of people given as JSON. Raises: CastError. Source: the input of `rank_order`."""
    return rank([read_person(each) for each in people], rules, pins=pins)


def read_person(value: Json) -> Person:
    """One person: `"党委书记"`, `["丙", "2022-06", "2020-01"]`, `["张三", "正处", "retired"]` or an object.

    In a list the first item is the name; of two dates the first is the entry into the standing committee and
    the second the date in grade; a whole number is the order number; other words are posts. The name itself
    is read as a post too, because lists often name posts only.

    Raises: CastError. Source: the input of `rank_order`.
    """
    if isinstance(value, str) and value:
        return Person(value, posts=read_posts(value), retired=is_former(value))
    if isinstance(value, list) and value and isinstance(value[0], str) and value[0]:
        return _from_list(value[0], value[1:])
    if isinstance(value, dict):
        return _from_object(value)
    raise CastError(f'{value!r} 不是人员；应为 "党委书记"、["姓名","正处","2022-06"] 或 {{"name":...}}')


def _from_list(name: str, items: Sequence[Json]) -> Person:
    dates: list[str] = []
    words = [name]
    grade, order_no, retired = None, None, is_former(name)
    for item in items:
        if isinstance(item, int) and not isinstance(item, bool):
            order_no = item
        elif not isinstance(item, str):
            raise CastError(f"{name} 的 {item!r} 无法识别；可写日期、职级、职务、排序号或 serving/retired")
        elif item in _STATUS:
            retired = _STATUS[item]
        elif item in GRADES:
            grade = GRADES[item]
        elif _DATE.fullmatch(item):
            dates.append(read_date(item))
        else:
            words.append(item)
    standing, in_grade = (*dates, "", "")[:2]
    posts = tuple(post for word in words for post in read_posts(word))
    return Person(name, posts, grade, order_no, standing, in_grade, retired)


def _from_object(value: Mapping[str, Json]) -> Person:
    name = value.get("name")
    unknown = sorted(value.keys() - _KEYS)
    if not isinstance(name, str) or not name or unknown:
        raise CastError(
            f"人员须有 name，可写 {'、'.join(sorted(_KEYS))}；多出的是 {'、'.join(unknown) or '（无）'}"
        )
    order_no = value.get("order_no")
    if order_no is not None and (isinstance(order_no, bool) or not isinstance(order_no, int)):
        raise CastError(f"{name} 的 order_no 为 {order_no!r}；须是整数")
    status = _word(value, "status", name)
    if status and status not in _STATUS:
        raise CastError(f"{name} 的 status 为 {status}；可用 {'、'.join(_STATUS)}")
    post = _word(value, "post", name)
    return Person(
        name,
        posts=read_posts(post or name),
        grade=_grade(_word(value, "grade", name), name),
        order_no=order_no,
        standing_since=_date(value, "standing_since", name),
        grade_since=_date(value, "grade_since", name),
        retired=_STATUS[status] if status else is_former(post or name),
    )


def _word(value: Mapping[str, Json], key: str, name: str) -> str:
    found = value.get(key, "")
    if not isinstance(found, str):
        raise CastError(f"{name} 的 {key} 为 {found!r}；须是文字")
    return found


def _grade(word: str, name: str) -> int | None:
    if word and word not in GRADES:
        raise CastError(f"{name} 的 grade 为 {word}；可用 {'、'.join(GRADES)}")
    return GRADES.get(word)


def _date(value: Mapping[str, Json], key: str, name: str) -> str:
    word = _word(value, key, name)
    if word and not _DATE.fullmatch(word):
        raise CastError(f"{name} 的 {key} 为 {word}；应为 2022-06 或 2022-06-30")
    return read_date(word) if word else ""


def read_date(text: str) -> str:
    """A date as `YYYY-MM` or `YYYY-MM-DD`, whatever way it was written. Source: the input of `rank_order`."""
    found = _DATE.fullmatch(text)
    if found is None:
        raise CastError(f"{text} 不是日期；应为 2022-06 或 2022-06-30")
    year, month, day = found.groups()
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
