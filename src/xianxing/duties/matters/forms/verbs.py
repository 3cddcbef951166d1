"""One small form for each verb on a matter."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.actions.deciding import Approval
from xianxing.duties.matters.actions.handling import default_due
from xianxing.duties.matters.models import (
    Level,
    Matter,
    MatterKind,
    MatterTrack,
    Outcome,
    Risk,
)
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with, is_head
from xianxing.office.authority.models import Clause, Standing
from xianxing.office.calendars.widgets import DayInput
from xianxing.office.people.models import Organ, Person


class VerbForm(forms.Form):
    """A form about one matter, filled in by one account."""

    def __init__(self, *args: Any, matter: Matter, actor: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter = matter
        self.actor = actor
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from the matter."""


class ApprovedForm(VerbForm):
    """A form whose action the authority table may stop: the head may let it pass with a reason."""

    override_reason = forms.CharField(
        label=_("越权批准理由"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("仅在权限表不允许而确需办理时填写；将以您的名义记入台账"),
    )

    def prepare(self) -> None:
        if not is_head(self.actor):
            del self.fields["override_reason"]

    def approval(self) -> Approval | None:
        """Return the approval that the head gave, if any."""
        reason = self.cleaned_data.get("override_reason", "").strip()
        return Approval(approver=self.actor, reason=reason) if reason else None


class EmptyForm(VerbForm):
    """A verb that asks for nothing."""


class ReasonForm(VerbForm):
    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class AcceptForm(VerbForm):
    kind = forms.ChoiceField(label=_("类别"), choices=MatterKind.choices)
    track = forms.ChoiceField(
        label=_("办理途径"),
        choices=[("", "—"), *MatterTrack.choices],
        required=False,
        help_text=_("申诉求决须按信访工作条例第三十一条选定途径"),
    )

    def prepare(self) -> None:
        self.fields["kind"].initial = self.matter.kind
        self.fields["track"].initial = self.matter.track


class DeclineForm(ReasonForm):
    clause = forms.ModelChoiceField(
        label=_("依据"), queryset=Clause.objects.none(), to_field_name="key", empty_label=None
    )
    advice = forms.CharField(
        label=_("告知来信人"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("写明应向哪里、用什么办法提出"),
    )
    field_order = ("clause", "reason", "advice")

    DECLINING = (
        "信访工作条例#19",
        "信访工作条例#23",
        "信访工作条例#28",
        "信访工作条例#31",
        "信访工作条例#36",
    )

    def prepare(self) -> None:
        _offer(self, "clause", Clause.objects.filter(key__in=self.DECLINING).select_related("instrument"))


class ForwardForm(ReasonForm):
    organ = forms.ModelChoiceField(label=_("转送机关"), queryset=Organ.objects.none())
    field_order = ("organ", "reason")

    def prepare(self) -> None:
        _set_organs(self, "organ")


class AssignForm(VerbForm):
    owner = forms.ModelChoiceField(label=_("主办单位"), queryset=Organ.objects.none())
    helpers = forms.ModelMultipleChoiceField(
        label=_("协办单位"), queryset=Organ.objects.none(), required=False
    )
    due_on = forms.DateField(label=_("反馈时限"), widget=DayInput)
    instruction = forms.CharField(
        label=_("办理要求"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )

    def prepare(self) -> None:
        _set_organs(self, "owner")
        _set_organs(self, "helpers")
        self.fields["due_on"].initial = default_due(self.matter, timezone.localdate())
        self.fields["instruction"].initial = _("请核实情况、依法处理，并反馈事实、处理意见和依据。")


class EscalateForm(ApprovedForm):
    level = forms.ChoiceField(
        label=_("上报至"),
        choices=[(Level.COORDINATION, Level.COORDINATION.label), (Level.LEADERS, Level.LEADERS.label)],
    )
    reason = forms.CharField(label=_("上报理由"), widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("level", "reason", "override_reason")


class FactsForm(VerbForm):
    risk = forms.ChoiceField(label=_("风险"), choices=Risk.choices)
    place = forms.CharField(label=_("地点"), max_length=100, required=False)
    amount = forms.IntegerField(label=_("涉及金额（元）"), min_value=0, required=False)
    people_count = forms.IntegerField(label=_("涉及人数"), min_value=1)
    cross_department = forms.BooleanField(label=_("跨部门"), required=False)
    law_related = forms.BooleanField(label=_("涉法涉诉"), required=False)
    leader_involved = forms.BooleanField(label=_("涉及领导干部"), required=False)

    def prepare(self) -> None:
        for name, field in self.fields.items():
            field.initial = getattr(self.matter, name)


class HandlerForm(VerbForm):
    handler = forms.ModelChoiceField(label=_("经办人"), queryset=Account.objects.none(), empty_label=None)

    def prepare(self) -> None:
        today = timezone.localdate()
        members = [*accounts_with(Role.HEAD, on=today), *accounts_with(Role.STAFF, on=today)]
        _offer(
            self,
            "handler",
            Account.objects.filter(pk__in=[member.pk for member in members]).select_related("person"),
        )
        self.fields["handler"].initial = self.matter.handler_id or self.actor.pk


class ReplyForm(VerbForm):
    request = forms.CharField(label=_("诉求"), widget=forms.Textarea(attrs={"rows": 3}))
    facts = forms.CharField(
        label=_("事实和理由"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("写明调查了什么、结果如何"),
    )
    opinion = forms.CharField(label=_("处理意见"), widget=forms.Textarea(attrs={"rows": 4}))
    outcome = forms.ChoiceField(label=_("结论"), choices=Outcome.choices)
    suggested_basis = forms.ModelMultipleChoiceField(
        label=_("依据条款"),
        queryset=Clause.objects.none(),
        to_field_name="key",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    more_basis = forms.CharField(
        label=_("其他依据"),
        required=False,
        widget=forms.TextInput(attrs={"list": "clauses", "autocomplete": "off"}),
        help_text=_("输入条款查找，如“民法典#203”；多条用分号隔开"),
    )

    SUGGESTED = ("信访工作条例#31", "信访工作条例#32", "信访工作条例#33")

    def prepare(self) -> None:
        keys = [*self.SUGGESTED]
        if self.matter.decision:
            keys += [clause["key"] for clause in self.matter.decision.clauses]
        suggested = Clause.objects.filter(key__in=keys).exclude(instrument__standing=Standing.REPEALED)
        _offer(self, "suggested_basis", suggested.select_related("instrument"))
        last = self.matter.replies.last()
        self.fields["request"].initial = last.request if last else self.matter.title
        if last:
            self.fields["facts"].initial = last.facts
            self.fields["opinion"].initial = last.opinion

    def clean_more_basis(self) -> list[Clause]:
        """Return the clauses that were typed.

        Raises:
            ValidationError: one of them does not exist.
        """
        typed = [part.strip() for part in re.split("[;；]", self.cleaned_data["more_basis"]) if part.strip()]
        found = {
            clause.key: clause for clause in Clause.objects.filter(key__in=typed).select_related("instrument")
        }
        missing = [key for key in typed if key not in found]
        if missing:
            raise forms.ValidationError(
                _("没有找到条款：%(keys)s；请从下拉列表中选择") % {"keys": "、".join(missing)}
            )
        return list(found.values())

    def basis(self) -> tuple[Clause, ...]:
        """Return every clause that was ticked or typed, each once."""
        chosen = [*self.cleaned_data["suggested_basis"], *self.cleaned_data["more_basis"]]
        return tuple({clause.key: clause for clause in chosen}.values())


class SignForm(ApprovedForm):
    """Sign a reply."""


class CallbackForm(VerbForm):
    ANSWERS = [("", _("未表态")), ("yes", _("是")), ("no", _("否"))]

    reached = forms.BooleanField(label=_("已联系上"), required=False, initial=True)
    responded = forms.ChoiceField(label=_("是否按时响应"), choices=ANSWERS, required=False)
    settled = forms.ChoiceField(label=_("问题是否解决"), choices=ANSWERS, required=False)
    satisfied = forms.ChoiceField(label=_("是否满意"), choices=ANSWERS, required=False)
    note = forms.CharField(label=_("回访记录"), widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def said(self, name: str) -> bool | None:
        """Return what the person said to one question."""
        answers: dict[str, bool | None] = {"yes": True, "no": False}
        return answers.get(self.cleaned_data[name])


class ExtendForm(ReasonForm):
    days = forms.IntegerField(label=_("延长天数"), min_value=1, max_value=30, initial=30)
    field_order = ("days", "reason")


class PauseForm(ReasonForm):
    starts_on = forms.DateField(label=_("中止自"), widget=DayInput)
    ends_on = forms.DateField(label=_("中止至"), widget=DayInput)
    field_order = ("starts_on", "ends_on", "reason")


class TopicForm(VerbForm):
    topic = forms.CharField(label=_("内容分类"), max_length=60)

    def prepare(self) -> None:
        self.fields["topic"].initial = self.matter.topic


class KindForm(VerbForm):
    kind = forms.ChoiceField(label=_("类别"), choices=MatterKind.choices)

    def prepare(self) -> None:
        self.fields["kind"].initial = self.matter.kind


class AccusedForm(VerbForm):
    organ = forms.ModelChoiceField(label=_("被反映单位"), queryset=Organ.objects.none(), required=False)
    person = forms.ModelChoiceField(
        label=_("被反映人员"), queryset=Person.objects.filter(left_on__isnull=True), required=False
    )

    def prepare(self) -> None:
        _offer(self, "organ", Organ.objects.filter(abolished_on__isnull=True))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("organ") and not cleaned.get("person"):
            raise forms.ValidationError(_("请选择被反映的单位或者人员"))
        return cleaned


class RecusalForm(ReasonForm):
    person = forms.ModelChoiceField(label=_("回避人员"), queryset=Person.objects.filter(left_on__isnull=True))
    field_order = ("person", "reason")


class JoinForm(ReasonForm):
    number = forms.CharField(label=_("并入事项的编号"), max_length=40)
    field_order = ("number", "reason")

    def clean_number(self) -> Matter:
        number = self.cleaned_data["number"].strip()
        found = Matter.objects.filter(number=number).select_related("lead").first()
        if found is None:
            raise forms.ValidationError(_("没有编号为 %(number)s 的事项；请核对编号") % {"number": number})
        return found


class MediationForm(VerbForm):
    parties = forms.CharField(label=_("双方当事人"), max_length=200)
    consent = forms.BooleanField(label=_("双方同意调解"), help_text=_("一方不同意的，不得调解"))
    mediator = forms.CharField(label=_("调解员"), max_length=60)
    held_on = forms.DateField(label=_("调解日期"), widget=DayInput)
    record = forms.CharField(label=_("调解记录"), widget=forms.Textarea(attrs={"rows": 4}))
    agreement = forms.CharField(label=_("调解协议"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    failed_advice = forms.CharField(
        label=_("未达成协议时告知的途径"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )


class InstructionForm(VerbForm):
    text = forms.CharField(label=_("批示"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


def _set_organs(form: forms.Form, name: str) -> None:
    units = Organ.objects.filter(is_office=False, abolished_on__isnull=True).exclude(kind="section")
    _offer(form, name, units)


def _offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows
