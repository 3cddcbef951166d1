"""When a person leaves, the account closes with its sessions."""

from django.utils.translation import gettext as _

from xianxing.office.access.actions import close_account
from xianxing.office.access.models import Account
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.ledger.models import Entry


def on_person_left(entry: Entry) -> None:
    """Close the account of the person that an entry says has left."""
    account = Account.objects.filter(person_id=entry.object_id, is_active=True).first()
    if account is not None:
        close_account(actor=SYSTEM, account=account, reason=_("人员离任"), now=entry.at)
