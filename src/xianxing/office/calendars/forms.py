from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xianxing.office.calendars.engine import find_year
from xianxing.office.calendars.models import DayKind
from xianxing.office.calendars.sheets import read_lines

FIRST_YEAR, LAST_YEAR = 2000, 2199
MOST_BYTES = 5 * 1024 * 1024


class ArrangementForm(forms.Form):
    """The text of a year's arrangement, pasted or from a file."""

    year = forms.IntegerField(
        label=_("年份"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        help_text=_("通知标题写明年份的，可以不填"),
    )
    source = forms.CharField(
        label=_("来源"), max_length=200, required=False, help_text=_("如通知的文号，显示在日历下方")
    )
    text = forms.CharField(
        label=_("放假安排"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10, "wide": True}),
        help_text=_("粘贴放假通知全文；或每行一个日期，如“2026-01-01 法定 元旦”“2026-01-04 调休上班”"),
    )
    file = forms.FileField(
        label=_("或上传文件"), required=False, help_text=_("xlsx、csv 或 txt，一行一个日期")
    )

    def clean_file(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["file"]
        if upload and (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(gettext("文件超过 5 兆字节；请只留一年的安排"))
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        text = read_lines(upload.read()) if upload else cleaned.get("text", "")
        if not text.strip():
            raise forms.ValidationError(gettext("没有内容；请粘贴放假通知，或选择一个文件"))
        year = cleaned.get("year") or find_year(text)
        if year is None:
            self.add_error("year", gettext("没有读到年份；请填写，如 2027"))
        return {**cleaned, "text": text, "year": year}


class DayForm(forms.Form):
    """What one day is."""

    kind = forms.ChoiceField(
        label=_("这一天是"),
        choices=[("", _("按星期（平日上班、周末休息）")), *DayKind.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("名称"), max_length=40, required=False, help_text=_("如元旦、国庆节，可不填")
    )

    def chosen_kind(self) -> DayKind | None:
        """Return the kind of a valid form."""
        found = self.cleaned_data["kind"]
        return DayKind(found) if found else None
