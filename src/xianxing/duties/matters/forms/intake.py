"""The form that takes in a letter, a visit, a call or an instruction."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.models import MatterKind
from xianxing.office.register.models import Channel

DESK_CHANNELS = (
    Channel.LETTER,
    Channel.VISIT,
    Channel.CALL,
    Channel.HOTLINE,
    Channel.SCAN,
    Channel.EMAIL,
    Channel.INSTRUCTION,
)


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def format_value(self, value: Any) -> str:
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%dT%H:%M")
        return str(value or "")


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once; empty when none was chosen."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        single = super().clean
        return [single(item, initial) for item in data if item] if data else []


class RegisterForm(forms.Form):
    channel = forms.ChoiceField(
        label=_("渠道"), choices=[(channel.value, channel.label) for channel in DESK_CHANNELS]
    )
    received_at = forms.DateTimeField(label=_("收到时间"), widget=MomentInput)
    title = forms.CharField(label=_("标题"), max_length=200)
    text = forms.CharField(label=_("内容"), widget=forms.Textarea(attrs={"rows": 8}), required=False)
    sender_name = forms.CharField(label=_("姓名"), max_length=60, required=False, help_text=_("匿名的留空"))
    sender_contact = forms.CharField(label=_("联系方式"), max_length=100, required=False)
    sender_address = forms.CharField(label=_("住址"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("类别"), choices=[("", _("由机器建议，稍后确认")), *MatterKind.choices], required=False
    )
    place = forms.CharField(label=_("地点"), max_length=100, required=False)
    amount = forms.IntegerField(label=_("涉及金额（元）"), min_value=0, required=False)
    people_count = forms.IntegerField(label=_("涉及人数"), min_value=1, initial=1)
    representatives = forms.IntegerField(
        label=_("来访代表人数"), min_value=1, initial=1, help_text=_("多人来访推选代表，不超过 5 人")
    )
    attachments = ManyFilesField(label=_("附件、扫描件"), required=False)

    def clean_received_at(self) -> datetime:
        received: datetime = self.cleaned_data["received_at"]
        if received > timezone.now():
            raise forms.ValidationError(_("收到时间在将来；请填写实际收到的时间"))
        return received

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("text") and not cleaned.get("attachments"):
            self.add_error("text", _("请填写内容，或附上扫描件"))
        return cleaned


class SaveViewForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=40)
    query = forms.CharField(widget=forms.HiddenInput, max_length=500, required=False)
    is_shared = forms.BooleanField(label=_("全办公室可用"), required=False)
