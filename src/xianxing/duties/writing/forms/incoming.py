"""Forms of incoming documents."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianxing.duties.writing.actions.arriving import Letterhead
from xianxing.duties.writing.actions.handling import Task
from xianxing.duties.writing.engine.incoming import EXAMINATION
from xianxing.duties.writing.forms.papers import TYPES
from xianxing.duties.writing.forms.steps import units
from xianxing.duties.writing.models import Incoming
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.calendars.widgets import DayInput
from xianxing.office.people.models import Organ

URGENT = [("", "—"), ("特急", "特急"), ("加急", "加急")]


class UploadForm(forms.Form):
    """A file that came in: its words are read, and shown to be confirmed."""

    file = forms.FileField(label=_("来文文件"), help_text=_("docx、doc、wps、pdf、txt；扫描件也先放在这里"))


class ReceiveForm(forms.Form):
    """What an incoming document says of itself, as a person confirms it."""

    title = forms.CharField(label=_("标题"), max_length=300, widget=forms.TextInput(attrs={"wide": True}))
    sender = forms.CharField(label=_("来文机关"), max_length=120)
    number = forms.CharField(label=_("来文字号"), max_length=60, required=False)
    type = forms.ChoiceField(label=_("文种"), choices=TYPES, required=False)
    urgency = forms.ChoiceField(label=_("紧急程度"), choices=URGENT, required=False)
    dated_on = forms.DateField(label=_("成文日期"), widget=DayInput, required=False)
    text = forms.CharField(
        label=_("正文"), widget=forms.Textarea(attrs={"rows": 12, "wide": True}), required=False
    )
    file_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    pages = forms.IntegerField(widget=forms.HiddenInput, required=False)
    again = forms.CharField(
        label=_("再次登记的理由"),
        required=False,
        max_length=200,
        help_text=_("只在系统提示此件已经登记、确需再次登记时填写"),
    )

    def letterhead(self) -> Letterhead:
        """Return what was confirmed."""
        given = self.cleaned_data
        return Letterhead(
            title=given["title"],
            sender=given["sender"],
            number=given["number"],
            type=given["type"],
            urgency=given["urgency"],
            dated_on=given["dated_on"],
            text=given["text"],
            pages=given["pages"] or 0,
        )


class ActForm(forms.Form):
    """A form about one incoming document."""

    def __init__(self, *args: Any, incoming: Incoming, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.incoming = incoming
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values."""


class NothingForm(ActForm):
    """An act that asks for nothing."""


class WhyForm(ActForm):
    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class ExamineForm(ActForm):
    points = forms.MultipleChoiceField(
        label=_("初审内容（条例第二十四条）"),
        choices=[(str(place), text) for place, text in enumerate(EXAMINATION, start=1)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class CirculateForm(ActForm):
    readers = forms.MultipleChoiceField(
        label=_("阅件人"), choices=(), widget=forms.SelectMultiple(attrs={"size": 8})
    )
    proposal = forms.CharField(
        label=_("拟办意见"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=1000
    )

    def prepare(self) -> None:
        self.accounts = {str(each.pk): each for each in readers_of()}
        field: Any = self.fields["readers"]
        field.choices = [(key, str(each)) for key, each in self.accounts.items()]

    def chosen(self) -> list[Account]:
        """Return the readers."""
        return [self.accounts[key] for key in self.cleaned_data["readers"]]


class AssignForm(ActForm):
    handler = forms.ChoiceField(label=_("经办人"), choices=())
    lead = forms.ModelChoiceField(
        label=_("主办单位"),
        queryset=Organ.objects.none(),
        required=False,
        help_text=_("涉及多个部门的，明确主办"),
    )
    due_on = forms.DateField(label=_("复文期限"), widget=DayInput, required=False)
    proposal = forms.CharField(label=_("拟办意见"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)

    def prepare(self) -> None:
        today = timezone.localdate()
        members = [*accounts_with(Role.STAFF, on=today), *accounts_with(Role.HEAD, on=today)]
        self.accounts = {str(each.pk): each for each in members}
        field: Any = self.fields["handler"]
        field.choices = [(key, str(each)) for key, each in self.accounts.items()]
        lead: Any = self.fields["lead"]
        lead.queryset = units()

    def task(self) -> Task:
        """Return who takes it up."""
        given = self.cleaned_data
        return Task(self.accounts[given["handler"]], given["proposal"], given["due_on"], given["lead"])


class AnswerForm(ActForm):
    answer = forms.CharField(label=_("答复情况"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


class ReadForm(forms.Form):
    """A reader's remark."""

    remark = forms.CharField(
        label=_("批示"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2000
    )


def readers_of() -> list[Account]:
    """Return who may be sent an incoming document: leaders, the head, the staff."""
    today = timezone.localdate()
    found = [each for role in (Role.LEADER, Role.HEAD, Role.STAFF) for each in accounts_with(role, on=today)]
    return list({each.pk: each for each in found}.values())
