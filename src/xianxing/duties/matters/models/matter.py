from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.engine import OPEN, Kind, State, Track
from xianxing.office.authority.models import Decision
from xianxing.office.people.models import Organ, Person
from xianxing.office.register.models import Channel, Entry


class MatterKind(models.TextChoices):
    SUGGESTION = Kind.SUGGESTION, _("建议意见")
    ACCUSATION = Kind.ACCUSATION, _("检举控告")
    APPEAL = Kind.APPEAL, _("申诉求决")
    INQUIRY = Kind.INQUIRY, _("咨询")
    HELP = Kind.HELP, _("求助")
    COMPLAINT = Kind.COMPLAINT, _("投诉")


class MatterTrack(models.TextChoices):
    LITIGATION = Track.LITIGATION, _("诉讼等法律程序")
    ARBITRATION = Track.ARBITRATION, _("仲裁")
    PARTY = Track.PARTY, _("党员申诉")
    ADMINISTRATIVE = Track.ADMINISTRATIVE, _("行政程序")
    DUTY = Track.DUTY, _("查处违法、履行职责")
    PETITION = Track.PETITION, _("信访程序")


class MatterState(models.TextChoices):
    REGISTERED = State.REGISTERED, _("待受理")
    ACCEPTED = State.ACCEPTED, _("已受理")
    WORKING = State.WORKING, _("办理中")
    REPLYING = State.REPLYING, _("待审答复")
    ANSWERED = State.ANSWERED, _("已答复")
    CLOSED = State.CLOSED, _("已办结")
    DECLINED = State.DECLINED, _("不予受理")
    FORWARDED = State.FORWARDED, _("已转送")
    MERGED = State.MERGED, _("已并案")
    REVIEWING = State.REVIEWING, _("复查中")
    RECHECKING = State.RECHECKING, _("复核中")
    TERMINATED = State.TERMINATED, _("终结")


class Risk(models.TextChoices):
    GREEN = "green", _("一般")
    YELLOW = "yellow", _("关注")
    RED = "red", _("重大紧急")


class Level(models.TextChoices):
    """How far up a matter has gone (济南市12345条例 29-30)."""

    OFFICE = "office", _("办公室")
    LEAD_UNIT = "lead_unit", _("主办单位")
    COORDINATION = "coordination", _("办公室协调")
    LEADERS = "leaders", _("领导会议")


class TopicState(models.TextChoices):
    NONE = "none", _("未分类")
    ASKED = "asked", _("待定类")
    SUGGESTED = "suggested", _("建议类")
    AUTO = "auto", _("自动归类")
    CONFIRMED = "confirmed", _("已确认")


# A condition without parameters, so that both databases use the partial indexes.
OPEN_ROWS = models.Q(ended_at__isnull=True)


class Matter(models.Model):
    """Something that someone wants settled. Its text lies in the register entry it was born from."""

    number = models.CharField(_("事项编号"), max_length=40, unique=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="matter", verbose_name=_("来件"))
    title = models.CharField(_("标题"), max_length=200)
    channel = models.CharField(_("渠道"), max_length=12, choices=Channel.choices)
    received_at = models.DateTimeField(_("收到时间"))
    place = models.CharField(_("地点"), max_length=100, blank=True)
    state = models.CharField(
        _("状态"), max_length=12, choices=MatterState.choices, default=MatterState.REGISTERED
    )
    kind = models.CharField(_("类别"), max_length=12, choices=MatterKind.choices, default=MatterKind.HELP)
    kind_confirmed = models.BooleanField(_("类别已确认"), default=False)
    track = models.CharField(_("办理途径"), max_length=16, choices=MatterTrack.choices, blank=True)
    topic = models.CharField(_("内容分类"), max_length=60, blank=True)
    topic_state = models.CharField(max_length=10, choices=TopicState.choices, default=TopicState.NONE)
    topic_scores = models.JSONField(default=list)
    risk = models.CharField(_("风险"), max_length=8, choices=Risk.choices, default=Risk.GREEN)
    level = models.CharField(_("层级"), max_length=12, choices=Level.choices, default=Level.OFFICE)
    amount = models.PositiveBigIntegerField(_("涉及金额（元）"), null=True, blank=True)
    people_count = models.PositiveIntegerField(_("涉及人数"), default=1)
    cross_department = models.BooleanField(_("跨部门"), default=False)
    law_related = models.BooleanField(_("涉法涉诉"), default=False)
    leader_involved = models.BooleanField(_("涉及领导"), default=False)
    is_restricted = models.BooleanField(_("限定知悉"), default=False)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("经办人"),
    )
    lead = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("主办单位")
    )
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_matters")
    complainants = models.PositiveIntegerField(_("反映人数"), default=1)
    accepted_at = models.DateTimeField(_("受理时间"), null=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    ended_at = models.DateTimeField(_("办结时间"), null=True)
    due_on = models.DateField(_("法定时限"), null=True)
    internal_due_on = models.DateField(_("内部时限"), null=True)
    due_provisional = models.BooleanField(_("时限暂定"), default=False)
    reopened = models.PositiveIntegerField(_("重办次数"), default=0)
    created_at = models.DateTimeField(_("立项时间"))
    understood_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(_("更新时间"))

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-updated_at", "-id"], name="matters_updated"),
            models.Index(fields=["state", "-updated_at", "-id"], name="matters_state"),
            models.Index(fields=["lead", "state", "-updated_at", "-id"], name="matters_lead"),
            models.Index(fields=["handler", "state", "due_on", "id"], name="matters_handler"),
            models.Index(fields=["kind", "-updated_at", "-id"], name="matters_kind"),
            models.Index(fields=["topic", "-updated_at", "-id"], name="matters_by_topic"),
            models.Index(fields=["place", "-id"], name="matters_place"),
            models.Index(fields=["created_at"], name="matters_created"),
            models.Index(fields=["due_on", "id"], name="matters_open_due", condition=OPEN_ROWS),
            models.Index(fields=["-updated_at", "-id"], name="matters_open_updated", condition=OPEN_ROWS),
            models.Index(
                fields=["risk", "-updated_at", "-id"], name="matters_open_risk", condition=OPEN_ROWS
            ),
            models.Index(fields=["-complainants", "-id"], name="matters_open_heat", condition=OPEN_ROWS),
            models.Index(fields=["received_at", "id"], name="matters_open_waiting", condition=OPEN_ROWS),
            models.Index(
                fields=["due_on"], name="matters_provisional", condition=models.Q(due_provisional=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Accused(models.Model):
    """A unit or person that an accusation is about: it must never learn of it (信访工作条例 30)."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="accused")
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("单位")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("人员")
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(organ__isnull=False) | models.Q(person__isnull=False),
                name="matters_accused_someone",
            )
        ]

    def __str__(self) -> str:
        return str(self.organ or self.person)


class Recusal(models.Model):
    """A person who may not touch the matter because of a direct interest (信访工作条例 28)."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="recusals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("回避人员"))
    reason = models.CharField(_("理由"), max_length=200)
    declared_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "person"], name="matters_recusal_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.reason}"
