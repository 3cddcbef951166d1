"""Fields that several forms use."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.people.models import Organ, Person

CLOSE_OF_BUSINESS = time(18, 0)
NO_UNITS = Organ.objects.none()
NO_PERSONS = Person.objects.none()
NO_ACCOUNTS = Account.objects.none()


class DayInput(forms.DateInput):
    """A field of the browser for a day; browsers take ISO dates whatever the language of the page."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def words(label: Any, *, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """Return a field for several lines of text."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=5000, **kwargs
    )


def units() -> Any:
    """Return the units that can be given work."""
    return Organ.objects.filter(is_office=False, abolished_on__isnull=True, parent__isnull=True)


def leaders() -> Any:
    """Return the persons who are leaders today."""
    accounts = accounts_with(Role.LEADER, on=timezone.localdate())
    return Person.objects.filter(pk__in=[account.person_id for account in accounts])


def office_members() -> Any:
    """Return the accounts of the office."""
    today = timezone.localdate()
    members = [*accounts_with(Role.HEAD, on=today), *accounts_with(Role.STAFF, on=today)]
    found = Account.objects.filter(pk__in=[member.pk for member in members])
    return found.select_related("person").order_by("id")


def close_of(day: date) -> datetime:
    """Return the end of business of a day."""
    return timezone.make_aware(datetime.combine(day, CLOSE_OF_BUSINESS))


MILESTONES_HELP = _("一行一个，如“2026-12-01 完成盘点”")
