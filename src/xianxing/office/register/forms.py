"""What the register's pages ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xianxing.office.calendars.widgets import DayInput
from xianxing.office.register.corrections import Correction
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.queries import Filters


class FilterForm(forms.Form):
    """Narrow the book. Every field may stay empty."""

    q = forms.CharField(label=_("检索"), required=False, max_length=100)
    channel = forms.ChoiceField(
        label=_("渠道"), required=False, choices=[("", _("全部渠道")), *Channel.choices]
    )
    since = forms.DateField(label=_("自"), required=False, widget=DayInput)
    until = forms.DateField(label=_("至"), required=False, widget=DayInput)

    def filters(self) -> Filters:
        """Return the filters; a field that cannot be read narrows nothing."""
        self.is_valid()
        cleaned = self.cleaned_data
        channel = cleaned.get("channel")
        return Filters(
            channel=Channel(channel) if channel else None,
            since=cleaned.get("since"),
            until=cleaned.get("until"),
            words=cleaned.get("q", ""),
        )


class ReasonForm(forms.Form):
    """One sentence that says why, for the ledger."""

    reason = forms.CharField(label=_("理由"), max_length=200, help_text=_("会连同您的姓名和时间记入台账。"))


class FileForm(forms.Form):
    """One file to attach."""

    file = forms.FileField(label=_("附件"))


class CorrectionForm(forms.ModelForm[Entry]):
    """Correct what was entered, with the reason."""

    reason = forms.CharField(label=_("更正理由"), max_length=200)

    class Meta:
        model = Entry
        fields = ("channel", "received_at", "title", "text", "people_count", "source_reference")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 8

    def correction(self) -> Correction:
        """Return what was typed; the action sorts out what really differs."""
        cleaned = self.cleaned_data
        return Correction(
            channel=Channel(cleaned["channel"]),
            received_at=cleaned["received_at"],
            title=cleaned["title"],
            text=cleaned["text"],
            people_count=cleaned["people_count"],
            source_reference=cleaned["source_reference"],
        )
