"""One small form for each verb on an item or a task."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xianxing.duties.followup.actions.sending import Part
from xianxing.duties.followup.forms.fields import (
    MILESTONES_HELP,
    NO_ACCOUNTS,
    NO_UNITS,
    DayInput,
    close_of,
    office_members,
    units,
    words,
)
from xianxing.duties.followup.models import Milestone, ObjectionResult, Quantity, Task
from xianxing.duties.followup.queries.tasks import same_unit_tasks
from xianxing.office.access.models import Account
from xianxing.office.assignments.forms import SeveralFilesField
from xianxing.text import find_dates


class VerbForm(forms.Form):
    """A form about one item or task, filled in by one account."""

    def __init__(self, *args: Any, target: Any, actor: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target = target
        self.actor = actor
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from the target."""

    def offer(self, name: str, choices: Any) -> None:
        """Let a field choose among the rows of a query."""
        self.fields[name].queryset = choices  # type: ignore[attr-defined]


class NothingForm(VerbForm):
    """A verb that asks for nothing."""


class ReasonForm(VerbForm):
    reason = words(_("理由"))


class WordsForm(VerbForm):
    words = forms.CharField(label=_("意见（可不填）"), required=False, max_length=200)


class PartForm(VerbForm):
    title = forms.CharField(label=_("任务"), max_length=200)
    owner = forms.ModelChoiceField(label=_("主办单位"), queryset=NO_UNITS)
    helpers = forms.ModelMultipleChoiceField(label=_("协办单位"), queryset=NO_UNITS, required=False)
    request = words(_("办理要求"), rows=4)
    measure = forms.CharField(
        label=_("办成的标准"), max_length=200, help_text=_("凭什么认定办成了，如“库存表有签字”")
    )
    due_on = forms.DateField(label=_("办理时限"), widget=DayInput)
    milestones = words(_("节点（可不填）"), rows=3, required=False, help_text=MILESTONES_HELP)

    def prepare(self) -> None:
        self.offer("owner", units())
        self.offer("helpers", units())
        if not self.target.tasks.exists():
            self.fields["title"].initial = self.target.title
        self.fields["due_on"].initial = self.target.due_on

    def clean_milestones(self) -> tuple[tuple[str, Any], ...]:
        """Return the milestones, a day and a name each.

        Raises:
            ValidationError: a line without a day or without a name; the message shows it.
        """
        found = []
        for line in filter(None, (each.strip() for each in self.cleaned_data["milestones"].splitlines())):
            days = find_dates(line, year=timezone.localdate().year)
            name = (line[: days[0].start] + line[days[0].end :]).strip(" ：:，,") if days else ""
            if not name:
                text = gettext("“%(line)s”没有写明日期和节点；请写成“2026-12-01 完成盘点”")
                raise forms.ValidationError(text % {"line": line[:40]})
            found.append((name, days[0].day))
        return tuple(found)

    def part(self) -> Part:
        """Return the part that was filled in."""
        given = self.cleaned_data
        return Part(
            title=given["title"],
            request=given["request"],
            measure=given["measure"],
            owner=given["owner"],
            due_at=close_of(given["due_on"]),
            helpers=tuple(given["helpers"]),
            milestones=given["milestones"],
        )


class SendForm(VerbForm):
    overlap_reason = words(
        _("确需另行督查的理由"),
        rows=2,
        required=False,
        help_text=_("发现重复督查、多头督查或者过于频繁时才填；将记入台账"),
    )


class QuantityForm(VerbForm):
    name = forms.CharField(label=_("指标"), max_length=60, help_text=_("如“编织袋缺口”"))
    unit = forms.CharField(label=_("计量单位"), max_length=20, help_text=_("如“条”"))


class HandForm(VerbForm):
    handler = forms.ModelChoiceField(label=_("经办人"), queryset=NO_ACCOUNTS, empty_label=None)

    def prepare(self) -> None:
        self.offer("handler", office_members())
        self.fields["handler"].initial = self.target.handler_id or self.actor.pk


class FindingForm(VerbForm):
    finding = words(_("核查情况"), rows=4, help_text=_("对照办成的标准，写明看了什么、与反馈是否一致"))


class ReturnForm(ReasonForm):
    due_on = forms.DateField(label=_("新的办理时限（可不填）"), widget=DayInput, required=False)


class RemindForm(VerbForm):
    words = forms.CharField(label=_("催办内容（可不填）"), required=False, max_length=200)


class LinkForm(VerbForm):
    answered_by = forms.ModelChoiceField(
        label=_("以哪一件的答复为准"),
        queryset=Task.objects.none(),
        help_text=_("问法一样的立即生效；问法不同的，须提出此件的经办人同意"),
    )

    def prepare(self) -> None:
        self.offer("answered_by", same_unit_tasks(self.actor, self.target, today=timezone.localdate()))
        field: Any = self.fields["answered_by"]
        field.label_from_instance = lambda task: f"{task.item.number} {task.title}"


class ProgressForm(VerbForm):
    text = words(_("进展"), rows=4)


class MilestoneForm(VerbForm):
    milestone = forms.ModelChoiceField(label=_("节点"), queryset=Milestone.objects.none(), empty_label=None)
    note = forms.CharField(label=_("说明（可不填）"), max_length=200, required=False)

    def prepare(self) -> None:
        self.offer("milestone", self.target.milestones.filter(reached_at__isnull=True))


class AnswerForm(VerbForm):
    text = words(_("办理结果"), rows=6, help_text=_("对照办成的标准写；有数的写明截至哪天、出自哪里"))
    uploads = SeveralFilesField(label=_("佐证材料"), required=False)


class ExtensionForm(ReasonForm):
    due_on = forms.DateField(label=_("申请延至"), widget=DayInput)
    field_order = ("due_on", "reason")

    def prepare(self) -> None:
        self.fields["due_on"].initial = timezone.localdate(self.target.due_at) + timedelta(days=7)


class ReadingForm(VerbForm):
    quantity = forms.ModelChoiceField(label=_("指标"), queryset=Quantity.objects.none(), empty_label=None)
    value = forms.DecimalField(label=_("数值"), max_digits=18, decimal_places=4)
    source = forms.CharField(label=_("数据来源"), max_length=100, help_text=_("如“库存表”“财政台账”"))
    as_of = forms.DateField(label=_("截至日期"), widget=DayInput)

    def prepare(self) -> None:
        self.offer("quantity", self.target.item.quantities.all())
        field: Any = self.fields["quantity"]
        field.label_from_instance = lambda quantity: f"{quantity.name}（{quantity.unit}）"
        self.fields["as_of"].initial = timezone.localdate()


class ConclusionForm(VerbForm):
    text = words(_("督查结论"), rows=5, help_text=_("事实清楚、证据充分（政府督查工作条例第十六条）"))
    received_on = forms.DateField(label=_("送达日期"), widget=DayInput, help_text=_("异议期 30 日自次日起算"))
    authors = forms.ModelMultipleChoiceField(
        label=_("参与作出结论的人员"),
        queryset=NO_ACCOUNTS,
        required=False,
        help_text=_("复核时须回避；您本人自动计入"),
    )
    rectify = words(_("整改要求（可不填）"), rows=3, required=False)
    rectify_until = forms.DateField(label=_("整改时限"), widget=DayInput, required=False)

    def prepare(self) -> None:
        self.offer("authors", office_members())
        self.fields["received_on"].initial = timezone.localdate()


class DecisionForm(VerbForm):
    result = forms.ChoiceField(label=_("复核决定"), choices=ObjectionResult.choices)
    decision = words(_("复核意见"), rows=4)


class RecheckForm(VerbForm):
    result = forms.ChoiceField(label=_("结果"), choices=[("done", _("整改到位")), ("not", _("整改不到位"))])
    text = words(_("核查情况"), rows=4)
