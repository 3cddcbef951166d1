from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    STATUTORY = "statutory", _("法定节假日")
    ADJUSTED = "adjusted", _("调休放假")
    MAKE_UP = "make_up", _("调休上班")


class Year(models.Model):
    """A year whose holidays have been announced; a year that is absent makes deadlines provisional."""

    year = models.PositiveIntegerField(_("年份"), primary_key=True)
    source = models.CharField(_("来源"), max_length=200)
    imported_at = models.DateTimeField(_("导入时间"))

    def __str__(self) -> str:
        return str(self.year)


class Day(models.Model):
    """A day that is not what its weekday says."""

    day = models.DateField(_("日期"), primary_key=True)
    kind = models.CharField(_("类别"), max_length=16, choices=DayKind.choices)
    name = models.CharField(_("名称"), max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()}"


class Edition(models.Model):
    """One row: a stamp that is new after every edit, so that other processes notice."""

    stamp = models.CharField(max_length=36)

    def __str__(self) -> str:
        return self.stamp
