"""Who may look into the register: members of the office, and nobody else.

Not leaders, not units, not the three officers: what people write to the office is not theirs to read.
"""

from django.db.models import QuerySet

from xianxing.office.access.models import Account
from xianxing.office.access.predicates import Predicate, predicate
from xianxing.office.access.roles import is_head, is_office_member
from xianxing.office.register.models import Entry

may_see_register = Predicate("may_see_register", is_office_member.test)
"""Members of the office read the book, with senders masked."""

may_write_register = Predicate("may_write_register", is_office_member.test)
"""Members of the office enter, correct and attach."""

may_reveal_sender = Predicate("may_reveal_sender", is_office_member.test)
"""Members of the office see who it was, each time with a reason that the ledger keeps."""

may_erase_sender = Predicate("may_erase_sender", is_head.test)
"""The head of the office: what is erased does not come back."""


@predicate
def may_see_entry(account: Account, obj: Entry) -> bool:
    """Members of the office; a restricted entry is the head's alone, and never the accused's (信访工作条例 30)."""
    return is_office_member(account) and visible_entries(account).filter(pk=obj.pk).exists()


def visible_entries(account: Account) -> QuerySet[Entry]:
    """Return the entries that ``may_see_entry`` lets the account see, as a query."""
    shown = Entry.objects.exclude(hidden_from=account.person_id) if account.person_id else Entry.objects.all()
    if is_head(account):
        return shown
    if is_office_member(account):
        return shown.filter(restricted_at__isnull=True)
    return Entry.objects.none()
