from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.writing.models.paper import Paper
from xianxing.office.people.models import Organ


class Position(models.TextChoices):
    """What a consulted organ says."""

    AGREED = "agreed", _("同意")
    AMENDED = "amended", _("修改后同意")
    OPPOSED = "opposed", _("不同意")


class Consultation(models.Model):
    """One organ's opinion on a paper; opinions that differ stand side by side (条例 十九)."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="consultations")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("会签单位"))
    version_number = models.PositiveIntegerField(_("版本"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("送签时间"))
    due_on = models.DateField(_("反馈时限"))
    position = models.CharField(_("意见"), max_length=10, choices=Position.choices, blank=True)
    opinion = models.TextField(_("具体意见"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("反馈时间"), null=True)
    settlement = models.TextField(_("采纳情况"), blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    reminded = models.PositiveIntegerField(_("催办次数"), default=0)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["organ", "answered_at", "-id"], name="writing_consulted")]

    def __str__(self) -> str:
        return f"{self.organ} {self.get_position_display()}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def differs(self) -> bool:
        """Whether the organ opposes and nobody has settled it with them."""
        return self.position == Position.OPPOSED and not self.settled_at


class Review(models.Model):
    """One review by the office before signature, with the five points of 条例 二十."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="reviews")
    version_number = models.PositiveIntegerField(_("版本"))
    passed = models.BooleanField(_("通过"))
    points = models.PositiveIntegerField(_("审核要点"), default=0)
    reason = models.TextField(_("意见"), blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(_("审核时间"))

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.reason[:40]


class Signature(models.Model):
    """A signer of a paper: asked, and then opinion, name and day (条例 二十二)."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="signatures")
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("签发人")
    )
    order_number = models.PositiveIntegerField(default=1)
    is_principal = models.BooleanField(_("主要负责人"), default=False)
    asked_at = models.DateTimeField(_("送签时间"))
    opinion = models.CharField(_("签发意见"), max_length=300, blank=True)
    signed_name = models.CharField(_("姓名"), max_length=64, blank=True)
    signed_at = models.DateTimeField(_("签发时间"), null=True)
    declined_at = models.DateTimeField(_("退回时间"), null=True)
    version_number = models.PositiveIntegerField(_("版本"), default=0)
    reminded = models.PositiveIntegerField(_("催办次数"), default=0)

    class Meta:
        ordering: ClassVar = ["order_number", "id"]
        indexes: ClassVar = [models.Index(fields=["signer", "signed_at", "-id"], name="writing_signer")]

    def __str__(self) -> str:
        return f"{self.signer} {self.opinion}"


class Comment(models.Model):
    """A remark of a reader on a field or a stretch of a version."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="comments")
    version_number = models.PositiveIntegerField(_("版本"))
    field = models.CharField(_("要素"), max_length=20, blank=True)
    quote = models.CharField(_("原文"), max_length=200, blank=True)
    text = models.TextField(_("批注"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("时间"))
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.text[:40]
