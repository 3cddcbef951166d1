"""Opening an item, by hand or out of minutes."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianxing.duties.followup.actions.opening import Particulars
from xianxing.duties.followup.engine.minutes import LONGEST
from xianxing.duties.followup.forms.fields import NO_PERSONS, NO_UNITS, DayInput, leaders, units, words
from xianxing.duties.followup.models import MandateKind, Source
from xianxing.office.assignments.forms import SeveralFilesField

USUAL_DAYS = 15


class OpenForm(forms.Form):
    """立项: what, from where, on whose word."""

    title = forms.CharField(label=_("事项"), max_length=200)
    source = forms.ChoiceField(label=_("来源"), choices=Source.choices)
    source_label = forms.CharField(
        label=_("来源文号或会议"), max_length=200, required=False, help_text=_("如“市政府第38次常务会议”")
    )
    mandate_kind = forms.ChoiceField(
        label=_("立项依据"),
        choices=MandateKind.choices,
        help_text=_("督查建议须经批准后才能交办（政府督查工作条例第十一条）"),
    )
    mandate = forms.CharField(
        label=_("依据说明"), max_length=200, help_text=_("哪次会议决定、哪位领导批示、哪份文件")
    )
    mandate_on = forms.DateField(label=_("依据日期"), widget=DayInput)
    leader = forms.ModelChoiceField(label=_("交办领导"), queryset=NO_PERSONS, required=False)
    due_on = forms.DateField(label=_("办结时限"), widget=DayInput)
    content = words(_("原文"), rows=5, required=False)
    uploads = SeveralFilesField(label=_("来源材料"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = leaders()  # type: ignore[attr-defined]
        today = timezone.localdate()
        self.fields["mandate_on"].initial = today
        self.fields["due_on"].initial = today + timedelta(days=USUAL_DAYS)

    def particulars(self, files: Any = ()) -> Particulars:
        """Return what an item is opened with."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "uploads"}
        given["source"] = Source(given["source"])
        given["mandate_kind"] = MandateKind(given["mandate_kind"])
        return Particulars(**given, files=tuple(files))


class MinutesForm(forms.Form):
    """Minutes as they were pasted, and which meeting it was."""

    meeting = forms.CharField(label=_("会议"), max_length=200, help_text=_("如“市政府第38次常务会议”"))
    held_on = forms.DateField(label=_("开会日期"), widget=DayInput)
    leader = forms.ModelChoiceField(label=_("主持领导"), queryset=NO_PERSONS, required=False)
    minutes = forms.CharField(
        label=_("纪要全文"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "wide": True}),
        help_text=_("粘贴全文；系统挑出可能的任务，由您逐条核对后再立项"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = leaders()  # type: ignore[attr-defined]
        self.fields["held_on"].initial = timezone.localdate()


class HiddenMinutesForm(MinutesForm):
    """The same, carried along while the candidates are looked at."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("meeting", "held_on", "leader", "minutes"):
            self.fields[name].widget = self.fields[name].hidden_widget()


class CandidateForm(forms.Form):
    """One candidate as the machine read it, to be kept, changed or left out."""

    is_kept = forms.BooleanField(label=_("立为任务"), required=False)
    title = forms.CharField(label=_("任务"), max_length=200, required=False)
    request = words(_("办理要求"), rows=2, required=False)
    measure = forms.CharField(label=_("办成的标准"), max_length=200, required=False)
    owner = forms.ModelChoiceField(label=_("主办单位"), queryset=NO_UNITS, required=False)
    helpers = forms.ModelMultipleChoiceField(
        label=_("协办单位"), queryset=NO_UNITS, required=False, widget=forms.SelectMultiple(attrs={"size": 3})
    )
    due_on = forms.DateField(label=_("办理时限"), widget=DayInput, required=False)

    reasons: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("owner", "helpers"):
            self.fields[name].queryset = units()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask of a kept candidate what a task needs.

        Raises:
            ValidationError: never; each missing field is marked.
        """
        cleaned = super().clean() or {}
        if not cleaned.get("is_kept"):
            return cleaned
        for name in ("title", "request", "measure", "owner", "due_on"):
            if not cleaned.get(name):
                self.add_error(name, _("请填写"))
        due_on: date | None = cleaned.get("due_on")
        if due_on and due_on < timezone.localdate():
            self.add_error("due_on", _("时限已过；请改为今天或者以后"))
        if cleaned.get("owner") and cleaned["owner"] in (cleaned.get("helpers") or ()):
            self.add_error("helpers", _("主办单位不能同时协办"))
        return cleaned


CandidateFormSet = forms.formset_factory(CandidateForm, extra=0, max_num=100)
