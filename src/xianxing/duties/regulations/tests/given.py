"""A small rule, and the steps that the tests of the rulebook begin from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from xianxing.duties.regulations.actions import rules
from xianxing.duties.regulations.actions.adopting import enter_law
from xianxing.duties.regulations.models import Area, Opinion, RuleDraft
from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.entering import Described
from xianxing.office.authority.models import Instrument

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
TEXT = """第一条 为了规范接待，根据《信访工作条例》第三十四条和《信访条例》第三十三条，制定本细则。
第二条 接待须凭公函：
（一）写明内容；
（二）写明人员。
第三条 十人以内的，陪餐不超过三人。
第四条 违反第三条规定的，责令改正。
"""


def area() -> Area:
    return Area.objects.get_or_create(name="公务接待")[0]


def written(**changed: Any) -> rules.Written:
    known = rules.Written("接待细则", "公务接待实施细则", area(), "本办公室", TEXT, date(2026, 11, 1))
    return replace(known, **changed)


def drafted(cast: Cast, **changed: Any) -> RuleDraft:
    return rules.write_draft(actor=cast.clerk, written=written(**changed), now=NOW)


def consulted(cast: Cast, draft: RuleDraft, people: Sequence[Account] = ()) -> list[Opinion]:
    return rules.consult(
        actor=cast.clerk, draft=draft, accounts=people or [cast.leader, cast.unit], due_on=TODAY, now=NOW
    )


def published(cast: Cast, **changed: Any) -> Instrument:
    return rules.publish_rule(actor=cast.head, draft=drafted(cast, **changed), now=NOW)


def law(cast: Cast, **changed: Any) -> Instrument:
    known: dict[str, Any] = {
        "code": "某条例",
        "title": "某条例",
        "issuer": "国务院",
        "issued_on": date(2020, 1, 1),
        "effective_from": date(2020, 2, 1),
        "level": "regulation",
        "scope": "全国",
    }
    text = changed.pop("text", "第一条 甲事应当在十日内办结。\n第二条 乙事由主管部门负责。")
    replaces = changed.pop("replaces", None)
    described = Described(**{**known, **changed})
    return enter_law(actor=cast.clerk, described=described, text=text, now=NOW, replaces=replaces)
