"""What a document about a matter may carry: what was asked and found, never who wrote."""

import pytest

from xianxing.duties.matters.queries import told_facts
from xianxing.duties.matters.tests.factories import WANG, accusation, answered, arrived
from xianxing.office.access.tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_facts_of_an_open_matter_say_what_is_asked_and_where(office: Cast) -> None:
    matter = arrived(sender=WANG)
    assert told_facts(office.clerk, matter.pk) == (f"1 人反映望湖小区“路灯不亮”。（来源：{matter.number}）",)


def test_facts_of_an_answered_matter_are_those_of_its_approved_reply(office: Cast) -> None:
    matter = answered(office)
    reply = matter.replies.get()
    source = f"（来源：{matter.number}）"
    assert told_facts(office.clerk, matter.pk) == (
        reply.request + source,
        reply.facts + source,
        reply.opinion + source,
    )


def test_facts_of_an_accusation_are_told_to_nobody_else(office: Cast) -> None:
    matter = accusation(office)
    told = {name for name, account in office.accounts().items() if told_facts(account, matter.pk)}
    assert told == {"head"}


def test_facts_of_nothing_are_none(office: Cast) -> None:
    assert told_facts(office.head, 10**9) == ()
