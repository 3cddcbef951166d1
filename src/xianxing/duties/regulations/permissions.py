"""Who reads rules, who writes them, who governs them."""

from typing import Any

from xianxing.duties.regulations.models import Opinion, RuleDraft
from xianxing.duties.regulations.queries.working import visible_drafts
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import Predicate, predicate
from xianxing.office.access.roles import is_head, is_leader, is_office_member, is_signed_in

may_read_rulebook = Predicate("may_read_rulebook", is_signed_in.test)
"""Laws and house rules in force are open to everyone signed in."""

may_see_governance = Predicate("may_see_governance", (is_office_member | is_leader).test)
"""Gaps, limits and who relies on a clause: the office, and leaders, who only read."""

may_write_rules = Predicate("may_write_rules", is_office_member.test)
"""The office enters laws and drafts house rules."""

may_govern_rules = Predicate("may_govern_rules", is_head.test)
"""The head publishes, repeals, sets areas and limits."""


@predicate
def may_read_draft(account: Account, draft: Any) -> bool:
    """The office and leaders, and whoever was asked about this draft."""
    return isinstance(draft, RuleDraft) and visible_drafts(account).filter(pk=draft.pk).exists()


@predicate
def may_answer(account: Account, opinion: Any) -> bool:
    """Only the one who was asked answers."""
    return isinstance(opinion, Opinion) and opinion.asked_id == account.pk


@predicate
def may_edit_draft(account: Account, draft: Any) -> bool:
    """The one who drafted it, and the head."""
    is_own = isinstance(draft, RuleDraft) and draft.drafted_by_id == account.pk
    return is_head(account) or (is_own and is_office_member(account))
