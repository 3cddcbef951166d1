from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import RISK_DAYS


class LampScale(models.Model):
    """How many working days before its limit a thing turns amber, and red; one row, edited by the head."""

    amber_days = models.PositiveSmallIntegerField(
        _("黄灯：距时限不超过（个工作日）"), default=3, validators=[MaxValueValidator(RISK_DAYS // 2)]
    )
    red_days = models.PositiveSmallIntegerField(
        _("红灯：距时限不超过（个工作日）"), default=0, validators=[MaxValueValidator(RISK_DAYS // 2)]
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(red_days__lte=models.F("amber_days")), name="today_red_within_amber"
            )
        ]

    def __str__(self) -> str:
        return f"{self.amber_days}/{self.red_days}"


class FigurePoint(models.Model):
    """What a figure was on a day, kept so that its trend can be drawn."""

    name = models.CharField(max_length=60)
    on = models.DateField()
    value = models.FloatField()

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "on"], name="today_point_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.on} {self.value}"
