from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.writing.engine.content import Content
from xianxing.duties.writing.engine.life import ENDED, Bearing, State
from xianxing.engines.docform import DocumentType, Form
from xianxing.office.people.models import Organ


class PaperState(models.TextChoices):
    DRAFTING = State.DRAFTING, _("起草")
    CONSULTING = State.CONSULTING, _("会签")
    REVIEWING = State.REVIEWING, _("审核")
    SIGNING = State.SIGNING, _("待签发")
    RECHECKING = State.RECHECKING, _("复核")
    REGISTERING = State.REGISTERING, _("待登记")
    PRINTING = State.PRINTING, _("待印制")
    ISSUING = State.ISSUING, _("待核发")
    ISSUED = State.ISSUED, _("已核发")
    ARCHIVED = State.ARCHIVED, _("已归档")
    VOIDED = State.VOIDED, _("已撤销")
    REPEALED = State.REPEALED, _("已废止")
    DROPPED = State.DROPPED, _("已终止")


class PaperForm(models.TextChoices):
    ORDINARY = Form.ORDINARY, _("通用格式")
    LETTER = Form.LETTER, _("信函格式")
    ORDER = Form.ORDER, _("命令格式")
    MINUTES = Form.MINUTES, _("纪要格式")
    PLAIN = Form.PLAIN, _("内部文稿")


class PaperWay(models.TextChoices):
    UP = Bearing.UP, _("上行")
    DOWN = Bearing.DOWN, _("下行")
    LEVEL = Bearing.LEVEL, _("平行")


# A condition without parameters, so that both databases use the partial index.
OPEN_ROWS = models.Q(ended_at__isnull=True)
TYPES = [(kind.value, kind.value) for kind in DocumentType]


class Paper(models.Model):
    """A document that the office writes: its form, where it stands, and its last version."""

    title = models.CharField(_("标题"), max_length=300)
    type = models.CharField(_("文种"), max_length=10, choices=TYPES, blank=True)
    form = models.CharField(_("格式"), max_length=10, choices=PaperForm.choices, default=PaperForm.ORDINARY)
    way = models.CharField(_("行文方向"), max_length=10, choices=PaperWay.choices, default=PaperWay.DOWN)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("发文机关"))
    state = models.CharField(
        _("状态"), max_length=12, choices=PaperState.choices, default=PaperState.DRAFTING
    )
    version_number = models.PositiveIntegerField(_("版本"), default=0)
    content = models.JSONField(default=dict)
    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("拟稿人")
    )
    drafted_at = models.DateTimeField(_("拟稿时间"))
    series = models.CharField(_("发文代字"), max_length=40, blank=True)
    number = models.CharField(_("发文字号"), max_length=60, blank=True)
    dated_on = models.DateField(_("成文日期"), null=True)
    printed_on = models.DateField(_("印发日期"), null=True)
    copies = models.PositiveIntegerField(_("份数"), default=0)
    signed_at = models.DateTimeField(_("签发时间"), null=True)
    signed_version = models.PositiveIntegerField(_("签发时的版本"), default=0)
    signed_findings = models.PositiveIntegerField(_("签发时未改的问题"), null=True)
    signed_length = models.PositiveIntegerField(_("签发时的字数"), default=0)
    answers = models.ForeignKey(
        "writing.Incoming",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("答复的来文"),
    )
    about_type = models.CharField(max_length=64, blank=True)
    about_id = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(_("办结时间"), null=True)
    ended_reason = models.CharField(_("理由"), max_length=300, blank=True)
    updated_at = models.DateTimeField(_("更新时间"))

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-updated_at", "-id"], name="writing_updated"),
            models.Index(fields=["state", "-updated_at", "-id"], name="writing_state"),
            models.Index(fields=["drafter", "state", "-updated_at", "-id"], name="writing_drafter"),
            models.Index(fields=["-updated_at", "-id"], name="writing_open_updated", condition=OPEN_ROWS),
            models.Index(fields=["about_type", "about_id"], name="writing_about"),
            models.Index(fields=["signed_at"], name="writing_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED

    @property
    def fields(self) -> Content:
        """The content of the last version."""
        return Content.of(self.content)


class Version(models.Model):
    """One saved state of a paper's words; an autosave of the same person renews its own last one."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("版本"))
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    is_automatic = models.BooleanField(_("自动保存"), default=False)
    note = models.CharField(_("说明"), max_length=100, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("保存时间"))

    class Meta:
        ordering: ClassVar = ["paper_id", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "number"], name="writing_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.number}"

    @property
    def fields(self) -> Content:
        """The content of this version."""
        return Content.of(self.content)
