"""One small form for each step of a paper."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianxing.duties.writing.actions.issuing import Distribution
from xianxing.duties.writing.engine.life import Bearing
from xianxing.duties.writing.models import NumberEntry, Paper, Position
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.calendars.widgets import DayInput
from xianxing.office.people.models import Organ, OrganKind

REVIEW_POINTS = (
    ("1", _("行文理由是否充分，行文依据是否准确")),
    ("2", _("内容是否符合法律法规和政策，是否完整准确体现意图，是否同现行有关公文相衔接，措施是否切实可行")),
    ("3", _("涉及有关地区或者部门职权范围内的事项是否经过充分协商并达成一致意见")),
    (
        "4",
        _("文种、格式、人名、地名、时间、数字、段落顺序、引文、文字、数字、计量单位和标点符号是否准确规范"),
    ),
    ("5", _("其他内容是否符合公文起草的有关要求")),
)
CONSULT_DAYS = 3


def units() -> Any:
    """Return the organs that can be consulted or sent to, in their order."""
    found = Organ.objects.filter(abolished_on__isnull=True).exclude(kind=OrganKind.SECTION)
    return found.order_by("order_number", "id")


class StepForm(forms.Form):
    """A form about one paper, filled in by one account."""

    def __init__(self, *args: Any, paper: Paper, actor: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paper, self.actor = paper, actor
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from the paper."""


class PlainForm(StepForm):
    """A step that asks for nothing."""


class ReasonForm(StepForm):
    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class ConsultForm(StepForm):
    organs = forms.ModelMultipleChoiceField(
        label=_("会签单位"), queryset=Organ.objects.none(), widget=forms.SelectMultiple(attrs={"size": 10})
    )
    due_on = forms.DateField(label=_("反馈时限"), widget=DayInput)

    def prepare(self) -> None:
        field: Any = self.fields["organs"]
        field.queryset = units().exclude(pk=self.paper.organ_id)
        self.fields["due_on"].initial = timezone.localdate() + timedelta(days=CONSULT_DAYS)


class ReviewForm(StepForm):
    points = forms.MultipleChoiceField(
        label=_("审核要点（条例第二十条）"),
        choices=REVIEW_POINTS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    signers = forms.MultipleChoiceField(
        label=_("签发人"), choices=(), required=False, help_text=_("联合行文可选多人，按所列顺序会签")
    )
    reason = forms.CharField(
        label=_("审核意见"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=1000
    )

    def prepare(self) -> None:
        field: Any = self.fields["signers"]
        self.accounts = {str(each.pk): each for each in signers_of()}
        field.choices = [(key, str(each)) for key, each in self.accounts.items()]

    def chosen(self) -> list[Account]:
        """Return the signers in the order of the list."""
        return [self.accounts[key] for key in self.cleaned_data["signers"]]


class SignForm(StepForm):
    opinion = forms.CharField(
        label=_("签发意见"),
        initial="同意。",
        max_length=300,
    )


class NumberForm(StepForm):
    series = forms.CharField(label=_("发文代字"), max_length=40, help_text=_("如“平政办发”；序号自动接续"))
    main = forms.ModelMultipleChoiceField(
        label=_("主送"),
        queryset=Organ.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    copies = forms.ModelMultipleChoiceField(
        label=_("抄送"),
        queryset=Organ.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    count = forms.IntegerField(label=_("每家份数"), min_value=1, max_value=1000, initial=1)

    def prepare(self) -> None:
        for name in ("main", "copies"):
            field: Any = self.fields[name]
            field.queryset = units()
        known = NumberEntry.objects.filter(paper__organ=self.paper.organ, paper__form=self.paper.form)
        last = known.order_by("-id").values_list("series", flat=True).first()
        self.fields["series"].initial = last or ""

    def distribution(self) -> Distribution:
        """Return what was fixed."""
        given = self.cleaned_data
        return Distribution(given["series"], list(given["main"]), list(given["copies"]), given["count"])


class PositionForm(forms.Form):
    """An organ's opinion."""

    position = forms.ChoiceField(
        label=_("意见"), choices=Position.choices, widget=forms.RadioSelect, initial=Position.AGREED
    )
    opinion = forms.CharField(
        label=_("具体意见"), widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=4000
    )


class SettlementForm(forms.Form):
    """How an opinion was taken up."""

    settlement = forms.CharField(
        label=_("采纳情况"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


def signers_of() -> list[Account]:
    """Return who may be asked to sign: leaders, and the head for what the office issues (条例 二十二)."""
    today = timezone.localdate()
    found = [*accounts_with(Role.LEADER, on=today), *accounts_with(Role.HEAD, on=today)]
    return list({each.pk: each for each in found}.values())


def is_upward(paper: Paper) -> bool:
    """Return whether a paper goes up, so that its principal must sign."""
    return paper.way == Bearing.UP
