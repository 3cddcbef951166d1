from django.db import models
from django.utils.translation import gettext_lazy as _


class Scale(models.Model):
    """How the office lights its lamps, climbs its ladder, and how often it may ask one unit. One row."""

    amber_days = models.PositiveIntegerField(_("黄灯：时限前几个工作日"), default=3)
    red_days = models.IntegerField(_("红灯：时限前几个工作日（-1 为逾期）"), default=-1)
    rungs = models.JSONField(_("催办级次"), default=list)
    most_requests = models.PositiveIntegerField(_("同一单位一段时间内最多交办几件"), default=6)
    request_days = models.PositiveIntegerField(_("这段时间是几天"), default=30)
    changed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)
