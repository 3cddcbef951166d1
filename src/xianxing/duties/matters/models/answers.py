from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.models.matter import Matter
from xianxing.office.authority.models import Clause


class Outcome(models.TextChoices):
    """The three outcomes of 信访工作条例 32, and an answer to what asked for none of them."""

    SUPPORTED = "supported", _("支持")
    EXPLAINED = "explained", _("解释说明")
    REFUSED = "refused", _("不予支持")


class Reply(models.Model):
    """An answer with the four parts of 信访工作条例 32: request, facts, opinion, and its legal basis."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="replies")
    request = models.TextField(_("诉求"))
    facts = models.TextField(_("事实和理由"))
    opinion = models.TextField(_("处理意见"))
    outcome = models.CharField(_("结论"), max_length=10, choices=Outcome.choices)
    basis = models.ManyToManyField(Clause, related_name="+", verbose_name=_("依据"))
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    returned_reason = models.CharField(_("退回理由"), max_length=300, blank=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.opinion[:40]


class Closure(models.Model):
    """A matter was closed: when, by whom, on which answer. A reopening ends it."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="closures")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, related_name="+")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.closed_at}"


class Callback(models.Model):
    """What the person said when called back: reached in time, settled, satisfied."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="callbacks")
    reached = models.BooleanField(_("已联系上"))
    responded = models.BooleanField(_("按时响应"), null=True, blank=True)
    settled = models.BooleanField(_("问题已解决"), null=True, blank=True)
    satisfied = models.BooleanField(_("满意"), null=True, blank=True)
    note = models.TextField(_("回访记录"), blank=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.note[:40]


class Reopening(models.Model):
    """A closed matter was opened again, with the reason."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="reopenings")
    reason = models.TextField(_("理由"))
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.reason[:40]


class Mediation(models.Model):
    """A mediation with both sides' consent, its sessions and, where reached, its agreement (人民调解法 28-33)."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="mediations")
    parties = models.CharField(_("双方当事人"), max_length=200)
    consent = models.BooleanField(_("双方同意调解"))
    mediator = models.CharField(_("调解员"), max_length=60)
    held_on = models.DateField(_("调解日期"))
    record = models.TextField(_("调解记录"))
    agreement = models.TextField(_("调解协议"), blank=True)
    agreed_on = models.DateField(_("协议生效日期"), null=True, blank=True)
    confirm_by = models.DateField(_("可申请司法确认至"), null=True, blank=True)
    failed_advice = models.TextField(_("未达成协议的告知"), blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.parties} {self.held_on}"
