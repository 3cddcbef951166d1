from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.writing.engine.incoming import CLOSED, Stand
from xianxing.office.files.models import StoredFile
from xianxing.office.people.models import Organ


class Standing(models.TextChoices):
    RECEIVED = Stand.RECEIVED, _("已签收")
    REGISTERED = Stand.REGISTERED, _("待初审")
    EXAMINED = Stand.EXAMINED, _("待承办")
    READING = Stand.READING, _("阅知")
    HANDLING = Stand.HANDLING, _("批办")
    ANSWERED = Stand.ANSWERED, _("已答复")
    RETURNED = Stand.RETURNED, _("已退文")
    ARCHIVED = Stand.ARCHIVED, _("已归档")


class Handling(models.TextChoices):
    """How an incoming document is taken up (条例 二十四)."""

    READ = "read", _("阅知性")
    ACT = "act", _("批办性")


OPEN_ROWS = models.Q(closed_at__isnull=True)


class Incoming(models.Model):
    """A document that came to the office: as it was signed for, and what became of it."""

    title = models.CharField(_("标题"), max_length=300)
    sender = models.CharField(_("来文机关"), max_length=120)
    number = models.CharField(_("来文字号"), max_length=60, blank=True)
    number_key = models.CharField(max_length=60, blank=True)
    type = models.CharField(_("文种"), max_length=10, blank=True)
    urgency = models.CharField(_("紧急程度"), max_length=10, blank=True)
    dated_on = models.DateField(_("成文日期"), null=True, blank=True)
    text = models.TextField(_("正文"), blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    register_number = models.CharField(_("收文编号"), max_length=60, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=Standing.choices, default=Standing.RECEIVED)
    handling = models.CharField(_("办理类型"), max_length=6, choices=Handling.choices, blank=True)
    proposal = models.TextField(_("拟办意见"), blank=True)
    lead = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("主办单位")
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("经办人"),
    )
    due_on = models.DateField(_("复文期限"), null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("签收人")
    )
    received_at = models.DateTimeField(_("签收时间"))
    pages = models.PositiveIntegerField(_("页数"), default=0)
    answer = models.TextField(_("答复情况"), blank=True)
    closed_reason = models.CharField(_("理由"), max_length=300, blank=True)
    reminded = models.PositiveIntegerField(_("催办次数"), default=0)
    closed_at = models.DateTimeField(_("办结时间"), null=True)
    updated_at = models.DateTimeField(_("更新时间"))

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-updated_at", "-id"], name="writing_in_updated"),
            models.Index(fields=["state", "-updated_at", "-id"], name="writing_in_state"),
            models.Index(fields=["handler", "state", "due_on", "id"], name="writing_in_handler"),
            models.Index(fields=["due_on", "id"], name="writing_in_due", condition=OPEN_ROWS),
            models.Index(fields=["number_key"], name="writing_in_number"),
            models.Index(fields=["text_sha256"], name="writing_in_text"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def is_open(self) -> bool:
        return self.state not in CLOSED


class Circulation(models.Model):
    """A reader of an incoming document: sent, read, and what was written on it (传阅, 批示)."""

    incoming = models.ForeignKey(Incoming, models.PROTECT, related_name="readers")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("阅件人")
    )
    sent_at = models.DateTimeField(_("送阅时间"))
    read_at = models.DateTimeField(_("阅读时间"), null=True)
    remark = models.TextField(_("批示"), blank=True)
    reminded = models.PositiveIntegerField(_("催办次数"), default=0)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incoming", "reader"], name="writing_reader_once")
        ]
        indexes: ClassVar = [models.Index(fields=["reader", "read_at", "-id"], name="writing_unread")]

    def __str__(self) -> str:
        return f"{self.reader} {self.remark}"
