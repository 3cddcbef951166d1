from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.models.matter import Matter
from xianxing.office.authority.models import Decision
from xianxing.office.files.models import StoredFile


class Override(models.Model):
    """A named approver let something pass that the authority table stops, with a reason."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="overrides")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    move = models.CharField(_("事项"), max_length=30)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("批准人")
    )
    reason = models.TextField(_("理由"))
    approved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.reason[:40]


class SavedView(models.Model):
    """A filter of the list that someone keeps under a name."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("名称"), max_length=40)
    query = models.CharField(max_length=500)
    is_shared = models.BooleanField(_("全办公室可用"), default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "name"], name="matters_view_once")
        ]

    def __str__(self) -> str:
        return self.name


class ColumnMapping(models.Model):
    """Which column of a spreadsheet holds what, remembered by the set of its headings."""

    headings_sha256 = models.CharField(max_length=64, unique=True)
    columns = models.JSONField()
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.headings_sha256[:12]


class ImportRun(models.Model):
    """One import of a spreadsheet: what was read, what was wrong, what came of it."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    mapping = models.JSONField(default=dict)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    skip_bad = models.BooleanField(default=False)
    rows_total = models.PositiveIntegerField(default=0)
    rows_read = models.PositiveIntegerField(default=0)
    rows_written = models.PositiveIntegerField(default=0)
    rows_known = models.PositiveIntegerField(default=0)
    rows_bad = models.PositiveIntegerField(default=0)
    bad_rows = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    error = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.file} {self.created_at}"


class BulkRun(models.Model):
    """One verb carried out on many matters, with what is needed to take it back."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=20)
    back = models.JSONField(default=list)
    done_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.verb} {len(self.back)}"


class RetentionRule(models.Model):
    """How long identities are kept after the end of a matter, in years. One row."""

    years = models.PositiveIntegerField(_("保留年数"), default=5)

    def __str__(self) -> str:
        return str(self.years)


class RetentionHold(models.Model):
    """Someone keeps the identities of a matter past their time, with a reason."""

    matter = models.OneToOneField(Matter, models.CASCADE, related_name="retention_hold")
    reason = models.CharField(_("理由"), max_length=300)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    held_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason
