from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.office.files.models import StoredFile
from xianxing.office.people.models import Organ


class AssignmentState(models.TextChoices):
    SENT = "sent", _("已交办")
    SIGNED = "signed", _("已签收")
    REPORTED = "reported", _("已反馈")
    RETURNED = "returned", _("退回重办")
    DECLINED = "declined", _("提出异议")
    DONE = "done", _("已办结")
    WITHDRAWN = "withdrawn", _("已撤回")


OPEN_STATES = ("sent", "signed", "reported", "returned", "declined")


class Assignment(models.Model):
    """Work given to one unit, about one object of any duty."""

    object_type = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    title = models.CharField(_("事项"), max_length=200)
    instruction = models.TextField(_("要求"))
    owner = models.ForeignKey(
        Organ, models.PROTECT, related_name="owned_assignments", verbose_name=_("主办单位")
    )
    helpers = models.ManyToManyField(
        Organ, related_name="helped_assignments", blank=True, verbose_name=_("协办单位")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=AssignmentState.choices, default=AssignmentState.SENT
    )
    due_at = models.DateTimeField(_("办理时限"))
    sent_at = models.DateTimeField(_("交办时间"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("签收时间"), null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    reminders = models.PositiveIntegerField(_("催办次数"), default=0)
    returns = models.PositiveIntegerField(_("退回次数"), default=0)
    files = models.ManyToManyField(StoredFile, related_name="+", blank=True, verbose_name=_("交办材料"))
    fields_asked = models.PositiveIntegerField(_("填报项数"), default=1)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["object_type", "object_id"], name="assignments_object"),
            models.Index(fields=["owner", "state", "due_at", "id"], name="assignments_owner"),
            models.Index(
                fields=["due_at"], name="assignments_open", condition=models.Q(closed_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReportKind(models.TextChoices):
    REPORT = "report", _("反馈")
    OBJECTION = "objection", _("异议")
    RETURN = "return", _("退回")
    HELP = "help", _("协办意见")
    ANSWER = "answer", _("异议答复")


class Report(models.Model):
    """What a unit reported on its assignment, why it was sent back or contested, and what was answered."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=10, choices=ReportKind.choices)
    text = models.TextField(_("内容"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    files = models.ManyToManyField(StoredFile, related_name="+", blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.text[:40]
