from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    IN_FORCE = "in_force", _("现行有效")
    AMENDED = "amended", _("已修改")
    REPEALED = "repealed", _("已废止")


class Level(models.TextChoices):
    """The order of force of what binds an office （立法法 第五章）; a house rule stands last."""

    LAW = "law", _("法律")
    PARTY = "party", _("党内法规")
    REGULATION = "regulation", _("行政法规")
    JUDICIAL = "judicial", _("司法解释")
    LOCAL = "local", _("地方性法规")
    ORDINANCE = "ordinance", _("规章")
    DOCUMENT = "document", _("规范性文件")
    HOUSE = "house", _("本单位制度")


class Instrument(models.Model):
    """A law, regulation or house rule. One that is amended stays as it was; the new text ``replaces`` it."""

    code = models.CharField(_("代号"), max_length=40, unique=True)
    title = models.CharField(_("名称"), max_length=120)
    issuer = models.CharField(_("发布机关"), max_length=120)
    issued_on = models.DateField(_("发布日期"))
    effective_from = models.DateField(_("施行日期"))
    effective_to = models.DateField(_("失效日期"), null=True, blank=True)
    standing = models.CharField(_("效力"), max_length=10, choices=Standing.choices, default=Standing.IN_FORCE)
    is_house_rule = models.BooleanField(_("本单位制度"), default=False)
    level = models.CharField(_("效力级别"), max_length=12, choices=Level.choices, blank=True)
    scope = models.CharField(_("适用范围"), max_length=120, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("替代")
    )
    text_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.title


class Clause(models.Model):
    """One article, paragraph or item, with the hash of its text. ``key`` is ``code#34`` or ``code#31.6``."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="clauses")
    key = models.CharField(max_length=60, unique=True)
    label = models.CharField(_("条款"), max_length=60)
    order_number = models.PositiveIntegerField()
    text = models.TextField(_("条文"))
    text_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["instrument_id", "order_number"]

    def __str__(self) -> str:
        return f"《{self.instrument.title}》{self.label}"


class DecisionTable(models.Model):
    """A decision table of the office, kept in versions."""

    name = models.CharField(max_length=60, unique=True)
    title = models.CharField(_("名称"), max_length=120)

    def __str__(self) -> str:
        return self.title


class VersionState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已发布")
    RETIRED = "retired", _("已停用")


class TableVersion(models.Model):
    """One version of a table: the whole table as the rulebook engine reads it."""

    table = models.ForeignKey(DecisionTable, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("版本"))
    state = models.CharField(
        _("状态"), max_length=10, choices=VersionState.choices, default=VersionState.DRAFT
    )
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(_("发布时间"), null=True)
    effective_from = models.DateField(_("生效日期"), null=True)

    class Meta:
        ordering: ClassVar = ["table_id", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "number"], name="authority_version_once"),
            models.UniqueConstraint(
                fields=["table"], condition=models.Q(state="published"), name="authority_one_published"
            ),
            models.UniqueConstraint(
                fields=["table"], condition=models.Q(state="draft"), name="authority_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table.title} 第{self.number}版"


class VersionCheck(models.Model):
    """A second person looked at a draft and its back-test. It holds for this very content and no other."""

    version = models.ForeignKey(TableVersion, models.CASCADE, related_name="checks")
    content_sha256 = models.CharField(max_length=64)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(_("复核时间"))
    opinion = models.CharField(_("复核意见"), max_length=200)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.version}: {self.opinion}"


class Direction(models.TextChoices):
    """Which way a limit is stricter."""

    CEILING = "ceiling", _("不得超过")
    FLOOR = "floor", _("不得少于")
    REQUIRED = "required", _("必须")
    FORBIDDEN = "forbidden", _("禁止")


class Limit(models.Model):
    """A limit that a rule sets, by pack and name, and the stricter value that the office chose for itself.

    A limit whose source was not verified, or that is another place's (``needs_adoption``), binds only once the
    office has set it. ``value`` is a number, a fraction (1/3) or yes.
    """

    pack = models.CharField(_("规则包"), max_length=40)
    name = models.CharField(max_length=60)
    title = models.CharField(_("名称"), max_length=120)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    direction = models.CharField(_("约束"), max_length=10, choices=Direction.choices)
    value = models.CharField(_("规定值"), max_length=40)
    basis = models.CharField(_("依据"), max_length=200)
    clause_key = models.CharField(max_length=60, blank=True)
    jurisdiction = models.CharField(_("适用地域"), max_length=60)
    is_verified = models.BooleanField(_("已核实"))
    needs_adoption = models.BooleanField(_("采用后有约束力"), default=False)
    may_loosen = models.BooleanField(_("可放宽"), default=False)
    effective_from = models.DateField(_("施行日期"), null=True)
    effective_to = models.DateField(_("失效日期"), null=True)
    office_value = models.CharField(_("本办公室的值"), max_length=40, blank=True)
    office_reason = models.CharField(_("理由"), max_length=200, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(_("设定时间"), null=True)
    order_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["pack", "order_number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pack", "name"], name="authority_limit_once")
        ]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """An answer that a table gave, for ever as it was: inputs, version, row, clauses with their text's hash."""

    version = models.ForeignKey(TableVersion, models.PROTECT, related_name="decisions")
    object_type = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    facts = models.JSONField()
    outcome = models.JSONField()
    effect = models.CharField(max_length=10)
    row = models.CharField(max_length=60)
    hits = models.JSONField()
    clauses = models.JSONField()
    decided_at = models.DateTimeField()
    decided_by_name = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["object_type", "object_id", "-id"], name="authority_decision_object"),
            models.Index(fields=["version", "row", "-id"], name="authority_decision_row"),
        ]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}: {self.row}"
