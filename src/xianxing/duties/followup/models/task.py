from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.followup.models.item import OPEN_STAGES, Item, ItemStage
from xianxing.office.assignments.models import Assignment
from xianxing.office.people.models import Organ


class Task(models.Model):
    """One unit's part of an item: what is asked, by when, and by what it is known to be done."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="tasks")
    title = models.CharField(_("任务"), max_length=200)
    request = models.TextField(_("办理要求"))
    measure = models.CharField(_("办成的标准"), max_length=200)
    owner = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("主办单位"))
    helpers = models.ManyToManyField(Organ, related_name="+", blank=True, verbose_name=_("协办单位"))
    due_at = models.DateTimeField(_("办理时限"))
    stage = models.CharField(_("阶段"), max_length=10, choices=ItemStage.choices, default=ItemStage.OPENED)
    assignment = models.OneToOneField(Assignment, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("交办时间"), null=True)
    reported_at = models.DateTimeField(_("反馈时间"), null=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True)
    returns = models.PositiveIntegerField(_("退回次数"), default=0)
    overlap_reason = models.CharField(_("确需另行督查的理由"), max_length=200, blank=True)
    armed_at = models.DateTimeField(null=True)
    round = models.PositiveIntegerField(_("催办轮次"), default=0)
    checked_at = models.DateTimeField(_("核查时间"), null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    finding = models.TextField(_("核查情况"), blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["owner", "stage", "due_at", "id"], name="followup_task_owner"),
            models.Index(fields=["owner", "sent_at"], name="followup_task_sent"),
            models.Index(
                fields=["due_at"],
                name="followup_task_open",
                condition=models.Q(stage__in=[str(stage) for stage in OPEN_STAGES]),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model):
    """A step on the way with its own day; the unit says when it was reached."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="milestones")
    title = models.CharField(_("节点"), max_length=100)
    due_on = models.DateField(_("节点时限"))
    reached_at = models.DateTimeField(_("完成时间"), null=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]

    def __str__(self) -> str:
        return self.title


class Progress(models.Model):
    """What a unit wrote on the way, before its answer."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="progress")
    text = models.TextField(_("进展"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.text[:40]


class Reminder(models.Model):
    """A rung of the ladder that was climbed: once in a round, as the constraint says."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="reminders")
    round = models.PositiveIntegerField()
    rung = models.CharField(_("级次"), max_length=6)
    told = models.JSONField(_("告知"), default=list)
    at = models.DateTimeField(_("催办时间"))

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "round", "rung"], name="followup_rung_once")
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="followup_reminder_at")]

    def __str__(self) -> str:
        return f"{self.task} {self.rung}"


class Extension(models.Model):
    """A unit asked for more time; the head of the office grants or refuses it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="extensions")
    due_at = models.DateTimeField(_("申请延至"))
    reason = models.TextField(_("延期理由"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_granted = models.BooleanField(null=True)
    words = models.CharField(_("审批意见"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task"], name="followup_one_extension", condition=models.Q(decided_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.due_at}"
