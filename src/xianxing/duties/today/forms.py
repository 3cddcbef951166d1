"""The forms of the lamps and of handing over."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xianxing.duties.today.models import LampScale
from xianxing.office.access.models import Account
from xianxing.office.duty import OpenWork
from xianxing.office.people.models import Person


class LampForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = LampScale
        fields = ("amber_days", "red_days")

    def _post_clean(self) -> None:
        """The action checks the pair; the form only the numbers."""


class PersonForm(forms.Form):
    """Whose work is to be handed over: someone who stays and has an account."""

    person = forms.ModelChoiceField(label=_("移交人"), queryset=Person.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_people(self.fields["person"])


class HandoverForm(forms.Form):
    """Which work goes to whom."""

    works = forms.MultipleChoiceField(label=_("移交的工作"), widget=forms.CheckboxSelectMultiple)
    successor = forms.ModelChoiceField(label=_("接手人"), queryset=Person.objects.none())

    def __init__(self, *args: Any, works: Sequence[OpenWork], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_works = {f"{work.object_type}:{work.object_id}": work for work in works}
        field = self.fields["works"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(key, work.title) for key, work in self.open_works.items()]
        field.initial = list(self.open_works)
        _offer_people(self.fields["successor"])

    def chosen(self) -> tuple[OpenWork, ...]:
        """Return the work that was ticked."""
        return tuple(self.open_works[key] for key in self.cleaned_data["works"])


def _offer_people(field: forms.Field) -> None:
    if isinstance(field, forms.ModelChoiceField):
        accounts = Account.objects.filter(is_active=True, person__isnull=False)
        field.queryset = Person.objects.filter(account__in=accounts, left_on__isnull=True)
