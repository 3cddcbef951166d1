from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Timer(models.Model):
    """Something that must happen at a moment. Firing it is one transaction, so it happens once."""

    key = models.CharField(_("键"), max_length=120, unique=True)
    kind = models.CharField(_("类别"), max_length=60)
    due_at = models.DateTimeField(_("时点"))
    object_type = models.CharField(max_length=64, blank=True)
    object_id = models.BigIntegerField(default=0)
    payload = models.JSONField(default=dict)
    fired_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    retry_at = models.DateTimeField(_("下次重试"), null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                name="jobs_timer_due",
                condition=models.Q(fired_at__isnull=True, cancelled_at__isnull=True),
            ),
            models.Index(fields=["object_type", "object_id"], name="jobs_timer_object"),
        ]

    def __str__(self) -> str:
        return self.key


class JobState(models.TextChoices):
    WAITING = "waiting", _("等待")
    RUNNING = "running", _("执行中")
    FINISHED = "finished", _("完成")
    FAILED = "failed", _("失败")


class Job(models.Model):
    """Background work under a lease: a worker that dies loses the lease, and another takes the job."""

    task_id = models.CharField(max_length=36, unique=True)
    name = models.CharField(_("任务"), max_length=120)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    priority = models.IntegerField(default=0)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=60, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-priority", "run_after", "id"],
                name="jobs_job_next",
                condition=models.Q(state__in=["waiting", "running"]),
            ),
            models.Index(fields=["state", "-id"], name="jobs_job_state"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.task_id}"


class Worker(models.Model):
    """A worker process and when it was last heard of, so that a silent office is noticed."""

    name = models.CharField(_("进程"), max_length=60, unique=True)
    started_at = models.DateTimeField(_("启动时间"))
    seen_at = models.DateTimeField(_("最近心跳"))

    def __str__(self) -> str:
        return self.name
