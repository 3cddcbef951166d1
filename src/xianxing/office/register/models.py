from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.office.files.models import StoredFile
from xianxing.office.people.models import Person


class Channel(models.TextChoices):
    LETTER = "letter", _("来信")
    VISIT = "visit", _("来访")
    CALL = "call", _("来电")
    HOTLINE = "hotline", _("热线")
    WEB = "web", _("网上")
    EMAIL = "email", _("邮件")
    SCAN = "scan", _("纸件扫描")
    INSTRUCTION = "instruction", _("领导批示")
    IMPORT = "import", _("批量导入")


class Entry(models.Model):
    """One thing that came in. Typed once; every duty that uses it points here."""

    receipt_number = models.CharField(_("受理编号"), max_length=40, unique=True)
    query_code_hash = models.CharField(max_length=128, blank=True)
    channel = models.CharField(_("渠道"), max_length=12, choices=Channel.choices)
    received_at = models.DateTimeField(_("收到时间"))
    recorded_at = models.DateTimeField(_("登记时间"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("标题"), max_length=200)
    text = models.TextField(_("内容"), blank=True)
    sender_name = models.CharField(_("姓名"), max_length=60, blank=True)
    sender_contact = models.CharField(_("联系方式"), max_length=100, blank=True)
    sender_address = models.CharField(_("住址"), max_length=200, blank=True)
    sender_key = models.CharField(max_length=64, blank=True, db_index=True)
    people_count = models.PositiveIntegerField(_("人数"), default=1)
    erased_at = models.DateTimeField(null=True)
    restricted_at = models.DateTimeField(_("限定知悉"), null=True)
    hidden_from = models.ManyToManyField(Person, related_name="+", blank=True)
    """From then on only the head sees it in the register: an accusation must not reach the accused."""

    source_reference = models.CharField(_("来源编号"), max_length=80, blank=True)
    files = models.ManyToManyField(StoredFile, related_name="+", blank=True)

    query_code: str = ""
    """The sender's query code, only on the instance that ``register()`` returned; it is kept nowhere."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-received_at", "-id"], name="register_received"),
            models.Index(fields=["channel", "source_reference"], name="register_reference"),
        ]

    def __str__(self) -> str:
        """The number alone: the ledger labels its lines with this for ever, and a title may name somebody."""
        return self.receipt_number
