"""The particulars of a verb on many matters."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.actions.bulk import VERBS, Job
from xianxing.duties.matters.actions.handling import Task
from xianxing.duties.matters.models import Matter
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.calendars.widgets import DayInput
from xianxing.office.people.models import Organ

NEEDED = {"handler": ("handler",), "assign": ("owner", "due_on", "instruction"), "join": ("into",)}


class BulkForm(forms.Form):
    """What the verb needs to know; only the fields of that verb are asked."""

    verb = forms.ChoiceField(choices=[(name, name) for name in VERBS], widget=forms.HiddenInput)
    selected = forms.CharField(widget=forms.HiddenInput)
    handler = forms.ModelChoiceField(label=_("经办人"), queryset=Account.objects.none())
    owner = forms.ModelChoiceField(label=_("主办单位"), queryset=Organ.objects.none())
    due_on = forms.DateField(label=_("反馈时限"), widget=DayInput)
    instruction = forms.CharField(
        label=_("办理要求"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    into = forms.ModelChoiceField(label=_("并入"), queryset=Matter.objects.none(), empty_label=None)

    def __init__(self, *args: Any, verb: str, matters: list[Matter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for names in NEEDED.values():
            for name in names:
                if name not in NEEDED.get(verb, ()):
                    del self.fields[name]
        self._offer("handler", _members())
        self._offer("owner", Organ.objects.filter(is_office=False, abolished_on=None).exclude(kind="section"))
        self._offer("into", Matter.objects.filter(pk__in=[matter.pk for matter in matters]))

    def job(self) -> Job:
        """Return what the action takes."""
        cleaned = self.cleaned_data
        task = None
        if "owner" in cleaned:
            due_at = timezone.make_aware(datetime.combine(cleaned["due_on"], time(18)))
            task = Task(owner=cleaned["owner"], instruction=cleaned["instruction"], due_at=due_at)
        return Job(cleaned["verb"], cleaned.get("handler"), task, cleaned.get("into"))

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows


def _members() -> Any:
    today = timezone.localdate()
    members = [*accounts_with(Role.HEAD, on=today), *accounts_with(Role.STAFF, on=today)]
    return Account.objects.filter(pk__in=[member.pk for member in members])
