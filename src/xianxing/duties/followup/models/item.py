from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.followup.engine.stages import ENDED, Stage
from xianxing.office.files.models import StoredFile
from xianxing.office.people.models import Organ, Person


class Source(models.TextChoices):
    MINUTES = "minutes", _("会议纪要")
    INSTRUCTION = "instruction", _("领导批示")
    DOCUMENT = "document", _("上级文件")
    MATTER = "matter", _("来信来访")
    PLAN = "plan", _("年度工作")
    OTHER = "other", _("其他")


class MandateKind(models.TextChoices):
    """On whose word the item may be supervised at all (政府督查工作条例 11)."""

    DECISION = "decision", _("本级政府决定")
    ORDER = "order", _("行政首长指令")
    APPROVAL = "approval", _("督查建议经批准")


class ItemStage(models.TextChoices):
    PROPOSED = Stage.PROPOSED, _("待批准立项")
    OPENED = Stage.OPENED, _("已立项")
    SENT = Stage.SENT, _("已交办")
    SIGNED = Stage.SIGNED, _("已签收")
    WORKING = Stage.WORKING, _("办理中")
    REPORTED = Stage.REPORTED, _("已反馈")
    CHECKED = Stage.CHECKED, _("已核查")
    CLOSED = Stage.CLOSED, _("已办结")
    DROPPED = Stage.DROPPED, _("已撤销")


OPEN_STAGES = tuple(stage for stage in Stage if stage not in ENDED)
OPEN_ROWS = models.Q(ended_at__isnull=True)


class Item(models.Model):
    """One thing that was decided or instructed and must be carried through."""

    number = models.CharField(_("编号"), max_length=40, unique=True)
    title = models.CharField(_("事项"), max_length=200)
    content = models.TextField(_("原文"), blank=True)
    source = models.CharField(_("来源"), max_length=12, choices=Source.choices)
    source_label = models.CharField(_("来源文号或会议"), max_length=200, blank=True)
    source_type = models.CharField(max_length=64, blank=True)
    source_id = models.BigIntegerField(default=0)
    leader = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("交办领导")
    )
    mandate_kind = models.CharField(_("立项依据"), max_length=10, choices=MandateKind.choices)
    mandate = models.CharField(_("依据说明"), max_length=200)
    mandate_on = models.DateField(_("依据日期"))
    approved_at = models.DateTimeField(_("批准时间"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("批准人")
    )
    stage = models.CharField(_("阶段"), max_length=10, choices=ItemStage.choices, default=ItemStage.OPENED)
    lead = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("牵头单位")
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    due_on = models.DateField(_("办结时限"))
    is_returned = models.BooleanField(_("有退回未办好的"), default=False)
    created_at = models.DateTimeField(_("立项时间"))
    updated_at = models.DateTimeField(_("更新时间"))
    ended_at = models.DateTimeField(_("办结时间"), null=True)
    files = models.ManyToManyField(StoredFile, related_name="+", blank=True, verbose_name=_("来源材料"))

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-updated_at", "-id"], name="followup_updated"),
            models.Index(fields=["stage", "-updated_at", "-id"], name="followup_stage"),
            models.Index(fields=["lead", "-updated_at", "-id"], name="followup_lead"),
            models.Index(fields=["leader", "-updated_at", "-id"], name="followup_leader"),
            models.Index(fields=["source", "-updated_at", "-id"], name="followup_source"),
            models.Index(fields=["created_at"], name="followup_created"),
            models.Index(fields=["ended_at"], name="followup_ended"),
            models.Index(fields=["-updated_at", "-id"], name="followup_open_updated", condition=OPEN_ROWS),
            models.Index(fields=["due_on", "id"], name="followup_open_due", condition=OPEN_ROWS),
            models.Index(fields=["handler", "due_on", "id"], name="followup_open_mine", condition=OPEN_ROWS),
            models.Index(
                fields=["due_on", "id"],
                name="followup_open_returned",
                condition=OPEN_ROWS & models.Q(is_returned=True),
            ),
            models.Index(
                fields=["source_type", "source_id"],
                name="followup_about",
                condition=~models.Q(source_type=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_STAGES
