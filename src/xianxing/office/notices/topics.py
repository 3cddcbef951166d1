"""The names of what can change, and who may hear of it."""

import re
from dataclasses import dataclass

from xianxing.office.access.models import Account
from xianxing.office.access.roles import is_leader, is_office_member, organs_of

_FORM = re.compile(r"([a-z][a-z_.]*)(?::([0-9]+))?")


@dataclass(frozen=True, slots=True)
class Ear:
    """What one account may hear: its own topics, its organs', and by its role those of single things."""

    account_id: int
    organ_ids: frozenset[int]
    hears_things: bool


def ear_of(account: Account) -> Ear:
    """Return what the account may hear. Members of the office and leaders hear of single things."""
    return Ear(account.pk, organs_of(account), is_office_member(account) or is_leader(account))


def may_hear(ear: Ear, topic: str) -> bool:
    """Return whether the topic may be told: that a number changed would itself tell a stranger something.

    A topic without a number (``matters``) says nothing of any one thing, and everyone signed in may hear it.
    """
    name, _colon, number = topic.partition(":")
    if not number:
        return True
    if name == "account":
        return int(number) == ear.account_id
    if name == "organ":
        return int(number) in ear.organ_ids or ear.hears_things
    return ear.hears_things


def account_topic(account: Account) -> str:
    """Return the topic of one account."""
    return f"account:{account.pk}"


def check_topic(topic: str) -> str:
    """Return the topic.

    Raises:
        ValueError: it is not of the form ``word`` or ``word:number``.
    """
    if len(topic) > 80 or not _FORM.fullmatch(topic):
        raise ValueError(f"主题 {topic!r} 不合规定；应形如 matters 或 matter:12，不超过 80 字符")
    return topic
