from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.writing.models.paper import Paper
from xianxing.office.files.models import StoredFile
from xianxing.office.people.models import Organ


class NumberEntry(models.Model):
    """A line of the register of issued documents: every number ever taken, the void ones with their reason."""

    series = models.CharField(_("发文代字"), max_length=40)
    year = models.PositiveIntegerField(_("年份"))
    sequence = models.PositiveIntegerField(_("序号"))
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="numbers")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(_("登记时间"))
    voided_at = models.DateTimeField(_("作废时间"), null=True)
    void_reason = models.CharField(_("作废理由"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["series", "-year", "-sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "year", "sequence"], name="writing_number_once"),
            models.UniqueConstraint(
                fields=["paper"], condition=models.Q(voided_at__isnull=True), name="writing_number_live"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}〔{self.year}〕{self.sequence}号"


class Rendition(models.Model):
    """The printed form of one version: the PDF and the .docx as they were made, under their hashes."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="renditions")
    version_number = models.PositiveIntegerField(_("版本"))
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pages = models.PositiveIntegerField(_("页数"))
    remarks = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("印制时间"))

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.version_number}"


class Copy(models.Model):
    """One recipient on the list of distribution, and whether it has read what it was sent."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="recipients")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("单位"))
    is_main = models.BooleanField(_("主送"), default=True)
    count = models.PositiveIntegerField(_("份数"), default=1)
    sent_at = models.DateTimeField(_("核发时间"), null=True)
    read_at = models.DateTimeField(_("签收时间"), null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reminded = models.PositiveIntegerField(_("催办次数"), default=0)

    class Meta:
        ordering: ClassVar = ["-is_main", "organ__order_number", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["paper", "organ"], name="writing_copy_once")]
        indexes: ClassVar = [models.Index(fields=["organ", "read_at", "-id"], name="writing_copy_unread")]

    def __str__(self) -> str:
        return f"{self.organ} {self.count}"


class Correction(models.Model):
    """Words changed after the signature: what it weighed, and whether the signer saw it again (条例 二十五)."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="corrections")
    version_number = models.PositiveIntegerField(_("版本"))
    weight = models.CharField(_("改动程度"), max_length=10)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("改动时间"))

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.weight}"
