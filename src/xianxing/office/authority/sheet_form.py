"""The form that takes a table in as a spreadsheet."""

from django import forms
from django.utils.translation import gettext_lazy


class SheetForm(forms.Form):
    """One xlsx file."""

    file = forms.FileField(label=gettext_lazy("Excel 文件（.xlsx）"))
