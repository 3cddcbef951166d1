"""Asking the rules, entering a law, ending one."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xianxing.office.authority.entering import Described
from xianxing.office.authority.models import Instrument, Level, Standing
from xianxing.office.calendars.widgets import DayInput


class AskForm(forms.Form):
    """A question, and the day whose rules are asked."""

    q = forms.CharField(label=_("规定怎么说"), max_length=200, required=False)
    on = forms.DateField(label=_("查哪一天的规定"), required=False, widget=DayInput)


class LawFileForm(forms.Form):
    """One file with a law."""

    file = forms.FileField(
        label=_("法规文件"), help_text=_("可选 .md、.txt、.docx；.doc 请先另存为 .docx。不得含涉密内容。")
    )


class LawForm(forms.Form):
    """What is known of a law beside its text; what the text says of itself is filled in already."""

    code = forms.CharField(label=_("代号"), max_length=40, help_text=_("引用时用的简称，录入后不能改。"))
    title = forms.CharField(label=_("名称"), max_length=120)
    issuer = forms.CharField(label=_("发布机关"), max_length=120)
    level = forms.ChoiceField(label=_("效力级别"), choices=[("", "—"), *Level.choices])
    scope = forms.CharField(label=_("适用范围"), max_length=120, help_text=_("如：全国、济南市、本办公室。"))
    issued_on = forms.DateField(label=_("发布日期"), widget=DayInput)
    effective_from = forms.DateField(label=_("施行日期"), widget=DayInput)
    replaces = forms.ModelChoiceField(
        label=_("替代哪件"),
        required=False,
        queryset=Instrument.objects.none(),
        help_text=_("是修订后的新文本时选定；旧文本到施行日前一天为止。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["replaces"]
        if isinstance(choices, forms.ModelChoiceField):
            choices.queryset = Instrument.objects.exclude(standing=Standing.REPEALED).order_by("title")

    def described(self) -> Described:
        """Return what was typed."""
        cleaned = self.cleaned_data
        return Described(
            code=cleaned["code"].strip(),
            title=cleaned["title"].strip(),
            issuer=cleaned["issuer"].strip(),
            issued_on=cleaned["issued_on"],
            effective_from=cleaned["effective_from"],
            level=cleaned["level"],
            scope=cleaned["scope"].strip(),
        )


class RepealForm(forms.Form):
    """The last day, and why."""

    last_day = forms.DateField(label=_("最后有效日"), widget=DayInput)
    reason = forms.CharField(label=_("废止的依据或理由"), max_length=200)


def day_or(given: date | None, today: date) -> date:
    """Return the day that was asked for, else today."""
    return given or today
