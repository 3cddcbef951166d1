"""Take in what came by letter, visit, call or instruction."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.intake import Particulars, open_matter
from xianxing.duties.matters.engine import Kind
from xianxing.duties.matters.forms.intake import RegisterForm
from xianxing.duties.matters.models import Matter
from xianxing.duties.matters.permissions import may_register_matter
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.files.actions import store
from xianxing.office.ledger.actions import writing
from xianxing.office.register.actions import register
from xianxing.office.register.models import Channel
from xianxing.office.register.senders import Sender


def register_page(request: HttpRequest) -> HttpResponse:
    """Show the intake form, or register what it says and open the matter."""
    account = account_of(request)
    require(may_register_matter, account)
    form = RegisterForm(request.POST or None, request.FILES or None, initial={"received_at": timezone.now()})
    if request.method == "POST" and form.is_valid():
        try:
            matter = take_in(account, form)
        except (ValidationError, ValueError) as refused:
            form.add_error(None, refused if isinstance(refused, ValidationError) else str(refused))
        else:
            number = {"number": matter.number}
            messages.success(request, _("已登记为 %(number)s，书面告知时限开始计算") % number)
            return redirect("matters:detail", pk=matter.pk)
    status = 422 if form.errors else 200
    return render(request, "matters/register.html", {"form": form}, status=status)


def take_in(account: Account, form: RegisterForm) -> Matter:
    """Register what a valid form says and open its matter; both are kept or neither.

    Raises:
        ValidationError: a guard or the register refuses it.
        ValueError: it bears a mark of classification, or a file is refused.
    """
    cleaned = form.cleaned_data
    now = timezone.now()
    files = [store(actor=account, upload=upload, now=now) for upload in cleaned["attachments"]]
    sender = Sender(
        name=cleaned["sender_name"], contact=cleaned["sender_contact"], address=cleaned["sender_address"]
    )
    particulars = Particulars(
        kind=Kind(cleaned["kind"]) if cleaned["kind"] else None,
        place=cleaned["place"],
        amount=cleaned["amount"],
        people_count=cleaned["people_count"],
        representatives=cleaned["representatives"],
    )
    with writing():
        entry = register(
            actor=account,
            channel=Channel(cleaned["channel"]),
            received_at=cleaned["received_at"],
            title=cleaned["title"],
            text=cleaned["text"],
            sender=sender,
            people_count=cleaned["people_count"],
            files=files,
            now=now,
        )
        return open_matter(actor=account, entry=entry, particulars=particulars, now=now)
