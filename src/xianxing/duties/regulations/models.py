from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.office.authority.models import Clause, Instrument


class Area(models.Model):
    """An area of the office's work that a rule must stand for."""

    name = models.CharField(_("工作领域"), max_length=40, unique=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    order_number = models.PositiveIntegerField(_("排序号"), default=100)
    closed_on = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["order_number", "id"]

    def __str__(self) -> str:
        return self.name


class Stewardship(models.Model):
    """What the office knows of an instrument for its own use: the area, who keeps it, when it is looked at again."""

    instrument = models.OneToOneField(Instrument, models.CASCADE, related_name="stewardship")
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="stewardships", verbose_name=_("工作领域")
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("管理人"),
    )
    review_on = models.DateField(_("复审日期"), null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return str(self.instrument)


class Citation(models.Model):
    """One clause cites another rule. ``cited_key`` is the clause it cites, or the instrument's code alone."""

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="citations")
    title = models.CharField(max_length=80)
    cited_key = models.CharField(max_length=60, db_index=True)
    cited = models.ForeignKey(Instrument, models.CASCADE, null=True, related_name="cited_by")
    start = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["clause_id", "start"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clause", "start"], name="regulations_citation_once")
        ]

    def __str__(self) -> str:
        return f"{self.clause} → {self.cited_key or self.title}"


class DraftState(models.TextChoices):
    WRITING = "writing", _("起草")
    CONSULTING = "consulting", _("会签中")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤回")


class RuleDraft(models.Model):
    """A house rule on its way: written, sent round, published as an instrument."""

    code = models.CharField(
        _("代号"), max_length=40, help_text=_("引用时用的简称，如“公务接待办法”；发布后不能改。")
    )
    title = models.CharField(_("名称"), max_length=120)
    area = models.ForeignKey(Area, models.PROTECT, related_name="drafts", verbose_name=_("工作领域"))
    scope = models.CharField(_("适用范围"), max_length=120)
    text = models.TextField(_("正文"))
    text_sha256 = models.CharField(max_length=64)
    effective_from = models.DateField(_("施行日期"))
    review_months = models.PositiveSmallIntegerField(_("几个月后复审"), default=12)
    replaces = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("替代")
    )
    state = models.CharField(_("状态"), max_length=10, choices=DraftState.choices, default=DraftState.WRITING)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("起草时间"))
    updated_at = models.DateTimeField(_("最后改动"))
    instrument = models.OneToOneField(Instrument, models.PROTECT, null=True, related_name="draft")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "-updated_at", "-id"], name="regulations_draft_list")
        ]

    def __str__(self) -> str:
        return self.title


class Stance(models.TextChoices):
    AGREE = "agree", _("同意")
    CHANGE = "change", _("修改后同意")
    OBJECT = "object", _("不同意")


class Opinion(models.Model):
    """What one person who was asked says of a draft, and what was done about it."""

    draft = models.ForeignKey(RuleDraft, models.CASCADE, related_name="opinions")
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("送签时间"))
    due_on = models.DateField(_("会签期限"))
    text_sha256 = models.CharField(max_length=64)
    stance = models.CharField(_("意见"), max_length=10, choices=Stance.choices, blank=True)
    words = models.TextField(_("具体意见"), blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    reply = models.CharField(_("采纳情况"), max_length=300, blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                fields=["asked", "due_on"],
                name="regulations_opinion_open",
                condition=models.Q(answered_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.draft} {self.asked}"

    @property
    def is_settled(self) -> bool:
        """Whether it agrees, or it was said what became of it."""
        return self.stance == Stance.AGREE or bool(self.stance and self.reply)


class Acknowledgement(models.Model):
    """Someone was told of a rule, and read it."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="acknowledgements")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    told_at = models.DateTimeField(_("告知时间"))
    acknowledged_at = models.DateTimeField(_("确认时间"), null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "account"], name="regulations_acknowledgement_once")
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.account}"


class Conclusion(models.TextChoices):
    KEEP = "keep", _("继续执行")
    AMEND = "amend", _("需要修订")
    REPEAL = "repeal", _("应当废止")


class Review(models.Model):
    """A rule was looked at again: what was found, and when the next time is."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="reviews")
    conclusion = models.CharField(_("结论"), max_length=10, choices=Conclusion.choices)
    words = models.CharField(_("说明"), max_length=300)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(_("复审时间"))
    next_on = models.DateField(_("下次复审"))

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.instrument} {self.get_conclusion_display()}"
