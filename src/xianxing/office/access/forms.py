"""Forms of account work."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianxing.office.access.models import Account, Grant, Role
from xianxing.office.people.models import Organ, Person


class OpenAccountForm(forms.Form):
    """A new account: its name, whose it is, and its first role."""

    username = forms.SlugField(label=_("登录名"), max_length=40, help_text=_("字母、数字，不用中文"))
    person = forms.ModelChoiceField(
        label=_("使用人"),
        queryset=Person.objects.filter(left_on__isnull=True, account__isnull=True),
        required=False,
    )
    role = forms.ChoiceField(label=_("角色"), choices=Role.choices)
    organ = forms.ModelChoiceField(label=_("单位"), queryset=Organ.objects.filter(abolished_on__isnull=True))

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if Account.objects.filter(username=username).exists():
            raise forms.ValidationError(_("登录名 %(name)s 已被使用；请换一个") % {"name": username})
        return username


class GrantForm(forms.Form):
    """One more role for an account."""

    role = forms.ChoiceField(label=_("角色"), choices=Role.choices)
    organ = forms.ModelChoiceField(label=_("单位"), queryset=Organ.objects.filter(abolished_on__isnull=True))


class ReasonForm(forms.Form):
    """Why something is taken away."""

    reason = forms.CharField(label=_("理由"), max_length=300)


class EndGrantForm(ReasonForm):
    """Which role is taken away, and why."""

    grant = forms.ModelChoiceField(label=_("角色"), queryset=Grant.objects.none(), empty_label=None)
    field_order = ("grant", "reason")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["grant"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = account.grants.exclude(ends_on__lt=timezone.localdate())


class OwnPasswordForm(forms.Form):
    """One's own new password, typed twice."""

    current = forms.CharField(
        label=_("现用口令"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    password = forms.CharField(
        label=_("新口令"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("再输一次"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.fields["password"].help_text = "；".join(password_validators_help_texts())

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if not self.account.check_password(current):
            raise forms.ValidationError(_("现用口令不对；请重新输入"))
        return current

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        if self.account.check_password(password):
            raise forms.ValidationError(_("新口令与现用口令相同；请换一个"))
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") != cleaned["password"]:
            self.add_error("again", _("两次输入不同；请再输一次"))
        return cleaned
