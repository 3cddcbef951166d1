"""What the steps of an assignment ask for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xianxing.office.assignments.machine import Step

_MOMENT = {"type": "datetime-local"}
_MOMENT_FORMAT = "%Y-%m-%dT%H:%M"


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files, as a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(each, initial) for each in given if each]


class MomentField(forms.DateTimeField):
    """A local date and time."""

    widget = forms.DateTimeInput(attrs=_MOMENT, format=_MOMENT_FORMAT)
    input_formats = (_MOMENT_FORMAT, "%Y-%m-%d %H:%M")


class NothingForm(forms.Form):
    """A step that asks for nothing."""


class WordsForm(forms.Form):
    """A text and files: a report, or a helping unit's opinion."""

    text = forms.CharField(label=_("内容"), widget=forms.Textarea(attrs={"rows": 5}))
    uploads = SeveralFilesField(label=_("附件"), required=False)


class StepReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 3}))


class ReturnForm(StepReasonForm):
    """A reason, and a new time limit where one is wanted."""

    due_at = MomentField(label=_("新的办理时限（可不填）"), required=False)


class PostponeForm(StepReasonForm):
    """A reason and a new time limit."""

    due_at = MomentField(label=_("新的办理时限"))


class RemindForm(forms.Form):
    """A word with the reminder, where one is wanted."""

    words = forms.CharField(label=_("催办内容（可不填）"), required=False, max_length=200)


FORMS: Mapping[Step, type[forms.Form]] = {
    Step.SIGN: NothingForm,
    Step.ACCEPT: NothingForm,
    Step.REPORT: WordsForm,
    Step.HELP: WordsForm,
    Step.OBJECT: StepReasonForm,
    Step.GRANT: StepReasonForm,
    Step.REFUSE: StepReasonForm,
    Step.WITHDRAW: StepReasonForm,
    Step.RETURN: ReturnForm,
    Step.POSTPONE: PostponeForm,
    Step.REMIND: RemindForm,
}
