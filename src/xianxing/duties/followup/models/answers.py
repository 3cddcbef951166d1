from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.followup.models.item import Item
from xianxing.duties.followup.models.task import Task
from xianxing.office.people.models import Organ


class SameQuestion(models.Model):
    """Two tasks of one unit that ask the same: the answer of ``answered_by`` serves ``task`` too.

    Where the words differ, whoever asked must agree first, so ``agreed_at`` may be empty for a while.
    """

    task = models.OneToOneField(Task, models.PROTECT, related_name="served_by")
    answered_by = models.ForeignKey(
        Task, models.PROTECT, related_name="serves", verbose_name=_("以此件答复为准")
    )
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(_("同意时间"), null=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(_("采用时间"), null=True)

    def __str__(self) -> str:
        return f"{self.task} ← {self.answered_by}"


class Quantity(models.Model):
    """A figure that several units are asked for, such as the shortage of sandbags in pieces."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="quantities")
    name = models.CharField(_("指标"), max_length=60)
    unit = models.CharField(_("计量单位"), max_length=20)
    asked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "name"], name="followup_quantity_once")
        ]

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """What one unit says a quantity is, from which book and of which day. A later one replaces an earlier."""

    quantity = models.ForeignKey(Quantity, models.PROTECT, related_name="readings")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("单位"))
    value = models.DecimalField(_("数值"), max_digits=18, decimal_places=4)
    source = models.CharField(_("数据来源"), max_length=100)
    as_of = models.DateField(_("截至日期"))
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["quantity", "organ"],
                name="followup_one_reading",
                condition=models.Q(is_current=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.value}"


class Settlement(models.Model):
    """Someone settled which of differing readings holds, or sent them back to be made one."""

    quantity = models.ForeignKey(Quantity, models.PROTECT, related_name="settlements")
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.quantity} {self.reading or ''}"
