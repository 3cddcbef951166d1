from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.models.matter import Matter


class ClockKind(models.TextChoices):
    NOTICE = "notice", _("书面告知")
    HANDLING = "handling", _("办理")
    REVIEW = "review", _("复查")
    RECHECK = "recheck", _("复核")


class Clock(models.Model):
    """One legal time limit that runs, or ran, on a matter."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="clocks")
    kind = models.CharField(_("时限"), max_length=10, choices=ClockKind.choices)
    count = models.PositiveIntegerField(_("期限"))
    unit = models.CharField(max_length=12)
    extension = models.PositiveIntegerField(_("延长"), default=0)
    started_on = models.DateField(_("起算日"))
    due_on = models.DateField(_("届满日"))
    internal_due_on = models.DateField(_("内部时限"))
    provisional = models.BooleanField(_("暂定"), default=False)
    reasons = models.JSONField(default=list)
    clauses = models.JSONField(default=list)
    stopped_at = models.DateTimeField(_("停止时间"), null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "id"],
                name="matters_clock_running",
                condition=models.Q(stopped_at__isnull=True),
            ),
            models.Index(
                fields=["provisional"],
                name="matters_clock_provisional",
                condition=models.Q(provisional=True, stopped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on}"


class Pause(models.Model):
    """Days that do not count, such as those of a hearing (信访工作条例 36)."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="pauses")
    starts_on = models.DateField(_("开始"))
    ends_on = models.DateField(_("结束"))
    reason = models.CharField(_("理由"), max_length=200)

    def __str__(self) -> str:
        return f"{self.starts_on} {self.ends_on}"
