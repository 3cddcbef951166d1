from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.followup.models.task import Task


class Conclusion(models.Model):
    """The conclusion that is fed back to a unit (政府督查工作条例 16), and what it must put right (18)."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="conclusions")
    text = models.TextField(_("督查结论"))
    received_on = models.DateField(_("送达日期"))
    objection_until = models.DateField(_("异议截止"))
    is_provisional = models.BooleanField(default=False)
    rectify = models.TextField(_("整改要求"), blank=True)
    rectify_until = models.DateField(_("整改时限"), null=True, blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("参与作出结论的人员")
    )
    revoked_at = models.DateTimeField(_("撤销时间"), null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                fields=["rectify_until"],
                name="followup_to_rectify",
                condition=models.Q(rectify_until__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.text[:40]


class ObjectionResult(models.TextChoices):
    UPHELD = "upheld", _("维持结论")
    CHANGED = "changed", _("变更结论")
    REVOKED = "revoked", _("撤销结论")


class Objection(models.Model):
    """A unit asked for the conclusion to be looked at again (政府督查工作条例 17)."""

    conclusion = models.OneToOneField(Conclusion, models.PROTECT, related_name="objection")
    reason = models.TextField(_("异议理由"))
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decide_until = models.DateField(_("复核时限"))
    result = models.CharField(_("复核决定"), max_length=8, choices=ObjectionResult.choices, blank=True)
    decision = models.TextField(_("复核意见"), blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["decide_until"],
                name="followup_undecided",
                condition=models.Q(decided_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.reason[:40]


class Recheck(models.Model):
    """Someone went back and looked whether what was asked was put right (政府督查工作条例 18)."""

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="rechecks")
    is_done = models.BooleanField(_("整改到位"))
    text = models.TextField(_("核查情况"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.text[:40]
