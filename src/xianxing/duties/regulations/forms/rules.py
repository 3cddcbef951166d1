"""House rules: writing, consulting, answering, telling, looking at again; areas and limits."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianxing.duties.regulations.actions.rules import Written
from xianxing.duties.regulations.models import Area, Conclusion, RuleDraft, Stance
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.authority.models import Direction, Instrument, Limit, Standing
from xianxing.office.calendars.widgets import DayInput

ASKED = (Role.HEAD, Role.STAFF, Role.LEADER, Role.UNIT)


def business_accounts() -> list[Account]:
    """Return the accounts that take part in the office's work, by name."""
    today = timezone.localdate()
    found = {account.pk: account for role in ASKED for account in accounts_with(role, on=today)}
    return sorted(found.values(), key=lambda account: (account.actor_name, account.pk))


class PeopleField(forms.MultipleChoiceField):
    """Some of the accounts that take part in the office's work."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)


class AccountsForm(forms.Form):
    """Some people."""

    accounts = PeopleField(label=_("人员"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(account.pk): account for account in business_accounts()}
        field = self.fields["accounts"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(key, str(account)) for key, account in self.people.items()]

    def chosen(self) -> list[Account]:
        """Return the people that were chosen."""
        return [self.people[key] for key in self.cleaned_data["accounts"]]


class ConsultForm(AccountsForm):
    """Whom to ask, and until when."""

    due_on = forms.DateField(label=_("会签期限"), widget=DayInput)
    field_order = ("due_on", "accounts")


class DraftForm(forms.ModelForm[RuleDraft]):
    """A house rule as it is written."""

    class Meta:
        model = RuleDraft
        fields = ("title", "code", "area", "scope", "effective_from", "review_months", "replaces", "text")
        widgets = {
            "effective_from": DayInput,
            "text": forms.Textarea(attrs={"rows": 24, "wide": True}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area, older = self.fields["area"], self.fields["replaces"]
        if isinstance(area, forms.ModelChoiceField) and isinstance(older, forms.ModelChoiceField):
            area.queryset = Area.objects.filter(closed_on__isnull=True)
            older.queryset = Instrument.objects.filter(is_house_rule=True).exclude(standing=Standing.REPEALED)

    def written(self) -> Written:
        """Return what was typed."""
        return Written(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class AnswerForm(forms.Form):
    """What the one who was asked says."""

    stance = forms.ChoiceField(label=_("意见"), choices=Stance.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("具体意见"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReplyForm(forms.Form):
    """What became of an opinion."""

    words = forms.CharField(label=_("采纳情况"), max_length=300)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class ReviewForm(forms.Form):
    """What was found when a rule was looked at again."""

    conclusion = forms.ChoiceField(label=_("结论"), choices=Conclusion.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("复审情况"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    next_on = forms.DateField(label=_("下次复审"), widget=DayInput)


class StewardForm(forms.Form):
    """The area of an instrument, who keeps it, and when it is looked at again."""

    area = forms.ModelChoiceField(label=_("工作领域"), required=False, queryset=Area.objects.all())
    keeper = forms.ChoiceField(label=_("管理人"), required=False)
    review_on = forms.DateField(label=_("复审日期"), required=False, widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(account.pk): account for account in business_accounts()}
        field = self.fields["keeper"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *((key, str(each)) for key, each in self.people.items())]

    def chosen_keeper(self) -> Account | None:
        """Return who was chosen."""
        return self.people.get(self.cleaned_data["keeper"])


class AreaForm(forms.ModelForm[Area]):
    """An area of work."""

    class Meta:
        model = Area
        fields = ("name", "note", "order_number", "closed_on")
        widgets = {"closed_on": DayInput}


class LimitForm(forms.Form):
    """The office's own value of a limit; empty goes back to the rule's."""

    value = forms.CharField(label=_("本办公室的值"), max_length=40, required=False)
    reason = forms.CharField(label=_("理由"), max_length=200)

    def __init__(self, limit: Limit, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"value": limit.office_value, "reason": limit.office_reason}
        super().__init__(*args, **kwargs)
        if limit.direction in {Direction.REQUIRED, Direction.FORBIDDEN}:
            choices = [("", _("按规定")), ("yes", _("是")), ("no", _("否"))]
            self.fields["value"] = forms.ChoiceField(label=_("本办公室的值"), required=False, choices=choices)
