"""Forms of the import: the table, what its columns hold, and the office's content labels."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.reading.columns import REQUIRED, Column
from xianxing.office.duty import Text

MOST_BYTES = 30 * 1024 * 1024
ACCEPTED = ".xlsx,.csv,.tsv,.txt"
NAMES: Mapping[Column, Text] = {
    Column.REFERENCE: _("编号"),
    Column.TITLE: _("标题"),
    Column.TEXT: _("内容"),
    Column.TIME: _("时间"),
    Column.SENDER: _("姓名或用户编号"),
    Column.CONTACT: _("联系方式"),
    Column.ADDRESS: _("住址"),
    Column.PLACE: _("地点"),
    Column.CHANNEL: _("渠道"),
}
NOT_THERE = ""


class TableForm(forms.Form):
    """A table to be read."""

    file = forms.FileField(
        label=_("表格"),
        help_text=_(
            "xlsx、csv 或 tsv，编码 UTF-8 或 GB18030，不超过 30 MB；更大的请用命令 xianxing matters import"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        size = upload.size or 0
        if size > MOST_BYTES:
            raise forms.ValidationError(
                _now("文件有 %(size).1f MB，最多 30 MB；请拆分，或用命令 xianxing matters import 导入")
                % {"size": size / 1024 / 1024}
            )
        return upload


class ColumnsForm(forms.Form):
    """Which column holds what."""

    def __init__(self, headings: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(NOT_THERE, str(_("（没有这一列）")))]
        choices += [(str(place), heading or str(place + 1)) for place, heading in enumerate(headings)]
        for column, name in NAMES.items():
            self.fields[column.value] = forms.ChoiceField(label=str(name), choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [place for place in cleaned.values() if place != NOT_THERE]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError(_now("同一列不能当作两样内容；请核对"))
        if not any(cleaned.get(column.value) for column in REQUIRED):
            raise forms.ValidationError(_now("标题和内容至少要选一列"))
        return cleaned

    def places(self) -> dict[Column, int]:
        """Return the columns that were chosen."""
        found = {Column(name): place for name, place in self.cleaned_data.items() if place != NOT_THERE}
        return {column: int(place) for column, place in found.items()}
